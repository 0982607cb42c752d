"""The way a lesson is told: how it opens and ends, its predictions, its tone."""

import re
from pathlib import Path

import pytest

from exercises.checks import assignments
from tests.helpers.work_tree import ROOT
from tests.notebooks import LESSONS, prose, read, text_cells

pytestmark = pytest.mark.oldest

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)


@each_lesson
def test_a_lesson_opens_and_ends_as_all_do(lesson: Path) -> None:
    texts = [cell.source for cell in text_cells(lesson)]
    number = int(lesson.stem[:2])
    assert texts[0].startswith(f"# {number}. ")
    for row in ("**You will be able to**", "**You need**", "**Time**"):
        assert row in texts[0]
    assert texts[-2].startswith("## Recap")
    exercises = lesson.name if number else "README.md#lesson-00"
    assert f"(../exercises/{exercises})" in texts[-1]
    following = [f"({path.name})" for path in LESSONS if int(path.stem[:2]) == number + 1]
    assert all(link in texts[-1] for link in following)


@each_lesson
def test_every_prediction_is_explained_after_a_cell_has_run(lesson: Path) -> None:
    waiting, ran = False, False
    predictions = 0
    for cell in read(lesson).cells:
        ran = ran or cell.cell_type == "code"
        if cell.cell_type == "markdown" and "**Explain.**" in cell.source:
            assert waiting, cell.id
            assert ran, cell.id
            waiting = False
        if cell.cell_type == "markdown" and "**Predict.**" in cell.source:
            assert not waiting, f"{cell.id}: the prediction before it was never explained"
            waiting, ran, predictions = True, False, predictions + 1
    assert predictions >= 2
    assert not waiting


@each_lesson
def test_prose_is_calm(lesson: Path) -> None:
    for cell in text_cells(lesson):
        text = prose(cell.source)
        assert "!" not in text.replace("![", ""), cell.id
        assert not re.search("[\U0001f300-\U0001faff]", text)


@each_lesson
def test_its_minutes_are_the_same_wherever_they_stand(lesson: Path) -> None:
    time = r"\*\*Time\*\* \| (\d+) minutes"
    opening = read(lesson).cells[0].source
    (minutes,) = re.findall(time, opening)
    row = rf"{re.escape(lesson.name)}\) \|[^|]*\| {minutes} \|"
    assert re.search(row, (ROOT / "README.md").read_text("utf-8"))
    if lesson != LESSONS[0]:
        assert any(re.search(row, cell.source) for cell in text_cells(LESSONS[0]))
        (path,) = [path for path in assignments.notebooks() if path.name == lesson.name]
        (more,) = re.findall(time, read(path).cells[0].source)
        assert f"{minutes} minutes, exercises another {more} |" in opening
