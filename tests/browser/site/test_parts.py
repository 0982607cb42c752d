"""The parts of the build that the site as it is built here does not show."""

import importlib
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from sphinx.addnodes import pending_xref

from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.oldest

VIEWS = "demo_server/hardened/views.py"


@pytest.fixture
def part(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import a module of the site's own."""
    monkeypatch.syspath_prepend(ROOT / ".github" / "site")
    return importlib.import_module(f"kit_site.{request.param}")


def link(target: str) -> pending_xref:
    """Return a link as MyST leaves it where Sphinx knows no such page."""
    text = nodes.inline("", "the views")
    return pending_xref("", text, reftarget=target, reftype="myst", refdomain=None)


def resolved(part: ModuleType, target: str, repository: str) -> nodes.paragraph:
    """Return a paragraph of ``exercises/README.md`` with a link to ``target``."""
    paragraph = nodes.paragraph("", "", link(target))
    config = SimpleNamespace(site_repository=repository)
    part.resolve_files(
        SimpleNamespace(env=SimpleNamespace(docname="exercises/README"), config=config), paragraph
    )
    return paragraph


@pytest.mark.parametrize("part", ["links"], indirect=True)
@pytest.mark.parametrize(
    ("target", "address"),
    [
        (f"../{VIEWS}", f"blob/HEAD/{VIEWS}"),
        (f"../{VIEWS}#sign-in", f"blob/HEAD/{VIEWS}#sign-in"),
        ("../demo_server/", "tree/HEAD/demo_server"),
        ("../../../issues", "issues"),
    ],
)
def test_a_link_leads_to_the_repository_where_its_address_is_known(
    part: ModuleType, target: str, address: str
) -> None:
    [found] = resolved(part, target, "https://git.example/kit").findall(nodes.reference)
    assert found.astext() == "the views"
    assert found["refuri"] == f"https://git.example/kit/{address}"


@pytest.mark.parametrize("part", ["links"], indirect=True)
@pytest.mark.parametrize(
    ("target", "words"),
    [(f"../{VIEWS}#sign-in", f"the views ({VIEWS})"), ("../../../issues", "the views")],
)
def test_elsewhere_the_file_is_named(part: ModuleType, target: str, words: str) -> None:
    paragraph = resolved(part, target, "")
    assert paragraph.astext() == words
    assert not list(paragraph.findall(nodes.reference))


@pytest.mark.parametrize("part", ["links"], indirect=True)
@pytest.mark.parametrize("target", ["../nowhere.py", "../../outside", "#heading"])
def test_a_link_to_no_file_is_left_to_sphinx_which_warns(part: ModuleType, target: str) -> None:
    assert list(resolved(part, target, "").findall(pending_xref))


@pytest.mark.parametrize("part", ["try_it"], indirect=True)
def test_only_a_lesson_of_the_browser_edition_has_a_link_to_it(
    part: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "files" / "notebooks").mkdir(parents=True)
    (tmp_path / "files" / "notebooks" / "03_encoding.ipynb").touch()

    def try_it(page: str, lite: str) -> str | None:
        context: dict[str, Any] = {"pathto": lambda address, _: f"../{address}"}
        app = SimpleNamespace(config=SimpleNamespace(site_lite=lite))
        part.add_link(app, page, "page.html", context, None)
        return context.get("try_it")

    assert try_it("notebooks/03_encoding", "") is None
    address = "../lite/lab/index.html?path=notebooks/03_encoding.ipynb"
    assert try_it("notebooks/03_encoding", str(tmp_path)) == address
    assert try_it("notebooks/07_forging_tokens", str(tmp_path)) is None
