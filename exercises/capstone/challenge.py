"""Read a WWW-Authenticate header: the challenges that come with a 401 (RFC 9110 §11.6.1)."""

import re

NAME = r"[\w!#$%&'*+.^`|~-]+"
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
PARAMETER = re.compile(rf"{NAME}\s*=\s*(?:{NAME}|\"\")", re.ASCII)
TOKEN68 = re.compile(r"[\w.~+/-]+=*", re.ASCII)
CHALLENGE = re.compile(rf"({NAME})(?: +(.+))?", re.ASCII)


def is_challenge(header: str) -> bool:
    """Whether a header names a scheme, and Bearer with at least one parameter (RFC 6750 §3).

    Other schemes may come without one (RFC 9110 §11.3).
    """
    parts = [part.strip() for part in QUOTED.sub('""', header).split(",")]  # no comma is left in it
    begins = [part for part in parts if part and not PARAMETER.fullmatch(part)]
    return bool(begins) and all(_is_complete(part) for part in begins)


def _is_complete(text: str) -> bool:
    """Whether a text is a scheme, or a scheme with its first parameter; Bearer has to have one."""
    found = CHALLENGE.fullmatch(text)
    if not found:
        return False
    scheme, rest = found[1].lower(), found[2] or ""
    if PARAMETER.fullmatch(rest):
        return True
    return scheme != "bearer" and (not rest or bool(TOKEN68.fullmatch(rest)))
