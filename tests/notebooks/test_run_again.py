"""A cell run twice tells the same and leaves the clock at nine, with values of one's own, too."""

from dataclasses import dataclass

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode, v4

from tests.conftest import NOW
from tests.helpers.stored_notebooks import IGNORED, LESSONS, read, shown

pytestmark = pytest.mark.oldest

CLOCK = "import time\nprint(int(time.time()))"
HANDED_OVER_ONCE = {"read-the-log"}
"""Its text says that a second run shows nothing of the first."""


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


def run_twice(number: int, change: Own | None) -> dict[str, list[str]]:
    """Run each code cell of a lesson twice; return what both showed, and the clock after them."""
    book = read(LESSONS[number])
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    for cell in cells:
        if change and cell.id == change.cell:
            for old, new in change.texts.items():
                assert old in cell.source
                cell.source = cell.source.replace(old, new)
    again = [(cell, v4.new_code_cell(cell.source), v4.new_code_cell(CLOCK)) for cell in cells]
    book.cells = [one for three in again for one in three]
    NotebookClient(book, timeout=60, coalesce_streams=True).execute()
    return {three[0].id: [_text(one) for one in three] for three in again}


def _text(cell: NotebookNode) -> str:
    return "\n".join(text for kind, text in shown(cell).items() if kind != "text/html")


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_cell_that_is_run_twice_tells_the_same_and_leaves_the_clock_at_nine(number: int) -> None:
    ran = run_twice(number, None)
    ignored = {
        cell.id for cell in read(LESSONS[number]).cells if IGNORED in cell.metadata.get("tags", [])
    } | HANDED_OVER_ONCE
    differ = {name: runs[:2] for name, runs in ran.items() if runs[0] != runs[1]}
    assert {name: runs for name, runs in differ.items() if name not in ignored} == {}
    clocks = [runs[2].strip() for runs in ran.values()]
    begun = clocks.index(str(NOW))
    assert begun < 3
    assert set(clocks[begun:]) == {str(NOW)}


@pytest.mark.parametrize("own", [PASSWORDS, BOB, NAME, SUBJECT], ids=lambda own: own.cell)
def test_a_value_of_one_s_own_breaks_no_cell_and_gets_a_true_answer(own: Own) -> None:
    ran = run_twice(own.number, own)
    assert {name: ran[name][0] for name, text in own.said.items() if text not in ran[name][0]} == {}
