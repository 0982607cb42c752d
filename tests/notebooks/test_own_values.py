"""Lessons 03 and 04 in a learner's hands: cells run twice, a moved clock, own names and keys."""

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat import v4

from demo_server.notebook import lesson
from tests.helpers.stored_notebooks import IGNORED, LESSONS, code_cells, read, shown

ENCODING, DECODING = LESSONS[3], LESSONS[4]
A_DAY_LATER = "from demo_server.notebook import lesson; lesson.begin().shift(86_400)"
NAMES = ["alice", "비밀", "Zoë", "", '"', "\\", "a" * 100, *(f"user {n}" for n in range(60))]


@pytest.mark.parametrize("path", [ENCODING, DECODING], ids=lambda path: path.stem)
def test_each_cell_shows_the_same_twice_and_after_the_clock_was_moved(
    path: Path, tmp_path: Path
) -> None:
    book = read(path)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    book.cells = [
        one
        for cell in cells
        for time in ("first", "again")
        for one in (
            v4.new_code_cell(A_DAY_LATER, id=f"{cell.id}-moved-{time}"),
            v4.new_code_cell(cell.source, id=f"{cell.id}-{time}"),
        )
    ]
    place = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(book, timeout=60, coalesce_streams=True, resources=place).execute()
    ran = {cell.id: shown(cell) for cell in book.cells}
    for cell in cells:
        if IGNORED not in cell.metadata.get("tags", []):
            for time in ("first", "again"):
                assert ran[f"{cell.id}-{time}"] == shown(cell), (cell.id, time)


def with_own(path: Path, changes: dict[str, str], last: str) -> tuple[dict[str, Any], str]:
    """Run a lesson up to one cell, its sources changed; return its names and what that cell says.

    AssertionError where a change fits nothing in the cells that ran.
    """
    defined: dict[str, Any] = {}
    missing, said = dict(changes), io.StringIO()
    try:
        for cell in code_cells(path):
            source = cell.source
            for old in changes:
                if old in source:
                    source = source.replace(old, changes[old])
                    missing.pop(old, None)
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                exec(source, defined)  # noqa: S102 - the lesson is ours
            if cell.id == last:
                assert not missing
                return defined, said.getvalue()
    finally:
        lesson.end()
    raise AssertionError(f"no cell {last}")


def own_name(name: str) -> dict[str, str]:
    start = 'claims: dict[str, object] = {"sub": '
    return {f'{start}"alice"': f"{start}{name!r}"}


@pytest.mark.parametrize("name", NAMES)
def test_only_a_changed_last_character_passes_the_lenient_verifier_whoever_signs_in(
    name: str,
) -> None:
    ran, _ = with_own(DECODING, own_name(name), "first-and-last-character")
    assert [row[1:] for row in ran["rows"]] == [
        ["refused", "refused", "refused"],
        [f"accepted: {name}", "refused", "refused"],
    ]


@pytest.mark.parametrize("name", NAMES)
def test_four_last_letters_stand_for_the_same_bytes_whoever_signs_in(name: str) -> None:
    _, said = with_own(DECODING, own_name(name), "two-bits-to-spare")
    lines = said.splitlines()[1:]
    assert sum(line.endswith("same bytes: True") for line in lines) == 4
    assert len({line.split()[1] for line in lines if line.endswith("True")}) == 1
    assert len(lines) in (5, 6)


@pytest.mark.parametrize("key", ["bytes(range(100, 132))", 'b"a key of my own, of 32 bytes or so"'])
@pytest.mark.parametrize("name", ["비밀", "Zoë"])
def test_with_an_own_name_and_key_the_table_says_the_same(name: str, key: str) -> None:
    changes = own_name(name) | {"key = lesson.KEY": f"key = {key}"}
    ran, _ = with_own(DECODING, changes, "side-by-side")
    as_stored, _ = with_own(DECODING, {}, "side-by-side")
    assert ran["rows"] == as_stored["rows"]


@pytest.mark.parametrize("key", ["bytes(range(100, 132))", 'b"a key of my own, of 32 bytes or so"'])
@pytest.mark.parametrize("name", ["비밀", "Zoë"])
def test_a_token_by_hand_is_pyjwts_with_an_own_name_and_key(name: str, key: str) -> None:
    changes = own_name(name) | {"key = bytes(range(1, 33))": f"key = {key}"}
    _, said = with_own(ENCODING, changes, "equal-to-pyjwt")
    assert "equal to yours: True" in said
    _, said = with_own(ENCODING, changes, "the-shop-tries-again")
    assert said.count("InvalidSignatureError") == 1
    assert f"'sub': '{name}'" in said


@pytest.mark.parametrize("word", ["JWT", "Zoë", "비밀", "Jo", "J", "long words too"])
def test_letters_of_ones_own_are_spelt_as_base64_does(word: str) -> None:
    changes = {'word = "JWT"': f"word = {word!r}"}
    ran, _ = with_own(ENCODING, changes, "six-bits-a-letter")
    numbers = [int(group, 2) for group in ran["groups"]]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    assert "".join(alphabet[number] for number in numbers) == ran["letters"]
