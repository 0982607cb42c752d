"""Undo what an answer leaves behind, so that the next answer is judged in the Python it expects."""

import base64
import binascii
import builtins
import collections
import contextlib
import datetime
import gc
import getpass
import hashlib
import hmac
import html
import http.cookies
import importlib
import itertools
import json
import locale
import logging
import math
import operator
import os
import random
import re
import secrets
import signal
import socket
import string
import sys
import threading
import time
import urllib.parse
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NoReturn
from unittest import mock

import argon2
import jwt
import requests
import time_machine
from IPython import get_ipython

from demo_server import jose
from demo_server.notebook import lesson

HOLDERS: tuple[Any, ...] = (
    base64, binascii, builtins, collections, contextlib, datetime, hashlib, hmac, html,
    http.cookies, importlib, itertools, json, jwt, jwt.api_jws, jwt.api_jwt, jwt.utils, math,
    operator, os, os.path, random, re, requests, requests.api, secrets, string, time, urllib.parse,
    argon2, jose, argon2.PasswordHasher, hmac.HMAC, json.JSONDecoder, json.JSONEncoder, jwt.PyJWS,
    jwt.PyJWT, random.Random, requests.Response, requests.Session,
)  # fmt: skip
"""Modules and classes that answers and checks use, and that somebody may patch."""
OF_THE_SHELL = {"input", "exit", "quit", "display", "get_ipython"}
"""Built-in functions that IPython itself replaces."""
KITS_OWN = ("demo_server", "exercises", "socketserver", "waitress", "werkzeug", "concurrent")
"""Whose threads end by themselves."""
PATIENCE = 0.2
"""Seconds in which the threads of an answer may end, too."""
THREADS = (
    "A thread that your answer started still runs, and nothing can stop it from here: Kernel → "
    "Restart Kernel ends it. Then run your cells again from the top."
)
"""What is said where nothing can be undone."""


def _functions(holder: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(holder).items()
            if callable(value) and name not in OF_THE_SHELL}  # fmt: skip


_set = setattr  # somebody may patch that one, too
_originals = [(holder, _functions(holder)) for holder in HOLDERS]


def restore_functions() -> list[str]:
    """Give modules back the functions that they had when the kit was imported; name the others."""
    restored = []
    for holder, functions in _originals:
        now = holder.__dict__
        for name, function in functions.items():
            if now.get(name) is not function:
                _set(holder, name, function)
                restored.append(f"{holder.__name__}.{name}")
    return restored


def _environment(values: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(values)
    if hasattr(time, "tzset"):
        time.tzset()


def _hooks() -> dict[str, Any]:
    return {name: getattr(sys, name) for name in ("displayhook", "excepthook", "unraisablehook")}


def _hook(hooks: dict[str, Any]) -> None:
    for name, hook in hooks.items():
        setattr(sys, name, hook)


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
    "sys.meta_path": (lambda: [*sys.meta_path], lambda kept: _refill(sys.meta_path, kept)),
    "the hooks of sys": (_hooks, _hook),
    "the locale": (
        lambda: locale.setlocale(locale.LC_ALL),
        lambda kept: locale.setlocale(locale.LC_ALL, kept),
    ),
    "the time limit of sockets": (socket.getdefaulttimeout, socket.setdefaulttimeout),
    "the level of logging": (lambda: logging.root.manager.disable, logging.disable),
    "how often threads change": (sys.getswitchinterval, sys.setswitchinterval),
    "the garbage collection": (gc.isenabled, lambda kept: gc.enable() if kept else gc.disable()),
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
    drawn, running, modules = random.getstate(), {*threading.enumerate()}, sys.modules.copy()
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
        if any(sys.modules.get(name) is not module for name, module in modules.items()):
            sys.modules.update(modules)
            changed.append("sys.modules")
        if changed:
            told.append(f"Your answer changed {' and '.join(changed)}: that is undone.")
        end = time.perf_counter() + PATIENCE
        if any(_still_runs(thread, end) for thread in {*threading.enumerate()} - running):
            told.append(THREADS)


def _read(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except OSError:  # the working folder is gone
        return None


def _still_runs(thread: threading.Thread, end: float) -> bool:
    target = getattr(thread, "_target", None)
    module = getattr(target, "__module__", "") or type(thread).__module__
    if module.split(".")[0] in KITS_OWN:
        return False
    thread.join(max(end - time.perf_counter(), 0))
    return thread.is_alive()


@contextlib.contextmanager
def _nobody_there() -> Iterator[None]:
    """Let input() find nobody, display() show nothing, and a notebook's quit() raise SystemExit."""
    shell: Any = get_ipython()
    places: list[tuple[Any, str, object]] = [
        (builtins, "input", _no_input), (getpass, "getpass", _no_input),
        (sys, "breakpointhook", _no_debugger)]  # fmt: skip
    if shell:
        places += [(shell, "ask_exit", _no_exit), (shell.display_pub, "publish", _no_display)]
    with contextlib.ExitStack() as stack:
        for place in places:
            stack.enter_context(mock.patch.object(*place))
        yield


def _no_display(*_data: object, **_more: object) -> None:
    pass


def _no_input(_prompt: object = "") -> NoReturn:
    raise EOFError("EOF when reading a line")


def _no_debugger(*_values: object, **_more: object) -> NoReturn:
    raise RuntimeError("nobody is there to debug it: take breakpoint() out")


def _no_exit() -> NoReturn:
    raise SystemExit
