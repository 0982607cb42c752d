"""The rules for links in lessons and pages: each function yields what breaks its rule in a text."""

import re
from collections.abc import Iterator

from tests.helpers.stored_notebooks import prose
from tests.tools.glossary_links import anchor, terms
from tests.tools.source_links import CHEAT_SHEETS, DRAFTS, LINK, PAGES

SOURCE_LINE = re.compile(r"^\*Source: (.*?)\.\*$", re.MULTILINE | re.DOTALL)
LOOKS_LIKE_A_SOURCE = re.compile(
    r"RFCs? \d+|\d+bis\b|draft-[a-z]|§|CWE-\d+|Cheat Sheet|weakness(?:es)? \d+"
    r"|NIST SP|\bMDN\b|Top 10|(?:Python|Flask|PyJWT)(?:'s)? documentation"
)
SHEETS = "https://cheatsheetseries.owasp.org/cheatsheets/"
HEADERS = "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/"


def unlinked_sources(text: str) -> Iterator[str]:
    """Yield what names a source outside a link, and each item of a source line without a link."""
    plain = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    yield from LOOKS_LIKE_A_SOURCE.findall(prose(LINK.sub("link", plain)))
    for line in SOURCE_LINE.findall(text):
        yield from (item for item in re.split(r"; (?![^(]*\))", line) if not LINK.search(item))


def wrong_links(text: str, glossary: str = "") -> Iterator[str]:
    """Yield each link to a source or a term whose address is not what its words name."""
    for paragraph in re.split(r"\n\s*\n", text):
        document = ""
        for words, address in LINK.findall(paragraph):
            document = _document(words) or document
            if not _fits(words, address, document, glossary):
                yield f"[{words}]({address})"


def _document(words: str) -> str:
    """Return the address of the document that words name; nothing where they name none."""
    if number := re.match(r"RFC (\d+)\b(?!bis)", words):
        return f"https://www.rfc-editor.org/rfc/rfc{number[1]}"
    if draft := re.match(r"(?:RFC |rfc)?(\d+bis)|(draft-[\w-]+)", words):
        return f"https://datatracker.ietf.org/doc/html/{draft[2] or DRAFTS[draft[1]]}"
    return next((page for name, page in PAGES.items() if words.startswith(name)), "")


def _fits(words: str, address: str, document: str, glossary: str) -> bool:
    if re.match(r"https://(www\.rfc-editor\.org|datatracker\.ietf\.org)/", address):
        return address == document + _place(words)
    if address.startswith("https://cwe.mitre.org/"):
        return (
            address == f"https://cwe.mitre.org/data/definitions/{words.removeprefix('CWE-')}.html"
        )
    if address.startswith(SHEETS):
        sheet = re.sub("^OWASP | Cheat Sheet$", "", words)
        page = f"{sheet} Cheat Sheet".replace(" ", "_")
        return sheet in CHEAT_SHEETS and address == f"{SHEETS}{page}.html"
    if address.startswith("https://docs.python.org/"):
        return address.endswith("." + words.rstrip("`").rpartition(".")[2])
    if address.startswith(HEADERS):
        return address == HEADERS + words.split("`")[1]
    if "#weakness-" in address:
        return re.sub(r"\D", "", words) == address.partition("#weakness-")[2]
    if address.startswith("glossary.md#"):
        return _is_spelling(words, address.partition("#")[2], glossary)
    named = _document(words) or re.fullmatch(r"§[\d.]+", words)
    return not re.match("https?://", address) or (bool(named) and address == document)


def _place(words: str) -> str:
    section = re.search(r"§([\d.]*\d)", words)
    appendix = re.search(r"[Aa]ppendix ([A-Z][\d.]*)", words)
    return (section and f"#section-{section[1]}") or (appendix and f"#appendix-{appendix[1]}") or ""


def _is_spelling(words: str, target: str, glossary: str) -> bool:
    """Say whether words name a term: by one of its spellings, perhaps with an ending."""
    known = {anchor(term): spellings for term, spellings in terms(glossary).items()}
    ways = [word.strip("`").lower() for word in known.get(target, [])]
    plain = words.strip("`").lower()
    return any(plain.startswith(way.removesuffix("y")) for way in ways)
