"""How the result of a check looks, as text and as HTML: one line when all is well."""

import ast
import base64
import json
import re
from dataclasses import dataclass
from html import escape

from exercises.checks.bounded_repr import cut_text
from exercises.checks.exercise import EXAMPLE
from exercises.checks.result import Outcome, Result, without_varying

MAX_VALUE, MAX_CALL = 160, 400
"""Characters of a value, and of a call, that are shown; the middle of a longer one is left out."""
MARKS = {
    Outcome.PASSED: "\N{CHECK MARK} holds",
    Outcome.FAILED: "\N{MULTIPLICATION SIGN} does not hold",
    Outcome.ERROR: "\N{MULTIPLICATION SIGN} stops with an error",
    Outcome.TIMEOUT: "\N{MULTIPLICATION SIGN} takes too long",
    Outcome.CHECK_FAILED: "? not judged",
}
DETAILED = ("not right yet", "not judged")
"""The states in which each property is shown."""
LONG = 40
"""Characters of one text within a value that are always shown."""
LITERAL = re.compile(r"""b?'(?:[^'\\]|\\.)*'|b?"(?:[^"\\]|\\.)*\"""", re.DOTALL)
"""A text or bytes, as code writes it."""
ATTEMPT = "Write it in place of raise NotImplementedError(), and run both cells."
ENDLESS = (
    "A loop that never ends? Say what it waits for, and what makes that happen. Or does the work "
)
ENDLESS += "double with each character?"


TOKEN = re.compile(r"(?<![\w-])(ey[\w-]+)\.(ey[\w-]+)\.")
"""What a token begins with: header and payload, both JSON in base64url."""


def shortened(text: str, longest: int = MAX_VALUE) -> str:
    """Cut the middle out of what is long, say how long it is, and cut what differs every time."""
    text = without_varying(text, ":PORT")
    if len(text) <= longest:
        return text
    count = len([found for found in LITERAL.findall(text) if len(found) > LONG])
    room = max(longest // max(count, 1), LONG)
    text = LITERAL.sub(lambda found: _cut_literal(found[0], room), text)
    half = longest // 2
    if len(text) <= longest + LONG * max(count, 1):
        return text
    return f"{text[:half]} … {text[-half:]} ({len(text):,} characters)"


def _cut_literal(written: str, longest: int) -> str:
    """Cut a text that stands within another, as code writes it."""
    try:
        value = ast.literal_eval(written) if len(written) > longest else ""
    except (ValueError, SyntaxError):  # it only looked like one
        return written
    ends = longest * len(value) // len(written) // 2  # a byte may be written as four characters
    return cut_text(value, 2 * ends, ends) if value else written


def inside(text: str) -> str:
    """Return header and payload of the first token in a text, or nothing where there is none."""
    if not (found := TOKEN.search(text)):
        return ""
    try:
        parts = [json.loads(base64.urlsafe_b64decode(f"{part}===")) for part in found.groups()]
    except ValueError:
        return ""
    return " ".join(map(str, parts))


@dataclass(frozen=True)
class Report:
    """What ``check`` shows for one exercise."""

    name: str
    results: tuple[Result, ...]
    notes: tuple[str, ...] = ()
    """Sentences about the check itself: what was judged, what was undone."""

    @property
    def properties(self) -> list[Result]:
        """Return the results that count: the example of a docstring is shown, and does not."""
        return [result for result in self.results if result.name != EXAMPLE]

    @property
    def state(self) -> str:
        """Return "right", "not right yet", "not attempted", or "not judged" if a check failed."""
        outcomes = {result.outcome for result in self.results}
        if Outcome.NOT_ATTEMPTED in outcomes:
            return "not attempted"
        if Outcome.CHECK_FAILED in outcomes:
            return "not judged"
        return "right" if outcomes == {Outcome.PASSED} else "not right yet"

    @property
    def headline(self) -> str:
        """Return the one line that is always shown."""
        if self.state == "not attempted":
            return f"{self.name}: not attempted. {ATTEMPT}"
        if self.results[-1].outcome is Outcome.TIMEOUT:
            return f"{self.name}: not right yet. It took too long, so no more was tried."
        held = sum(result.outcome is Outcome.PASSED for result in self.properties)
        return f"{self.name}: {self.state}. {held} of {len(self.properties)} properties hold."

    def __repr__(self) -> str:
        """Return it as plain text."""
        lines = [self.headline, *(f"  note: {note}" for note in self.notes)]
        for result in self.results if self.state in DETAILED else ():
            lines.append(f"  {MARKS[result.outcome]}: {result.name}")
            lines += [f"      {label:<9} {text}" for label, text in self.details(result)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        notes = "".join(f"<p><strong>Note.</strong> {escape(note)}</p>" for note in self.notes)
        if self.state not in DETAILED:
            mark = {"right": "\N{CHECK MARK} ", "not attempted": ""}[self.state]
            return f"<p><strong>{mark}{escape(self.headline)}</strong></p>{notes}"
        items = [
            f"<li>{MARKS[result.outcome]}: <strong>{escape(result.name)}</strong>"
            f"{_table(self.details(result))}</li>"
            for result in self.results
        ]
        headline = f"<p><strong>{escape(self.headline)}</strong></p>"
        return f"{headline}{notes}<ul>{''.join(items)}</ul>"

    def details(self, result: Result) -> list[tuple[str, str]]:
        """Return what there is to say about a property that does not hold, each with its label."""
        if result.outcome is Outcome.PASSED:
            return []
        earlier = self.results[: self.results.index(result)]
        same = [(one.actual, one.source_line) for one in earlier if one.source_line]
        if (result.actual, result.source_line) in same:
            return [("came back", "the same error as above")]
        labelled = [
            ("tried", shortened(result.call, MAX_CALL)),
            ("its token", shortened(inside(result.call))),
            ("printed", shortened(result.stdout.strip())),
            ("came back", shortened(result.actual)),
            ("your code", shortened(result.source_line)),
            ("expected", shortened(result.expected)),
            ("advice", ENDLESS if result.outcome is Outcome.TIMEOUT else result.feedback),
        ]
        return [(label, text) for label, text in labelled if text]


def _table(details: list[tuple[str, str]]) -> str:
    rows = [
        f'<tr><th scope="row" style="text-align:left;white-space:nowrap">{label}</th>'
        f'<td style="text-align:left;overflow-wrap:anywhere">{_code(label, text)}</td></tr>'
        for label, text in details
    ]
    return f"<table>{''.join(rows)}</table>" if rows else ""


def _code(label: str, text: str) -> str:
    return escape(text) if label == "advice" else f"<code>{escape(text)}</code>"
