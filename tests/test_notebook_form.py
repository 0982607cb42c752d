"""The form of a lesson: its cells, ids, headings, pictures, outputs and metadata."""

import re
import socket
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from tests.notebooks import (
    IGNORED,
    LESSONS,
    code_cells,
    headings,
    outputs,
    prose,
    read,
    text_cells,
)
from tests.tools import store_notebooks

pytestmark = pytest.mark.oldest

Rule = Callable[[Path], None]
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)

LONGEST_CODE, LONGEST_LINE, LONGEST_TEXT = 12, 88, 130
OF_THIS_MACHINE = [
    r"/(home|root|work|tmp|usr|opt|UserStore|private)/",
    r"[A-Z]:\\",
    r"(127\.0\.0\.1|localhost):\d",
    r"\bat 0x[0-9a-f]+",
    r"site-packages",
    rf"\b{re.escape(socket.gethostname())}\b",
]


@each_lesson
def test_every_code_cell_was_run_once_in_order_and_shows_something(lesson: Path) -> None:
    cells = code_cells(lesson)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert [cell.id for cell in cells if not cell.outputs] == []


@each_lesson
def test_cells_are_short(lesson: Path) -> None:
    code = {cell.id: len(cell.source.splitlines()) for cell in code_cells(lesson)}
    assert {name: lines for name, lines in code.items() if lines > LONGEST_CODE} == {}
    wide = [cell.id for cell in code_cells(lesson) for line in cell.source.splitlines()
            if len(line) > LONGEST_LINE]  # fmt: skip
    assert wide == []
    words = {cell.id: len(re.findall(r"\w[\w'\u2019-]*", prose(cell.source)))
             for cell in text_cells(lesson)}  # fmt: skip
    assert {name: count for name, count in words.items() if count > LONGEST_TEXT} == {}


@each_lesson
def test_cell_ids_name_the_step(lesson: Path) -> None:
    ids = [cell.id for cell in read(lesson).cells]
    assert len(set(ids)) == len(ids)
    unclear = [name for name in ids if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)]
    assert unclear == []
    assert [name for name in ids if re.fullmatch(r"(?=.*\d)[0-9a-f]{8}", name)] == []


@each_lesson
def test_headings_nest_without_gaps_under_one_title(lesson: Path) -> None:
    levels = [len(line.split()[0]) for cell in text_cells(lesson) for line in headings(cell.source)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


@each_lesson
def test_every_picture_has_alternative_text_and_is_compared(lesson: Path) -> None:
    for cell in text_cells(lesson):
        assert "![](" not in cell.source
    for cell in code_cells(lesson):
        for kind, content in outputs(cell):
            assert not kind.startswith("image/"), "show it with lesson.picture, which is compared"
            for image in re.findall(r"<img [^>]*>", content):
                assert re.search(r'alt="[^"]{20,}"', image), cell.id


@each_lesson
def test_no_output_tells_of_this_machine(lesson: Path) -> None:
    told = [(cell.id, pattern) for cell in code_cells(lesson) for _, content in outputs(cell)
            for pattern in OF_THIS_MACHINE if re.search(pattern, content)]  # fmt: skip
    assert told == []


@each_lesson
def test_no_output_is_a_raw_traceback_or_a_stray_warning(lesson: Path) -> None:
    for cell in code_cells(lesson):
        for kind, content in outputs(cell):
            assert kind not in ("error", "stderr"), cell.id
            assert "Traceback (most recent call last)" not in content, cell.id


@each_lesson
def test_a_stored_lesson_is_in_the_form_that_storing_gives(lesson: Path) -> None:
    stored = lesson.read_text(encoding="utf-8")
    nbformat.validate(read(lesson))
    made = nbformat.writes(store_notebooks.tidy(read(lesson))) + "\n"
    assert made == stored, "run: python -m tests.tools.store_notebooks"


@each_lesson
def test_an_output_that_is_not_compared_asserts_its_claim(lesson: Path) -> None:
    for cell in code_cells(lesson):
        tags = cell.metadata.get("tags", [])
        assert set(tags) <= {IGNORED}, cell.id
        assert "NBVAL" not in cell.source, cell.id
        if IGNORED in tags:
            assert re.search(r"^assert ", cell.source, flags=re.MULTILINE), cell.id


def test_at_most_two_percent_of_the_code_cells_are_not_compared() -> None:
    cells = [cell for lesson in LESSONS for cell in code_cells(lesson)]
    ignored = [cell for cell in cells if IGNORED in cell.metadata.get("tags", [])]
    assert len(cells) > 0
    assert len(ignored) <= 0.02 * len(cells)


@each_lesson
def test_no_lesson_reaches_beyond_what_is_installed(lesson: Path) -> None:
    for cell in code_cells(lesson):
        assert "sys.path" not in cell.source, cell.id
        assert not re.search(r"^\s*[!%]", cell.source, flags=re.MULTILINE), cell.id
