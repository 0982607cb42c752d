"""Show a table: colour and word in JupyterLab, aligned columns everywhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

Tone = Literal["good", "bad", "open"]
STYLE: dict[Tone, str] = {  # translucent: the notebook's own text stays readable, light and dark
    "good": "background-color:rgba(46,150,80,0.2)",
    "bad": "background-color:rgba(229,57,53,0.2)",
    "open": "background-color:rgba(214,158,0,0.2)",
}
HEAD = "position:sticky;top:0;color:#ffffff;background-color:#3b4756"
LEFT = "text-align:left;vertical-align:top"


@dataclass(frozen=True)
class Table:
    """Rows under named columns: HTML in JupyterLab, plain text everywhere else.

    ``tones`` names the first word or words of a cell and what they say about it: good, bad, or open
    (to be looked at). Such a cell is coloured; its words stay, so colour alone tells nothing.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    tones: Mapping[str, Tone] = field(default_factory=dict)
    caption: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a column without a name: it would head nothing."""
        if not all(self.columns):
            raise ValueError("every column needs a name")

    def _texts(self) -> list[list[str]]:
        return [[_printable(str(value)) for value in row] for row in self.rows]

    def __repr__(self) -> str:
        lines = [list(self.columns), *self._texts()]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        lines.insert(1, ["-" * width for width in widths])
        padded = (map(str.ljust, line, widths) for line in lines)
        text = ["  ".join(line).rstrip() for line in padded]
        return "\n".join([self.caption, *text] if self.caption else text)

    def _style(self, text: str) -> str:
        tones = (tone for words, tone in self.tones.items() if text.startswith(words))
        return f"{LEFT};{STYLE[tone]}" if (tone := next(tones, None)) else LEFT

    def _repr_html_(self) -> str:
        heads = (
            f'<th scope="col" style="{LEFT};{HEAD}">{escape(name)}</th>' for name in self.columns
        )
        rows = (
            "".join(f'<td style="{self._style(text)}">{escape(text)}</td>' for text in row)
            for row in self._texts()
        )
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return (
            '<div style="max-height:90vh;overflow:auto;border-bottom:1px solid">'
            f"<table>{caption}<thead><tr>{''.join(heads)}</tr></thead><tbody>{body}</tbody></table>"
            "</div>"
        )


def _printable(text: str) -> str:
    """Return ``text`` with every character that could hide or break a line written as an escape."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )
