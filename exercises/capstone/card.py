"""The report card, as text and as HTML."""

from dataclasses import dataclass
from html import escape

from exercises.capstone.rows import LESSONS, Row

UNSEEN = (
    "Not graded, since no request shows it: how passwords are hashed, what the log holds, where "
    "the key is kept, and whether a deleted user's token dies. Lessons 1, 3, 5 and 7 are about "
    "them."
)


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
                lines += [f"      {label:<9} {text}" for label, text in details(mark)]
        return "\n".join([*lines, "", UNSEEN])

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{escape(self.headline)}</strong></p>"]
        for topic, marks in self.topics().items():
            items = "".join(_item(mark) for mark in marks)
            held = sum(mark.holds for mark in marks)
            parts.append(f"<p>{escape(topic)}: {held} of {len(marks)}</p><ul>{items}</ul>")
        return "".join([*parts, f"<p>{escape(UNSEEN)}</p>"])


def details(mark: Mark) -> list[tuple[str, str]]:
    """Return what there is to say about a row that does not hold, each with its label."""
    if mark.holds:
        return []
    lesson = f"notebooks/{LESSONS[mark.row.lesson]}.ipynb"
    told = [("sent", mark.sent), ("came back", mark.got), ("expected", mark.expected)]
    return [*told, ("why", mark.row.why), ("lesson", lesson)]


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
