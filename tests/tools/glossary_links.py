"""The terms of the glossary, and a link to it where a lesson first uses one."""

import re

from tests.helpers.work_tree import ROOT
from tests.tools.source_links import FLAGS, KEPT, LINK

GLOSSARY = ROOT / "notebooks" / "glossary.md"
ENTRY = re.compile(r"^## (?P<term>.+)\n\n(?P<sentence>.+)\n(?P<place>.+)$", re.MULTILINE)
NO_PROSE = "|".join(
    [
        r"^\*Source:.*?(?:\n\s*\n|\Z)",
        r"^\*\*A\*\*\ [^\n]*$",  # the options of a prediction
        r"^\*\*(?:Try\ it|Next)[^\n]*$",
        r"\*\*[A-Z][^*\n]*[.:]\*\*",  # the word that a callout begins with
        r"^\|[^\n]*\|\n(?=\|\ *:?-)",  # the heading of a table
        r"^\|\ \*\*[^\n]*$",  # the table that a lesson opens with
        r"^\|[^\n]*\.ipynb\)[^\n]*$",  # the map of lessons
    ]
)
"""Where a term is left alone, beside what is kept for the sources' sake."""
OTHER_MEANINGS = "|".join(
    [
        r"\b(?:in|of|its)\ (?:another\ |no\ )?form\b",
        r"\bEncoding\ let\b",
        r"\bJSON\ Object\ Signing\ and\ Encryption\b",
        r"\bJWT\ Claims\ Set\b",
        r"\bsession\ cookies?\b",
    ]
)
"""Where a word is not the term that it looks like, or is half a name."""

START = r"(?<![\w`/.-])(?=[\w`])"
"""Where a word begins, or a name in code."""


def terms(glossary: str) -> dict[str, list[str]]:
    """Return the terms of a glossary, each with its spellings: the bold words of its sentence."""
    return {
        entry["term"]: re.findall(r"\*\*(.+?)\*\*", entry["sentence"])
        for entry in ENTRY.finditer(glossary)
    }


def anchor(term: str) -> str:
    """Return what a link to a term's heading ends with, on GitHub and in JupyterLab."""
    return term.replace(" ", "-")


class TermLinks:
    """The links to the glossary in one lesson, cell after cell in their order."""

    def __init__(self, glossary: str) -> None:
        """Take the text of the glossary, by which terms are known."""
        targets = {
            spelling: anchor(term) for term, known in terms(glossary).items() for spelling in known
        }
        longest_first = sorted(targets, key=len, reverse=True)
        self._targets = {f"t{place}": targets[word] for place, word in enumerate(longest_first)}
        ways = zip(self._targets, map(_pattern, longest_first), strict=True)
        words = "|".join(f"(?P<{name}>{pattern})" for name, pattern in ways)
        self._scan = re.compile(rf"{NO_PROSE}|{OTHER_MEANINGS}|{START}(?:{words})|{KEPT}", FLAGS)
        self.linked: set[str] = set()
        """The anchors that the lesson has a link to so far."""

    def link(self, text: str) -> str:
        """Return a cell's Markdown with a link at each term that the lesson has not used before."""
        return self._scan.sub(self._replace, unlink_terms(text))

    def _replace(self, found: re.Match[str]) -> str:
        if found.lastgroup is None:
            return found[0]
        target = self._targets[found.lastgroup]
        if target in self.linked:
            return found[0]
        self.linked.add(target)
        return f"[{found[0]}](glossary.md#{target})"


def unlink_terms(text: str) -> str:
    """Return Markdown without its links to terms of the glossary."""
    return LINK.sub(
        lambda found: found[1] if found[2].startswith("glossary.md#") else found[0], text
    )


def _pattern(spelling: str) -> str:
    """Return what matches a term: a capital at its start and a plural are the term, too.

    Of a name in code, `SameSite=Lax` is one as well.
    """
    if spelling.startswith("`"):
        return rf"`{re.escape(spelling.strip('`'))}(?:[=:][^`\n]*)?`"
    first, rest = spelling[0], spelling[1:]
    either = f"[{first}{first.upper()}]" if spelling == spelling.lower() else first
    if re.search("[^aeiou]y$", rest):
        rest = f"{re.escape(rest[:-1])}(?:y|ies)"
    else:
        rest = re.escape(rest) + ("(?:es)?" if rest.endswith(("s", "sh", "x")) else "s?")
    return rf"{either}{rest}(?![\w`-])"
