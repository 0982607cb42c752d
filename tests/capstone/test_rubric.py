"""Each criterion can fail: its mutants fail it when it is graded alone."""

from pathlib import Path

import pytest
from flask import request

from demo_server.jose import base64url_decode, base64url_encode
from exercises.capstone import RUBRIC, grade
from exercises.capstone.criteria.tokens import other_last_letter
from exercises.capstone.report_card import Status
from tests.capstone.mutants import page_mutants, password_mutants, token_mutants
from tests.capstone.mutants.lenient import (
    accept_tokens_by,
    keep_session_if,
    refuse_renewals_only,
    renew_and_end,
    revoke_everybody,
)
from tests.capstone.mutants.server import (
    Mutation,
    all_of,
    change_header,
    mutant_server,
    replace,
)

MUTANTS = page_mutants.MUTANTS | password_mutants.MUTANTS | token_mutants.MUTANTS


def test_every_row_has_a_server_that_is_broken_there() -> None:
    assert sorted(MUTANTS) == sorted(criterion.name for criterion in RUBRIC)


@pytest.mark.slow
@pytest.mark.parametrize("name", password_mutants.MUTANTS)
def test_of_the_rows_on_passwords_only_that_one_is_lost(name: str, tmp_path: Path) -> None:
    for number, mutate in enumerate(MUTANTS[name]):
        folder = tmp_path / str(number)
        folder.mkdir()
        with mutant_server(mutate, folder) as url:
            card = grade(url, password_mutants.MUTANTS)
        assert card.failed == [name], f"mutant {number}: {card}"


@pytest.mark.parametrize(
    ("length", "spelled"), [(32, True), (48, False), (64, True), (96, False), (256, True)]
)
def test_the_other_last_letter_spells_the_same_signature_where_bits_are_unused(
    length: int, spelled: bool
) -> None:
    for last in range(256):
        token = f"e30.e30.{base64url_encode(bytes([*range(length)])[:-1] + bytes([last]))}"
        other = other_last_letter(token)
        assert bool(other) is spelled
        if spelled:
            assert other != token
            signatures = [base64url_decode(one.rpartition(".")[2]) for one in (token, other)]
            assert signatures[0] == signatures[1]


def test_the_sentence_on_a_bare_bearer_cites_the_standard(tmp_path: Path) -> None:
    bare = change_header("/temp", "WWW-Authenticate", "Bearer")
    with mutant_server(bare, tmp_path) as url:
        (mark,) = grade(url, "a program without a token gets 401").marks
    assert mark.actual == "401 WWW-Authenticate: Bearer"
    assert "Bearer comes with a parameter" in mark.expected
    assert "(RFC 6750 §3)" in mark.expected


def test_the_row_on_spellings_says_which_one_was_accepted(tmp_path: Path) -> None:
    padded, respelled = MUTANTS["another spelling is refused"][:2]
    for mutate, says in ((padded, "= is no part of a token"), (respelled, "unused bits")):
        folder = tmp_path / says.replace(" ", "")
        folder.mkdir()
        with mutant_server(mutate, folder) as url:
            (mark,) = grade(url, "another spelling is refused").marks
        assert says in mark.expected


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTANTS)
def test_a_row_is_lost_where_the_server_is_broken(name: str, tmp_path: Path) -> None:
    for number, mutate in enumerate(MUTANTS[name]):
        folder = tmp_path / str(number)
        folder.mkdir()
        with mutant_server(mutate, folder) as url:
            (mark,) = grade(url, [name]).marks
        assert mark.status is Status.FAILED, f"mutant {number}: {mark}"


def test_a_session_that_has_ended_does_not_hide_that_any_signature_is_believed(
    tmp_path: Path,
) -> None:
    lax = all_of(
        accept_tokens_by(lambda token: token.split(".")[2]),
        replace("store.UserStore.revoke_session", revoke_everybody),
    )
    rows = ["a token opens the page", "signing out kills the copy", "a changed payload is refused"]
    with mutant_server(lax, tmp_path) as url:
        assert grade(url, rows).failed == rows[2:]


OPEN_PAGE = keep_session_if(lambda _: request.path == "/temp")


@pytest.mark.parametrize(
    ("name", "mutate", "request_line", "status"),
    [
        ("reuse ends the session", refuse_renewals_only, "GET /temp", "200"),
        ("signing in again ends the session before", OPEN_PAGE, "GET /temp", "200"),
        ("signing out kills the copy", OPEN_PAGE, "GET /temp", "200"),
        ("signing out everywhere reaches every device", OPEN_PAGE, "GET /temp", "200"),
        (
            "signing out leaves other devices alone",
            replace("store.UserStore.revoke_session", revoke_everybody),
            "GET /temp",
            "401",
        ),
        (
            "refresh gives two new tokens",
            replace("store.UserStore.consume_refresh_token", renew_and_end),
            "GET /temp",
            "401",
        ),
    ],
)
def test_a_row_on_sessions_shows_the_response_that_was_wrong(
    name: str, mutate: Mutation, request_line: str, status: str, tmp_path: Path
) -> None:
    with mutant_server(mutate, tmp_path) as url:
        (mark,) = grade(url, name).marks
    assert mark.status is Status.FAILED
    assert (mark.request[: len(request_line)], mark.actual[:3]) == (request_line, status), mark
