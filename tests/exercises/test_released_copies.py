"""The learner's copies: made from the source, and they run to their end with nothing attempted."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from exercises.checks import assignments
from tests.helpers.work_tree import ROOT, project_files
from tests.tools.release_exercises import released, text

pytestmark = pytest.mark.oldest  # the sources run with every Python

SOURCES = assignments.notebooks()


def copy_of(path: Path) -> Path:
    return ROOT / "exercises" / path.name


def test_the_copy_is_what_is_made_from_the_source() -> None:
    made = {path: text(released(nbformat.read(path, as_version=4))) for path in SOURCES}
    stale = [path.stem for path in SOURCES if copy_of(path).read_text("utf-8") != made[path]]
    assert stale == [], "run: python -m tests.tools.release_exercises"


def test_there_are_no_other_copies() -> None:
    assert {path.name for path in project_files("exercises/*.ipynb")} == {
        path.name for path in SOURCES
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_copy_runs_to_its_end_and_each_exercise_is_not_attempted(path: Path) -> None:
    book = nbformat.read(copy_of(path), as_version=4)
    resources = {"metadata": {"path": str(ROOT / "exercises")}}
    NotebookClient(book, timeout=60, coalesce_streams=True, resources=resources).execute()
    shown = [
        output["data"]["text/plain"]
        for cell in book.cells if "check(" in cell.source
        for output in cell.outputs if output.output_type == "display_data"
    ]  # fmt: skip
    assert [line.split(":")[0] for line in shown] == assignments.names(path)
    assert all(": not attempted. " in line for line in shown)
    table, following = book.cells[-2].outputs
    lesson, first = int(path.stem[:2]), assignments.names(path)[0]
    count = f"Lesson {lesson}: 0 of {len(shown)} are right. {'□' * len(shown)}\n"
    assert table["data"]["text/plain"].startswith(count)
    assert following.text == f"Next: {first} (lesson {lesson}, {assignments.title(first)})\n"


def test_the_copy_needs_no_nbgrader_and_tells_no_answer() -> None:
    for path in SOURCES:
        copied = copy_of(path).read_text("utf-8")
        hidden = ("nbgrader", "SOLUTION", "HIDDEN", "nstructor", "import grade")
        assert [word for word in hidden if word in copied] == [], path.stem
        assert copied.count("raise NotImplementedError()") >= len(assignments.names(path))


def test_the_source_says_in_its_first_cell_what_it_holds() -> None:
    openings = {path.stem: nbformat.read(path, as_version=4).cells[0].source for path in SOURCES}
    said = "holds the solutions and the hidden tests"
    assert [name for name, opening in openings.items() if said not in opening] == []
