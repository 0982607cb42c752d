"""Every lesson, run as a learner runs it: opened in JupyterLab, all cells, in a browser."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.reader import NotJSONError
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import lab
from tests.notebooks import IGNORED, LESSONS, outputs, read, shown

SECONDS_A_LESSON = 150.0
SAVE_TENTHS = 50
IDLE = re.compile(r"^Python 3 .* \| Idle$")
"""The status bar's words. The notebook's own sign is idle before it has a kernel, too: what is run
then opens a dialog that asks for one."""


@pytest.fixture(scope="module")
def jupyterlab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Path]]:
    with lab.running(tmp_path_factory.mktemp("lab")) as started:
        yield started


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open one window for all lessons: JupyterLab's own scripts are loaded once."""
    with browser.new_context(viewport={"width": 1200, "height": 900}) as opened:
        opened.set_default_timeout(10_000)
        yield opened


def saved_whole(page: Page, path: Path) -> NotebookNode | None:
    """Wait for one save to arrive; two at once would make JupyterLab ask which one to keep."""
    for _ in range(SAVE_TENTHS):
        page.wait_for_timeout(100)
        try:
            book = read(path)
        except NotJSONError:
            continue  # it is being written
        code = [cell for cell in book.cells if cell.cell_type == "code"]
        shows = [(cell.id, kind, text) for cell in code for kind, text in outputs(cell)]
        assert [one for one in shows if one[1] == "error"] == []
        if all(cell.execution_count for cell in code) and code[-1].outputs:
            return book
    return None


def run_all(page: Page, path: Path) -> NotebookNode:
    """Choose Run All Cells, save until everything has run, and return what was saved."""
    idle = page.get_by_text(IDLE)
    expect(idle).to_be_visible(timeout=30_000)  # what is run before that is lost
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    deadline = time.monotonic() + SECONDS_A_LESSON
    while time.monotonic() < deadline:
        page.wait_for_timeout(1_000)
        if idle.count():
            page.keyboard.press("Control+s")
            if book := saved_whole(page, path):
                return book
    pytest.fail("not all cells had run in time")


@pytest.mark.timeout(240)
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_to_its_end_in_jupyterlab_and_shows_what_is_stored(
    page: Page, jupyterlab: tuple[str, str, Path], lesson: Path
) -> None:
    url, token, folder = jupyterlab
    copy = folder / "notebooks" / lesson.name
    page.goto(f"{url}lab/tree/notebooks/{lesson.name}?reset&token={token}")
    title = read(lesson).cells[0].source.splitlines()[0].removeprefix("# ")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible(timeout=30_000)
    ran = run_all(page, copy)
    if screenshots := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(screenshots) / f"{lesson.stem}.png")
    for stored, cell in zip(read(lesson).cells, ran.cells, strict=True):
        if cell.cell_type == "code" and IGNORED not in cell.metadata.get("tags", []):
            assert shown(cell) == shown(stored), cell.id
            assert cell.execution_count == stored.execution_count, cell.id
    expect(page.locator("[data-mime-type='application/vnd.jupyter.stderr']")).to_have_count(0)
    page.close()


@pytest.mark.timeout(240)
def test_the_links_lead_to_the_exercises_and_back(
    page: Page, jupyterlab: tuple[str, str, Path]
) -> None:
    url, token, _ = jupyterlab
    page.goto(f"{url}lab/tree/notebooks/{LESSONS[1].name}?reset&token={token}")
    expect(page.get_by_text(IDLE)).to_be_visible(timeout=30_000)  # cells still move before that
    page.get_by_role("link", name="exercises for this lesson").click(timeout=30_000)
    title = page.get_by_role("heading", name="Exercises 1. Hashing", level=1)
    expect(title).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="lesson 1", exact=True).click(timeout=30_000)
    expect(title).to_be_hidden(timeout=30_000)
    expect(page.get_by_role("heading", name="1. Hashing", level=1)).to_be_visible()
    page.close()
