"""Read the answers out of a notebook that was handed in. Nothing of it is run.

An answer is the literal value that a cell gives to ``answer_3``; where the cell holds code instead,
what the notebook has stored of its run is read: the value that a cell printed.
"""

import ast
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exercises.instructor.graded_set.notebook import MARK, NUMBERS

MAX_BYTES = 20_000_000
MAX_CELL = 50_000
"""Characters of a cell that is read: a list of tokens has about 5,000."""
UNREADABLE = (ValueError, SyntaxError, TypeError, MemoryError, RecursionError)
"""What Python's own parser raises where a text is no value."""


class SubmissionError(Exception):
    """A file is no notebook; the text says why."""


@dataclass(frozen=True)
class Answer:
    """What stands in a notebook for one task: a value, or None with the reason in ``remark``."""

    value: object
    remark: str = ""


@dataclass(frozen=True)
class Cell:
    """A code cell: its id, its source, and what its last run printed or showed."""

    name: str
    source: str
    shown: str


@dataclass(frozen=True)
class Submission:
    """A notebook's answers by number, and for whom it says that it was made."""

    answers: dict[int, Answer]
    made_for: str


def read(path: Path) -> Submission:
    """Return the answers of a notebook; SubmissionError where the file can't be read as one."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SubmissionError(f"{path.name} has more than {MAX_BYTES // 1_000_000} MB")
        book = json.loads(path.read_bytes())
        cells = [_cell(cell) for cell in book["cells"] if cell["cell_type"] == "code"]
    except OSError as error:
        raise SubmissionError(f"{path.name} can't be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise SubmissionError(f"{path.name} is no notebook: not JSON") from error
    except (LookupError, TypeError, AttributeError) as error:
        raise SubmissionError(f"{path.name} is no notebook: it has no cells") from error
    if not any("answer_" in cell.source for cell in cells):
        raise SubmissionError(f"{path.name} is no notebook of this set: it has no answers")
    return Submission({number: _answer(cells, number) for number in NUMBERS}, _made_for(book))


def _made_for(book: dict[str, Any]) -> str:
    try:
        return str(book["metadata"][MARK]["student"])
    except (LookupError, TypeError):
        return ""


def _cell(cell: dict[str, Any]) -> Cell:
    shown = []
    for output in cell.get("outputs", []):
        shown.append(_joined(output.get("text", "")))
        shown.append(_joined(output.get("data", {}).get("text/plain", "")))
    return Cell(str(cell.get("id", "")), _joined(cell.get("source", "")), "\n".join(shown))


def _joined(lines: Any) -> str:
    return lines if isinstance(lines, str) else "".join(lines)


def _answer(cells: list[Cell], number: int) -> Answer:
    """Return the answer of the cell with its id, or of the last other cell that gives one."""
    name = f"answer_{number}"
    own = [cell for cell in cells if cell.name == f"answer-{number}"]
    others = [cell for cell in cells if cell not in own and re.search(rf"\b{name}\b", cell.source)]
    found = [answer for cell in [*others, *own] if (answer := _given(cell, name))]
    filled = [answer for answer in found if answer.value is not None]
    if filled:
        return filled[-1]
    printed = [answer for cell in [*own, *others] if (answer := _printed(cell, name))]
    reasons = [answer for answer in found if answer.remark]
    if reasons and printed:
        return printed[-1]
    if reasons:
        return reasons[-1]
    return Answer(None, "" if found else f"no cell has {name} = …")


def _given(cell: Cell, name: str) -> Answer | None:
    """Return what a cell gives to a name by its last statement that does; None where none does."""
    try:
        statements = _parse(cell.source).body
    except UNREADABLE as error:
        assigns = re.search(rf"\b{name}\b[^=\n]*=(?!=)", cell.source)
        return Answer(None, f"its cell can't be read: {_reason(error)}") if assigns else None
    values = [value for statement in statements for value in _values(statement, name)]
    if not values:
        return None
    try:
        return Answer(ast.literal_eval(values[-1]))
    except UNREADABLE:
        return Answer(None, "code stands there: write the value itself, print it and paste it")


def _parse(source: str) -> ast.Module:
    """Parse a cell's source; where Python can't, without the lines that only IPython knows."""
    if len(source) > MAX_CELL:
        raise ValueError(f"it has {len(source):,} characters")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a "\d" in a student's text is no affair of ours
        try:
            return ast.parse(source)
        except SyntaxError:
            return ast.parse(re.sub(r"^[ \t]*[%!?].*$", "", source, flags=re.MULTILINE))


def _reason(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and error.lineno:
        return f"{error.msg} (line {error.lineno})"
    return str(error) or type(error).__name__


def _values(statement: ast.stmt, name: str) -> Iterator[ast.expr]:
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    for target in targets:
        if isinstance(target, ast.Name) and target.id == name and statement.value:  # type: ignore[attr-defined]
            yield statement.value  # type: ignore[attr-defined]


def _printed(cell: Cell, name: str) -> Answer | None:
    """Return the value that a cell's last run showed: ``answer_3 = …``, or all that it showed."""
    lines = re.findall(rf"^{name} = (.*)$", cell.shown, re.MULTILINE)
    text = lines[-1] if lines else cell.shown if cell.name == name.replace("_", "-") else ""
    try:
        value = ast.literal_eval(text.strip()) if len(text) <= MAX_CELL else None
    except UNREADABLE:
        return None
    if value is None:
        return None
    return Answer(value, "code stands in the cell; read from what it printed")
