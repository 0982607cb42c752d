"""Many at once: half-sent requests, guesses, sign-ups of one id, uses of one refresh token."""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest
from limits.storage import MemoryStorage
from time_machine import Traveller

from demo_server import wsgi_server
from demo_server.hardened.rate_limit import SignInLimiter
from demo_server.hardened.store import UserStore
from tests.demo_server.adversarial.target import Target, running_target
from tests.helpers.processes import wait_until

AT_ONCE = 20
HALF_SENT = 50


@pytest.fixture
def target(clock: Traveller) -> Iterator[Target]:
    """Run a server whose limits nobody has used yet, and whose minute lasts as long as a test."""
    limits: dict[str, Any] = {"SIGN_IN_LIMIT": "5 per minute", "ADDRESS_LIMIT": "100 per minute"}
    with running_target(**limits) as running:
        yield running
        assert running.accepts(running.token())


def at_once(ask: Callable[[int], Any], times: int = AT_ONCE) -> list[Any]:
    """Call ``ask`` with the numbers below ``times``, each in a thread; return what comes back."""
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(ask, range(times)))


def meet_at(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
    """Let AT_ONCE threads of the server wait for one another before they call this method."""
    barrier, method = threading.Barrier(AT_ONCE, timeout=30), getattr(owner, name)

    def met(*arguments: Any, **named: Any) -> Any:
        barrier.wait()
        return method(*arguments, **named)

    monkeypatch.setattr(owner, name, met)


def test_one_refresh_token_used_by_twenty_gives_one_pair_and_ends_the_session(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_at(monkeypatch, UserStore, "consume_refresh_token")
    kept = target.sign_in()
    responses = at_once(lambda _n: target.refresh(kept["refresh_token"]))
    assert sorted(one.status_code for one in responses) == [200] + [401] * (AT_ONCE - 1)
    (won,) = [dict(one.cookies) for one in responses if one.status_code == 200]
    assert not target.accepts(won["access_token"])
    assert not target.accepts(kept["access_token"])
    assert target.refresh(won["refresh_token"]).status_code == 401


def test_whichever_comes_first_no_token_outlives_a_sign_out(target: Target) -> None:
    kept = target.sign_in()
    cookie = {"Cookie": f"access_token={kept['access_token']}"}

    def ask(number: int) -> Any:
        if number == AT_ONCE // 2:
            return target.request("POST", "/sign_out", headers=cookie)
        return target.refresh(kept["refresh_token"])

    tokens = [dict(one.cookies).get("access_token", "") for one in at_once(ask)]
    assert not any(target.accepts(token) for token in [*tokens, kept["access_token"]])


def test_one_id_signed_up_by_twenty_is_one_user_with_one_password(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_at(monkeypatch, UserStore, "add")
    forms = [{"id_give": "dave", "pw_give": f"blue kettle {n}"} for n in range(AT_ONCE)]
    made = at_once(lambda n: target.request("POST", "/sign_up", data=forms[n]).status_code)
    assert sorted(made) == [200] + [409] * (AT_ONCE - 1)
    assert target.sign_in("dave", forms[made.index(200)]["pw_give"])


def test_twenty_guesses_at_once_are_no_more_than_five(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_at(monkeypatch, SignInLimiter, "hit_sign_in")
    form = {"id_give": "alice", "pw_give": "a wrong password"}
    answers = at_once(lambda _n: target.request("POST", "/sign_in", data=form).status_code)
    assert sorted(answers) == [401] * 5 + [429] * (AT_ONCE - 5)


def test_one_password_tried_at_many_ids_at_once_ends_at_the_limit_of_the_address(
    target: Target,
) -> None:
    def guess(number: int) -> int:
        form = {"id_give": f"user {number}", "pw_give": "password1"}
        return target.request("POST", "/sign_in", data=form).status_code

    assert sorted(at_once(guess, 110)) == [401] * 100 + [429] * 10
    form = {"id_give": "dave", "pw_give": "blue kettle"}
    assert target.request("POST", "/sign_up", data=form).status_code == 429  # it counts as well


def test_thirty_students_who_come_at_once_are_all_signed_in(target: Target) -> None:
    def come(number: int) -> bool:
        form = {"id_give": f"student {number}", "pw_give": "blue kettle"}
        assert target.request("POST", "/sign_up", data=form).status_code == 200
        return target.accepts(target.sign_in(*form.values())["access_token"])

    assert at_once(come, 30) == [True] * 30


def test_threads_take_turns_at_the_limiter_s_memory_which_is_not_made_for_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limiter = SignInLimiter("5 per minute", "30 per hour", "100 per minute")
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
    at_once(lambda _n: limiter.hit_address("192.0.2.1"), 4)
    at_once(lambda n: limiter.hit_sign_in("192.0.2.1", f"user {n}", known=False), 4)
    at_once(lambda n: limiter.forgive("192.0.2.1", f"user {n}", known=False), 4)
    assert most == [1] * (4 + 2 * 4 + 4 * 4)


def test_the_limiter_s_memory_of_a_flood_ends_with_its_time(clock: Traveller) -> None:
    limiter = SignInLimiter("5 per minute", "30 per hour", "100 per minute")
    for number in range(60):
        limiter.hit_address("192.0.2.1")
        limiter.hit_sign_in("192.0.2.1", f"user {number}", known=False)
    kept = limiter._limiter.storage.storage  # type: ignore[attr-defined] # of limits
    assert len(kept) == 121
    clock.shift(121)
    limiter.hit_address("192.0.2.1")
    wait_until(lambda: len(kept) == 61)
    clock.shift(7_200)
    limiter.hit_address("192.0.2.1")
    wait_until(lambda: len(kept) == 1)


def test_fifty_half_sent_requests_keep_nobody_else_waiting(target: Target) -> None:
    half = b"POST /sign_in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\nid_give=a"
    with ExitStack() as stack:
        for _ in range(HALF_SENT):
            stack.enter_context(target.connect()).sendall(half)
        assert target.accepts(target.token())  # in time: request() waits no longer than 10 seconds


@pytest.mark.parametrize("silence", [True, False], ids=["silent", "byte by byte"])
def test_a_half_sent_request_does_not_hold_a_thread_for_ever(
    target: Target, monkeypatch: pytest.MonkeyPatch, silence: bool
) -> None:
    assert wsgi_server.Handler.timeout == wsgi_server.IDLE_SECONDS
    monkeypatch.setattr(wsgi_server.Handler, "timeout", 0.2 if silence else 10)
    monkeypatch.setattr(wsgi_server, "REQUEST_SECONDS", 10 if silence else 0.2)
    with target.connect(0.05) as connection:
        connection.sendall(b"GET /temp HTTP/1.1\r\nX-Slow: ")

        def is_closed() -> bool:
            try:
                connection.sendall(b"" if silence else b"a")
                return connection.recv(1) == b""
            except TimeoutError:
                return False
            except ConnectionError:
                return True

        wait_until(is_closed)


def test_whatever_breaks_nothing_is_written_where_a_notebook_would_show_it(
    target: Target, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    target.send(b"GET http://[ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")  # ends in an exception
    with target.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        reset_when_closed = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset_when_closed)
    assert target.accepts(target.token())
    assert capfd.readouterr() == ("", "")
    assert {record.levelname for record in caplog.records} == {"INFO"}
