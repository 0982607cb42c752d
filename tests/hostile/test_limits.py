"""Guessing, spraying, and clients that hold a connection without finishing what they say."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from limits.storage import MemoryStorage
from time_machine import Traveller

from demo_server import wsgi_server
from demo_server.hardened.rate_limit import SignInLimiter
from tests.hostile.serving import KINDS, attacked
from tests.hostile.target import Target
from tests.processes import wait_until

TOO_MANY = "Too many tries. Try again in {} seconds."
HALF_SENT = 50


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path, clock: Traveller) -> Iterator[Target]:
    own = {"SIGN_IN_LIMIT": "5 per minute", "ADDRESS_LIMIT": "100 per minute"}
    with attacked(request.param, tmp_path, **own) as started:
        yield started


def guess(target: Target, user_id: str = "alice", password: str = "a wrong password") -> int:
    form = {"id_give": user_id, "pw_give": password}
    return target.ask("POST", "/sign_in", data=form).status_code


def test_after_five_wrong_guesses_the_right_one_has_to_wait_too_but_not_for_ever(
    target: Target, clock: Traveller
) -> None:
    assert [guess(target) for _ in range(7)] == [401] * 5 + [429] * 2
    clock.shift(18)
    form = {"id_give": "ALICE", "pw_give": "correct horse"}  # the same user, spelt otherwise
    answer = target.ask("POST", "/sign_in", data=form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "42")
    assert answer.json() == {"result": "fail", "msg": TOO_MANY.format(42)}
    clock.shift(42)  # further tries have not made it longer
    assert target.ask("POST", "/sign_in", data=form).status_code == 200


def test_another_user_is_not_kept_waiting_and_an_unknown_id_is_counted_alike(
    target: Target,
) -> None:
    assert [guess(target) for _ in range(6)][-1] == 429
    assert guess(target, "bob", "wooden teapot") == 200
    assert [guess(target, "nobody") for _ in range(6)] == [401] * 5 + [429]


def test_the_right_password_forgives_the_wrong_ones_before_it(target: Target) -> None:
    for _ in range(3):
        assert [guess(target) for _ in range(4)] == [401] * 4
        assert guess(target, "alice", "correct horse") == 200


def test_spraying_one_password_over_many_ids_ends_at_the_address_limit(target: Target) -> None:
    answers = [guess(target, f"user {number}", "password1") for number in range(105)]
    assert answers == [401] * 100 + [429] * 5


def test_another_address_is_not_kept_waiting_and_the_memory_of_it_ends(clock: Traveller) -> None:
    attempts = SignInLimiter("5 per minute", "100 per minute")
    for number in range(60):
        attempts.hit_address("192.0.2.1")
        attempts.hit_sign_in("192.0.2.1", f"user {number}")
        attempts.hit_sign_in("192.0.2.2", "alice") if number < 5 else None
    attempts.hit_sign_in("192.0.2.3", "alice")
    kept = attempts._limiter.storage.storage  # type: ignore[attr-defined] # of limits
    assert len(kept) == 63
    clock.shift(61)
    attempts.hit_address("192.0.2.1")
    wait_until(lambda: len(kept) == 1)


def test_threads_take_turns_at_the_memory_which_is_not_made_for_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempts = SignInLimiter("5 per minute", "100 per minute")
    inside: list[int] = []
    most: list[int] = []

    def slow(*_values: object, **_named: object) -> int:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.01)
        inside.pop()
        return 1

    monkeypatch.setattr(MemoryStorage, "incr", slow)
    monkeypatch.setattr(MemoryStorage, "clear", slow)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(attempts.hit_address, ["192.0.2.1"] * 4))
        list(pool.map(lambda user: attempts.hit_sign_in("192.0.2.1", user), "abcd"))
        list(pool.map(lambda user: attempts.reset("192.0.2.1", user), "abcd"))
    assert most == [1] * 12


@pytest.mark.parametrize(
    "half",
    [
        b"",
        b"GET",
        b"GET /temp HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow",
        b"POST /sign_in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\nid_give=a",
        b"POST /sign_in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n",
    ],
    ids=["nothing", "a word", "half a header", "half a body", "half a chunk"],
)
def test_fifty_half_sent_requests_keep_nobody_else_waiting(target: Target, half: bytes) -> None:
    with ExitStack() as stack:
        for _ in range(HALF_SENT):
            address = ("127.0.0.1", target.port)
            stack.enter_context(closing(socket.create_connection(address))).sendall(half)
        assert target.answers_the_next()
    assert target.answers_the_next()


@pytest.mark.parametrize("silence", [True, False], ids=["silent", "byte by byte"])
def test_a_half_sent_request_does_not_hold_a_thread_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, silence: bool
) -> None:
    monkeypatch.setattr(wsgi_server.Handler, "timeout", 0.2 if silence else 10)
    monkeypatch.setattr(wsgi_server, "REQUEST_SECONDS", 10 if silence else 0.2)
    with attacked("werkzeug", tmp_path) as target:
        address = ("127.0.0.1", target.port)
        with closing(socket.create_connection(address, timeout=0.05)) as connection:
            connection.sendall(b"GET /temp HTTP/1.1\r\nX-Slow: ")

            def is_let_go() -> bool:
                try:
                    connection.sendall(b"" if silence else b"a")
                    return connection.recv(1) == b""
                except TimeoutError:
                    return False
                except ConnectionError:
                    return True

            wait_until(is_let_go)
        assert target.answers_the_next()
