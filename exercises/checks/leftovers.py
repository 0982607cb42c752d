"""Undo what an answer leaves behind, so that the next answer is judged in the Python it expects."""

import base64
import binascii
import builtins
import collections
import contextlib
import hashlib
import hmac
import html
import importlib
import itertools
import json
import os
import random
import re
import secrets
import signal
import sys
import threading
import time
import urllib.parse
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import jwt
import requests
import time_machine
from IPython import get_ipython

from demo_server.notebook import lesson

HOLDERS: tuple[Any, ...] = (
    base64, binascii, builtins, collections, contextlib, hashlib, hmac, html, importlib, itertools,
    json, jwt, jwt.api_jws, jwt.api_jwt, jwt.utils, os, os.path, random, re, requests, requests.api,
    secrets, time, urllib.parse, hmac.HMAC, json.JSONDecoder, json.JSONEncoder, jwt.PyJWS,
    jwt.PyJWT, random.Random, requests.Response, requests.Session,
)  # fmt: skip
"""Modules and classes that answers and checks use, and that somebody may patch."""
OF_THE_SHELL = {"input", "exit", "quit", "display", "get_ipython", "print", "open"} - {
    "print",
    "open",
}
"""Built-in functions that IPython itself replaces."""
KITS_OWN = ("demo_server", "exercises", "socketserver", "waitress", "werkzeug", "concurrent")
"""Whose threads end by themselves."""
PATIENCE = 0.2
"""Seconds in which a thread of an answer may end, too."""
THREADS = (
    "A thread that your answer started still runs, and nothing can stop it from here: Kernel → "
    "Restart Kernel ends it. Then run your cells again from the top."
)
"""What is said where nothing can be undone."""


def _functions(holder: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(holder).items()
            if callable(value) and name not in OF_THE_SHELL}  # fmt: skip


_originals = [(holder, _functions(holder)) for holder in HOLDERS]


def restore_functions() -> list[str]:
    """Give modules back the functions that they had when the kit was imported; name the others."""
    restored = []
    for holder, functions in _originals:
        now = vars(holder)
        for name, function in functions.items():
            if now.get(name) is not function:
                setattr(holder, name, function)
                restored.append(f"{holder.__name__}.{name}")
    return restored


def _environment(values: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(values)
    if hasattr(time, "tzset"):
        time.tzset()


def _refill(held: Any, kept: list[Any]) -> None:
    held[:] = kept


def _handlers() -> dict[int, Any]:
    return {number: signal.getsignal(number) for number in signal.valid_signals()}


def _handle(handlers: dict[int, Any]) -> None:
    for number, handler in handlers.items():
        if handler is not None and signal.getsignal(number) is not handler:
            signal.signal(number, handler)


def _clocks() -> tuple[int, int]:
    return len(time_machine.traveller_stack), len(lesson._travels)


def _clocks_back(counts: tuple[int, int]) -> None:
    while len(time_machine.traveller_stack) > counts[0]:
        os.environ.setdefault("TZ", "UTC")  # a journey that began with a zone takes it away
        time_machine.travel(0).stop()  # whichever began last
    del lesson._travels[counts[1] :]


STATES: dict[str, tuple[Callable[[], Any], Callable[[Any], object]]] = {
    "the clock": (_clocks, _clocks_back),  # first: travelling in time sets a variable, too
    "the environment variables": (lambda: dict(os.environ), _environment),
    "the working folder": (os.getcwd, os.chdir),
    "sys.stdout": (lambda: sys.stdout, lambda kept: setattr(sys, "stdout", kept)),
    "sys.stderr": (lambda: sys.stderr, lambda kept: setattr(sys, "stderr", kept)),
    "sys.stdin": (lambda: sys.stdin, lambda kept: setattr(sys, "stdin", kept)),
    "sys.path": (lambda: [*sys.path], lambda kept: _refill(sys.path, kept)),
    "the recursion limit": (sys.getrecursionlimit, sys.setrecursionlimit),
    "the limit of digits": (sys.get_int_max_str_digits, sys.set_int_max_str_digits),
    "the filters of warnings": (
        lambda: [*warnings.filters],
        lambda kept: _refill(warnings.filters, kept),
    ),
    "what happens at a signal": (_handlers, _handle),
    "the tracing of Python": (sys.gettrace, sys.settrace),
}
"""How each state of the process is read and set, under the name that the learner is told."""


@contextlib.contextmanager
def undone() -> Iterator[list[str]]:
    """Undo what an answer changes in this process while the block runs it.

    Yields a list; after the block it holds a sentence for each thing that was undone, or that can't
    be. Functions that were patched are not among them: see ``restore_functions``.
    """
    told: list[str] = []
    before = {name: read() for name, (read, _) in STATES.items()}
    drawn, running = random.getstate(), {*threading.enumerate()}
    try:
        with _nobody_there():
            yield told
    finally:
        random.setstate(drawn)
        changed = []
        for name, (read, write) in STATES.items():
            if _read(read) != before[name]:
                write(before[name])
                changed.append(name)
        if changed:
            told.append(f"Your answer changed {' and '.join(changed)}: that is undone.")
        if any(_still_runs(thread) for thread in {*threading.enumerate()} - running):
            told.append(THREADS)


def _read(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except OSError:  # the working folder is gone
        return None


def _still_runs(thread: threading.Thread) -> bool:
    target = getattr(thread, "_target", None)
    module = getattr(target, "__module__", "") or type(thread).__module__
    if module.split(".")[0] in KITS_OWN:
        return False
    thread.join(PATIENCE)
    return thread.is_alive()


@contextlib.contextmanager
def _nobody_there() -> Iterator[None]:
    """Let input() find nobody, and quit() of a notebook raise SystemExit, as Python's own does."""
    shell: Any = get_ipython()
    ask, ask_exit = builtins.input, getattr(shell, "ask_exit", None)
    builtins.input = _no_input
    if shell:
        shell.ask_exit = _no_exit
    try:
        yield
    finally:
        builtins.input = ask
        if shell:
            shell.ask_exit = ask_exit


def _no_input(_prompt: object = "") -> NoReturn:
    raise EOFError("EOF when reading a line")


def _no_exit() -> NoReturn:
    raise SystemExit
