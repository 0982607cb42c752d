"""The dress of callouts: what a tagged text cell is wrapped in when its notebook is stored.

An author writes plain Markdown that begins with the callout's word in bold, and gives the cell the
tag. A colour and a word tell callouts apart in light and in dark: JupyterLab, which drops ``var()``
from what it does not trust, keeps these borders and translucent backgrounds. On GitHub the word
stays.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Callout:
    """What a callout begins with, and its colour as the three numbers of CSS's ``rgb()``."""

    word: str
    rgb: str
    is_folded: bool = False

    @property
    def style(self) -> str:
        """The CSS of the box."""
        return (
            f"border-left: 4px solid rgb({self.rgb}); background: rgba({self.rgb}, 0.1); "
            "padding: 6px 12px 4px"
        )


CALLOUTS = {
    "predict": Callout("**Predict.**", "30, 136, 229"),
    "explain": Callout("**Explain.**", "156, 92, 200", is_folded=True),
    "goes-wrong": Callout("**What goes wrong.**", "229, 57, 53"),
    "instead": Callout("**What to do instead.**", "46, 150, 80"),
    "pause": Callout("**A good place to stop.**", "160, 120, 40"),
}
"""By the tag of the cell."""
FOLDED = "<summary><strong>Explain.</strong> Open it after your run.</summary>"
"""All that is seen of an explanation before it is opened: nothing of the answer."""
BOX = re.compile(r'<div style="border-left: [^"]*">\n\n(.*)\n\n</div>', re.DOTALL)
FOLD = re.compile(
    r'<details style="border-left: [^"]*">\n<summary><strong>Explain\.</strong>[^\n]*</summary>'
    r"\n\n(.*)\n\n</details>",
    re.DOTALL,
)


def dress(text: str, tags: list[str]) -> str:
    """Return a text cell's Markdown in the dress of its tag; what is dressed already is renewed.

    Text that does not begin with its callout's word, or has no such tag, is returned plain.
    """
    plain = undress(text)
    for tag in tags:
        callout = CALLOUTS.get(tag)
        if callout and plain.startswith(callout.word):
            if callout.is_folded:
                inside = plain.removeprefix(callout.word).strip()
                return f'<details style="{callout.style}">\n{FOLDED}\n\n{inside}\n\n</details>'
            return f'<div style="{callout.style}">\n\n{plain.strip()}\n\n</div>'
    return plain


def undress(text: str) -> str:
    """Return a text cell's Markdown as its author wrote it."""
    if box := BOX.fullmatch(text.strip()):
        return box[1]
    if fold := FOLD.fullmatch(text.strip()):
        return f"{CALLOUTS['explain'].word} {fold[1]}"
    return text
