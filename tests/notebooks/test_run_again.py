"""Cells that are run twice, or after a restart at a place to stop, show what is stored."""

import re
from pathlib import Path

import pytest

from tests.helpers.stored_notebooks import LESSONS, code_cells, plain_cells, tags
from tests.helpers.work_tree import ROOT
from tests.notebooks.conftest import Changed

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


@pytest.mark.slow
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_cell_that_is_run_twice_shows_what_is_stored_or_the_text_says_why_not(
    changed: Changed, path: Path
) -> None:
    before = A_DAY_LATER if path in MOVED else ""
    differ = changed(folder=str(ROOT), lessons=[path.stem], times=2, before=before)
    told = SECOND_RUN_DIFFERS.keys() & {cell.id for cell in code_cells(path)}
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
    changed: Changed, path: Path, pause: str
) -> None:
    cells = plain_cells(path)
    (place,) = [number for number, cell in enumerate(cells) if cell.id == pause]
    found = FIRST_CELLS.search(cells[place].source)
    assert found
    first = code_cells(path)[: NUMBERS[found[1]]]
    chosen = [cell.id for cell in [*first, *cells[place:]] if cell.cell_type == "code"]
    assert changed(folder=str(ROOT), lessons=[path.stem], cells=chosen) == set()
