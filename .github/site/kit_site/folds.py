"""A folded output: what a cell shows, when the reader has predicted it."""

from html import escape

from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


def visit(writer: HTML5Translator, node: HideCodeCellNode) -> None:
    """Open the fold; without JavaScript it opens as well."""
    writer.body.append(
        f'<details class="fold">\n<summary>{escape(node["prompt_show"])}</summary>\n'
    )


def depart(writer: HTML5Translator, node: HideCodeCellNode) -> None:
    """Close it."""
    writer.body.append("</details>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx, in place of myst-nb's own, whose summaries all have the same name."""
    app.add_node(HideCodeCellNode, override=True, html=(visit, depart))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
