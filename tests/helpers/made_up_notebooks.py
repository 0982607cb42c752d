"""Small notebooks that tests write, to see what pytest says of them."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

PRINTS = "print('as stored')"


def said(text: str) -> NotebookNode:
    """Return what a cell has printed."""
    output: NotebookNode = v4.new_output("stream", name="stdout", text=text)
    return output


SAID = said("as stored\n")


def code(name: str, source: str, *outputs: NotebookNode, number: int | None = 7) -> NotebookNode:
    """Return a code cell with its stored outputs and number."""
    cell: NotebookNode = v4.new_code_cell(
        source, id=name, execution_count=number, outputs=list(outputs)
    )
    return cell


def text(source: str, name: str = "text", tag: str = "") -> NotebookNode:
    """Return a text cell, with a tag or without."""
    metadata = {"tags": [tag]} if tag else {}
    cell: NotebookNode = v4.new_markdown_cell(source, id=name, metadata=metadata)
    return cell


def write(folder: Path, name: str, *cells: NotebookNode) -> Path:
    """Write a notebook whose first code cell is another one, and is right."""
    first = code("first", "x = 'as stored'; print(x)", SAID, number=1)
    path = folder / f"{name}.ipynb"
    nbformat.write(v4.new_notebook(cells=[first, v4.new_markdown_cell("text"), *cells]), path)
    return path
