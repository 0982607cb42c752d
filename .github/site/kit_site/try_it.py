"""The way from a lesson's page to the same lesson in the browser edition, where that is built.

With Sphinx's options ``-t lite -D site_lite=FOLDER`` it is: pages that speak of it ask for the tag.
"""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx


def add_link(
    app: Sphinx, page: str, template: str, context: dict[str, Any], document: object
) -> None:
    """Tell the page's template the address of its lesson in the browser, where there is one."""
    lite = app.config.site_lite
    if lite and Path(lite, "files", f"{page}.ipynb").exists():
        context["try_it"] = context["pathto"](f"lite/lab/index.html?path={page}.ipynb", 1)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_config_value("site_lite", "", "html", str)
    app.connect("html-page-context", add_link)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
