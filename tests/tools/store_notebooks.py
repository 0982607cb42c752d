"""Run notebooks and store them again: ``python -m tests.tools.store_notebooks [FILE ...]``.

Without a FILE, all are run. Only what a reader needs is kept: sources, outputs, run order. Callouts
get their dress, and the outputs of lessons are folded: JupyterLab opens one when its cell runs. A
second run leaves no difference.
"""

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from demo_server.notebook.compare import PORT
from exercises.checks import assignments
from exercises.checks.progress import VARIABLE
from tests.helpers import work_tree
from tests.tools import callouts
from tests.tools.link_lessons import link

ROOT = work_tree.ROOT
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def is_lesson(path: Path) -> bool:
    """Say whether a notebook is a lesson."""
    return path.resolve().parent == ROOT / "notebooks"


def tidy(book: NotebookNode, fold: bool) -> NotebookNode:
    """Drop what changes from run to run or from machine to machine, dress the callouts.

    The outputs are folded, or not, as ``fold`` says; tags and what else an author marks stay.
    """
    book.metadata = nbformat.from_dict(METADATA)
    for cell in book.cells:
        cell.metadata = nbformat.from_dict(_kept_metadata(cell, fold))
        if cell.cell_type == "markdown":
            cell.source = callouts.dress(cell.source, cell.metadata.get("tags", []))
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
            if "text/html" in output.get("data", {}):  # a page has a free port
                output.data["text/html"] = PORT.sub("PORT", output.data["text/html"])
    return book


def _kept_metadata(cell: NotebookNode, fold: bool) -> dict[str, Any]:
    names = ("nbgrader", "slideshow", "tags")
    kept = {name: cell.metadata[name] for name in names if name in cell.metadata}
    if cell.cell_type == "code":
        folds = {"outputs_hidden": True} if fold else {}
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            folds["source_hidden"] = True
        kept |= {"jupyter": folds} if folds else {}
    return kept


def store(path: Path) -> None:
    """Run one notebook from its own folder and write it back; raises where a cell raises."""
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(
        book,
        timeout=60,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute(env=os.environ | {VARIABLE: ""})
    tidy(book, fold=is_lesson(path))
    if is_lesson(path):
        link(book)
    nbformat.write(book, path)


if __name__ == "__main__":
    everything = [*ROOT.glob("notebooks/[!.]*.ipynb"), *assignments.notebooks()]
    for path in [Path(name) for name in sys.argv[1:]] or sorted(everything):
        store(path)
        print(f"stored {path.name}")
