"""The report card, as text and as HTML."""

from dataclasses import dataclass
from html import escape
from textwrap import fill

from exercises.capstone.rows import LESSONS, Row

UNSEEN = "Not graded, since no request shows it:"
QUESTIONS = (
    "how are passwords hashed? (weakness 1, lesson 1)",
    "where is the key kept? (weakness 2, lesson 3)",
    "does TLS stand in front? (weakness 7, lesson 6)",
    "what does the log say of a refusal? (weakness 12, lesson 4)",
    "does a deleted user's token die? (weakness 15, lesson 8)",
    "which clock sets exp? (weakness 16, lesson 2)",
    "would a session on the server do? (weakness 18, lesson 8)",
)

WIDTH = 79
"""How many characters a line of text has, where no word is longer."""


@dataclass(frozen=True)
class Mark:
    """One row and how it went; ``sent``, ``got`` and ``expected`` are empty where it holds."""

    row: Row
    sent: str = ""
    got: str = ""
    expected: str = ""

    @property
    def holds(self) -> bool:
        """Say whether the row holds."""
        return not self.expected


@dataclass(frozen=True)
class Card:
    """What holds, what does not, why it matters, and which lesson explains it."""

    url: str
    marks: tuple[Mark, ...]
    requests: int

    @property
    def points(self) -> int:
        """Return how many rows hold."""
        return sum(mark.holds for mark in self.marks)

    @property
    def lost(self) -> list[str]:
        """Return the names of the rows that do not hold."""
        return [mark.row.name for mark in self.marks if not mark.holds]

    def topics(self) -> dict[str, list[Mark]]:
        """Return the marks by topic."""
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(mark.row.topic, []).append(mark)
        return found

    @property
    def headline(self) -> str:
        """Return the one line that sums it up."""
        return f"{self.points} of {len(self.marks)} hold, tried with {self.requests} requests."

    def __repr__(self) -> str:
        """Return it as plain text."""
        lines = [self.headline]
        for topic, marks in self.topics().items():
            lines += ["", f"{topic}: {sum(mark.holds for mark in marks)} of {len(marks)}"]
            for mark in marks:
                state = "holds" if mark.holds else "does not hold"
                lines.append(f"  {state:<13}  {mark.row.name}")
                lines += [_wrapped(label, text) for label, text in details(mark)]
        return "\n".join([*lines, "", UNSEEN, *(f"  {question}" for question in QUESTIONS)])

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{escape(self.headline)}</strong></p>"]
        for topic, marks in self.topics().items():
            items = "".join(_item(mark) for mark in marks)
            held = sum(mark.holds for mark in marks)
            parts.append(f"<p>{escape(topic)}: {held} of {len(marks)}</p><ul>{items}</ul>")
        questions = "".join(f"<li>{escape(question)}</li>" for question in QUESTIONS)
        return "".join([*parts, f"<p>{escape(UNSEEN)}</p><ul>{questions}</ul>"])


def details(mark: Mark) -> list[tuple[str, str]]:
    """Return what there is to say about a row that does not hold, each with its label."""
    if mark.holds:
        return []
    lesson = f"notebooks/{LESSONS[mark.row.lesson]}.ipynb"
    told = [("sent", mark.sent), ("came back", mark.got), ("expected", mark.expected)]
    return [*told, ("why", mark.row.why), ("lesson", lesson)]


def _wrapped(label: str, text: str) -> str:
    first = f"      {label:<9} "
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
                break_long_words=False, break_on_hyphens=False)  # fmt: skip


def _item(mark: Mark) -> str:
    state = "\N{CHECK MARK} holds" if mark.holds else "\N{MULTIPLICATION SIGN} does not hold"
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;white-space:nowrap">{label}</th>'
        f'<td style="text-align:left">{_cell(label, text)}</td></tr>'
        for label, text in details(mark)
    )
    table = f"<table>{rows}</table>" if rows else ""
    return f"<li>{state}: <strong>{escape(mark.row.name)}</strong>{table}</li>"


def _cell(label: str, text: str) -> str:
    if label == "lesson":
        return f'<a href="../{escape(text)}">{escape(text)}</a>'
    return escape(text) if label == "why" else f"<code>{escape(text)}</code>"
