"""How a lesson opens and ends, and where its minutes stand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.checks import assignments
from tests.helpers.stored_notebooks import LESSONS, read, text_cells
from tests.tools.minutes import minutes, told_minutes

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


def test_its_minutes_are_those_of_the_rule_wherever_they_stand() -> None:
    for lesson in LESSONS:
        rule = minutes(lesson)
        assert told_minutes(lesson) == [
            (lesson.name, rule), (LESSONS[0].name, rule), ("README.md", rule), ("teaching.md", rule)
        ], "run: python -m tests.tools.minutes"  # fmt: skip


def test_a_lesson_s_opening_tells_the_minutes_of_its_exercises() -> None:
    for lesson in LESSONS[1:]:
        (more,) = re.findall(MINUTES, read(EXERCISES[lesson.name]).cells[0].source)
        opening = read(lesson).cells[0].source
        assert re.search(rf"{MINUTES}, exercises another {more} \|", opening), lesson.name
