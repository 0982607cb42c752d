"""A time limit for code in the main thread, without a second process."""

import itertools
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from exercises.checks.errors import AnswerTimeout, Interrupted

AGAIN = 0.2
"""Seconds after which code that has swallowed an interrupt gets another."""


_swallowed = itertools.count()


def _interrupt(is_over: bool, frame: FrameType | None) -> None:
    """Raise Interrupted here; where a bare ``except`` takes it, the next line raises again.

    That line stands behind the ``except``, so the loop around it ends. Which function holds the
    loop nobody knows: each time it is another one of those that the kit has called. If the time
    ``is_over``, what a module with ``ENDS_BY_ITSELF`` has called is not interrupted.
    """
    called = []
    while frame and not frame.f_globals.get("__name__", "").startswith("exercises."):
        called.append(frame)
        frame = frame.f_back
    if is_over and frame and frame.f_globals.get("ENDS_BY_ITSELF"):
        return
    if called and frame:
        called[-1 - next(_swallowed) % len(called)].f_trace = _raise_on_next_line
        sys.settrace(_raise_on_next_line)
    raise Interrupted


def _raise_on_next_line(frame: FrameType, event: str, _value: Any) -> Any:
    if event == "line":
        raise Interrupted
    return frame.f_trace  # None where a function is called only now


class _Watch:
    """What interrupts the main thread when the time is over, until it is stopped.

    A thread does it by SIGINT, which wakes code that sleeps. Code in C may let no thread run; a
    regular expression and a power of large numbers do look for signals, and a timer of the system
    sends one. It counts processor time, some of it that of other threads: so its handler looks at
    the clock. Windows has no such timer.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds, self.end = seconds, time.perf_counter() + seconds
        self.over, self.left = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._wake)
        self.tracing, self.handlers = sys.gettrace(), dict[int, Any]()

    def start(self) -> None:
        """Start the thread and the timer; neither where no thread can start."""
        self._handle(signal.SIGINT, lambda _, frame: _interrupt(self.over.is_set(), frame))
        with suppress(RuntimeError):
            self.thread.start()
            if hasattr(signal, "setitimer"):
                self._handle(signal.SIGVTALRM, self._on_timer)
                signal.setitimer(signal.ITIMER_VIRTUAL, self.seconds + AGAIN, AGAIN)

    def _handle(self, number: int, handler: Callable[[int, FrameType | None], None]) -> None:
        self.handlers[number] = signal.signal(number, handler)

    def _on_timer(self, _number: int, frame: FrameType | None) -> None:
        if time.perf_counter() >= self.end and not self.left.is_set():
            self.over.set()
            _interrupt(True, frame)

    def _wake(self) -> None:
        wait = self.seconds
        while not self.left.wait(wait):
            self.over.set()
            wait = AGAIN
            if hasattr(signal, "pthread_kill"):  # wakes a sleeping thread, too
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            else:  # Windows: the handler runs here, and wakes the main thread
                signal.raise_signal(signal.SIGINT)

    def stop(self) -> None:
        """Send no more interrupts; one that is on its way arrives here."""
        self.left.set()
        if self.thread.ident:
            self.thread.join()

    def restore(self) -> None:
        """Give signals and tracing back as they were."""
        self.left.set()
        if self.handlers.keys() != {signal.SIGINT}:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        for number, before in self.handlers.items():
            signal.signal(number, before)
        sys.settrace(self.tracing)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Run the block, and raise AnswerTimeout if it takes longer than ``seconds``.

    It works as the *interrupt* button does, so it can be used in the main thread only, and a person
    who presses that button gets Interrupted, a KeyboardInterrupt. Where no thread can start, as in
    a browser, there is no limit. Code in C that looks for no signal is not interrupted, and on
    Windows none is.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("Check answers in the main thread: run the cell by itself.")
    watch = _Watch(seconds)
    try:
        watch.start()
        try:
            yield
        finally:
            watch.stop()
    except BaseException:
        if not watch.over.is_set():
            raise
    finally:
        watch.restore()
    if watch.over.is_set():
        raise AnswerTimeout(f"stopped after {seconds:g} seconds")
