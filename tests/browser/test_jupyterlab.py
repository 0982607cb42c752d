"""Lessons as a learner meets them: opened in JupyterLab in a browser, and run there."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import v4
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import WAIT_MS
from tests.browser.jupyterlab import (
    KERNEL_IDLE,
    JupyterLab,
    run_all_cells,
    save_when_done,
    start_jupyterlab,
)
from tests.helpers.stored_notebooks import IGNORED, LESSONS, read, shown, tags, text_cells
from tests.notebooks.callout_rules import diagrams

SHOWN = [path for path in LESSONS if path.name[:2] in {"00", "01", "06"}]
"""The lessons with frames and pictures; nbval compares the cells of all."""


@pytest.fixture(scope="module")
def jupyterlab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterLab]:
    with start_jupyterlab(tmp_path_factory.mktemp("lab")) as started:
        yield started


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open one window for all lessons: JupyterLab's own scripts are loaded once."""
    with browser.new_context(viewport={"width": 1200, "height": 900}) as opened:
        opened.set_default_timeout(WAIT_MS)
        yield opened


def expect_nothing_told(page: Page, lesson: Path) -> None:
    """Look at a copy that nobody has run: no output, no open explanation, every diagram drawn."""
    explained = [cell for cell in text_cells(lesson) if "explain" in tags(cell)]
    book = page.locator(".jp-Notebook")
    expect(book.locator("details")).to_have_count(len(explained))
    expect(book.locator("details[open]")).to_have_count(0)
    expect(book.locator(".jp-OutputArea-child, .jp-OutputPlaceholder")).to_have_count(0)
    expect(book.locator(".jp-RenderedMermaid img")).to_have_count(len(diagrams(lesson)))
    expect(book.locator(".jp-RenderedMermaid.jp-mod-warning")).to_have_count(0)


def open_copy(page: Page, jupyterlab: JupyterLab, lesson: Path) -> None:
    page.goto(jupyterlab.address_of(lesson.name))
    title = read(lesson).cells[0].source.splitlines()[0].removeprefix("# ")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


@pytest.mark.timeout(400)
def test_every_diagram_is_drawn(page: Page, jupyterlab: JupyterLab) -> None:
    sources = [source for path in LESSONS for source in diagrams(path)]
    drawn = [v4.new_markdown_cell(f"```mermaid\n{source}\n```") for source in sources]
    book = v4.new_notebook(cells=[v4.new_markdown_cell("# Diagrams"), *drawn])
    nbformat.write(book, jupyterlab.lessons / "diagrams.ipynb")
    page.goto(jupyterlab.address_of("diagrams.ipynb"))
    expect(page.locator(".jp-RenderedMermaid img")).to_have_count(len(drawn))
    expect(page.locator(".jp-RenderedMermaid.jp-mod-warning")).to_have_count(0)
    page.close()


@pytest.mark.timeout(400)
@pytest.mark.parametrize("lesson", SHOWN, ids=lambda path: path.stem)
def test_a_lesson_runs_to_its_end_in_jupyterlab_and_shows_what_is_stored(
    page: Page, jupyterlab: JupyterLab, lesson: Path
) -> None:
    open_copy(page, jupyterlab, lesson)
    expect_nothing_told(page, lesson)
    run_all_cells(page)
    ran = save_when_done(page, jupyterlab.lessons / lesson.name)
    if screenshots := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(screenshots) / f"{lesson.stem}.png")
    for stored, cell in zip(read(lesson).cells, ran.cells, strict=True):
        if cell.cell_type == "code" and IGNORED not in cell.metadata.get("tags", []):
            assert shown(cell) == shown(stored), cell.id
            assert cell.execution_count == stored.execution_count, cell.id
    expect(page.locator("[data-mime-type='application/vnd.jupyter.stderr']")).to_have_count(0)
    page.close()


@pytest.mark.timeout(400)
def test_the_links_lead_to_the_exercises_and_back(page: Page, jupyterlab: JupyterLab) -> None:
    page.goto(jupyterlab.address_of(LESSONS[1].name))
    expect(page.get_by_text(KERNEL_IDLE)).to_be_visible()  # cells move before that
    page.get_by_role("link", name="exercises for this lesson").click()
    title = page.get_by_role("heading", name="Exercises 1. Hashing", level=1)
    expect(title).to_be_visible()
    page.get_by_role("link", name="lesson 1", exact=True).click()
    expect(title).to_be_hidden()
    expect(page.get_by_role("heading", name="1. Hashing", level=1)).to_be_visible()
    page.close()


@pytest.mark.timeout(400)
def test_a_source_a_weakness_and_a_term_have_links_that_open_at_their_headings(
    page: Page, jupyterlab: JupyterLab
) -> None:
    page.goto(jupyterlab.address_of(LESSONS[5].name))
    expect(page.get_by_text(KERNEL_IDLE)).to_be_visible()  # cells move before that
    links = page.locator(".jp-Notebook a")
    source = links.and_(page.locator("[href^='https://www.rfc-editor.org/rfc/rfc']")).first
    expect(source).to_have_attribute("target", "_blank")
    for target in ("demo_server/README.md", "notebooks/glossary.md"):
        page.get_by_role("tab", name=LESSONS[5].name).click()
        link = links.and_(page.locator(f"[href*='{target}']")).first
        words = (link.get_attribute("href") or "").partition("#")[2].replace("-", ".")
        link.click()
        name = re.compile(f"^{words}\\b")
        expect(page.get_by_role("heading", name=name).locator("visible=true")).to_be_in_viewport()
    page.close()
