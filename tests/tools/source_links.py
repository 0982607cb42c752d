"""Each source named in a lesson as a link, by rule, so that no author writes an address by hand."""

import re
from collections.abc import Callable

KEPT = "|".join(
    [
        r"```.*?```|<!--.*?-->|<summary>.*?</summary>",
        r"^\#{1,6}\ [^\n]*$",  # a heading
        r"!?\[(?:`[^`\n]*`|[^\]`])*\]\([^)\s]*\)",  # a link or a picture
        r"</?[a-z][^<>]*>",
        r"`[^`\n]*`",
    ]
)
"""What no rule touches. A pattern that stands before it can still begin outside and reach in."""
FLAGS = re.MULTILINE | re.DOTALL | re.VERBOSE

RFCS = "https://www.rfc-editor.org/rfc/rfc"
IETF = "https://datatracker.ietf.org/doc/html/"
WEAKNESS = "../demo_server/README.md#weakness-"
CHEAT_SHEETS = (
    "Authentication",
    "Authorization",
    "Content Security Policy",
    "Cookie Theft Mitigation",
    "Credential Stuffing Prevention",
    "Cross Site Scripting Prevention",
    "Cross-Site Request Forgery Prevention",
    "Cryptographic Storage",
    "Denial of Service",
    "Error Handling",
    "Forgot Password",
    "HTML5 Security",
    "HTTP Headers",
    "HTTP Strict Transport Security",
    "Injection Prevention",
    "Input Validation",
    "JSON Web Token",
    "Key Management",
    "Logging",
    "Multifactor Authentication",
    "NoSQL Security",
    "OAuth2",
    "Password Storage",
    "SQL Injection Prevention",
    "Secrets Management",
    "Session Management",
    "Transport Layer Security",
    "Vulnerability Disclosure",
)
"""Their names on cheatsheetseries.owasp.org; a page is called as its sheet."""
DRAFTS = {
    "6265bis": "draft-ietf-httpbis-rfc6265bis",
    "8725bis": "draft-ietf-oauth-rfc8725bis",
}
"""What a revision of an RFC is called for short, and its name at the IETF."""
TESTING_GUIDE = (
    "https://owasp.org/www-project-web-security-testing-guide/latest/"
    "4-Web_Application_Security_Testing/"
)
PAGES = {
    "Content Security Policy Level 3": "https://www.w3.org/TR/CSP3/",
    "Council of Europe, Convention on Cybercrime": (
        "https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum=185"
    ),
    "OWASP Web Security Testing Guide, Testing JSON Web Tokens": (
        f"{TESTING_GUIDE}06-Session_Management_Testing/10-Testing_JSON_Web_Tokens"
    ),
    "OWASP Web Security Testing Guide, Testing for NoSQL Injection": (
        f"{TESTING_GUIDE}07-Input_Validation_Testing/05.6-Testing_for_NoSQL_Injection"
    ),
    "Cookies Having Independent Partitioned State (CHIPS)": "https://github.com/privacycg/CHIPS",
    "OpenID Connect Core 1.0": "https://openid.net/specs/openid-connect-core-1_0.html",
    "W3C Fetch Metadata Request Headers": "https://www.w3.org/TR/fetch-metadata/",
    "W3C Web Authentication": "https://www.w3.org/TR/webauthn-3/",
    "NIST SP 800-63B-4": "https://pages.nist.gov/800-63-4/sp800-63b.html",
    "NIST SP 800-63B": "https://pages.nist.gov/800-63-4/sp800-63b.html",
    "MDN: Web Authentication API": (
        "https://developer.mozilla.org/en-US/docs/Web/API/Web_Authentication_API"
    ),
    "OWASP ASVS 5.0": "https://owasp.org/www-project-application-security-verification-standard/",
    "PyJWT's documentation": "https://pyjwt.readthedocs.io/en/stable/",
}
"""Sources of one page each, by the words that name them; a longer name stands first. What their
sections are called in an address can't be known."""

SECTION, APPENDIX = r"§\d+(?:\.\d+)*", r"[Aa]ppendix\ [A-Z](?:\.\d+)*"
SOURCES = {
    "document": r"(?:RFC\ \d+\b(?!bis)|draft-[a-z]+-[a-z0-9-]+"
    rf"|(?:RFC\ |rfc)?(?:{'|'.join(DRAFTS)}))(?:\ {SECTION}|,?\ {APPENDIX})?",
    "place": rf"(?<!RFC\ \d\d\d\d,\ ){SECTION}|{APPENDIX}",
    "cwe": r"CWE-\d+",
    "sheet": rf"(?:OWASP\ )?(?:{'|'.join(map(re.escape, CHEAT_SHEETS))})\ Cheat\ Sheet",
    "weaknesses": r"weakness(?:es)?\ \d+(?:(?:,\ |,?\ and\ |\ to\ )\d+)*",
    "python": r"Python(?:'s)?\ documentation(?:,|\ of)\ `[\w.]+`",
    "mdn": r"MDN,\ `[\w-]+`",
    "page": rf"(?:{'|'.join(map(re.escape, PAGES))})(?:,?\ (?:§\d+|\d+\.\d)[\d.]*\b)?",
}
ANY = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in SOURCES.items())
SCAN = re.compile(rf"(?P<new_paragraph>\n\s*\n)|{ANY}|(?P<kept>{KEPT})", FLAGS)
SOURCE = re.compile(ANY, FLAGS)
LINK = re.compile(r"(?<!!)\[((?:`[^`\n]*`|[^\]`])*)\]\(([^)\s]*)\)")


def link_sources(text: str) -> str:
    """Return Markdown with a link at each source that a rule knows; a second run changes nothing.

    Headings, code, HTML tags and links with other words stay as they are. A section that stands
    alone belongs to the document last named in its paragraph or table, but after a document and a
    comma it may belong to an earlier one: that is left to the author, and to the tests.
    """
    document = ""

    def replace(found: re.Match[str]) -> str:
        nonlocal document
        kind, words = found.lastgroup, found[0]
        if kind in {"new_paragraph", "document", "page"}:
            document = _address_of_document(words)
        if kind in {"document", "page", "place"}:
            return f"[{words}]({document}{_fragment(document, words)})" if document else words
        if kind == "weaknesses":
            return re.sub(r"(?:weakness(?:es)? )?(\d+)", rf"[\g<0>]({WEAKNESS}\1)", words)
        return f"[{words}]({ADDRESSES[kind](words)})" if kind in ADDRESSES else words

    return SCAN.sub(replace, unlink_sources(text))


def unlink_sources(text: str) -> str:
    """Return Markdown without the links that ``link_sources`` makes."""

    def words(found: re.Match[str]) -> str:
        number = found[1].isdecimal() and found[2] == WEAKNESS + found[1]
        return found[1] if number or SOURCE.fullmatch(found[1]) else found[0]

    return LINK.sub(words, text)


def _address_of_document(words: str) -> str:
    """Return the address of what words name with or without a section; nothing for no document."""
    name = re.sub(r",? (?:§|[Aa]ppendix ).*", "", words)
    if number := re.fullmatch(r"RFC (\d+)", name):
        return f"{RFCS}{number[1]}"
    if page := re.match("|".join(map(re.escape, PAGES)), name):
        return PAGES[page[0]]
    draft = DRAFTS.get(re.sub("^(RFC |rfc)", "", name), name)
    return f"{IETF}{draft}" if draft.startswith("draft-") else ""


def _fragment(document: str, words: str) -> str:
    """Return where in a document its section or appendix stands; nothing where that isn't known."""
    place = re.search(r"(§|ppendix )([A-Z]?[\d.]*)", words)
    if not place or not document.startswith((RFCS, IETF)):
        return ""
    return f"#{'section' if place[1] == '§' else 'appendix'}-{place[2]}"


def _address_of_sheet(words: str) -> str:
    page = words.removeprefix("OWASP ").replace(" ", "_")
    return f"https://cheatsheetseries.owasp.org/cheatsheets/{page}.html"


def _address_in_python(words: str) -> str:
    name = words.split("`")[1]
    module = name.partition(".")[0]
    whole = f"datetime.{name}" if module == "datetime" else name
    return f"https://docs.python.org/3/library/{module}.html#{whole}"


ADDRESSES: dict[str | None, Callable[[str], str]] = {
    "cwe": lambda words: f"https://cwe.mitre.org/data/definitions/{words[4:]}.html",
    "sheet": _address_of_sheet,
    "python": _address_in_python,
    "mdn": lambda words: (
        "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/" + words.split("`")[1]
    ),
}
"""How each kind of source is found on the web, by its words."""
