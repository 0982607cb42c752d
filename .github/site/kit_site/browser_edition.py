"""The way from a lesson to the same lesson in the browser, where that was built (``SITE_LITE``)."""

import os
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

FILES = "files"
"""Where JupyterLite keeps the notebooks it offers."""


def built() -> Path | None:
    """Return the folder of the built JupyterLite, or None."""
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
    """Register with Sphinx; the tag ``lite`` is for pages that speak of the browser edition."""
    if built():
        app.tags.add("lite")
    app.connect("html-page-context", add_link)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
