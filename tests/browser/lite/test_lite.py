"""Lessons 00, 03 and 04 in JupyterLite, offline: each output is the stored one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import nbformat
import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser, Page, Route, expect

from tests.helpers.stored_notebooks import LESSONS, code_cells, shown

pytestmark = [pytest.mark.oldest, pytest.mark.slow, pytest.mark.timeout(600)]

RUN = {path.name: path for path in LESSONS if path.name[:2] in {"00", "03", "04"}}
IN_EDITION = {path.name for path in LESSONS if path.name[:2] in {"00", "03", "04", "05", "06"}}
CDN = "https://cdn.jsdelivr.net/pyodide/"
FROM_CDN = {"argon2_cffi_bindings", "cffi", "cryptography", "pycparser", "six"}
NO_CRYPTOGRAPHY = "needs cryptography, which comes from Pyodide's CDN"
DIFFERENT = {
    "a-pair-of-keys": NO_CRYPTOGRAPHY,
    "sign-with-the-private-key": NO_CRYPTOGRAPHY,
    "the-shop-tries-again": NO_CRYPTOGRAPHY,
    "compare-sizes": NO_CRYPTOGRAPHY,
}
"""By cell id, why an output can't be the stored one here."""
NOTE = "in-your-browser"
"""The id of the cell that each lesson of the edition has below its title."""
FRAMES = {"the-page"}
"""Cells that show a picture where the stored HTML has a frame; their text is the same."""
START_MS = 120_000
OPEN = """async path => {
  const { commands, shell } = window.jupyterapp;
  const { id } = shell.currentWidget.context.sessionContext.session.kernel;
  await commands.execute("docmanager:open", { path, kernel: { id } });
}"""
"""In the kernel that is there: to start one takes 20 seconds of CPU, more than to run a lesson."""
READY = "() => window.jupyterapp.shell.currentWidget.context.sessionContext.ready"
RUN_ALL = """async () => {
  const { content, context } = window.jupyterapp.shell.currentWidget;
  await context.sessionContext.ready;
  await window.jupyterapp.commands.execute("notebook:run-all-cells");
  return content.model.toJSON();
}"""


@dataclass
class Visit:
    """A person's visit: the page, and the addresses of other hosts that it asked for in vain."""

    page: Page
    foreign: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open the first lesson, as a link of the front page does; every other host is out of reach."""
    with browser.new_context(viewport={"width": 700, "height": 400}) as context:
        found = Visit(context.new_page())

        def refuse(route: Route) -> None:
            found.foreign.append(route.request.url)
            route.abort()

        context.route(lambda url: not url.startswith((address, "data:", "blob:")), refuse)
        found.page.on("pageerror", lambda error: found.faults.append(str(error)))
        found.page.goto(address)
        found.page.get_by_role("link", name="0. A login in five minutes").click()
        expect(found.page.locator(".jp-Notebook").first).to_be_visible(timeout=START_MS)
        yield found


@pytest.fixture(scope="module")
def runs(visit: Visit) -> dict[str, NotebookNode]:
    """Run All in each lesson, one after the other; return the notebooks as they are then."""
    found = {}
    visit.page.evaluate(READY)
    for name in RUN:
        visit.page.evaluate(OPEN, f"notebooks/{name}")
        book: Any = visit.page.evaluate(RUN_ALL)
        found[name] = nbformat.from_dict(book)
    return found


def compared(cell: NotebookNode) -> dict[str, str]:
    """Return what a cell shows, without the HTML of a frame."""
    texts = shown(cell)
    if cell.id in FRAMES:
        texts.pop("text/html")
    return texts


@pytest.mark.parametrize("name", RUN)
def test_each_cell_shows_what_is_stored(runs: dict[str, NotebookNode], name: str) -> None:
    stored = code_cells(RUN[name])
    run = {cell.id: cell for cell in runs[name].cells if cell.cell_type == "code"}
    assert [cell.id for cell in stored] == list(run)
    assert [cell.source for cell in stored] == [cell.source for cell in run.values()]
    different = {
        cell.id: compared(run[cell.id]) for cell in stored
        if compared(run[cell.id]) != compared(cell)
    }  # fmt: skip
    expected = [cell.id for cell in stored if cell.id in DIFFERENT]
    assert list(different) == expected, different


def test_what_needs_cryptography_says_so(runs: dict[str, NotebookNode]) -> None:
    cells = {cell.id: cell for cell in runs["03_encoding.ipynb"].cells}
    assert "No module named 'cryptography'" in shown(cells["a-pair-of-keys"])["error"]


def test_a_picture_stands_where_the_frame_would(runs: dict[str, NotebookNode]) -> None:
    (cell,) = (one for one in runs["00_login_in_five_minutes.ipynb"].cells if one.id == "the-page")
    assert 'src="data:image/png;base64,' in shown(cell)["text/html"]


@pytest.mark.usefixtures("runs")
def test_nothing_is_asked_of_another_host_but_the_compiled_packages(visit: Visit) -> None:
    assert visit.faults == []
    assert {url.rpartition("/")[2].partition("-")[0] for url in visit.foreign} == FROM_CDN
    assert [url for url in visit.foreign if not url.startswith(CDN)] == []


def test_each_lesson_names_the_cells_that_were_not_seen(edition: Path) -> None:
    found = {path.name: path.read_text("utf-8") for path in edition.glob("files/notebooks/*.ipynb")}
    assert set(found) == IN_EDITION
    notes = {
        name: next(cell.source for cell in nbformat.reads(text, 4).cells if cell.id == NOTE)
        for name, text in found.items()
    }
    assert [one for one in DIFFERENT if f"`{one}`" not in notes["03_encoding.ipynb"]] == []
    assert "`start-hardened`" in notes["05_demo_server.ipynb"]
    assert "`start-both`" in notes["06_browser_and_cookies.ipynb"]


def test_it_holds_no_source_map_no_exercise_and_no_output(edition: Path) -> None:
    names = [path.relative_to(edition).as_posix() for path in edition.rglob("*") if path.is_file()]
    assert [name for name in names if name.endswith(".map")] == []
    assert [name for name in names if name.startswith("files/exercises")] == []
    assert [name for name in names if "instructor" in name] == []
    assert sum((edition / name).stat().st_size for name in names) < 50_000_000
    for lesson in edition.glob("files/notebooks/*.ipynb"):
        assert [cell.id for cell in code_cells(lesson) if cell.outputs] == [], lesson.name


def test_the_wheels_hold_no_solution_no_exercise_and_no_lesson(edition: Path) -> None:
    wheels = list(edition.rglob("*.whl"))
    assert any(wheel.name.startswith("jwt_login_step_by_step-") for wheel in wheels)
    for path in wheels:
        with ZipFile(path) as wheel:
            names = wheel.namelist()
            (record,) = (wheel.read(name).decode() for name in names if name.endswith("/RECORD"))
        for text in [*names, record]:
            assert not re.search(r"instructor|exercises/|\.ipynb", text), (path.name, text)
