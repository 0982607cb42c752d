"""A time limit for code in the main thread, without a second process."""

import itertools
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from exercises.checks.errors import AnswerTimeout

AGAIN = 0.2
"""Seconds after which code that has swallowed an interrupt gets another."""


_swallowed = itertools.count()


def _interrupt(is_over: bool, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt here; where a bare ``except`` takes it, the next line raises again.

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
    raise KeyboardInterrupt


def _raise_on_next_line(frame: FrameType, event: str, _value: Any) -> Any:
    if event == "line":
        raise KeyboardInterrupt
    return frame.f_trace  # None where a function is called only now


def _started(thread: threading.Thread) -> bool:
    try:
        thread.start()
    except RuntimeError:
        return False
    return True


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Run the block, and raise AnswerTimeout if it takes longer than ``seconds``.

    It works as the *interrupt* button does, so it can be used in the main thread only, and a person
    who presses that button still gets a KeyboardInterrupt. Where no thread can start, as in a
    browser, there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("Check answers in the main thread: run the cell by itself.")
    over, left = threading.Event(), threading.Event()

    def interrupt() -> None:
        wait = seconds
        while not left.wait(wait):
            over.set()
            wait = AGAIN
            if hasattr(signal, "pthread_kill"):  # wakes a sleeping thread, too
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            else:  # Windows: the handler runs here, and wakes the main thread
                signal.raise_signal(signal.SIGINT)

    watch = threading.Thread(target=interrupt)
    if not _started(watch):
        yield
        return
    before = signal.signal(signal.SIGINT, lambda _number, frame: _interrupt(over.is_set(), frame))
    tracing = sys.gettrace()
    try:
        try:
            yield
        finally:
            left.set()
            watch.join()  # an interrupt that is on its way arrives here
    except KeyboardInterrupt:
        if not over.is_set():
            raise
    finally:
        sys.settrace(tracing)
        signal.signal(signal.SIGINT, before)
    if over.is_set():
        raise AnswerTimeout(f"stopped after {seconds:g} seconds")
