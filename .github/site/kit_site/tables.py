"""Tables without a head: Markdown wants one, so the lessons leave its cells empty."""

from docutils import nodes
from sphinx.application import Sphinx


def drop_empty_heads(app: Sphinx, document: nodes.document) -> None:
    """Remove a table's head that holds no text: a screen reader reads it with each cell below."""
    for head in list(document.findall(nodes.thead)):
        if not head.astext().strip():
            head.parent.remove(head)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("doctree-read", drop_empty_heads)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
