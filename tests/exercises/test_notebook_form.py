"""The form of the exercise notebooks: as calm, as short and as clean as the lessons."""

import re
from pathlib import Path

import pytest

from exercises.checks import assignments
from tests import test_notebook_form as form
from tests import test_notebook_prose as told
from tests.helpers.work_tree import ROOT
from tests.notebooks import LESSONS, code_cells, prose, read, text_cells

pytestmark = pytest.mark.oldest

LONGEST_ANSWER = 28
"""Lines of a stub with its docstring and the model answer."""
each_source = pytest.mark.parametrize("path", assignments.notebooks(), ids=lambda path: path.stem)
RULES = [
    form.test_cell_ids_name_the_step,
    form.test_headings_nest_without_gaps_under_one_title,
    form.test_every_picture_has_alternative_text_and_is_compared,
    form.test_no_output_tells_of_this_machine,
    form.test_no_output_is_a_raw_traceback_or_a_stray_warning,
    form.test_a_stored_lesson_is_in_the_form_that_storing_gives,
    form.test_no_lesson_reaches_beyond_what_is_installed,
    told.test_prose_is_calm,
]


@each_source
@pytest.mark.parametrize("rule", RULES)
def test_an_exercise_keeps_the_rules_of_a_lesson(path: Path, rule: form.Rule) -> None:
    rule(path)


@each_source
def test_cells_are_short(path: Path) -> None:
    for cell in code_cells(path):
        lines = cell.source.splitlines()
        assert len(lines) <= LONGEST_ANSWER, cell.id
        assert max(map(len, lines)) <= form.LONGEST_LINE, cell.id
    for cell in text_cells(path):
        words = len(re.findall(r"\w[\w'\u2019-]*", prose(cell.source)))
        assert words <= form.LONGEST_TEXT, cell.id


@each_source
def test_an_exercise_notebook_opens_and_ends_as_all_do(path: Path) -> None:
    texts = [cell.source for cell in text_cells(path)]
    lesson = f"(../notebooks/{path.name})"
    assert texts[0].startswith(f"# Exercises {int(path.stem[:2])}. ")
    assert lesson in texts[0]
    assert "**You need**" in texts[0]
    assert re.search(r"\*\*Time\*\* \| \d+ minutes", texts[0])
    assert code_cells(path)[-1].source == f"progress({int(path.stem[:2])})"


def test_every_lesson_but_the_first_has_its_exercises() -> None:
    assert [path.name for path in assignments.notebooks()] == [path.name for path in LESSONS[1:]]


@each_source
def test_text_check_and_hints_stand_in_this_order(path: Path) -> None:
    ids = [cell.id for cell in read(path).cells]
    for name in assignments.names(path):
        dashed = name.replace("_", "-")
        at = ids.index(f"{dashed}-text")
        assert ids[at + 1 : at + 4] == [dashed, f"{dashed}-check", f"{dashed}-hints"]


@each_source
def test_the_page_of_the_exercises_names_each_with_its_time(path: Path) -> None:
    page = (ROOT / "exercises" / "README.md").read_text("utf-8")
    (row,) = [line for line in page.splitlines() if f"]({path.name})" in line]
    texts = [cell.source for cell in text_cells(path)]
    titles = re.findall(r"^##+ \d\. (?:Challenge: )?(.*?)\.?$", "\n".join(texts), re.MULTILINE)
    named = [title[0].upper() + title[1:] for title in titles]
    assert row.split(" | ")[1].split(" \N{MIDDLE DOT} ") == named
    (minutes,) = re.findall(r"\*\*Time\*\* \| (\d+) minutes", texts[0])
    assert row.endswith(f" | {minutes} |")


def test_the_readme_says_how_many_exercises_there_are() -> None:
    count = sum(len(assignments.names(path)) for path in assignments.notebooks())
    assert f": {count} functions to write" in (ROOT / "README.md").read_text("utf-8")
