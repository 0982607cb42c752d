"""Every link inside the repository leads to a file that stands there, and to a heading in it."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.helpers.stored_notebooks import LESSONS, anchors, read, text_cells
from tests.helpers.work_tree import ROOT, project_files

pytestmark = pytest.mark.oldest

PAGES = [
    ROOT / "README.md",
    ROOT / "demo_server" / "README.md",
    ROOT / ".github" / "CONTRIBUTING.md",
    *project_files("notebooks/*.md"),
    *project_files("exercises/**/*.md"),
    *project_files("exercises/*.ipynb"),
]


def text_of(path: Path) -> str:
    """Return what a person reads in a page or a lesson."""
    if path.suffix == ".ipynb":
        return "\n\n".join(cell.source for cell in text_cells(path))
    return path.read_text(encoding="utf-8")


def dead_links(page: Path, text: str) -> list[str]:
    """Return the links of a page that lead to no file, or to no heading in it."""
    return [
        target
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if not re.match(r"https://", target) and not leads_somewhere(page, target)
    ]


def leads_somewhere(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    file = (page.parent / name).resolve() if name else page
    return file.exists() and (not anchor or anchor in places(file))


@cache
def places(file: Path) -> set[str]:
    """Return what a link into a page or a lesson can name: headings, and JupyterLab's cells."""
    cells = read(file).cells if file.suffix == ".ipynb" else []
    return anchors(text_of(file)) | {f"cell-id={cell.id}" for cell in cells}


def test_links_lead_somewhere() -> None:
    texts = {page: text_of(page) for page in [*LESSONS, *PAGES]}
    assert [page for page, text in texts.items() if "](" not in text] == []
    found = {page.name: dead for page, text in texts.items() if (dead := dead_links(page, text))}
    assert found == {}


def test_a_link_that_leads_nowhere_is_found() -> None:
    dead = ["demo_server/views.md", "demo_server/README.md#no-such-heading", "#no-such-heading"]
    dead += [f"notebooks/{LESSONS[0].name}#cell-id=no-such-cell"]
    good = ["demo_server/README.md#weakness-8", "https://example.org/page"]
    good += [f"notebooks/{LESSONS[0].name}#cell-id=title"]
    text = " ".join(f"[text]({target})" for target in dead + good)
    assert dead_links(ROOT / "README.md", text) == dead
