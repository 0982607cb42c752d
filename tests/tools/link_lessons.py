"""Set the links of lessons and of the glossary: ``python -m tests.tools.link_lessons [FILE ...]``.

Without a FILE, all are linked. Sources and terms are written as plain words; a second run changes
nothing. Outputs stay as they are, so nothing has to run again.
"""

import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tests.helpers.stored_notebooks import LESSONS
from tests.tools.glossary_links import GLOSSARY, TermLinks
from tests.tools.source_links import link_sources


def link(book: NotebookNode) -> NotebookNode:
    """Return a lesson whose text cells have the links of their sources and terms.

    A term that only a folded explanation uses has its link there, any other one where it is seen.
    """
    term_links = TermLinks(GLOSSARY.read_text("utf-8"))
    texts = [cell for cell in book.cells if cell.cell_type == "markdown"]
    for cell in sorted(texts, key=_is_explanation):
        cell.source = term_links.link(link_sources(cell.source))
    return book


def _is_explanation(cell: NotebookNode) -> bool:
    return "explain" in cell.metadata.get("tags", [])


def link_file(path: Path) -> None:
    """Write a lesson or a page of Markdown back with its links."""
    if path.suffix == ".ipynb":
        book = link(nbformat.read(path, as_version=4))
        path.write_text(nbformat.writes(book) + "\n", encoding="utf-8")
    else:
        path.write_text(link_sources(path.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or [*LESSONS, GLOSSARY]:
        link_file(path)
        print(f"linked {path.name}")
