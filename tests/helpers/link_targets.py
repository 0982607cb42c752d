"""What a link into a page or a notebook can name."""

from functools import cache
from pathlib import Path

from tests.helpers.stored_notebooks import anchors, headings, read, text_cells


def text_of(path: Path) -> str:
    """Return what a person reads in a page or a notebook."""
    if path.suffix == ".ipynb":
        return "\n\n".join(cell.source for cell in text_cells(path))
    return path.read_text(encoding="utf-8")


@cache
def places(path: Path) -> set[str]:
    """Return the headings that both GitHub and JupyterLab scroll to, and a notebook's cells."""
    text = text_of(path)
    cells = read(path).cells if path.suffix == ".ipynb" else []
    return anchors(text) & _jupyterlab_anchors(text) | {f"cell-id={cell.id}" for cell in cells}


def _jupyterlab_anchors(text: str) -> set[str]:
    """Return what JupyterLab calls the headings of a page: it keeps capitals and commas."""
    return {line.lstrip("#").strip().replace(" ", "-") for line in headings(text)}
