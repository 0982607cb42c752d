"""Mermaid's diagrams: their source in the page, drawn by a script that only such pages load."""

from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

SCRIPTS = ("mermaid.js", "diagrams.js")


class Mermaid(Directive):
    """A block of Mermaid. Without JavaScript its source is shown; the text below says the same."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the source as it is, for the script to draw."""
        source = escape("\n".join(self.content))
        return [nodes.raw("", f'<pre class="diagram">{source}</pre>', format="html")]


def add_scripts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], document: nodes.document | None
) -> None:
    """Load the scripts on pages that have a diagram."""
    raw = document.findall(nodes.raw) if document else ()
    if any('class="diagram"' in node.astext() for node in raw):
        for script in SCRIPTS:
            app.add_js_file(script, loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_directive("mermaid", Mermaid)
    app.config.html_static_path.append(str(app.srcdir / "_mermaid"))
    app.connect("html-page-context", add_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
