"""Passwords, as promised."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

import argon2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from demo_server.config import settings
from demo_server.hardened.errors import InvalidInput
from demo_server.hardened.passwords import Passwords
from demo_server.hardened.validation import normalize_new_password
from tests.conftest import FAST_ARGON2
from tests.demo_server.contract.conftest import (
    PASSWORD,
    SUCCESS,
    WRONG,
    Make,
    refusal,
    said,
    sign_in,
    sign_up,
)

LENGTH = refusal("A password has 8 to 256 characters.")
POPULAR = refusal("Many people have this password, so guessers try it: choose another.")
OWN = refusal("This password is the id or the name of this service: choose another.")
UTF_8 = refusal("Ids and passwords are sent as UTF-8.")


def stored(app: Flask, user_id: str = "alice") -> str:
    query = "SELECT password_hash FROM users WHERE id = ?"
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        return str(db.execute(query, (user_id,)).fetchone()[0])


def cost(time: int, memory: int) -> dict[str, object]:
    return {"ARGON2": {"time_cost": time, "memory_cost": memory, "parallelism": 1}}


def test_argon2id_at_owasp_s_19_mib_two_passes_one_lane(make: Make) -> None:
    app = make(ARGON2=settings("hardened", {}, {})["ARGON2"])
    sign_up(app.test_client())
    assert stored(app).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_every_user_has_a_salt_of_16_random_bytes(app: Flask, client: FlaskClient) -> None:
    sign_up(client, "bob")
    alice, bob = (stored(app, name).split("$")[4] for name in ("alice", "bob"))
    assert alice != bob
    assert len(alice) == 22


def test_the_parameters_come_from_config(make: Make) -> None:
    app = make(**cost(3, 16))
    sign_up(app.test_client())
    assert stored(app).startswith("$argon2id$v=19$m=16,t=3,p=1$")


@pytest.mark.parametrize(
    ("time", "memory", "anew"),
    [(3, 16, False), (4, 16, True), (3, 32, True), (1, 16, False), (3, 8, False)],
)
def test_re_hash_on_sign_in_when_parameters_rose_and_only_then(
    make: Make, time: int, memory: int, anew: bool
) -> None:
    before = make(**cost(3, 16))
    sign_up(before.test_client())
    kept = stored(before)
    after = make(**cost(time, memory))
    assert said(sign_in(after.test_client(), password="wrong horse")) == WRONG
    assert stored(after) == kept
    assert said(sign_in(after.test_client())) == SUCCESS
    assert (stored(after) != kept) is anew
    assert f"m={memory},t={time}" in stored(after) or not anew
    assert said(sign_in(after.test_client())) == SUCCESS


def test_another_kind_of_argon2_is_hashed_anew_too(app: Flask, client: FlaskClient) -> None:
    other = argon2.PasswordHasher(**FAST_ARGON2["ARGON2"], type=argon2.Type.I).hash(PASSWORD)
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("UPDATE users SET password_hash = ?", (other,))
    assert said(sign_in(client)) == SUCCESS
    assert stored(app).startswith("$argon2id$")


@pytest.mark.parametrize(
    ("password", "answer"),
    [("1234567", LENGTH), ("kettle 1", SUCCESS), ("p" * 256, SUCCESS), ("p" * 257, LENGTH),
     ("e\u0301" * 7, LENGTH), ("e\u0301" * 256, SUCCESS), ("\ufb01" * 4, SUCCESS),
     ("\ufb01" * 129, LENGTH)],
    ids=ascii,
)  # fmt: skip
def test_a_password_has_8_to_256_characters_counted_after_nfkc(
    client: FlaskClient, password: str, answer: object
) -> None:
    assert said(sign_up(client, "dave", password)) == answer
    assert said(sign_in(client, "dave", password)) == (SUCCESS if answer == SUCCESS else WRONG)


@pytest.mark.parametrize(
    ("kept", "typed", "same"),
    [
        ("caf\u00e9 noir", "cafe\u0301 noir", True),
        ("blue kettle", "blue\u00a0kettle", True),
        ("blue kettle", "Blue kettle", False),
        ("blue kettle", "blue kettle ", False),
        ("blue kettle\0one", "blue kettle", False),
        ("blue kettle\0one", "blue kettle\0two", False),
        ("k" * 72 + "one", "k" * 72 + "two", False),
        ("k" * 255 + "1", "k" * 255 + "2", False),
        ("stra\u00dfe 123", "strasse 123", False),
    ],
    ids=ascii,
)
def test_two_keyboards_spell_one_password_and_nothing_else_of_it_is_changed(
    client: FlaskClient, kept: str, typed: str, same: bool
) -> None:
    assert said(sign_up(client, "dave", kept)) == SUCCESS
    assert said(sign_in(client, "dave", typed)) == (SUCCESS if same else WRONG)


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ({"id_give": "dave", "pw_give": "\ufffd" * 8}, UTF_8),
        ({"id_give": "d\ufffd", "pw_give": PASSWORD}, UTF_8),
        ({"id_give": "dave", "pw_give": "\ufffd"}, UTF_8),
    ],
    ids=ascii,
)
def test_what_is_no_utf_8_is_no_password_and_no_id(
    client: FlaskClient, form: dict[str, str], answer: object
) -> None:
    assert said(client.post("/sign_up", data=form)) == answer
    assert said(client.post("/sign_in", data=form)) == WRONG


@pytest.mark.parametrize(
    ("user_id", "password"),
    [("alice", "wrong horse"), ("nobody", PASSWORD), ("", PASSWORD), ("alice", "short"),
     ("nobody", "nobody has this password"), ("alice", ""), ("alice\n", "wrong horse"),
     ("a" * 16_000, PASSWORD), ("alice'--", PASSWORD), ("' OR '1'='1' --", PASSWORD),
     ("' UNION SELECT password_hash, 0 FROM users --", PASSWORD)],
)  # fmt: skip
def test_whatever_is_wrong_with_a_sign_in_it_costs_the_same_and_gets_the_same_answer(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, user_id: str, password: str
) -> None:
    costs: list[argon2.Parameters] = []
    verify = argon2.PasswordHasher.verify

    def counted(self: argon2.PasswordHasher, hash: str, password: str) -> bool:  # noqa: A002
        costs.append(argon2.extract_parameters(hash))
        return verify(self, hash, password)

    usual = sign_in(client, password="a wrong password")
    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    answer = sign_in(client, user_id, password)
    assert said(answer) == said(usual) == WRONG
    assert {*answer.headers} == {*usual.headers}
    assert [(one.type, one.time_cost, one.memory_cost) for one in costs] == [(argon2.Type.ID, 1, 8)]


def test_nobody_signs_in_with_the_stored_hash_or_what_unknown_ids_are_compared_with(
    app: Flask, client: FlaskClient
) -> None:
    assert said(sign_in(client, password=stored(app))) == WRONG
    passwords = Passwords(**FAST_ARGON2["ARGON2"])
    assert not passwords.verify(None, "nobody has this password")
    assert passwords.verify(passwords.hash(PASSWORD), PASSWORD)


def test_a_hash_that_cannot_be_read_lets_nobody_in(app: Flask, client: FlaskClient) -> None:
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("UPDATE users SET password_hash = 'no hash'")
    assert said(sign_in(client)) == WRONG


@pytest.mark.parametrize("method", ["hash", "verify"])
def test_as_many_hashes_are_made_at_once_as_there_are_cores(
    monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    cores = os.cpu_count() or 1
    passwords = Passwords(**FAST_ARGON2["ARGON2"])
    all_at_work, at_work, most = threading.Barrier(cores), [0], [0]

    def hash_slowly(*_arguments: object) -> str:
        at_work[0] += 1
        most[0] = max(most[0], at_work[0])
        all_at_work.wait(timeout=10)
        time.sleep(0.05)  # for one more, if another may come
        at_work[0] -= 1
        return ""

    asked: Callable[[str], object] = (
        passwords.hash if method == "hash" else partial(passwords.verify, "stored")
    )
    monkeypatch.setattr(argon2.PasswordHasher, method, hash_slowly)
    with ThreadPoolExecutor(2 * cores) as pool:
        assert len(set(pool.map(asked, ["any"] * 2 * cores))) == 1
    assert most == [cores]


@pytest.mark.parametrize(
    "password",
    ["password", "12345678", "qwertyuiop", "iloveyou", "Password1", "PASSWORD", "trustno1",
     "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44", " password ", "baseball"],
    ids=ascii,
)  # fmt: skip
def test_a_popular_password_is_refused_with_a_sentence_that_says_why(
    client: FlaskClient, password: str
) -> None:
    assert said(sign_up(client, "dave", password)) == POPULAR
    assert said(sign_in(client, "dave", password)) == WRONG  # nobody was added


def test_the_3000_most_common_that_fit_the_rule_are_popular() -> None:
    common = [one for one in FREQUENCY_LISTS["passwords"] if len(one) >= 8][:3_000]
    assert len(common) == 3_000
    for password in common:
        with pytest.raises(InvalidInput, match="Many people have this password"):
            normalize_new_password(password, "dave")


@pytest.mark.parametrize(
    ("user_id", "password", "answer"),
    [("long enough", "long enough", OWN), ("Long Enough", "LONG  enough ", OWN),
     ("\u0390" * 8, "\u0390" * 8, OWN), ("stra\u00dfe 123", "STRASSE 123", OWN),
     ("dave", "demo-server", OWN), ("dave", "JWT Login", OWN), ("dave", "jwt_login_demo", OWN),
     ("dave", "long enough", SUCCESS), ("long enough", "long enough!", SUCCESS)],
    ids=ascii,
)  # fmt: skip
def test_the_id_itself_and_the_name_of_the_service_are_no_passwords(
    client: FlaskClient, user_id: str, password: str, answer: object
) -> None:
    assert said(sign_up(client, user_id, password)) == answer


def test_a_password_from_before_it_was_popular_still_signs_in(
    app: Flask, client: FlaskClient
) -> None:
    kept = app.extensions["demo_server"].passwords.hash("password")
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("UPDATE users SET password_hash = ?", (kept,))
    assert said(sign_in(client, password="password")) == SUCCESS
