"""Answers that are hard on the machine, in a real kernel: a sentence, and the next one passes."""

from collections.abc import Iterator
from typing import Any

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

SET_UP = """
import base64, hmac, itertools, json, os, re, sys, threading, time
from exercises import check
from exercises.checks.api import find
exercise = find("to_base64url")

def limit(seconds):
    for name, (prop, _) in list(exercise.properties.items()):
        exercise.properties[name] = prop, seconds
"""
RIGHT = """
def to_base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

check(to_base64url)
"""
PASSES = "to_base64url: right. 4 of 4 properties hold."


class Kernel:
    """A kernel in which the set-up cell of an exercise has run."""

    def __init__(self, client: BlockingKernelClient) -> None:
        self.client = client

    def run(self, code: str) -> str:
        """Return what a cell shows, as text."""
        shown: list[str] = []

        def heard(message: dict[str, Any]) -> None:
            content = message["content"]
            texts = content.get("text"), content.get("data", {}).get("text/plain")
            shown.extend(text for text in texts if text)

        self.client.execute_interactive(code, output_hook=heard, allow_stdin=False, timeout=60)
        return "\n".join(shown)


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    manager, client = start_new_kernel()
    try:
        kernel = Kernel(client)
        assert kernel.run(SET_UP) == ""
        yield kernel
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def judged(kernel: Kernel, body: str, before: str = "") -> str:
    """Return what check says of an answer with this body, and let a right one pass after it."""
    kernel.run(f"{before}\ndef to_base64url(data):\n    {body}\n")
    said = kernel.run("check(to_base64url)")
    assert kernel.run(RIGHT).strip() == PASSES
    return said


LIAR = "class Liar:\n    def __eq__(self, other): return True\n    __hash__ = None"
MUTE = "class Mute:\n    def __repr__(self): raise OSError"


@pytest.mark.parametrize(
    ("body", "before", "said"),
    [("return '/' * 1_000_000", "", "(1,000,000 characters)"),
     ("return [0] * 10_000_000", "", "(10,000,000 items)"),
     ("return {n: n for n in range(200_000)}", "", "(200,000 items)"),
     ("print('x' * 100_000_000)", "", "(100,000,001 characters)"),
     ("return sys.stderr.write('x' * 10_000_000)", "", "(int) came back, and text (str)"),
     ("return 10**100_000", "", "<a number of 332,193 bits>"),
     ("return Liar()", LIAR, "expected  a plain value: Liar says itself what it equals"),
     ("return Mute()", MUTE, "<an object of Mute, whose repr raises OSError>"),
     ("data = [data]; data.append(data); return data", "", "does not hold itself"),
     ("return itertools.count()", "", "expected  something that ends"),
     ("raise ValueError('x' * 1_000_000)", "", "(1,000,012 characters)"),
     ("sys.exit(3)", "", "end your function with return"),
     ("quit()", "", "end your function with return"),
     ("raise KeyboardInterrupt", "", "came back KeyboardInterrupt"),
     ("return input()", "", "input() asks a person"),
     ("return to_base64url(data)", "", "A function calls itself without end")],
)  # fmt: skip
def test_it_is_told_what_came_back(kernel: Kernel, body: str, before: str, said: str) -> None:
    assert said in judged(kernel, body, before)


SWALLOW = "while True:\n        try: time.sleep(9)\n        except: pass"


@pytest.mark.parametrize(
    "body",
    ["while True: pass", SWALLOW, "threading.Lock().__enter__(); threading.Event().wait()",
     pytest.param("return re.match('(a+)+$', 'a' * 40 + 'b')", marks=pytest.mark.skipif(
         "sys.platform == 'win32'")),
     pytest.param("return pow(7, 10**9)", marks=pytest.mark.skipif("sys.platform == 'win32'"))],
)  # fmt: skip
def test_what_takes_too_long_is_stopped(kernel: Kernel, body: str) -> None:
    kernel.run("limit(0.5)")
    said = judged(kernel, body)
    kernel.run("limit(5)")
    assert said.startswith("to_base64url: not right yet. It took too long, so no more was tried.")
    assert "nothing within 0.5 seconds" in said


def test_a_display_in_an_answer_shows_nothing(kernel: Kernel) -> None:
    said = judged(kernel, "[display(n) for n in range(100)]; return 5")
    assert "99" not in said


def test_a_thread_that_runs_on_is_told(kernel: Kernel) -> None:
    said = judged(kernel, "threading.Thread(target=time.sleep, args=(3,)).start(); return 5")
    assert "Kernel → Restart Kernel ends it." in said


def test_a_patched_module_is_as_it_was(kernel: Kernel) -> None:
    said = judged(kernel, "base64.urlsafe_b64encode = lambda data: b'x'; return 'x'")
    assert "came back another base64.urlsafe_b64encode" in said
    kernel.run("base64.urlsafe_b64encode = lambda data: b'x'")
    shown = kernel.run(RIGHT)
    assert shown.strip().startswith(PASSES)
    assert "In this notebook base64.urlsafe_b64encode was replaced." in shown


@pytest.mark.parametrize(
    ("cell", "why"),
    [("def to_base64url(data:\n    return 5", "has a SyntaxError in line 1"),
     ("1 / 0\ndef to_base64url(data):\n    return 5", "stopped with an error"),
     ("def to_base64url(data=nothing):\n    return 5", "stopped with an error")],
)  # fmt: skip
def test_a_cell_that_did_not_define_it_anew_is_told(kernel: Kernel, cell: str, why: str) -> None:
    assert kernel.run(RIGHT).strip() == PASSES
    kernel.run(cell)
    shown = kernel.run("check(to_base64url)")
    assert f"note: The last cell that you ran with def to_base64url( {why}" in shown
    assert kernel.run(RIGHT).strip() == PASSES
    assert kernel.run("check(to_base64url)").strip() == PASSES


def test_a_forgotten_set_up_is_told(kernel: Kernel) -> None:
    kernel.run("kept = base64; del base64")
    shown = kernel.run(RIGHT)
    kernel.run("base64 = kept")
    assert "base64 comes from the first code cell of this notebook" in shown
