"""What a link into a page or a notebook can name."""

from functools import cache
from pathlib import Path

from tests.helpers.stored_notebooks import anchors, read, text_cells


def text_of(path: Path) -> str:
    """Return what a person reads in a page or a notebook."""
    if path.suffix == ".ipynb":
        return "\n\n".join(cell.source for cell in text_cells(path))
    return path.read_text(encoding="utf-8")


@cache
def places(path: Path) -> set[str]:
    """Return the headings of a file, and of a notebook its cells, as JupyterLab is told of them."""
    cells = read(path).cells if path.suffix == ".ipynb" else []
    return anchors(text_of(path)) | {f"cell-id={cell.id}" for cell in cells}
