"""The stored lessons, as the tests read them."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tests.helpers.work_tree import project_files
from tests.tools.callouts import undress

LESSONS = project_files("notebooks/*.ipynb")
IGNORED = "nbval-ignore-output"


def read(path: Path) -> NotebookNode:
    """Return a stored notebook."""
    book: NotebookNode = nbformat.read(path, as_version=4)
    return book


def code_cells(path: Path) -> list[NotebookNode]:
    """Return the cells that run, in order."""
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def text_cells(path: Path) -> list[NotebookNode]:
    """Return the cells that are read, in order, without the dress of callouts."""
    return [cell for cell in plain_cells(path) if cell.cell_type == "markdown"]


def plain_cells(path: Path) -> list[NotebookNode]:
    """Return all cells in order, callouts as their author wrote them."""
    cells: list[NotebookNode] = read(path).cells
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = undress(cell.source)
    return cells


def tags(cell: NotebookNode) -> list[str]:
    """Return a cell's tags."""
    found: list[str] = cell.metadata.get("tags", [])
    return found


def prose(text: str) -> str:
    """Return Markdown without its comments, code blocks, code spans and link targets."""
    text = re.sub(r"<!--.*?-->|```.*?```", " ", text, flags=re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "code", text)
    return re.sub(r"\]\([^)]*\)", "]", text)


def words(text: str) -> int:
    """Return how many words of prose a Markdown text has."""
    return len(re.findall(r"\w[\w'\u2019-]*", prose(text)))


def headings(text: str) -> list[str]:
    """Return the heading lines of a Markdown text, code blocks left out."""
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return re.findall(r"^#{1,6} .*$", text, flags=re.MULTILINE)


def anchors(text: str) -> set[str]:
    """Return what a link can point at in a Markdown file, by GitHub's rule for headings."""
    plain = [re.sub(r"^#+ ", "", line).lower() for line in headings(text)]
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in plain}


def shown(cell: NotebookNode) -> dict[str, str]:
    """Return what a cell shows, all text of a kind as one."""
    joined: dict[str, str] = {}
    for kind, content in outputs(cell):
        joined[kind] = joined.get(kind, "") + content
    return joined


def outputs(cell: NotebookNode) -> Iterator[tuple[str, str]]:
    """Yield each output of a cell as its kind (a MIME type, stdout, stderr) and its text."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.name, output.text
        elif output.output_type == "error":
            yield "error", f"{output.ename}: {output.evalue}"
        else:
            yield from ((kind, str(content)) for kind, content in output.data.items())
