"""Lessons 00 to 04 with a learner's own names, passwords, keys and words."""

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient

from demo_server.notebook import lesson
from tests.helpers.stored_notebooks import LESSONS, code_cells, read, shown

ENCODING, DECODING = LESSONS[3], LESSONS[4]
NAMES = ["alice", "비밀", "Zoë", "", '"', "\\", "a" * 100, *(f"user {n}" for n in range(4))]


@dataclass(frozen=True)
class Own:
    """What a learner writes instead in a cell, and what cells then say."""

    number: int
    cell: str
    texts: dict[str, str]
    said: dict[str, str]


PASSWORDS = Own(
    number=1,
    cell="table-as-published",
    texts={"october2026": "", "dragon123": "비밀", "p4ssw0rd!": "Zoë's long and good one"},
    said={"crack-the-table": "dave   (not found)",
          "same-password-same-digest": "frank  has the password of nobody else",
          "salt-does-not-stop-guessing": "carol  not on her list"},
)  # fmt: skip
BOB = Own(
    number=0,
    cell="sign-in-right",
    texts={'"alice"': '"bob"', "correct horse": "wooden teapot"},
    said={"with-the-token": "Hello, bob."},
)
NAME = Own(
    number=2,
    cell="claims-as-a-dictionary",
    texts={"alice": "비밀"},
    said={"claims-as-json": '"sub":"\\ube44\\ubc00"', "letters-as-numbers": "is read as 비밀"},
)
SUBJECT = Own(
    number=2,
    cell="a-full-payload",
    texts={"alice": "Zoë", "1767604500": "1767604200"},
    said={"a-full-payload": "sub  Zoë", "say-for-whom-and-which": "shop       accepted"},
)


@pytest.mark.parametrize("own", [PASSWORDS, BOB, NAME, SUBJECT], ids=lambda own: own.cell)
def test_a_value_of_one_s_own_breaks_no_cell_and_gets_a_true_answer(own: Own) -> None:
    book = read(LESSONS[own.number])
    (changed,) = [cell for cell in book.cells if cell.id == own.cell]
    for old, new in own.texts.items():
        assert old in changed.source
        changed.source = changed.source.replace(old, new)
    NotebookClient(book, timeout=60, coalesce_streams=True).execute()
    said = {
        cell.id: "".join(shown(cell).values()) for cell in book.cells if cell.cell_type == "code"
    }
    assert {name: said[name] for name, text in own.said.items() if text not in said[name]} == {}


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
