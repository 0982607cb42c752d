"""Lesson 4, decoding: what its checks share."""

import time
from random import Random
from typing import Any

import jwt

from exercises.checks import generators
from exercises.checks.errors import AnswerRaised
from exercises.checks.expect import Answer, expect_true

SAMPLES = 5
"""How many inputs a property tries."""
LIKE_SHOP = ["bookshop", "shops", "sho", "Shop", "SHOP", "shop ", " shop", "s*", "shop,bank"]
"""Names that are only like the shop's."""
OTHER_READERS: list[object] = [
    "bank", ["bank"], ["bank", "mail"], *LIKE_SHOP, *([name] for name in LIKE_SHOP)
]  # fmt: skip
"""What may stand in aud and does not name the shop."""


def shop_claims(random: Random) -> dict[str, Any]:
    """Draw the claims of a token that is good at the shop now, for ten minutes."""
    now = int(time.time())
    who = {"sub": random.choice(generators.NAMES), "jti": generators.random_text(random)}
    return who | {"aud": "shop", "iss": "login", "iat": now, "exp": now + 600}


def signed(claims: dict[str, Any], key: bytes, without: str = "") -> str:
    """Return a token of these claims, one of them left out."""
    return jwt.encode({k: v for k, v in claims.items() if k != without}, key, algorithm="HS256")


def forged(token: str, random: Random) -> str:
    """Return a token with another payload under the old signature."""
    header, _, signature = token.split(".")
    payload = signed(shop_claims(random) | {"sub": "admin"}, bytes(32)).split(".")[1]
    return f"{header}.{payload}.{signature}"


def nonsense(random: Random) -> list[str]:
    """Draw texts that are no tokens."""
    word = random.choice(generators.NAMES)
    drawn = [f"{word}.{word}", f"{word}.{word}.{word}.{word}"]
    return ["", word, "..", *drawn, "e30.e30.*", "a", "a.b.é", "a.b.abcde"]


def under_others(claims: dict[str, Any], key: bytes) -> dict[str, str]:
    """Return tokens of these claims that are not HS256, by what is shown of them."""
    return {
        "a token that nobody signed": jwt.encode(claims, "", algorithm="none"),
        "a token under HS512": jwt.encode(claims, key, algorithm="HS512"),
        "a token under HS384": jwt.encode(claims, key, algorithm="HS384"),
    }


def expect_of(expected: object, what: str, answer: Answer, *args: Any) -> None:
    """Raise PropertyFailed, with ``what`` was asked about, unless ``answer(*args)`` is expected."""
    try:
        actual = answer(*args)
    except AnswerRaised as crash:
        crash.expected = repr(expected)
        raise
    shown = repr(actual) if actual is None else f"{actual!r} for {what}"
    expect_true(actual == expected, shown, repr(expected))
