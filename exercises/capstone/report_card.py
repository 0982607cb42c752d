"""The report card."""

from dataclasses import dataclass
from enum import StrEnum
from html import escape
from textwrap import fill

from demo_server.notebook.table import Table, Tone
from exercises.capstone.rubric import LESSONS, Criterion

WIDTH = 79
"""Characters of a line of text, where no word is longer."""
NOT_GRADED = "Not graded, since no request shows it:"
MANUAL_CHECKS = (
    "how are passwords hashed? (weakness 1, lesson 1)",
    "where is the key kept? (weakness 2, lesson 3)",
    "does TLS stand in front? (weakness 7, lesson 6)",
    "what does the log say of a refusal? (weakness 12, lesson 4)",
    "does a deleted user's token die? (weakness 15, lesson 8)",
    "which clock sets exp? (weakness 16, lesson 2)",
    "is an expired token refused? (lesson 4)",
    "does an unknown id take as long as a known one? (lesson 8)",
    "would a session on the server do? (weakness 18, lesson 9)",
)
TONES: dict[str, Tone] = {"holds": "good", "does not hold": "bad", "not tried": "open"}


class Status(StrEnum):
    """How a criterion went, in the words of the report card."""

    PASSED = "holds"
    FAILED = "does not hold"
    NOT_TRIED = "not tried"


@dataclass(frozen=True)
class Mark:
    """A criterion and its status; the three texts are empty if it passed.

    If it was not tried, they are those of the prerequisite that failed.
    """

    criterion: Criterion
    status: Status
    request: str = ""
    actual: str = ""
    expected: str = ""

    @property
    def passed(self) -> bool:
        """Whether the server meets the criterion."""
        return self.status is Status.PASSED


@dataclass(frozen=True)
class ReportCard:
    """The marks of a server, as text and as HTML, each failed one with its reason and lesson."""

    url: str
    marks: tuple[Mark, ...]
    requests: int
    note: str = ""

    @property
    def points(self) -> int:
        """How many criteria passed."""
        return sum(mark.passed for mark in self.marks)

    @property
    def failed(self) -> list[str]:
        """The names of the criteria that did not pass, whether they were tried or not."""
        return [mark.criterion.name for mark in self.marks if not mark.passed]

    def topics(self) -> dict[str, list[Mark]]:
        """Return the marks by topic, in the order of the rubric."""
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(mark.criterion.topic, []).append(mark)
        return found

    @property
    def headline(self) -> str:
        """The line that sums it up."""
        return f"{self.points} of {len(self.marks)} hold, tried with {self.requests} requests."

    @property
    def failed_prerequisites(self) -> dict[str, list[Mark]]:
        """The marks of criteria that were not tried, by the prerequisite that failed."""
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            if mark.status is Status.NOT_TRIED:
                found.setdefault(mark.expected, []).append(mark)
        return found

    def __repr__(self) -> str:
        """Return it as plain text."""
        lines = [self.headline, *([self.note] if self.note else [])]
        for marks in self.failed_prerequisites.values():
            lines += ["", not_tried(marks), *(_wrapped(*one) for one in evidence(marks[0]))]
        for topic, marks in self.topics().items():
            lines += ["", _count(topic, marks)]
            for mark in marks:
                lines.append(f"  {mark.status:<13}  {mark.criterion.name}")
                lines += [_wrapped(label, text) for label, text in details(mark)]
        return "\n".join([*lines, "", NOT_GRADED, *(f"  {question}" for question in MANUAL_CHECKS)])

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{escape(self.headline)}</strong> {escape(self.note)}</p>"]
        for marks in self.failed_prerequisites.values():
            parts.append(f"<p>{not_tried(marks)}</p>{_table(evidence(marks[0]))}")
        rows = [
            (_count(topic, marks), mark.criterion.name, mark.status)
            for topic, marks in self.topics().items()
            for mark in marks
        ]
        parts.append(Table(["topic", "row", "result"], rows, TONES)._repr_html_())
        parts += [_failure(mark) for mark in self.marks if mark.status is Status.FAILED]
        questions = "".join(f"<li>{escape(question)}</li>" for question in MANUAL_CHECKS)
        return "".join([*parts, f"<p>{escape(NOT_GRADED)}</p><ul>{questions}</ul>"])


def not_tried(marks: list[Mark]) -> str:
    """Return the sentence that says how many rows were not tried."""
    many = f"{len(marks)} rows were" if len(marks) > 1 else "1 row was"
    return f"{many} not tried, since this failed:"


def evidence(mark: Mark) -> list[tuple[str, str]]:
    """Return request, actual and expected, each with its label."""
    return [("sent", mark.request), ("came back", mark.actual), ("expected", mark.expected)]


def details(mark: Mark) -> list[tuple[str, str]]:
    """Return evidence, reason and lesson of a failed criterion, each with its label; else none."""
    if mark.status is not Status.FAILED:
        return []
    lesson = f"notebooks/{LESSONS[mark.criterion.lesson]}.ipynb"
    return [*evidence(mark), ("why", mark.criterion.why), ("lesson", lesson)]


def _wrapped(label: str, text: str) -> str:
    first = f"      {label:<9} "
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
                break_long_words=False, break_on_hyphens=False)  # fmt: skip


def _count(topic: str, marks: list[Mark]) -> str:
    return f"{topic}: {sum(mark.passed for mark in marks)} of {len(marks)}"


def _failure(mark: Mark) -> str:
    """Return a failed criterion and its details as HTML."""
    return (
        f"<p>\N{MULTIPLICATION SIGN} {mark.status}: <strong>{escape(mark.criterion.name)}</strong>"
        f"</p>{_table(details(mark))}"
    )


def _table(pairs: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;white-space:nowrap">{label}</th>'
        f'<td style="text-align:left">{_cell(label, text)}</td></tr>'
        for label, text in pairs
    )
    return f"<table>{rows}</table>" if rows else ""


def _cell(label: str, text: str) -> str:
    if label == "lesson":
        return f'<a href="../{escape(text)}">{escape(text)}</a>'
    return escape(text) if label == "why" else f"<code>{escape(text)}</code>"
