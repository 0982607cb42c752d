"""Links that Sphinx does not know: to a notebook's cell, and to a file that is not on the site."""

import posixpath
from pathlib import Path

import nbformat
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util import logging

from kit_site.sources import ROOT

LOGGER = logging.getLogger(__name__)


def note_cells(app: Sphinx, document: nodes.document) -> None:
    """Give each code cell its anchor, and let links find the anchors of all cells."""
    for cell in document.findall(nodes.container):
        if cell.get("nb_element") == "cell_code":
            cell["ids"].append(cell["cell_metadata"]["anchor"])
    source = Path(app.env.doc2path(app.env.docname))
    if source.suffix == ".ipynb":
        slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
        for cell in nbformat.read(source, as_version=4).cells:
            slugs[f"cell-id={cell.id}"] = (0, f"cell-id={cell.id}", "")


def resolve_files(app: Sphinx, document: nodes.document) -> None:
    """Lead links to files that are not on the site into the repository, where its address is known.

    Elsewhere their text stays, with the file's name. A page above the repository is GitHub's own.
    A link to a file that is nowhere is left to MyST, which warns.
    """
    repository, folder = app.config.site_repository, posixpath.dirname(app.env.docname)
    for link in list(document.findall(pending_xref)):
        target = link["reftarget"]
        if link["reftype"] != "myst" or link["refdomain"] or target.startswith("#"):
            continue
        place, mark, heading = target.partition("#")
        path = posixpath.normpath(posixpath.join(folder, place))
        text = list(link.children[0].children)
        if path.startswith("../../"):  # another page that GitHub has of the repository
            page, words = path.removeprefix("../../"), text
        elif (ROOT / path).exists() and not path.startswith(".."):
            kind = "tree" if (ROOT / path).is_dir() else "blob"
            page, words = f"{kind}/HEAD/{path}", named(text, path)
        else:
            continue
        address = f"{repository}/{page}{mark}{heading}"
        linked = [nodes.reference("", "", *text, refuri=address, internal=False)]
        link.replace_self(linked if repository else words)


def named(text: list[nodes.Node], path: str) -> list[nodes.Node]:
    """Return a link's text with the file's name, unless it has it."""
    if path in "".join(node.astext() for node in text):
        return text
    return [*text, nodes.Text(" ("), nodes.literal(path, path), nodes.Text(")")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_config_value("site_repository", "", "env", str)
    for handler in (note_cells, resolve_files):
        app.connect("doctree-read", handler)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
