"""Every link inside the repository leads to a file that stands there, and to a heading in it."""

import re
from pathlib import Path

import pytest

from tests.helpers.work_tree import ROOT, project_files
from tests.notebooks import LESSONS, anchors, text_cells

pytestmark = pytest.mark.oldest

PAGES = [
    ROOT / "README.md",
    ROOT / "demo_server" / "README.md",
    ROOT / ".github" / "CONTRIBUTING.md",
    *project_files("exercises/**/*.md"),
    *project_files("exercises/*.ipynb"),
]


def text_of(path: Path) -> str:
    """Return what a person reads in a page or a lesson."""
    if path.suffix == ".ipynb":
        return "\n\n".join(cell.source for cell in text_cells(path))
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [*LESSONS, *PAGES], ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", text_of(page))
    assert targets
    for target in targets:
        if re.match(r"https://", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(text_of(file)), target
