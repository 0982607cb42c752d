"""Lesson 7, forging tokens: what its checks share."""

import re
import time
from random import Random
from typing import Any

from demo_server.jose import decode_object
from exercises.checks import generators

OTHER_NAMES = ["수진", "Zoë Müller", 'o"neil', "back\\slash"]
"""Names in which somebody finds a letter that JSON or UTF-8 spells in its own way."""


def claims_of(random: Random, user: str, life: int) -> dict[str, Any]:
    """Draw the claims of a user's token that ends in ``life`` seconds, with values of all kinds."""
    return {
        "sub": user, "iat": int(time.time()), "exp": int(time.time()) + life,
        "jti": random.choice(generators.NAMES), "note": "who?????", "n": random.randrange(10**6),
        "by": user, "roles": [user, "editor"], "nick": None, "admin": False, "logins": 0,
        "title": "", "groups": [],
    }  # fmt: skip


def misspelt(token: str) -> str:
    """Return why a text does not have the form of a token, or "" if it has."""
    parts = token.split(".")
    if len(parts) != 3:
        return "refused: it has not three parts"
    if not all(re.fullmatch(r"[\w-]+", part, re.ASCII) for part in parts[:2]):
        return "refused: its parts are not in base64url without ="
    try:
        all(map(decode_object, parts[:2]))
    except ValueError:
        return "refused: its parts are no JSON objects"
    return ""


def kept(token: str) -> dict[str, Any]:
    """Return the claims of a forged token, but for its user."""
    claims = decode_object(token.split(".")[1])
    return {name: value for name, value in claims.items() if name != "sub"}
