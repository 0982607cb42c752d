"""Every Predict and its answer, in the teaching guide: ``python -m tests.tools.teaching_answers``.

They stand there between two comments for each lesson; the words are the lesson's own, without its
links.
"""

import re
from pathlib import Path

from tests.helpers.stored_notebooks import LESSONS, headings, plain_cells, tags
from tests.helpers.work_tree import ROOT
from tests.tools.callouts import CALLOUTS

GUIDE = ROOT / "notebooks" / "teaching.md"
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def answers(lesson: Path) -> str:
    """Return a lesson's predictions as a numbered list: section, question, options, explanation."""
    section, asked, found = "", "", []
    for cell in plain_cells(lesson):
        if cell.cell_type == "markdown":
            section = [section, *headings(cell.source)][-1]
        if "predict" in tags(cell):
            asked = f"*{section.lstrip('# ')}.* {_line(cell.source, 'predict')}"
        if "explain" in tags(cell):
            found.append(f"{asked}\n   \u2192 {_line(cell.source, 'explain')}")
    return "\n".join(f"{number}. {text}" for number, text in enumerate(found, 1))


def _line(source: str, tag: str) -> str:
    """Return a callout's text in one line, without its word and its links."""
    return " ".join(LINK.sub(r"\1", source).removeprefix(CALLOUTS[tag].word).split())


def written(guide: str, lesson: Path) -> str:
    """Return the guide with the answers of one lesson.

    Raises ValueError where one of the comments around them is not there.
    """
    number = lesson.name[:2]
    begin, end = f"<!-- answers {number} -->", f"<!-- end of answers {number} -->"
    if end not in guide.partition(begin)[2]:
        raise ValueError(f"The guide lacks {begin}, or {end} below it.")
    head, _, rest = guide.partition(begin)
    _, _, tail = rest.partition(end)
    return f"{head}{begin}\n{answers(lesson)}\n{end}{tail}"


def main() -> None:
    """Write the answers of all lessons into the guide."""
    text = GUIDE.read_text("utf-8")
    for lesson in LESSONS:
        text = written(text, lesson)
    GUIDE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
