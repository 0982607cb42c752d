"""What the site has only where it is there: the browser edition and the teaching guide.

The tags ``lite`` and ``teaching`` are for pages that speak of them.
"""

import os
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from kit_site.sources import TEACHING

FILES = "files"
"""Where JupyterLite keeps the notebooks it offers."""


def built() -> Path | None:
    """Return the folder of the built JupyterLite, which ``SITE_LITE`` names, or None."""
    folder = os.environ.get("SITE_LITE")
    return Path(folder) if folder else None


def add_link(
    app: Sphinx, page: str, template: str, context: dict[str, Any], document: object
) -> None:
    """Tell the page's template the address of its lesson in the browser, where there is one."""
    lite = built()
    if lite and (lite / FILES / f"{page}.ipynb").exists():
        context["try_it"] = context["pathto"](f"lite/lab/index.html?path={page}.ipynb", 1)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    if (app.srcdir / TEACHING).exists():
        app.tags.add("teaching")
    if built():
        app.tags.add("lite")
    app.connect("html-page-context", add_link)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
