"""How long a lesson takes, and every place that says so: ``python -m tests.tools.minutes``.

The command writes the minutes of each lesson into its opening, the map of lesson 00, and the
tables of the README and of the teaching guide. The rule was fitted to nine lessons that a quick
reader was timed with, who predicted and ran. It is off by +4 minutes of 13, +6 of 27, +6 of 28, +9
of 33, +9 of 42, -4 of 48, -9 of 68, -9 of 92, -3 of 72. Who reads in a second language needs half
as much again.
"""

import re
from pathlib import Path

from nbformat import NotebookNode

from tests.helpers.stored_notebooks import (
    LESSONS,
    outputs,
    plain_cells,
    tags,
    words,
)
from tests.helpers.work_tree import ROOT

WORDS, CODE_LINES, OUTPUT_LINES, PREDICTIONS = 85, 25, 20, 4
"""How many of each a reader takes in within a minute."""
TIME = re.compile(r"(\*\*Time\*\* \| )(\d+)(?= minutes)")


def minutes(lesson: Path) -> int:
    """Return the minutes of a lesson by the rule; above 10, in steps of 5."""
    time = sum(map(cell_minutes, plain_cells(lesson)))
    return round(time) if time < 10 else 5 * round(time / 5)


def cell_minutes(cell: NotebookNode) -> float:
    """Return the minutes of one cell, a text without the dress of callouts."""
    if cell.cell_type == "markdown":
        return words(cell.source) / WORDS + ("predict" in tags(cell)) / PREDICTIONS
    shown = [text for kind, text in outputs(cell) if kind != "text/html"]
    return _lines(cell.source) / CODE_LINES + sum(map(_lines, shown)) / OUTPUT_LINES


def _lines(text: str) -> int:
    return sum(bool(line.strip()) for line in text.splitlines())


def told_minutes(lesson: Path) -> list[tuple[str, int]]:
    """Return the name of each file that tells a lesson's minutes, with what it tells."""
    return [
        (path.name, int(told))
        for path, number in _places(lesson)
        for _, told in number.findall(path.read_text("utf-8"))
    ]


def write(lesson: Path) -> None:
    """Write the minutes of a lesson in every place that tells them."""
    for path, number in _places(lesson):
        text = path.read_text("utf-8")
        path.write_text(number.sub(rf"\g<1>{minutes(lesson)}", text), "utf-8")


def _places(lesson: Path) -> list[tuple[Path, re.Pattern[str]]]:
    """Return each file that tells a lesson's minutes, with what finds them there.

    The pattern's first group is what stands before the number, its second is the number.
    """
    name = rf"\({re.escape(lesson.name)}\)" if lesson != LESSONS[0] else r"\| 0\. [^|\n]*"
    row = rf"((?:{name}|/{re.escape(lesson.name)}\)) \|[^|\n]*\| )(\d+)(?= \|)"
    tables = (LESSONS[0], ROOT / "README.md", ROOT / "notebooks" / "teaching.md")
    return [(lesson, TIME), *((page, re.compile(row)) for page in tables)]


if __name__ == "__main__":
    for one in LESSONS:
        write(one)
        print(f"{minutes(one):>3}  {one.stem}")
