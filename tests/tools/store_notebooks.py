"""Run notebooks and store them again: ``python -m tests.tools.store_notebooks [FILE ...]``.

Without a FILE, all are run. Only what a reader needs is kept: sources, outputs, run order. A
second run leaves no difference.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from demo_server.notebook.compare import PORT
from exercises.checks import assignments
from tests.helpers import work_tree

ROOT = work_tree.ROOT
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def tidy(book: NotebookNode) -> NotebookNode:
    """Drop what changes from run to run or from machine to machine; tags and marks stay."""
    book.metadata = nbformat.from_dict(METADATA)
    for cell in book.cells:
        kept = {
            name: cell.metadata[name]
            for name in ("nbgrader", "slideshow", "tags")
            if name in cell.metadata
        }
        cell.metadata = nbformat.from_dict(kept)
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
            if "text/html" in output.get("data", {}):  # a page has a free port
                output.data["text/html"] = PORT.sub("PORT", output.data["text/html"])
    return book


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
    client.execute()
    nbformat.write(tidy(book), path)


if __name__ == "__main__":
    everything = [*ROOT.glob("notebooks/[!.]*.ipynb"), *assignments.notebooks()]
    for path in [Path(name) for name in sys.argv[1:]] or sorted(everything):
        store(path)
        print(f"stored {path.name}")
