"""What the lessons share: the clock, errors in one line, pictures that repeat."""

import re
import subprocess
import sys
import time
import urllib.parse
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest

from demo_server.notebook import lesson
from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from demo_server.notebook.plots import subplots
from tests.conftest import NOW

if TYPE_CHECKING:
    from matplotlib.figure import Figure  # a second in each worker that collects this file


@pytest.fixture(autouse=True)
def _the_clock_runs_afterwards() -> Iterator[None]:
    yield
    lesson.end()


def test_a_lesson_begins_on_monday_5_january_2026_at_nine() -> None:
    lesson.begin()
    assert time.time() == NOW
    assert datetime.now(UTC) == datetime(2026, 1, 5, 9, 0, tzinfo=UTC) == lesson.START
    assert f"{lesson.START:%A}" == "Monday"
    assert time.time() == NOW  # and stands still


def test_a_lesson_imports_no_pytest_and_keeps_nobody_else_from_it() -> None:
    look = "import sys; from demo_server.notebook import lesson; print('pytest' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"{look}; import pytest"],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout == "False\n"


def test_beginning_twice_puts_the_clock_back() -> None:
    lesson.begin().shift(3_600)
    assert time.time() == NOW + 3_600
    clock = lesson.begin()
    assert time.time() == NOW
    clock.shift(timedelta(minutes=1))
    assert time.time() == NOW + 60


def test_the_clock_runs_again_after_the_end_however_often_it_was_begun() -> None:
    for _ in range(3):
        lesson.begin()
    lesson.end()
    assert time.time() > NOW + 86_400
    lesson.end()  # once more does no harm


def test_a_server_in_a_thread_sees_the_lesson_s_clock(
    published: LiveServer, visit: Callable[[LiveServer], Client]
) -> None:
    clock = lesson.begin()
    clock.shift(90)
    visit(published).get("/")
    (entry,) = published.log()
    assert entry.time == "2026-01-05T09:01:30+00:00"


def test_the_teaching_key_is_the_bytes_from_1_to_32() -> None:
    assert lesson.KEY.hex(" ").split() == [f"{number:02x}" for number in range(1, 33)]


def test_an_error_is_printed_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with lesson.show_errors():
        raise ValueError("a wrong value")
    assert capsys.readouterr() == ("ValueError: a wrong value\n", "")


def test_every_warning_is_printed_and_the_error_after_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with lesson.show_errors():
        for _ in range(2):
            warnings.warn("mind the gap", UserWarning, stacklevel=1)
        raise KeyError("gone")
    told = "UserWarning: mind the gap\nUserWarning: mind the gap\nKeyError: 'gone'\n"
    assert capsys.readouterr() == (told, "")


def test_a_block_without_fault_prints_nothing_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with lesson.show_errors():
        print("done")
    assert capsys.readouterr() == ("done\n", "")


def test_an_interrupt_is_not_caught() -> None:
    with pytest.raises(KeyboardInterrupt), lesson.show_errors():
        raise KeyboardInterrupt


def drawing() -> "Figure":
    figure, axes = subplots(figsize=(3, 2))
    axes.plot([1, 2, 3], label="a")
    axes.bar([1, 2], [3, 4])
    axes.legend()
    return figure


def test_a_picture_is_the_same_svg_every_time() -> None:
    first, second = lesson.picture(drawing(), "three"), lesson.picture(drawing(), "three")
    assert first == second
    assert first._repr_html_() == second._repr_html_()
    assert ET.fromstring(first.svg).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314


def test_a_picture_carries_its_alternative_text_escaped() -> None:
    alt = 'a "quoted" <b>, x < y & z'
    shown = lesson.picture(drawing(), alt)
    html = shown._repr_html_()
    found = re.fullmatch(r'<img alt="([^"]*)" src="data:image/svg\+xml,([^"]*)">', html)
    assert found
    assert "<" not in found[1] + found[2]
    assert unescape(found[1]) == alt
    assert urllib.parse.unquote(unescape(found[2])) == shown.svg
    assert repr(shown) == f"[Picture] {alt}"
