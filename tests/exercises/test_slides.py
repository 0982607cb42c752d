"""What stands on which slide, by rule, and the handout of predictions; a browser is elsewhere."""

import re
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbconvert.filters import markdown2html
from nbformat import NotebookNode

from exercises.instructor.slides.__main__ import find, main
from exercises.instructor.slides.predictions import handout, question_and_options
from exercises.instructor.slides.rules import arrange
from tests.helpers.stored_notebooks import LESSONS, headings, read, tags

pytestmark = pytest.mark.oldest

each_lesson = pytest.mark.parametrize("name", [lesson.stem for lesson in LESSONS])


@cache
def arranged(name: str) -> NotebookNode:
    return arrange(read(find(name[:2])))


def types(book: NotebookNode, tag: str) -> set[str]:
    return {kind(cell) for cell in book.cells if tag in tags(cell)}


def kind(cell: NotebookNode) -> str:
    return str(cell.metadata.slideshow.slide_type)


@each_lesson
def test_each_heading_and_nothing_else_begins_a_slide(name: str) -> None:
    texts = [cell.source for cell in read(find(name[:2])).cells if cell.cell_type == "markdown"]
    wanted = [heading for text in texts for heading in headings(text)]
    cells = arranged(name).cells
    found = [cell for cell in cells if cell.cell_type == "markdown" and cell.source[:1] == "#"]
    assert [cell.source.partition("\n")[0] for cell in found] == wanted != []
    slides = [cell.id for cell in cells if kind(cell) == "slide"]
    assert slides == [cell.id for cell in found if kind(cell) != "-"]


@each_lesson
def test_no_heading_stands_alone_on_a_slide(name: str) -> None:
    cells = arranged(name).cells
    above = [cell.cell_type == "markdown" and cell.source.strip()[:1] == "#" for cell in cells]
    alone = [place for place in range(len(cells)) if above[place] and is_line(cells[place])]
    assert {kind(cells[place + 1]) for place in alone} <= {"-", "fragment"}


def is_line(cell: NotebookNode) -> bool:
    return "\n" not in cell.source.strip()


@each_lesson
def test_a_predict_begins_a_subslide_and_code_and_explain_are_fragments(name: str) -> None:
    book = arranged(name)
    assert types(book, "predict") <= {"subslide", "-"}
    assert types(book, "explain") == {"fragment"}
    assert {kind(cell) for cell in book.cells if cell.cell_type == "code"} == {"fragment"}


@each_lesson
def test_what_a_prediction_is_about_is_shown_a_step_after_its_code(name: str) -> None:
    asked = False
    for cell in arranged(name).cells:
        if cell.cell_type == "code":
            assert cell.metadata.asked == asked, cell.id
        asked = ("predict" in tags(cell)) or (asked and "explain" not in tags(cell))


@each_lesson
def test_every_cell_is_on_a_slide_and_the_lesson_is_left_as_it_was(name: str) -> None:
    lesson = find(name[:2])
    before = lesson.read_bytes()
    book = nbformat.read(lesson, as_version=4)
    ids = {cell.id for cell in arrange(book).cells}
    assert {cell.id for cell in book.cells} <= ids
    assert lesson.read_bytes() == before
    assert not any("slideshow" in cell.metadata for cell in book.cells)


@each_lesson
def test_no_slide_holds_a_fold_a_frame_or_a_link_into_the_kit(name: str) -> None:
    for cell in arranged(name).cells:
        text = cell.source if cell.cell_type == "markdown" else ""
        assert "<details" not in text
        assert not re.search(r"\]\((?!https://|\.\./demo_server/static/)", text)
        shown = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
        assert "<iframe" not in "".join(shown)


def test_a_heading_inside_a_cell_begins_a_slide_of_its_own() -> None:
    cell = nbformat.v4.new_markdown_cell("So much for that.\n\n### Next\n\nMore.")
    book = arrange(nbformat.v4.new_notebook(cells=[cell]))
    assert [(kind(part), part.source.strip()) for part in book.cells] == [
        ("subslide", "So much for that."),
        ("slide", "### Next\n\nMore."),
    ]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_handout_has_every_prediction_with_its_options_and_no_answer(lesson: Path) -> None:
    page = handout(lesson)
    predictions = [cell for cell in read(lesson).cells if "predict" in tags(cell)]
    asked = [question_and_options(cell.source) for cell in predictions]
    assert page.count('<div class="asked">') == len(asked) > 0
    assert page.count("<li>") == sum(len(options) for _, options in asked)
    for cell, (question, options) in zip(predictions, asked, strict=True):
        assert question
        letters = re.findall(r"\*\*([A-D])\*\* ", cell.source)
        assert [letter for letter, _ in options] == letters == list("ABCD")[: len(letters)]
        assert all(text for _, text in options)
    assert "Explain" not in page
    assert re.search(r"\b(src|href)=\"(?!data:|https://)", page) is None


def test_a_heading_alone_stays_with_the_text_below_it_and_a_source_with_what_is_above() -> None:
    texts = ["## Alone", "A text.", "*Source: RFC 7519 §2.*", "Another text."]
    cells = [nbformat.v4.new_markdown_cell(text) for text in texts]
    book = arrange(nbformat.v4.new_notebook(cells=cells))
    assert [kind(cell) for cell in book.cells] == ["slide", "-", "-", "subslide"]


@pytest.mark.parametrize("below", ["### Next\n\nA text.", "**Predict.** Which?"])
def test_a_heading_alone_stays_with_the_heading_or_the_prediction_below_it(below: str) -> None:
    first = nbformat.v4.new_markdown_cell("## Alone")
    second = nbformat.v4.new_markdown_cell(below)
    second.metadata.tags = ["predict"] if "Predict" in below else []
    book = arrange(nbformat.v4.new_notebook(cells=[first, second]))
    assert [kind(cell) for cell in book.cells] == ["slide", "-"]


def test_a_text_that_announces_the_next_one_and_a_table_stay_with_it() -> None:
    table = "| tried | found |\n| --- | --- |\n| a | b |"
    texts = ["There are two more:", "A text.", table, table]
    cells = [nbformat.v4.new_markdown_cell(text) for text in texts]
    book = arrange(nbformat.v4.new_notebook(cells=cells))
    assert [kind(cell) for cell in book.cells] == ["subslide", "-", "-", "subslide"]


def test_code_with_a_bar_shows_no_backslash_in_a_table() -> None:
    cell = nbformat.v4.new_markdown_cell("| see | is |\n| --- | --- |\n| `one \\| <two>` | both |")
    [arranged_cell] = arrange(nbformat.v4.new_notebook(cells=[cell])).cells
    assert "<td><code>one | &lt;two&gt;</code></td>" in markdown2html(arranged_cell.source)


def test_the_letter_of_an_option_stays_with_its_first_word() -> None:
    cell = nbformat.v4.new_markdown_cell("**Predict.** Which?\n\n**A** one · **B** two")
    cell.metadata.tags = ["predict"]
    [asked] = arrange(nbformat.v4.new_notebook(cells=[cell])).cells
    assert asked.source.endswith("**A**\u00a0one\u00a0· **B**\u00a0two")
    assert question_and_options(asked.source) == ("Which?", [("A", "one"), ("B", "two")])


def test_a_lesson_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(SystemExit, match=r"There is no lesson 42\. There are 00, 01, "):
        main(["42"])
