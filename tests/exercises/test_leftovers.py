"""What an answer changes is undone and told, and the next right answer passes."""

import base64
import builtins
import gc
import hashlib
import locale
import logging
import os
import signal
import socket
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any

import pytest
import time_machine

import exercises
from demo_server.notebook import lesson
from exercises.checks.leftovers import THREADS, restore_functions, undone

RIGHT = "to_base64url: right. 4 of 4 properties hold.\n"


def right(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def checked(change: Callable[[], Any], capsys: pytest.CaptureFixture[str]) -> str:
    """Return what check says of a right answer that changes something."""

    def to_base64url(data: bytes) -> str:
        change()
        return right(data)

    exercises.check(to_base64url)
    said = capsys.readouterr().out
    to_base64url = right
    exercises.check(to_base64url)
    assert capsys.readouterr().out == RIGHT
    return said


@pytest.mark.parametrize(
    ("change", "what"),
    [(lambda: os.chdir(os.sep), "the working folder"),
     (lambda: sys.setrecursionlimit(3_000), "the recursion limit"),
     (lambda: setattr(sys, "stdin", None), "sys.stdin"),
     (lambda: sys.path.append("x"), "sys.path"),
     (lambda: signal.signal(signal.SIGTERM, signal.SIG_IGN), "what happens at a signal"),
     (lambda: setattr(sys, "displayhook", print), "the hooks of sys"),
     (lambda: sys.modules.pop("json"), "sys.modules"),
     (lambda: sys.meta_path.clear(), "sys.meta_path"),
     (lambda: socket.setdefaulttimeout(9), "the time limit of sockets"),
     (lambda: logging.disable(), "the level of logging"), (gc.disable, "the garbage collection"),
     (lambda: locale.setlocale(locale.LC_ALL, "C.UTF-8"), "the locale"),
     (lambda: sys.set_int_max_str_digits(0), "the limit of digits"),
     (lambda: time_machine.travel(0).start(), "the clock"), (lesson.begin, "the clock")],
)  # fmt: skip
def test_a_changed_state_is_undone_and_told(
    change: Callable[[], Any], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = os.getcwd(), sys.getrecursionlimit(), sys.stdin, [*sys.path]
    assert f"  note: Your answer changed {what}: that is undone." in checked(change, capsys)
    assert (os.getcwd(), sys.getrecursionlimit(), sys.stdin, sys.path) == before
    assert time_machine.traveller_stack == []
    lesson.end()


def test_the_environment_and_the_filters_of_warnings_are_given_back() -> None:
    environment, filters = dict(os.environ), [*warnings.filters]
    with undone() as told:
        os.environ["OF_AN_ANSWER"] = "1"
        del os.environ["PATH"]
        warnings.simplefilter("ignore")
    (note,) = told
    assert "the environment variables and the filters of warnings" in note
    assert (dict(os.environ), warnings.filters) == (environment, filters)


@pytest.mark.parametrize(
    ("module", "name"),
    [(hashlib, "sha256"), (base64, "b64encode"),
     *((builtins, name) for name in ("len", "isinstance", "vars", "setattr"))],
)  # fmt: skip
def test_an_answer_that_patches_is_not_judged_and_the_next_one_is(
    module: Any, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    original = getattr(module, name)
    said = checked(lambda: setattr(module, name, lambda *_values: 0), capsys)
    assert "does not hold: leaves the functions of modules as they are" in said
    assert f"came back another {module.__name__}.{name}" in said
    assert getattr(module, name) is original


def test_a_wrong_answer_gets_no_points_for_a_patch(capsys: pytest.CaptureFixture[str]) -> None:
    def digest_of(_text: str) -> str:
        hashlib.sha256 = lambda *_data: Same()  # type: ignore[assignment]
        return "same"

    class Same:
        def hexdigest(self) -> str:
            return "same"

    assert exercises.grade(digest_of, points=2) == 0.0
    assert restore_functions() == []


def test_what_the_notebook_patched_before_is_given_back_and_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base64, "urlsafe_b64encode", lambda _data: b"x")
    said = checked(lambda: None, capsys)
    assert said.startswith(RIGHT)
    assert "In this notebook base64.urlsafe_b64encode was replaced." in said


def test_a_thread_that_still_runs_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    end = threading.Event()
    said = checked(lambda: threading.Thread(target=end.wait, args=(30,)).start(), capsys)
    end.set()
    assert f"  note: {THREADS}" in said


def test_a_closed_stdout_and_an_emptied_environment_do_no_harm(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert checked(lambda: sys.stdout.close(), capsys) == RIGHT
    assert checked(os.environ.clear, capsys) == RIGHT
    assert "PATH" in os.environ


def test_a_breakpoint_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert "take breakpoint() out" in checked(lambda: breakpoint(), capsys)


def test_input_finds_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    said = checked(lambda: input("Which? "), capsys)
    assert "came back EOFError: EOF when reading a line" in said
    assert "input() asks a person, and nobody is there" in said
