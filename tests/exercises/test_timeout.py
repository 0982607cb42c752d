"""Answers that never end are stopped, whatever they swallow; a person's own interrupt stays one."""

import re
import signal
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from demo_server.notebook.live.runners import InThread
from exercises.checks.answer import RecordedAnswer
from exercises.checks.errors import AnswerTimeout
from exercises.checks.server import server
from exercises.checks.timeout import AGAIN, time_limit


def test_a_sleeping_answer_is_woken() -> None:
    began = time.monotonic()
    with pytest.raises(AnswerTimeout), time_limit(0.2):
        time.sleep(20)
    assert time.monotonic() - began < 10


def sleeping() -> None:
    time.sleep(20)


def endless() -> None:
    while True:
        pass


def failing() -> None:
    try:
        raise OSError("the server is not there")
    finally:
        time.sleep(0)


@pytest.mark.parametrize("work", [sleeping, failing])
def test_code_that_swallows_every_error_is_stopped_all_the_same(work: Callable[[], None]) -> None:
    def stubborn() -> None:
        while True:
            try:
                work()
            except:  # noqa: E722, S112 - as people write it
                continue

    with pytest.raises(AnswerTimeout), time_limit(0.2):
        RecordedAnswer(stubborn)()


def test_a_busy_answer_is_stopped_where_a_thread_can_t_be_signalled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(signal, "pthread_kill", raising=False)  # Windows has none
    with pytest.raises(AnswerTimeout), time_limit(0.2):
        endless()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no timer of this kind")
@pytest.mark.parametrize(
    "work", [lambda: re.match("(a+)+$", "a" * 40 + "b"), lambda: pow(7, 10**9)]
)
def test_code_in_c_that_looks_for_signals_is_stopped(work: Callable[[], object]) -> None:
    timer, handler = signal.getitimer(signal.ITIMER_VIRTUAL), signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(AnswerTimeout), time_limit(0.2):
        work()
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == timer
    assert signal.getsignal(signal.SIGVTALRM) is handler


def test_an_error_that_stands_for_an_interrupt_was_too_long_all_the_same() -> None:
    def disguising() -> None:
        try:
            endless()
        except KeyboardInterrupt:
            raise ValueError("something else") from None

    with pytest.raises(AnswerTimeout), time_limit(0.2):
        RecordedAnswer(disguising)()


def test_an_interrupt_that_was_swallowed_was_too_long_all_the_same() -> None:
    with pytest.raises(AnswerTimeout), time_limit(0.2), suppress(KeyboardInterrupt):
        time.sleep(20)


def test_a_person_s_own_interrupt_stays_one() -> None:
    with pytest.raises(KeyboardInterrupt), time_limit(20):
        raise KeyboardInterrupt


def test_a_check_s_own_server_is_stopped_whole_though_the_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop, stopped = InThread.stop, []

    def slow(self: InThread) -> None:
        time.sleep(3 * AGAIN)  # as where a view still runs
        stop(self)
        stopped.append(self)

    monkeypatch.setattr(InThread, "stop", slow)
    with pytest.raises(AnswerTimeout), time_limit(2), server("published") as running:
        time.sleep(20)
    assert stopped
    assert not running.database.parent.exists()
