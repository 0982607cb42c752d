"""Small lessons as slides in Chromium: how they look."""

from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser, Page

from exercises.instructor.slides.deck import slides
from tests.tools.callouts import dress

pytestmark = [pytest.mark.oldest, pytest.mark.slow]

Show = Callable[[list[NotebookNode]], Page]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Give what opens the slides of some cells."""
    with browser.new_context(viewport={"width": 1280, "height": 720}) as context:

        def opened(cells: list[NotebookNode]) -> Page:
            lesson, page = tmp_path / "00_small.ipynb", context.new_page()
            nbformat.write(nbformat.v4.new_notebook(cells=cells), lesson)
            lesson.with_suffix(".html").write_text(slides(lesson), "utf-8")
            page.goto(lesson.with_suffix(".html").as_uri())
            page.wait_for_function("Reveal.isReady()")
            return page

        yield opened


def text(source: str, *tags: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_markdown_cell(dress(source, list(tags)))
    cell.metadata.tags = list(tags)
    return cell


def code(lines: int, printed: int) -> NotebookNode:
    """Return code of so many lines that printed so many."""
    cell: NotebookNode = nbformat.v4.new_code_cell(
        "\n".join(f"code_{line}()" for line in range(lines))
    )
    said = "".join(f"output {line}\n" for line in range(printed))
    cell.outputs = [nbformat.v4.new_output("stream", text=said)]
    return cell


TITLE = text("# Title\n\nA text.")
PREDICT = text("**Predict.** Which?\n\n**A** this · **B** that", "predict")


def test_a_callout_keeps_its_distance(show: Show) -> None:
    wrong = text("**What goes wrong.** Much.", "goes-wrong")
    page = show([TITLE, PREDICT, code(2, 2), wrong, text("*Source: a book.*")])
    gaps: list[float] = page.evaluate("""Reveal.getSlides().slice(1).map(slide => {
      Reveal.slide(0, Reveal.getIndices(slide).v, 999);
      const boxes = [...slide.children].map(one => one.getBoundingClientRect());
      return boxes[1].top - boxes[0].bottom;
    })""")
    assert len(gaps) == 2
    assert min(gaps) >= 8


def test_a_table_without_heads_shows_no_empty_row(show: Show) -> None:
    page = show([text("# Title\n\n| | |\n| --- | --- |\n| Time | an hour |")])
    assert page.locator("tr:visible").all_inner_texts() == ["Time\tan hour"]
