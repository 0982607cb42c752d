"""Links that Sphinx does not know: to a notebook's cell, and to a file that is not on the site."""

import posixpath
import re
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

    Elsewhere their text stays, with the file's name. A link to a file that is nowhere is left to
    MyST, which warns.
    """
    folder = posixpath.dirname(app.env.docname)
    for link in list(document.findall(pending_xref)):
        target = link["reftarget"]
        if link["reftype"] != "myst" or link["refdomain"] or target.startswith("#"):
            continue
        path = posixpath.normpath(posixpath.join(folder, target.partition("#")[0]))
        if path.startswith("../../"):
            link.replace_self(on_github(app.config.site_repository, path[len("../../") :], link))
        elif (ROOT / path).exists() and not path.startswith(".."):
            link.replace_self(in_repository(app.config.site_repository, path, link))


def in_repository(repository: str, path: str, link: pending_xref) -> list[nodes.Node]:
    """Return what stands for a link to a file: a link into the repository, or its text and name."""
    text = link.children[0]
    if repository:
        kind = "tree" if (ROOT / path).is_dir() else "blob"
        address = f"{repository}/{kind}/HEAD/{path}"
        return [nodes.reference("", "", *text.children, refuri=address, internal=False)]
    if path in text.astext():
        return list(text.children)
    return [*text.children, nodes.Text(" ("), nodes.literal(path, path), nodes.Text(")")]


def on_github(repository: str, page: str, link: pending_xref) -> list[nodes.Node]:
    """Return a link to another page that GitHub has of the repository, or the link's text."""
    text = list(link.children[0].children)
    if not repository:
        return text
    return [nodes.reference("", "", *text, refuri=f"{repository}/{page}", internal=False)]


def drop_foreign_images(app: Sphinx, document: nodes.document) -> None:
    """Put its alternative text where an image would be asked from another server."""
    for image in list(document.findall(nodes.image)):
        if re.match(r"(https?:)?//", image["uri"]):
            image.replace_self(nodes.Text(image.get("alt", image["uri"])))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_config_value("site_repository", "", "env", str)
    for handler in (drop_foreign_images, note_cells, resolve_files):
        app.connect("doctree-read", handler, priority=400)  # before Sphinx collects the images
    return {"parallel_read_safe": True, "parallel_write_safe": True}
