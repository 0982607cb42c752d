"""Lessons 07 and 08 keep what they promise: rows with a source, every clause of RFC 8725 §3."""

import html
import re
from pathlib import Path

import pytest

from demo_server.hardened import errors
from demo_server.notebook.attacks import COLUMNS, Row, forged_rows
from tests.demo_server.contract import test_rfc_8725
from tests.helpers.stored_notebooks import LESSONS, code_cells, headings, shown, text_cells

FORGING, STOLEN = (path for path in LESSONS if path.stem[:2] in ("07", "08"))


def score(lesson: Path, name: str) -> list[Row]:
    """Return the rows of the table that a cell shows."""
    (cell,) = (cell for cell in code_cells(lesson) if cell.id == name)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html.unescape(shown(cell)["text/html"]))
    width = len(COLUMNS)
    return [tuple(cells[start : start + width]) for start in range(0, len(cells), width)]


def recorded(lesson: Path) -> list[str]:
    """Return the names of the rows that the cells of a lesson record."""
    sources = (cell.source for cell in code_cells(lesson))
    return [name for text in sources for name in re.findall(r'record\(\s*"([^"]+)"', text)]


def test_what_lesson_08_brings_along_is_what_lesson_07_shows() -> None:
    assert forged_rows() == score(FORGING, "the-score")
    assert score(STOLEN, "the-matrix")[: len(forged_rows())] == forged_rows()


def test_each_recorded_row_is_in_the_score() -> None:
    assert recorded(FORGING) == [row[0] for row in score(FORGING, "the-score")]
    whole = [row[0] for row in score(STOLEN, "the-matrix")]
    assert recorded(FORGING) + recorded(STOLEN) == whole
    assert len(whole) >= 30


@pytest.mark.parametrize("row", score(STOLEN, "the-matrix"), ids=lambda row: row[0])
def test_a_row_has_a_source_and_names_the_check_that_stopped_it(row: Row) -> None:
    _, _, at_hardened, by, _, source = row
    assert re.search(r"(RFC \d+ §\d|CWE-\d+)", source)
    # A key that no word fits was never shown to the server, so no check of it stopped anything.
    assert (by == "-") == (at_hardened.startswith("worked") or "no word fits" in at_hardened)


def test_the_checks_of_the_hardened_server_are_as_many_as_lesson_07_says() -> None:
    own = {name for name in vars(errors) if name.endswith("Error")}
    checks = [row[3] for row in forged_rows() if row[3] != "-"]
    assert len(set(checks)) == 10
    assert len(own & set(checks)) >= 5
    (meaning,) = (cell.source for cell in text_cells(FORGING) if cell.id == "score-meaning")
    assert "Ten different ones" in meaning


def test_every_clause_of_rfc_8725_has_its_row_and_what_the_row_names_is_there() -> None:
    rows = [line for cell in text_cells(STOLEN) if cell.id.startswith("rfc-")
            for line in cell.source.splitlines() if line.startswith("| 3.")]  # fmt: skip
    assert [row.split()[1] for row in rows] == [f"3.{number}" for number in range(1, 13)]
    for row in rows:
        where = row.split("|")[4]
        tests = re.findall(r"test ([\d.]+)", where)
        assert sections(where) or tests, row
        for clause in tests:
            begins = f"test_{clause.replace('.', '_')}_"
            assert [name for name in dir(test_rfc_8725) if name.startswith(begins)], row


def test_the_clauses_on_forging_name_sections_of_lesson_07() -> None:
    (table,) = (cell.source for cell in text_cells(FORGING) if cell.id == "rfc-forging")
    rows = [line for line in table.splitlines() if line.startswith("| 3.")]
    for row in rows:
        assert sections("07:" + row.split("|")[3]), row


def sections(where: str) -> list[str]:
    """Return the sections that a cell of the table names, each found in the lesson it names."""
    found = []
    for number, names in re.findall(r"(0\d):((?: ?\*.+?\*,?)+)", where):
        lesson = next(path for path in LESSONS if path.stem.startswith(number))
        lines = [line for cell in text_cells(lesson) for line in headings(cell.source)]
        titles = {line.lstrip("# ").replace("`", "") for line in lines}
        for name in re.findall(r"\*(.+?)\*", names):
            assert name in titles, name
            found.append(name)
    return found
