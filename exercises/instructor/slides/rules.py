"""What of a lesson stands on which slide: by rule, from its headings, kinds of cells and tags.

A heading begins a slide, a Predict and every other text a subslide. Code and Explain follow as
fragments: they are shown at the next step. What a prediction is about is a step after its code. A
source stays on the slide of what it is the source of, a table on that of the text above it; so does
what stands below a heading alone, or below a text that ends in a colon.
"""

import html
import re
from copy import deepcopy

import nbformat
from nbformat import NotebookNode

HEADING = re.compile(r"\n(?=#{1,6} )")
FOLD = re.compile(r"<details([^>]*)>\n<summary>(<strong>.*?</strong>|[^<]*)[^\n]*</summary>\n\n")
CODE = re.compile(r"`([^`\n]+)`")
NEXT_OPTION = re.compile(r"\s·\s\*\*([A-D])\*\*\s")
FIRST_OPTION = re.compile(r"^\*\*A\*\*\s", re.MULTILINE)
LINK_WITHIN_THE_KIT = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:)[^)]*\)")


def arrange(lesson: NotebookNode) -> NotebookNode:
    """Return a copy of a lesson whose cells have their slide types; the lesson stays as it is.

    Folds are open in it, links to other files of the kit are their text, and a server's page, which
    needs its server, is its name. Code that is folded in the lesson is left out.
    """
    book = deepcopy(lesson)
    book.cells = [part for cell in book.cells for part in _parts(cell)]
    asked, above = False, ""
    for cell in book.cells:
        tags = _tags(cell)
        if cell.cell_type == "markdown":
            asked = "predict" in tags or (asked and "explain" not in tags)
            cell.source = _for_slides(cell.source)
        else:
            cell.metadata.asked = asked
            cell.metadata.folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
            _leave_out_frames(cell)
        cell.metadata.slideshow = {"slide_type": slide_type(cell, above)}
        above = cell.source if cell.cell_type == "markdown" else ""
    return book


def title_of(cell: NotebookNode) -> str:
    """Return the heading that a text cell begins with, without its signs."""
    return str(cell.source.partition("\n")[0].lstrip("# "))


def slide_type(cell: NotebookNode, above: str) -> str:
    """Return what a cell begins, as nbconvert calls it: slide, subslide, fragment, or -.

    ``above`` is the text above it, or nothing where code stands there.
    """
    if cell.cell_type == "code" or "explain" in _tags(cell):
        return "fragment"
    if above.startswith("#") and "\n" not in above.strip():
        return "-"
    if cell.source.startswith("#"):
        return "slide"
    stays = "predict" not in _tags(cell) and _belongs(cell.source, above)
    return "-" if stays else "subslide"


def _belongs(text: str, above: str) -> bool:
    """Say whether a text is nothing without the one above it."""
    is_first_table = text.startswith("|") and above != "" and not above.startswith("|")
    return text.startswith("*Source") or above.rstrip().endswith(":") or is_first_table


def _tags(cell: NotebookNode) -> list[str]:
    found: list[str] = cell.metadata.get("tags", [])
    return found


def _parts(cell: NotebookNode) -> list[NotebookNode]:
    """Return a cell as those that its headings begin."""
    if cell.cell_type == "code" or "```" in cell.source:
        return [cell]
    texts = HEADING.split(cell.source)
    more = [nbformat.v4.new_markdown_cell(text) for text in texts[1:]]
    cell.source = texts[0]
    return [cell, *more]


def _for_slides(text: str) -> str:
    """Return a text with its folds open, its links within the kit as text, its options whole."""
    text = LINK_WITHIN_THE_KIT.sub(r"\1", FOLD.sub(_unfolded, text)).replace("</details>", "</div>")
    text = FIRST_OPTION.sub("**A**\u00a0", NEXT_OPTION.sub("\u00a0· **\\1**\u00a0", text))
    return CODE.sub(_without_backslash, text)


def _without_backslash(code: re.Match[str]) -> str:
    """Return code in a table, where a bar needs one, as HTML: nbconvert's Markdown shows it."""
    if r"\|" not in code[1]:
        return code[0]
    shown = html.escape(code[1].replace(r"\|", "|")).replace("|", "&#124;")
    return f"<code>{shown}</code>"


def _unfolded(fold: re.Match[str]) -> str:
    end = " " if "Explain" in fold[2] else "\n\n"
    return f"<div{fold[1]}>\n\n{fold[2]}{end}"


def _leave_out_frames(cell: NotebookNode) -> None:
    for output in cell.outputs:
        data = output.get("data", {})
        if "<iframe" in data.get("text/html", ""):
            del data["text/html"]
