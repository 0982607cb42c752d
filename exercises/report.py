"""How the result of a check looks, as text and as HTML: one line when all is well."""

import re
from dataclasses import dataclass
from html import escape

from exercises.checking import Result

LONGEST = 160
"""Characters of a value that are shown; the middle of a longer one is left out."""
MARKS = {
    "holds": "\N{CHECK MARK} holds",
    "fails": "\N{MULTIPLICATION SIGN} does not hold",
    "crashes": "\N{MULTIPLICATION SIGN} stops with an error",
    "takes too long": "\N{MULTIPLICATION SIGN} takes too long",
}
ENDLESS = "A loop that never ends? Say what it waits for, and what makes that happen."


def shortened(text: str) -> str:
    """Cut the middle out of a long value, and the port out of an address: it differs every time."""
    text = re.sub(r"(127\.0\.0\.1|localhost):\d+", r"\1:PORT", text)
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} … {text[-half:]}"


@dataclass(frozen=True)
class Report:
    """What ``check`` shows for one exercise."""

    name: str
    results: tuple[Result, ...]

    @property
    def state(self) -> str:
        """Return "right", "not right yet" or "not attempted"."""
        states = {result.state for result in self.results}
        if "open" in states:
            return "not attempted"
        return "right" if states == {"holds"} else "not right yet"

    @property
    def headline(self) -> str:
        """Return the one line that is always shown."""
        if self.state == "not attempted":
            return f"{self.name}: not attempted. Write it in the cell above, and run both cells."
        held = sum(result.state == "holds" for result in self.results)
        return f"{self.name}: {self.state}. {held} of {len(self.results)} properties hold."

    def __repr__(self) -> str:
        """Return it as plain text."""
        lines = [self.headline]
        for result in self.results if self.state == "not right yet" else ():
            lines.append(f"  {MARKS[result.state]}: {result.name}")
            lines += [f"      {label:<9} {text}" for label, text in details(result)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        if self.state != "not right yet":
            mark = {"right": "\N{CHECK MARK} ", "not attempted": ""}[self.state]
            return f"<p><strong>{mark}{escape(self.headline)}</strong></p>"
        items = "".join(
            f"<li>{MARKS[one.state]}: <strong>{escape(one.name)}</strong>{_table(one)}</li>"
            for one in self.results
        )
        return f"<p><strong>{escape(self.headline)}</strong></p><ul>{items}</ul>"


def details(result: Result) -> list[tuple[str, str]]:
    """Return what there is to say about a property that does not hold, each with its label."""
    if result.state == "holds":
        return []
    advice = ENDLESS if result.state == "takes too long" else result.advice
    told = [
        ("tried", shortened(result.tried)),
        ("came back", shortened(result.got)),
        ("in your", result.line),
        ("expected", shortened(result.expected)),
        ("advice", advice),
    ]
    return [(label, text) for label, text in told if text]


def _table(result: Result) -> str:
    rows = [
        f'<tr><th scope="row" style="text-align:left">{label}</th>'
        f'<td style="text-align:left">{_code(label, text)}</td></tr>'
        for label, text in details(result)
    ]
    return f"<table>{''.join(rows)}</table>" if rows else ""


def _code(label: str, text: str) -> str:
    return escape(text) if label == "advice" else f"<code>{escape(text)}</code>"
