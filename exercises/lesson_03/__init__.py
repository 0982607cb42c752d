"""Lesson 3, encoding: what its checks share."""

import base64
from random import Random

COUNT = 5
"""How many inputs a property tries."""


def encoded(data: bytes) -> str:
    """Return the reference: base64url without padding (RFC 7515 §2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def plain(random: Random, length: int) -> bytes:
    """Draw so many bytes whose base64 has no letter that base64url writes otherwise."""
    while True:
        data = random.randbytes(length)
        if not {"-", "_"} & set(encoded(data)):
            return data
