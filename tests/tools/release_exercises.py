"""Make the learner's copies of the exercises: ``python -m tests.tools.release_exercises``.

A copy is what nbgrader would release: without solutions, hidden marks and outputs. Nothing in it
needs nbgrader any more.
"""

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearOutput, ClearSolutions

from exercises.checks import assignments
from tests.helpers.work_tree import ROOT

HIDDEN = ClearHiddenTests(enforce_metadata=False)  # the instructor's line is in no graded cell
STEPS = (ClearSolutions(), HIDDEN, ClearOutput())


def released(book: NotebookNode) -> NotebookNode:
    """Return the learner's copy of a notebook in source format."""
    for step in STEPS:
        book, _ = step.preprocess(book, {})
    for cell in book.cells:
        cell.source = cell.source.rstrip()
        cell.metadata = {}
    return book


def text(book: NotebookNode) -> str:
    """Return a notebook as it stands in its file."""
    return f"{nbformat.writes(book)}\n"


if __name__ == "__main__":
    for path in assignments.notebooks():
        copy = ROOT / "exercises" / path.name
        copy.write_text(text(released(nbformat.read(path, as_version=4))), encoding="utf-8")
        print(f"made {copy.name}")
