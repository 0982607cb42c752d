"""The form of lessons and exercises: their cells, ids, headings, pictures, outputs and prose."""

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode, v4

from exercises.checks import assignments
from tests.helpers.made_up_notebooks import SAID, code, said, text
from tests.helpers.stored_notebooks import IGNORED, LESSONS, code_cells
from tests.notebooks.callout_offenders import CALLOUT_OFFENDERS
from tests.notebooks.callout_rules import FOR_CALLOUTS, diagrams
from tests.notebooks.rules import (
    FOR_EVERY_NOTEBOOK,
    FOR_LESSONS,
    MAX_ANSWER_LINES,
    code_longer_than,
)
from tests.tools import store_notebooks

pytestmark = pytest.mark.oldest


PNG = v4.new_output("display_data", {"image/png": "aaaa"})
NO_ALT = v4.new_output("display_data", {"text/html": "<img src=x> <img alt='short' src=x>"})
TITLE, RUN = text("# A title", "title"), code("run", "x", SAID, number=1)
BROKEN = {
    "cell ids name the step": [
        [TITLE, code("A_1", "x")],
        [TITLE, code("a1b2c3d4", "x")],
    ],
    "headings nest without gaps under one title": [
        [text("## A section")],
        [TITLE, text("# Another title")],
        [TITLE, text("## A section"), text("#### A detail")],
    ],
    "every picture has alternative text and is compared": [
        [TITLE, text("![](plot.svg)")],
        [TITLE, code("plot", "x", PNG)],
        [TITLE, code("plot", "x", NO_ALT)],
    ],
    "no output tells of this machine": [
        [TITLE, code("says", "x", said(output))]
        for output in ("/Users/ada", "C:\\ada", "http://127.0.0.1:5000", "<f at 0x7f>")
    ],
    "no output is a raw traceback or a stray warning": [
        [TITLE, code("warns", "x", v4.new_output("stream", name="stderr", text="a warning"))],
        [TITLE, code("raises", "x", v4.new_output("error", ename="KeyError", evalue="1"))],
        [TITLE, code("prints", "x", said("Traceback (most recent call last):\n"))],
    ],
    "a stored notebook is in the form that storing gives": [
        [TITLE, v4.new_code_cell("x", id="timed", metadata={"execution": {"began": "now"}})],
    ],
    "no notebook reaches beyond what is installed": [
        [TITLE, code("path", "import sys; sys.path.append('..')")],
        [TITLE, code("installs", "x\n%pip install flask")],
        [TITLE, code("shell", "!ls")],
    ],
    "prose is calm": [[TITLE, text("At last!")], [TITLE, text("Done \U0001f389")]],
    "every code cell was run once, in order, and shows something": [
        [TITLE, code("late", "x", SAID, number=2)],
        [TITLE, code("silent", "x", number=1)],
        [TITLE, code("never-run", "x", SAID, number=None)],
    ],
    "text cells are short": [[TITLE, text("word " * 131)]],
    "code cells are short": [
        [TITLE, code("tall", "x\n" * 13)],
        [TITLE, code("wide", "x" * 89)],
    ],
    "an output that is not compared asserts its claim": [
        [TITLE, v4.new_code_cell("time()", id="timed", metadata={"tags": [IGNORED]})],
        [TITLE, v4.new_code_cell("time()", id="timed", metadata={"tags": ["raises-exception"]})],
        [TITLE, code("hidden", "# NBVAL_IGNORE_OUTPUT")],
    ],
    "every output is folded until its cell runs": [[TITLE, RUN]],
} | CALLOUT_OFFENDERS
"""For each rule, the cells of notebooks that break it."""
RULES = FOR_EVERY_NOTEBOOK | FOR_LESSONS | FOR_CALLOUTS


def stored(path: Path, cells: list[NotebookNode]) -> Path:
    """Write a notebook in the form that storing gives, but with these very cells."""
    book = store_notebooks.tidy(v4.new_notebook(cells=[]), fold=False)
    book.cells = cells
    path.write_text(nbformat.writes(book) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("name", RULES)
def test_no_notebook_breaks_the_rule(name: str) -> None:
    sources = assignments.notebooks() if name in FOR_EVERY_NOTEBOOK else []
    found = {str(path): list(RULES[name](path)) for path in [*LESSONS, *sources]}
    assert {path: broken for path, broken in found.items() if broken} == {}


@pytest.mark.parametrize("name", RULES)
@pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId")
def test_what_breaks_the_rule_is_found(name: str, tmp_path: Path) -> None:
    for cells in BROKEN[name]:
        assert list(RULES[name](stored(tmp_path / "broken.ipynb", cells))), cells


def test_an_exercise_has_short_code_too() -> None:
    long = {path.stem: list(code_longer_than(MAX_ANSWER_LINES, path))
            for path in assignments.notebooks()}  # fmt: skip
    assert {name: cells for name, cells in long.items() if cells} == {}


def test_at_most_two_percent_of_the_code_cells_are_not_compared() -> None:
    cells = [cell for lesson in LESSONS for cell in code_cells(lesson)]
    ignored = [cell for cell in cells if IGNORED in cell.metadata.get("tags", [])]
    assert len(cells) > 0
    assert len(ignored) <= 0.02 * len(cells)


def test_there_are_at_least_ten_diagrams() -> None:
    assert len([source for lesson in LESSONS for source in diagrams(lesson)]) >= 10
