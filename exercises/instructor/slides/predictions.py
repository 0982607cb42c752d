"""All predictions of a lesson with their options, without the answers: one page to print."""

import re
from pathlib import Path

import nbformat
from jinja2 import Environment, FileSystemLoader
from nbconvert.filters import markdown2html
from nbformat import NotebookNode

from exercises.instructor.slides.rules import arrange, title_of

HERE = Path(__file__).parent
WORD = "**Predict.** "
OPTION = re.compile(r"(?:^|\s·\s)\*\*([A-D])\*\*\s")
"""What stands before an option's text; its letter is the group."""

Asked = tuple[str, list[tuple[str, str]]]
"""A question, and its options with their letters."""


def handout(lesson: Path) -> str:
    """Return a page with each prediction's question, its options to tick, and its section."""
    book = arrange(nbformat.read(lesson, as_version=4))
    page = Environment(loader=FileSystemLoader(HERE / "template"), autoescape=True)
    title = title_of(book.cells[0])
    return page.get_template("predictions.html.j2").render(title=title, sections=_sections(book))


def _sections(book: NotebookNode) -> dict[str, list[Asked]]:
    """Return the questions with their options, as HTML, under the headings they stand below."""
    found: dict[str, list[Asked]] = {}
    heading = ""
    for cell in book.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("#"):
            heading = title_of(cell)
        if "predict" in cell.metadata.get("tags", []):
            question, options = question_and_options(cell.source)
            asked = (_html(question), [(letter, _html(text)) for letter, text in options])
            found.setdefault(_html(heading), []).append(asked)
    return found


def question_and_options(source: str) -> Asked:
    """Return a prediction's question and its options, each a letter and a text, in Markdown."""
    text = re.sub(r"</?div[^>]*>", "", source).strip().removeprefix(WORD)
    question, _, last = text.rpartition("\n\n")
    parts = OPTION.split(last)[1:]
    return question, list(zip(parts[::2], parts[1::2], strict=True))


def _html(text: str) -> str:
    html: str = markdown2html(text)
    return html.strip().removeprefix("<p>").removesuffix("</p>")
