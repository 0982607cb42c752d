"""What the site is made of: copies of the pages and notebooks a reader may see, and no others.

They keep their places, so the links between them stay as they are. The notebooks' copies get the
tags that myst-nb folds by, and an anchor for each cell.
"""

import re
import shutil
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).parents[3]
PAGES = (
    "README.md",
    "notebooks/[0-9][0-9]_*.ipynb",
    "notebooks/*.md",
    "exercises/[0-9][0-9]_*.ipynb",
    "exercises/*.md",
    "demo_server/README.md",
    "demo_server/notebook/bench.html",
    "demo_server/static/*.png",
    ".github/*.webp",
)
"""All there is: nothing of ``exercises/instructor``."""
TEACHING = "notebooks/teaching.md"
WITH_ANSWERS = """---
nosearch: true
---
{title}

> **For teachers.** This page holds the answers to all predictions, and the search leaves it out.
> If you are learning, begin with the lessons.
"""
"""The top of the teaching guide: a learner meets no answer by chance."""
FRAME = (
    '<p class="frame-place">In JupyterLab {page} stands here, and you can sign in to it. This site '
    "has no server behind it: open the lesson in JupyterLab to use the page.</p>"
)


def write_sources(target: Path, own_pages: Path) -> None:
    """Write the site's sources into the folder ``target``: ``own_pages`` at its top, then PAGES."""
    shutil.copytree(own_pages, target)
    for pattern in PAGES:
        for path in sorted(ROOT.glob(pattern)):
            if path.name.startswith("._"):
                continue
            copy = target / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".ipynb":
                book = nbformat.read(path, as_version=4)
                prepare(book)
                nbformat.write(book, copy)
            else:
                shutil.copyfile(path, copy)
    change_top(target / "README.md", "# Install and start")
    change_top(target / TEACHING, WITH_ANSWERS)


def change_top(page: Path, top: str) -> None:
    """Put ``top`` in place of a Markdown page's title, which is its ``{title}``."""
    title, _, rest = page.read_text(encoding="utf-8").partition("\n")
    page.write_text(f"{top.format(title=title)}\n{rest}", encoding="utf-8")


def prepare(book: NotebookNode) -> None:
    """Make a notebook ready for the site: folds, anchors, and a sentence for each frame."""
    is_predicted = False
    for cell in book.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown":
            is_predicted = "predict" in tags or (is_predicted and "explain" not in tags)
            cell.source = with_anchor(cell.source, cell.id)
        elif cell.cell_type == "code":
            cell.metadata["anchor"] = f"cell-id={cell.id}"
            cell.metadata["tags"] = [*tags, *folds(cell, is_predicted)]
            for output in cell.outputs:
                mend_output(output)


def folds(cell: NotebookNode, is_predicted: bool) -> list[str]:
    """Return myst-nb's tags for what is folded: an output to predict, code that is hidden."""
    is_source_hidden = cell.metadata.get("jupyter", {}).get("source_hidden", False)
    wanted = {"hide-output": is_predicted and bool(cell.outputs), "hide-input": is_source_hidden}
    return [tag for tag, is_wanted in wanted.items() if is_wanted]


def with_anchor(text: str, cell_id: str) -> str:
    """Return a text cell's Markdown with JupyterLab's anchor of it; a title stays first."""
    anchor = f'<span id="cell-id={cell_id}"></span>'
    if text.startswith("# "):
        title, _, rest = text.partition("\n")
        return f"{title}\n\n{anchor}\n{rest}"
    return f"{anchor}\n\n{text}"


def mend_output(output: NotebookNode) -> None:
    """Put a sentence where a server's page is framed, and let the theme know a table that scrolls.

    With its class the theme lets the keyboard reach it where it is wider than the page.
    """
    data = output.get("data", {})
    html = data.get("text/html", "")
    if "<iframe" in html:
        page = re.sub(r"[<>]", "", data["text/plain"])
        data["text/html"] = FRAME.format(page=page)
    elif html.startswith("<div style="):
        data["text/html"] = html.replace("<div", '<div class="pst-scrollable-table-container"', 1)
