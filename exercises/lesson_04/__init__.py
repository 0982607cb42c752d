"""Lesson 4, decoding: what its checks share."""

import base64
import time
from random import Random
from typing import Any

import jwt

from exercises import draw

COUNT = 5
"""How many inputs a property tries."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def shop_claims(random: Random) -> dict[str, Any]:
    """Draw the claims of a token that is good at the shop now, for ten minutes."""
    now = int(time.time())
    who = {"sub": random.choice(draw.NAMES), "jti": draw.text(random)}
    return who | {"aud": "shop", "iss": "login", "iat": now, "exp": now + 600}


def signed(claims: dict[str, Any], key: bytes, without: str = "") -> str:
    """Return a token of these claims, one of them left out."""
    return jwt.encode({k: v for k, v in claims.items() if k != without}, key, algorithm="HS256")


def forged(token: str, random: Random) -> str:
    """Return a token with another payload under the old signature."""
    header, _, signature = token.split(".")
    payload = signed(shop_claims(random) | {"sub": "admin"}, bytes(32)).split(".")[1]
    return f"{header}.{payload}.{signature}"


def decoded(text: str) -> bytes:
    """Return the bytes of a base64url text, forgiving as Python is."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def nonsense(random: Random) -> list[str]:
    """Draw texts that are no tokens."""
    word = random.choice(draw.NAMES)
    return ["", word, "..", f"{word}.{word}", f"{word}.{word}.{word}.{word}", "e30.e30.*"]
