"""The exercise notebooks are built alike, and the pages that list them say what they hold."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.checks import assignments
from tests.helpers.stored_notebooks import LESSONS, code_cells, read, text_cells
from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.oldest

NOTEBOOKS = assignments.notebooks()


def test_every_lesson_but_the_first_has_its_exercises() -> None:
    assert [path.name for path in NOTEBOOKS] == [path.name for path in LESSONS[1:]]


def wrong_ends(path: Path) -> Iterator[str]:
    """Yield what the opening or the last cell of an exercise notebook lacks."""
    opening, number = text_cells(path)[0].source, int(path.stem[:2])
    if not opening.startswith(f"# Exercises {number}. "):
        yield "its number before its title"
    if code_cells(path)[-1].source != f"progress({number})":
        yield "progress in its last cell"
    for row in (rf"\(\.\./notebooks/{path.name}\)", r"\*\*You need\*\*",
                r"\*\*Time\*\* \| \d+ minutes"):  # fmt: skip
        if not re.search(row, opening):
            yield row


def test_an_exercise_notebook_opens_and_ends_as_all_do() -> None:
    assert {path.name: wrong for path in NOTEBOOKS if (wrong := list(wrong_ends(path)))} == {}


def test_text_check_and_hints_stand_in_this_order() -> None:
    for path in NOTEBOOKS:
        ids = [cell.id for cell in read(path).cells]
        for name in (name.replace("_", "-") for name in assignments.names(path)):
            at = ids.index(f"{name}-text")
            assert ids[at + 1 : at + 4] == [name, f"{name}-check", f"{name}-hints"]


def test_the_page_of_the_exercises_names_each_with_its_time() -> None:
    page = (ROOT / "exercises" / "README.md").read_text("utf-8")
    for path in NOTEBOOKS:
        (row,) = [line for line in page.splitlines() if f"]({path.name})" in line]
        texts = [cell.source for cell in text_cells(path)]
        titles = re.findall(r"^##+ \d\. (?:Challenge: )?(.*?)\.?$", "\n".join(texts), re.MULTILINE)
        named = [title[0].upper() + title[1:] for title in titles]
        assert row.split(" | ")[1].split(" \N{MIDDLE DOT} ") == named
        (minutes,) = re.findall(r"\*\*Time\*\* \| (\d+) minutes", texts[0])
        assert row.endswith(f" | {minutes} |"), path.name


def test_the_page_of_the_exercises_says_how_many_each_lesson_has() -> None:
    page = (ROOT / "exercises" / "README.md").read_text("utf-8")
    assert {len(assignments.names(path)) for path in NOTEBOOKS} == {6}
    assert f"Each of the lessons 1 to {len(NOTEBOOKS)} has a notebook with six exercises" in page
    assert "[Lesson 00](#lesson-00) has two" in page
    (first,) = re.findall(r"^## lesson 00\n(.*?)^## ", page, re.MULTILINE | re.DOTALL)
    assert len(re.findall(r"^\d\. ", first, re.MULTILINE)) == 2


def test_no_page_sends_anyone_to_a_menu_that_jupyterlab_lacks() -> None:
    pages = [*NOTEBOOKS, *(ROOT / "exercises").rglob("*.md")]
    assert pages
    assert [page.name for page in pages if "Insert >" in page.read_text("utf-8")] == []


def test_the_readme_says_how_many_exercises_there_are() -> None:
    count = sum(len(assignments.names(path)) for path in NOTEBOOKS)
    assert f": {count} functions to write" in (ROOT / "README.md").read_text("utf-8")
