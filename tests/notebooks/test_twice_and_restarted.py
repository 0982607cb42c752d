"""Cells that are run twice, and a restart at a place to stop: they show what is stored."""

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode, v4

from demo_server.notebook.compare import shown
from tests.helpers.stored_notebooks import IGNORED, LESSONS, read

pytestmark = pytest.mark.oldest

NAMES = [path for path in LESSONS if path.name.startswith(("05", "06"))]
WORDS = {"three": 3, "four": 4}
SECOND_RUN_DIFFERS = {
    "sign-up": "the account is there",
    "published-log": "only what is new",
    "send-the-copy": "only what is new",
}
"""The cells whose second run shows something else, and what the lesson's text says of it."""


def run(path: Path, cells: list[NotebookNode]) -> list[tuple[str, dict[str, str]]]:
    """Run code cells in one kernel; return what each shows."""
    fresh = [v4.new_code_cell(cell.source, metadata=deepcopy(cell.metadata)) for cell in cells]
    resources: Any = {"metadata": {"path": str(path.parent)}}
    NotebookClient(v4.new_notebook(cells=fresh), timeout=60, resources=resources).execute()
    return [(old.id, shown(new)) for old, new in zip(cells, fresh, strict=True)]


def is_compared(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and IGNORED not in cell.metadata.get("tags", [])


@pytest.mark.parametrize("path", NAMES, ids=lambda path: path.stem)
def test_a_cell_that_is_run_twice_shows_the_same_or_the_text_says_why_not(path: Path) -> None:
    book = read(path)
    code = [cell for cell in book.cells if is_compared(cell)]
    second = run(path, [cell for cell in code for _ in range(2)])[1::2]
    stored = {cell.id: shown(cell) for cell in code}
    differ = {name for name, said in second if said != stored[name]}
    told = {name for name in SECOND_RUN_DIFFERS if name in stored}
    assert differ == told
    prose = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert [name for name in told if SECOND_RUN_DIFFERS[name] not in prose] == []


@pytest.mark.parametrize("path", NAMES, ids=lambda path: path.stem)
def test_after_a_restart_the_first_cells_and_those_below_a_place_to_stop_show_what_is_stored(
    path: Path,
) -> None:
    book = read(path)
    pauses = [n for n, cell in enumerate(book.cells) if "pause" in cell.metadata.get("tags", [])]
    assert pauses
    for pause in pauses:
        found = re.search(r"run the first (\w+) code cells", book.cells[pause].source)
        assert found, book.cells[pause].id
        first = [cell for cell in book.cells if is_compared(cell)][: WORDS[found[1]]]
        below = [cell for cell in book.cells[pause:] if is_compared(cell)]
        stored = {cell.id: shown(cell) for cell in [*first, *below]}
        came = run(path, [*first, *below])
        assert [name for name, said in came if said != stored[name]] == []
