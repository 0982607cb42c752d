"""Lesson 07 keeps what it promises: rows with a source, and every clause of RFC 8725 §3."""

import re

from tests.demo_server.contract import test_rfc_8725
from tests.helpers.stored_notebooks import LESSONS, code_cells, headings, text_cells

LESSON = next(path for path in LESSONS if path.stem.startswith("07_"))


def printed(name: str) -> list[str]:
    cell = next(cell for cell in code_cells(LESSON) if cell.id == name)
    return "".join(output.text for output in cell.outputs).splitlines()


def test_the_score_has_its_rows_and_each_row_has_a_source() -> None:
    rows = [line[:29].strip() for line in printed("the-matrix")[1:-3]]
    sources = {line[:29].strip(): line[29:] for line in printed("where-it-says-so")}
    assert len(rows) >= 14
    assert list(sources) == rows
    assert all(re.search(r"(RFC \d+ §\d|CWE-\d+)", source) for source in sources.values())


def test_each_recorded_row_is_in_the_score() -> None:
    recorded = [name for cell in code_cells(LESSON)
                for name in re.findall(r'record\(\s*"([^"]+)"', cell.source)]  # fmt: skip
    assert recorded == [line[:29].strip() for line in printed("the-matrix")[1:-3]]


def test_every_clause_of_rfc_8725_has_its_row_and_what_the_row_names_is_there() -> None:
    texts = [cell.source for cell in text_cells(LESSON)]
    rows = [line for cell in text_cells(LESSON) if cell.id.startswith("rfc-")
            for line in cell.source.splitlines() if line.startswith("| 3.")]  # fmt: skip
    assert [row.split()[1] for row in rows] == [f"3.{number}" for number in range(1, 13)]
    titles = {line.lstrip("# ").replace("`", "") for text in texts for line in headings(text)}
    for row in rows:
        sections, tests = (
            re.findall(mark, row.split("|")[4]) for mark in (r"\*(.+?)\*", r"test ([\d.]+)")
        )
        assert sections + tests, row
        assert set(sections) <= titles, row
        for clause in tests:
            begins = f"test_{clause.replace('.', '_')}_"
            assert [name for name in dir(test_rfc_8725) if name.startswith(begins)], row
