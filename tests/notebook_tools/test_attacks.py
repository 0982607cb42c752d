"""What lessons 07 and 08 attack with, on servers of this process."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from demo_server.notebook import attacks, lesson
from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from tests.conftest import FAST_ARGON2


@pytest.fixture(scope="module")
def published() -> Iterator[LiveServer]:
    with LiveServer("published", process=False, settings={}) as server:
        attacks.sign_up_all(server)
        yield server


@pytest.fixture(scope="module")
def hardened() -> Iterator[LiveServer]:
    with LiveServer("hardened", process=False, settings=FAST_ARGON2) as server:
        attacks.sign_up_all(server)
        yield server


@pytest.fixture
def score(published: LiveServer, hardened: LiveServer) -> attacks.Score:
    return attacks.Score(published, hardened)


def test_everyone_with_a_password_gets_in_with_an_own_token(
    published: LiveServer, hardened: LiveServer
) -> None:
    for server in (published, hardened):
        for user in attacks.PASSWORDS:
            answer = attacks.show(server, attacks.sign_in(server, user))
            assert attacks.seen(answer) == "worked: 200"
            assert answer.json() == {"msg": f"Hello, {user}."}


def test_a_failure_that_is_answered_with_200_is_not_inside(published: LiveServer) -> None:
    with Client(published.url) as client:
        assert attacks.seen(client.sign_in("alice", "wrong")) == "stopped: 200"


def test_a_row_names_the_last_reason_of_the_hardened_log(score: attacks.Score) -> None:
    def nonsense(server: LiveServer) -> str:
        attacks.show(server, "")
        return attacks.seen(attacks.show(server, "nonsense"))

    table = score.record("nonsense", "RFC 7519 §7.2", nonsense, "worked: bob")
    expected = (
        "nonsense", "stopped: 302", "stopped: 401", "MalformedTokenError", "worked: bob",
        "RFC 7519 §7.2",
    )  # fmt: skip
    assert list(table.rows) == [expected]
    assert attacks.count([expected]) == (
        "1 attacks: 0 worked at published, 0 at hardened, and 1 of 1 at something gullible."
    )


def test_what_was_asked_before_stopped_nothing_and_what_worked_was_not_stopped(
    score: attacks.Score, hardened: LiveServer
) -> None:
    attacks.show(hardened, "nonsense")
    score.record("silent", "CWE-1", lambda _server: "stopped: by itself")
    score.record("signed in", "CWE-1", lambda server: attacks.seen(Client(server.url).get("/")))
    assert [row[3] for row in score.rows.values()] == ["-", "-"]


def test_a_row_recorded_again_keeps_its_place(score: attacks.Score) -> None:
    score.record("a", "CWE-1", lambda _server: "worked: 1")
    score.record("b", "CWE-1", lambda _server: "worked: 1")
    score.record("a", "CWE-1", lambda _server: "stopped: 2")
    assert [row[:2] for row in score.table().rows] == [("a", "stopped: 2"), ("b", "worked: 1")]


def test_another_server_takes_the_place_of_the_hardened_one(
    score: attacks.Score, published: LiveServer
) -> None:
    tried = []

    def attack(server: LiveServer) -> str:
        tried.append(server)
        return "stopped: 1"

    score.record("a", "CWE-1", attack, hardened=published)
    assert tried == [published, published]


@pytest.mark.parametrize("error", [jwt.DecodeError, ValueError, KeyError])
def test_a_verifier_believes_a_name_or_says_why_not(error: type[Exception]) -> None:
    def refuse(_token: str) -> dict[str, object]:
        raise error

    assert attacks.trust(lambda _token: {"sub": "bob"}, "") == "worked: bob"
    assert attacks.trust(refuse, "") == f"stopped: {error.__name__}"


def test_the_next_morning_is_at_nine_on_the_next_day_and_still_stands() -> None:
    clock = lesson.begin()
    try:
        for day in (1, 2):
            clock.shift(3_601)
            attacks.next_morning(clock)
            assert datetime.now(UTC) == lesson.START + timedelta(days=day)
    finally:
        lesson.end()


def test_a_function_that_looks_up_first_is_told_by_its_hashes(hardened: LiveServer) -> None:
    with Client(hardened.url) as client:
        assert attacks.hash_counts(client.sign_in) == "stopped: 1 and 1"
        assert attacks.hash_counts(
            lambda user, word: user == "alice" and client.sign_in(user, word)
        ) == ("worked: 1 and 0")


def test_what_a_server_hashes_is_counted_and_long_tokens_are_not_hashed(
    published: LiveServer, hardened: LiveServer
) -> None:
    counts = []
    for server in (published, hardened):
        head, payload, signature = attacks.sign_in(server, "alice").split(".")
        with attacks.hashed_bytes() as sizes:
            attacks.show(server, f"{head}.{payload}{'A' * 3_000}.{signature}")
        counts.append(sum(sizes))
    assert counts[0] > 3_000
    assert counts[1] == 0


def test_a_deleted_user_can_not_sign_in_any_more(published: LiveServer) -> None:
    with Client(published.url) as client:
        client.sign_up("gone", "wooden teapot")
        attacks.delete_user(published, "gone")
        assert attacks.seen(client.sign_in("gone", "wooden teapot")).startswith("stopped")


def test_a_key_set_server_offers_its_key_and_keeps_what_it_was_asked() -> None:
    server = attacks.KeySetServer({"kty": "oct", "k": "AA"})
    try:
        assert server.asked == []
        assert Client(server.url).get("").json() == {"keys": [{"kty": "oct", "k": "AA"}]}
        assert server.asked == ["/keys.json"]
    finally:
        server.stop()
