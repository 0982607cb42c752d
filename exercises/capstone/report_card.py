"""The report card, as text and as HTML."""

from dataclasses import dataclass
from html import escape
from textwrap import fill

from exercises.capstone.questions import QUESTIONS, UNSEEN
from exercises.capstone.rubric import LESSONS, Criterion

WIDTH = 79
"""How many characters a line of text has, where no word is longer."""


@dataclass(frozen=True)
class Mark:
    """One row and how it went; ``sent``, ``got`` and ``expected`` are empty where it holds.

    Where it was not ``tried``, they tell of what many rows begin with, and which has failed.
    """

    criterion: Criterion
    request: str = ""
    actual: str = ""
    expected: str = ""
    tried: bool = True

    @property
    def holds(self) -> bool:
        """Say whether the row holds."""
        return not self.expected

    @property
    def state(self) -> str:
        """Return how it went, in words."""
        return "holds" if self.holds else "does not hold" if self.tried else "not tried"


@dataclass(frozen=True)
class Card:
    """What holds, what does not, why it matters, and which lesson explains it."""

    url: str
    marks: tuple[Mark, ...]
    requests: int
    note: str = ""

    @property
    def points(self) -> int:
        """Return how many rows hold."""
        return sum(mark.holds for mark in self.marks)

    @property
    def failed(self) -> list[str]:
        """Return the names of the rows that do not hold."""
        return [mark.criterion.name for mark in self.marks if not mark.holds]

    def topics(self) -> dict[str, list[Mark]]:
        """Return the marks by topic."""
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(mark.criterion.topic, []).append(mark)
        return found

    @property
    def headline(self) -> str:
        """Return the one line that sums it up."""
        return f"{self.points} of {len(self.marks)} hold, tried with {self.requests} requests."

    @property
    def obstacles(self) -> dict[str, list[Mark]]:
        """Return the rows that were not tried, by what was expected and did not happen."""
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            if not mark.tried:
                found.setdefault(mark.expected, []).append(mark)
        return found

    def __repr__(self) -> str:
        """Return it as plain text."""
        lines = [self.headline, *([self.note] if self.note else [])]
        for marks in self.obstacles.values():
            lines += ["", untried(marks), *(_wrapped(*one) for one in story(marks[0]))]
        for topic, marks in self.topics().items():
            lines += ["", f"{topic}: {sum(mark.holds for mark in marks)} of {len(marks)}"]
            for mark in marks:
                lines.append(f"  {mark.state:<13}  {mark.criterion.name}")
                lines += [_wrapped(label, text) for label, text in details(mark)]
        return "\n".join([*lines, "", UNSEEN, *(f"  {question}" for question in QUESTIONS)])

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{escape(self.headline)}</strong> {escape(self.note)}</p>"]
        for marks in self.obstacles.values():
            parts.append(f"<p>{untried(marks)}</p>{_table(story(marks[0]))}")
        for topic, marks in self.topics().items():
            items = "".join(_item(mark) for mark in marks)
            held = sum(mark.holds for mark in marks)
            parts.append(f"<p>{escape(topic)}: {held} of {len(marks)}</p><ul>{items}</ul>")
        questions = "".join(f"<li>{escape(question)}</li>" for question in QUESTIONS)
        return "".join([*parts, f"<p>{escape(UNSEEN)}</p><ul>{questions}</ul>"])


def untried(marks: list[Mark]) -> str:
    """Say how many rows were not tried."""
    many = f"{len(marks)} rows were" if len(marks) > 1 else "1 row was"
    return f"{many} not tried, since this failed:"


def story(mark: Mark) -> list[tuple[str, str]]:
    """Return what was sent, what came back and what was expected, each with its label."""
    return [("sent", mark.request), ("came back", mark.actual), ("expected", mark.expected)]


def details(mark: Mark) -> list[tuple[str, str]]:
    """Return what there is to say about a row that does not hold, each with its label."""
    if mark.holds or not mark.tried:
        return []
    lesson = f"notebooks/{LESSONS[mark.criterion.lesson]}.ipynb"
    return [*story(mark), ("why", mark.criterion.why), ("lesson", lesson)]


def _wrapped(label: str, text: str) -> str:
    first = f"      {label:<9} "
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
                break_long_words=False, break_on_hyphens=False)  # fmt: skip


def _item(mark: Mark) -> str:
    sign = "\N{CHECK MARK}" if mark.holds else "\N{MULTIPLICATION SIGN}"
    table = _table(details(mark))
    return f"<li>{sign} {mark.state}: <strong>{escape(mark.criterion.name)}</strong>{table}</li>"


def _table(told: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;white-space:nowrap">{label}</th>'
        f'<td style="text-align:left">{_cell(label, text)}</td></tr>'
        for label, text in told
    )
    return f"<table>{rows}</table>" if rows else ""


def _cell(label: str, text: str) -> str:
    if label == "lesson":
        return f'<a href="../{escape(text)}">{escape(text)}</a>'
    return escape(text) if label == "why" else f"<code>{escape(text)}</code>"
