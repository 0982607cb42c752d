"""Each section of lessons 07 and 08 runs after a restart and the first cells."""

import ast
import builtins
from pathlib import Path

import pytest

from tests.helpers.stored_notebooks import code_cells, headings, read, text_cells
from tests.helpers.work_tree import ROOT
from tests.notebooks.conftest import Changed

pytestmark = pytest.mark.oldest

FIRST = {
    "07_forging_tokens": ["start-both", "everyone-signs-up", "renamed"],
    "08_stolen_tokens_guessed_passwords": ["start-both", "everyone-signs-up"],
}
"""The cells that the lesson tells a person to run first, after a restart."""


def sections(lesson: str) -> dict[str, list[str]]:
    """Return the code cells below each heading of the second level."""
    found: dict[str, list[str]] = {}
    title = ""
    for cell in read(ROOT / "notebooks" / f"{lesson}.ipynb").cells:
        if cell.cell_type == "code":
            found.setdefault(title, []).append(cell.id)
        else:
            title = next((line for line in headings(cell.source) if line[:3] == "## "), title)
    return found


@pytest.mark.parametrize(
    ("lesson", "title"),
    [(lesson, title) for lesson in FIRST for title in sections(lesson)][1:],
)
def test_a_section_runs_after_the_first_cells_alone(
    changed: Changed, lesson: str, title: str
) -> None:
    cells = [*FIRST[lesson], *sections(lesson)[title]]
    assert changed(folder=str(ROOT), lessons=[lesson], cells=cells) == set()


def test_the_first_cells_are_where_the_text_says() -> None:
    for lesson, first in FIRST.items():
        assert sections(lesson)["## Your tools"][:2] == first[:2]
    path: Path = ROOT / "notebooks" / "07_forging_tokens.ipynb"
    ids = [cell.id for cell in read(path).cells]
    assert ids[ids.index("changed-payload-text") + 1] == FIRST[path.stem][2]


def missing(code: str) -> set[str]:
    """Return the names that code reads and does not define."""
    defined: set[str] = set(dir(builtins))
    loaded: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name):
            (loaded if isinstance(node.ctx, ast.Load) else defined).add(node.id)
        for field in ("name", "asname", "arg"):
            defined.add(getattr(node, field, None) or "")
    return loaded - defined


@pytest.mark.parametrize("lesson", FIRST)
def test_a_section_that_needs_other_sections_is_named_where_the_first_cells_are(
    lesson: str,
) -> None:
    path = ROOT / "notebooks" / f"{lesson}.ipynb"
    sources = {cell.id: cell.source for cell in code_cells(path)}
    needy = [
        title
        for title, cells in sections(lesson).items()
        if missing("\n".join(sources[name] for name in [*FIRST[lesson], *cells]))
    ]
    (tools,) = (cell.source for cell in text_cells(path) if cell.id == "tools-text")
    assert [title for title in needy if f"*{title.lstrip('# ')}*" not in tools] == []
    assert bool(needy) == ("Every section goes on from there, but for" in tools)
