"""Tables whose head has empty cells: Markdown wants a head, so the lessons leave it empty."""

from docutils import nodes
from sphinx.application import Sphinx


def mend_heads(app: Sphinx, document: nodes.document) -> None:
    """Remove a table's head that holds no text; name an empty cell in one that does.

    A screen reader reads the head's cell with each cell below it. The name is not seen.
    """
    for head in list(document.findall(nodes.thead)):
        if not head.astext().strip():
            head.parent.remove(head)
            continue
        for cell in head.findall(nodes.entry):
            if not cell.astext().strip():
                name = nodes.inline("", "Name", classes=["visually-hidden"])
                cell += nodes.paragraph("", "", name)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("doctree-read", mend_heads)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
