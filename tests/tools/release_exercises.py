"""Make the learner's copies of the exercises: ``python -m tests.tools.release_exercises``.

A copy is what nbgrader would release: without solutions, hidden marks and outputs. Nothing in it
needs nbgrader any more.
"""

import nbformat
from nbformat import NotebookNode

from exercises.checks import assignments
from tests.helpers.work_tree import ROOT


def released(book: NotebookNode) -> NotebookNode:
    """Return the learner's copy of a notebook in source format."""
    # Imported here: it brings a server, and each worker that collects the tests would load it.
    from nbgrader.preprocessors import ClearHiddenTests, ClearOutput, ClearSolutions

    hidden = ClearHiddenTests(enforce_metadata=False)  # the instructor's line is in no graded cell
    for step in (ClearSolutions(), hidden, ClearOutput()):
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
