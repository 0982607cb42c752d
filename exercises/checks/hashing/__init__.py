"""Lesson 1, hashing: what its checks share."""

import hashlib
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from exercises.checks import generators

SAMPLES = 5
"""How many inputs a property tries."""


def digest(text: str, salt: bytes = b"") -> str:
    """Return the reference: SHA-256 of salt and text, in hexadecimal."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def one_by_one(words: Iterable[str]) -> Iterator[str]:
    """Yield the words: a generator can be read once, and has no length and no index."""
    yield from words


def leak(random: Random, salted: bool) -> tuple[dict[str, Any], list[str], dict[str, str]]:
    """Draw a table, a word list, and who is found: two users share a password, one is not found."""
    words = [generators.random_text(random) for _ in range(20)]
    users = generators.random_names(random, 5)
    chosen = dict(zip(users, [words[3], words[17], words[3], words[0], "not listed"], strict=True))
    salts = {user: random.randbytes(8) if salted else b"" for user in users}
    digests = {user: digest(word, salts[user]) for user, word in chosen.items()}
    table = {user: (salts[user], digests[user]) if salted else digests[user] for user in users}
    return table, words, {user: word for user, word in chosen.items() if word in words}
