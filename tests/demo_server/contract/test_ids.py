"""Ids, as promised."""

import pytest
from flask.testing import FlaskClient

from tests.demo_server.contract.conftest import SUCCESS, WRONG, refusal, said, sign_in, sign_up

LENGTH = refusal("An id has 1 to 64 characters.")
UNSEEN = refusal("An id has no control characters and no invisible ones.")


@pytest.mark.parametrize(
    ("user_id", "answer"),
    [("", LENGTH), ("   ", LENGTH), ("d", SUCCESS), ("d" * 64, SUCCESS), ("d" * 65, LENGTH),
     ("\u00df" * 32, SUCCESS), ("\u00df" * 32 + "x", LENGTH), ("\ufb01" * 32, SUCCESS),
     ("\ufb01" * 33, LENGTH), ("\U0001f511" * 64, SUCCESS)],
    ids=ascii,
)  # fmt: skip
def test_an_id_has_1_to_64_characters_after_nfkc_and_casefold(
    client: FlaskClient, user_id: str, answer: object
) -> None:
    assert said(sign_up(client, user_id)) == answer
    assert said(sign_in(client, user_id)) == (SUCCESS if answer == SUCCESS else WRONG)


@pytest.mark.parametrize(
    "user_id",
    ["a\nb", "a\x7fb", "alice\0", "ali\x85ce", "ali\u200bce", "alice\u0378", "\ue000",
     "ali\u2028ce", "ali\u2029ce", "alice\u3164", "alice\u034f", "alice\ufe0f", "alice\U000e0101",
     "alice\u17b4", "alice\u180b", "alice\u180f", "ali\u2800ce"],
    ids=ascii,
)  # fmt: skip
def test_an_id_holds_nothing_that_cannot_be_seen(client: FlaskClient, user_id: str) -> None:
    assert said(sign_up(client, user_id)) == UNSEEN
    assert said(sign_in(client, user_id)) == WRONG


@pytest.mark.parametrize(
    ("first", "second"),
    [("strasse", "STRA\u00dfE"), ("frida", "\uff26rida"), ("e\u0301va", "\u00c9va"),
     ("\u03b1\u03b9\u03b1", "\u1fb3\u03b1"), ("i\u0307rem", "\u0130rem"), ("gustav", "gustav\r\n"),
     ("hanna", "\u3000hanna\u3000"), ("anna b", "anna  b"), ("anna c", "anna \u3000\u2009\u1680c")],
    ids=ascii,
)  # fmt: skip
def test_spellings_that_look_alike_are_one_user_at_sign_up_and_at_sign_in(
    client: FlaskClient, first: str, second: str
) -> None:
    assert said(sign_up(client, first, "blue kettle")) == SUCCESS
    status, answer = said(sign_up(client, second, "another kettle"))
    assert (status, answer["result"], answer["msg"][-10:]) == (409, "fail", " is taken.")
    assert said(sign_in(client, second, "another kettle")) == WRONG
    assert said(sign_in(client, second, "blue kettle")) == SUCCESS


def test_the_answer_to_an_id_in_use_names_its_one_spelling(client: FlaskClient) -> None:
    taken = (409, {"result": "fail", "msg": "The id alice is taken."})
    assert said(sign_up(client, " ALICE")) == taken


@pytest.mark.parametrize("user_id", ["\u0430lice", "al ice", "al_c%", "alice."], ids=ascii)
def test_other_ids_are_other_users(client: FlaskClient, user_id: str) -> None:
    assert said(sign_up(client, user_id, "blue kettle")) == SUCCESS
    assert said(sign_in(client, user_id)) == WRONG
    assert said(sign_in(client, user_id, "blue kettle")) == SUCCESS
