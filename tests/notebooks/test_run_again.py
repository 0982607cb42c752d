"""Cells that are run twice, or after a restart at a place to stop, show what is stored."""

import re
from copy import deepcopy
from pathlib import Path

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode, v4

from demo_server.notebook.compare import shown
from tests.helpers.stored_notebooks import IGNORED, LESSONS, plain_cells, read, tags

pytestmark = pytest.mark.oldest

MOVED = [path for path in LESSONS if path.name[:2] in {"03", "04"}]
"""Lessons without a server: each cell puts the clock back that a learner has moved."""
A_DAY_LATER = "from demo_server.notebook import lesson; lesson.begin().shift(86_400)"
SECOND_RUN_DIFFERS = {
    "read-the-log": "handed over once",
    "sign-up": "the account is there",
    "published-log": "only what is new",
    "send-the-copy": "only what is new",
}
"""The cells whose second run shows something else, and what the lesson's text says of it."""
FIRST_CELLS = re.compile(r"run the first (\w+) code cells")
NUMBERS = {"three": 3, "four": 4}


def run(cells: list[NotebookNode], before: str = "") -> list[dict[str, str]]:
    """Run code cells in one kernel, each after the code ``before``; return what each shows."""
    fresh = [v4.new_code_cell(cell.source, metadata=deepcopy(cell.metadata)) for cell in cells]
    asides = [[v4.new_code_cell(before)] if before else [] for _ in fresh]
    all_cells = [one for aside, cell in zip(asides, fresh, strict=True) for one in [*aside, cell]]
    NotebookClient(v4.new_notebook(cells=all_cells), timeout=60, coalesce_streams=True).execute()
    return [shown(cell) for cell in fresh]


def compared(cells: list[NotebookNode]) -> list[NotebookNode]:
    return [cell for cell in cells if cell.cell_type == "code" and IGNORED not in tags(cell)]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_cell_that_is_run_twice_shows_what_is_stored_or_the_text_says_why_not(
    path: Path,
) -> None:
    code = [cell for cell in read(path).cells if cell.cell_type == "code"]
    twice = [cell for cell in code for _ in range(2)]
    second = run(twice, A_DAY_LATER if path in MOVED else "")[1::2]
    again = {cell.id: said for cell, said in zip(code, second, strict=True)}
    differ = {cell.id for cell in compared(code) if again[cell.id] != shown(cell)}
    told = SECOND_RUN_DIFFERS.keys() & again.keys()
    assert differ == told
    prose = "\n".join(cell.source for cell in plain_cells(path) if cell.cell_type == "markdown")
    assert [name for name in told if SECOND_RUN_DIFFERS[name] not in prose] == []


def pauses() -> list[tuple[Path, str]]:
    """Return the lessons and ids of the places to stop that name the first code cells."""
    return [
        (path, cell.id)
        for path in LESSONS
        for cell in plain_cells(path)
        if "pause" in tags(cell) and FIRST_CELLS.search(cell.source)
    ]


@pytest.mark.parametrize(("path", "pause"), pauses(), ids=lambda value: str(value)[-30:])
def test_after_a_restart_the_first_cells_and_those_below_a_place_to_stop_show_what_is_stored(
    path: Path, pause: str
) -> None:
    cells = plain_cells(path)
    (place,) = [number for number, cell in enumerate(cells) if cell.id == pause]
    found = FIRST_CELLS.search(cells[place].source)
    assert found
    chosen = [*compared(cells)[: NUMBERS[found[1]]], *compared(cells[place:])]
    came = zip(chosen, run(chosen), strict=True)
    assert [cell.id for cell, said in came if said != shown(cell)] == []
