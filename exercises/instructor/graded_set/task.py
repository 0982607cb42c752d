"""What a task is made of, and how values are written into a notebook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from exercises.instructor.graded_set.secret import Draw

YEAR_2026 = 1_767_225_600
"""NumericDate of 1 January 2026, 00:00 UTC; all moments of the set lie in this year."""
MINUTE, HOUR, DAY = 60, 3_600, 86_400


@dataclass(frozen=True)
class Challenge:
    """A task as one student has it: the code of its values, and which answers are right."""

    given: str
    answer: str | list[str]
    accepts: Callable[[object], bool]


@dataclass(frozen=True)
class Task:
    """A task for everyone: its text in Markdown, and what draws one student's challenge.

    ``shape`` is an expression of the notebook that is true where ``answer`` has the right form;
    ``wanted`` says that form in words. ``name`` is what its values are drawn by: keep it.
    """

    name: str
    title: str
    lessons: str
    text: str
    shape: str
    wanted: str
    challenge: Callable[[Draw], Challenge]


def assign(**values: object) -> str:
    """Return code that gives each value its name; what holds several has a line for each."""
    return "\n".join(f"{name} = {_code(value)}" for name, value in values.items())


def _code(value: object) -> str:
    if isinstance(value, Mapping):
        lines = [f"    {name!r}: {entry!r},\n" for name, entry in value.items()]
        return "{\n" + "".join(lines) + "}"
    if isinstance(value, list):
        return "[\n" + "".join(f"    {entry!r},\n" for entry in value) + "]"
    return repr(value)


def moment(draw: Draw, purpose: str) -> int:
    """Draw a NumericDate in whole minutes, from February to November 2026."""
    return YEAR_2026 + 31 * DAY + draw.below(purpose, 300 * DAY // MINUTE) * MINUTE


def as_text(when: int) -> str:
    """Return a NumericDate as a person would write it, to the minute."""
    return f"{datetime.fromtimestamp(when, UTC):%Y-%m-%d %H:%M}"


def texts(answer: object) -> list[str]:
    """Return the texts of a list, tuple or set, without blanks around them; else none."""
    if not isinstance(answer, (list, tuple, set)):
        return []
    return [entry.strip() for entry in answer if isinstance(entry, str)]


def same_names(right: list[str]) -> Callable[[object], bool]:
    """Return what accepts a list of these names, in any order, in capitals or not."""
    return lambda answer: sorted(name.lower() for name in texts(answer)) == sorted(right)
