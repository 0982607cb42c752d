"""Small lessons as slides in Chromium: what shares a slide, and what must not be broken."""

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
TEXTS = "Reveal.getSlides().map(slide => slide.textContent)"
BROKEN = r"""() => Reveal.getSlides().flatMap(slide => {
  const { h, v } = Reveal.getIndices(slide), broken = [];
  Reveal.slide(h, v, 999);
  for (const box of slide.querySelectorAll("th, td, p code")) {
    const words = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (words.nextNode())
      for (const word of words.currentNode.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(words.currentNode, word.index);
        range.setEnd(words.currentNode, word.index + word[0].length);
        const boxes = [...range.getClientRects()].filter(one => one.width > 1);
        if (new Set(boxes.map(one => Math.round(one.top))).size > 1) broken.push(word[0]);
      }
  }
  return broken;
})"""
"""The words of tables and of code in a text that go on in the next line."""


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


def holds(slide: str, *wanted: str) -> bool:
    return all(one in slide for one in wanted)


TITLE = text("# Title\n\nA text.")
PREDICT = text("**Predict.** Which?\n\n**A** this · **B** that", "predict")
EXPLAIN = text("**Explain.** **B**. So it is.", "explain")


def test_a_prediction_stands_with_its_code_and_the_answer_on_the_next_slide(show: Show) -> None:
    _, asked, answered = show([TITLE, PREDICT, code(14, 12), EXPLAIN]).evaluate(TEXTS)
    assert holds(asked, "Which?", "code_13()")
    assert "output" not in asked
    assert holds(answered, "output 0", "output 11", "So it is.")


def test_code_stands_with_its_text_where_its_output_needs_the_next_slide(show: Show) -> None:
    _, first, second = show([TITLE, text("Who is it?"), code(10, 20)]).evaluate(TEXTS)
    assert holds(first, "Who is it?", "code_9()")
    assert "output" not in first
    assert holds(second, "output 0", "output 19")


def test_a_diagram_grows_smaller_where_its_text_would_be_on_the_next_slide(show: Show) -> None:
    moves = "".join(f"    A->>B: step {number}\n" for number in range(8))
    diagram = f"```mermaid\nsequenceDiagram\n{moves}```\n\nThe text below."
    page = show([TITLE, text(diagram)])
    assert [("The text" in shown) for shown in page.evaluate(TEXTS)] == [False, True]
    assert page.locator("svg").count() == 1


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


def test_no_word_name_or_code_is_broken(show: Show) -> None:
    head = "| SameSite=Lax | published | hardened | stopped there by | gullible | source |\n"
    row = "| a token | worked: 1 | stopped: 4 | MissingRequiredClaimError | - | RFC 8725, CWE-613 |"
    filled = [f"{'x' * length} `Sec-Fetch-Site` and more." for length in range(40, 70)]
    table = f"{head}{'| --- ' * 6}|\n{row}"
    page = show([text(f"# Title\n\n{table}"), *map(text, filled)])
    assert page.evaluate(BROKEN) == []
