"""How a lesson opens and ends, and where its minutes stand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.checks import assignments
from tests.helpers.stored_notebooks import LESSONS, read, text_cells
from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.oldest

EXERCISES = {path.name: path for path in assignments.notebooks()}
MINUTES = r"\*\*Time\*\* \| (\d+) minutes"


def wrong_ends(lesson: Path) -> Iterator[str]:
    """Yield what the opening or the last cells of a lesson lack."""
    texts = [cell.source for cell in text_cells(lesson)]
    number = int(lesson.stem[:2])
    if not texts[0].startswith(f"# {number}. "):
        yield "its number before its title"
    for row in ("**You will be able to**", "**You need**", "**Time**"):
        if row not in texts[0]:
            yield row
    if not texts[-2].startswith("## Recap"):
        yield "a recap before its last cell"
    following = [path.name for path in LESSONS if int(path.stem[:2]) == number + 1]
    exercises = f"../exercises/{lesson.name if number else 'README.md#lesson-00'}"
    yield from (f"a link to {name}" for name in [exercises, *following]
                if f"({name})" not in texts[-1])  # fmt: skip


def test_a_lesson_opens_and_ends_as_all_do() -> None:
    assert {path.name: wrong for path in LESSONS if (wrong := list(wrong_ends(path)))} == {}


def test_its_minutes_are_the_same_wherever_they_stand() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    overview = "\n".join(cell.source for cell in text_cells(LESSONS[0]))
    for lesson in LESSONS:
        opening = read(lesson).cells[0].source
        (minutes,) = re.findall(MINUTES, opening)
        row = rf"{re.escape(lesson.name)}\) \|[^|]*\| {minutes} \|"
        assert re.search(row, readme), lesson.name
        if lesson != LESSONS[0]:
            assert re.search(row, overview), lesson.name
            (more,) = re.findall(MINUTES, read(EXERCISES[lesson.name]).cells[0].source)
            assert f"{minutes} minutes, exercises another {more} |" in opening, lesson.name
