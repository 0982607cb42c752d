"""Every link inside the repository leads to a file that stands there, and to a heading in it.

GitHub calls a heading by its text in lower case, JupyterLab by its text as it is written.
"""

import re
from pathlib import Path

import pytest

from tests.helpers.link_targets import places, text_of
from tests.helpers.stored_notebooks import LESSONS
from tests.helpers.work_tree import ROOT, project_files

pytestmark = pytest.mark.oldest

PAGES = [
    ROOT / "README.md",
    ROOT / "demo_server" / "README.md",
    *project_files(".github/*.md"),
    *project_files(".github/hub/*.md"),
    *project_files("notebooks/*.md"),
    *project_files("exercises/**/*.md"),
    *project_files("exercises/*.ipynb"),
]


def dead_links(page: Path, text: str) -> list[str]:
    """Return the links of a page that lead to no file, or to no heading in it."""
    return [
        target
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if not re.match(r"https://", target) and not leads_somewhere(page, target)
    ]


def leads_somewhere(page: Path, target: str) -> bool:
    up = "../" * (1 + len(page.relative_to(ROOT).parents))  # from GitHub's page of a file
    if target.startswith(f"{up}issues/new?template="):
        return (ROOT / ".github" / "ISSUE_TEMPLATE" / target.partition("=")[2]).exists()
    if target == f"{up}deployments/github-pages":
        return (ROOT / ".github" / "workflows" / "pages.yml").exists()
    name, _, anchor = target.partition("#")
    file = (page.parent / name).resolve() if name else page
    return file.exists() and (not anchor or anchor in places(file))


def test_links_lead_somewhere() -> None:
    texts = {page: text_of(page) for page in [*LESSONS, *PAGES]}
    assert [page for page, text in texts.items() if "](" not in text] == []
    found = {page: dead for page, text in texts.items() if (dead := dead_links(page, text))}
    assert found == {}


def test_a_link_that_leads_nowhere_is_found() -> None:
    dead = ["demo_server/views.md", "demo_server/README.md#no-such-heading", "#no-such-heading"]
    dead += [f"notebooks/{LESSONS[0].name}#cell-id=no-such-cell"]
    dead += ["demo_server/README.md#storage", "demo_server/README.md#Storage"]
    dead += ["../../issues/new?template=no-such.yml", "../issues/new?template=what-you-saw.yml"]
    good = [
        "../../issues/new?template=what-you-saw.yml",
        "demo_server/README.md#weakness-8",
        "https://example.org/page",
    ]
    good += [f"notebooks/{LESSONS[0].name}#cell-id=title"]
    text = " ".join(f"[text]({target})" for target in dead + good)
    assert dead_links(ROOT / "README.md", text) == dead
