"""Lesson 3, encoding: what its checks share."""

from random import Random

from demo_server.jose import base64url_encode

SAMPLES = 5
"""How many inputs a property tries."""


def plain(random: Random, length: int) -> bytes:
    """Draw so many bytes whose base64 has no letter that base64url writes otherwise."""
    while True:
        data = random.randbytes(length)
        if not {"-", "_"} & set(base64url_encode(data)):
            return data
