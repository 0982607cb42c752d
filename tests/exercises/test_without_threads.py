"""Where no thread can start, as in a browser: right answers pass, and nobody gets false advice."""

import subprocess
import threading
import time
from typing import Any, NoReturn

import pytest

import exercises
from demo_server.notebook.live import LiveError, LiveServer
from demo_server.notebook.live.runners import NO_PROCESS, NO_THREAD
from exercises.capstone import NotGraded, client, grade
from exercises.checks.api import find
from exercises.checks.errors import ExerciseError
from exercises.checks.result import Outcome
from exercises.checks.timeout import time_limit
from tests.conftest import FAST_ARGON2
from tests.exercises.test_answers import NAMES, model
from tests.helpers.raw_http_server import canned_server, raw_http_server, reply

SERVED = {"greeting_at", "version_at", "sign_out_holds", "fetch",
          "flag_by_forging", "flag_by_guessing", "flag_by_replay"}  # fmt: skip
"""The exercises whose properties start a server in a thread."""


def refuse(_self: object, *_arguments: Any, **_more: Any) -> NoReturn:
    raise RuntimeError("can't start new thread")


def test_right_answers_pass_or_are_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {name: model(name) for name in NAMES}
    monkeypatch.setattr(threading.Thread, "start", refuse)
    for name, answer in answers.items():
        if name in SERVED:
            with pytest.raises(ExerciseError) as caught:
                exercises.check(answer)
            assert caught.value._render_traceback_() == [NO_THREAD], name
        else:
            outcomes = {result.outcome for result in find(name).run(answer, 1)}
            assert outcomes == {Outcome.PASSED}, name


def test_a_block_without_a_limit_keeps_its_value_and_its_own_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threading.Thread, "start", refuse)
    with time_limit(0.01):
        time.sleep(0.05)
    with pytest.raises(ValueError, match="its own") as caught, time_limit(0.01):
        raise ValueError("its own")
    assert caught.value.__context__ is None


@pytest.mark.parametrize("version", ["published", "hardened"])
def test_a_server_says_in_one_sentence_that_it_needs_a_thread(
    version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading.Thread, "start", refuse)
    with pytest.raises(LiveError) as caught:
        LiveServer(version, process=False, settings=FAST_ARGON2 if version == "hardened" else {})
    assert str(caught.value) == NO_THREAD


def test_a_server_says_in_one_sentence_that_it_needs_a_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_processes(*_arguments: Any, **_more: Any) -> NoReturn:
        raise OSError("emscripten does not support processes.")

    monkeypatch.setattr(subprocess, "Popen", no_processes)
    with pytest.raises(LiveError) as caught:
        LiveServer("published", process=True, settings={})
    assert str(caught.value) == NO_PROCESS


def test_the_capstone_grades_and_still_limits_each_read(monkeypatch: pytest.MonkeyPatch) -> None:
    start = threading.Thread.start

    def refuse_ours(thread: threading.Thread) -> None:
        if threading.current_thread() is threading.main_thread():
            refuse(thread)
        start(thread)  # the stand-in's

    monkeypatch.setattr(client, "TIMEOUT", 0.3)
    yes, silent = reply("200 OK", "", "Content-Type: text/html"), lambda _connection: time.sleep(9)
    with canned_server(yes) as url, raw_http_server(silent) as silent_url:
        monkeypatch.setattr(threading.Thread, "start", refuse_ours)
        assert grade(url, "the home page answers").points == 1
        began = time.monotonic()
        with pytest.raises(NotGraded, match=r"be read \(\w+\)"):
            grade(silent_url)
        assert time.monotonic() - began < 5
