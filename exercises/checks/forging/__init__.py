"""Lesson 7, forging tokens: what its checks share."""

import re


def misspelt(token: str) -> str:
    """Return why a text does not have the form of a token, or "" if it has."""
    parts = token.split(".")
    if len(parts) != 3:
        return "refused: it has not three parts"
    spelled = all(re.fullmatch(r"[\w-]+", part, re.ASCII) for part in parts[:2])
    return "" if spelled else "refused: its parts are not in base64url without ="
