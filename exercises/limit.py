"""Stop code that takes too long, in this thread, without a second process."""

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TooLongError(Exception):
    """The time was over."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Let the block run for so many seconds, then raise TooLongError in its place.

    It works as the *interrupt* button does, so it can be used in the main thread only, and a person
    who presses that button still gets a KeyboardInterrupt.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("Check answers in the main thread: run the cell by itself.")
    over = threading.Event()

    def interrupt() -> None:
        over.set()
        if hasattr(signal, "pthread_kill"):  # wakes a sleeping thread, too
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        else:
            _thread.interrupt_main()

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(seconds, interrupt)
    timer.start()
    try:
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # an interrupt that is on its way arrives here
    except KeyboardInterrupt:
        if over.is_set():
            raise TooLongError(f"stopped after {seconds:g} seconds") from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)
