"""Lesson 1, hashing: what its checks share."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import cycle
from random import Random
from typing import Any

from exercises.checks import generators

SAMPLES = 5
"""How many inputs a property tries."""
Leak = tuple[dict[str, Any], list[str], dict[str, str]]
"""A table, a word list, and the passwords that are found, by user."""
ALIKE = ["", " ", "dragon", "Dragon", "DRAGON", "dragon ", " dragon", "caf\u00e9", "cafe\u0301"]
"""Passwords that somebody might take for one another, and that a hash tells apart."""

ALMOST = "almost "
"""Marks a password whose digest differs from the right one in its last character."""


def digest(text: str, salt: bytes = b"") -> str:
    """Return the reference: SHA-256 of salt and text, in hexadecimal."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def one_by_one(words: Iterable[str]) -> Iterator[str]:
    """Yield the words: a generator can be read once, and has no length and no index."""
    yield from words


def random_salts(random: Random) -> list[bytes]:
    """Draw a salt of each kind, with zeros and blanks at an end, or empty."""
    drawn = random.randbytes(8)
    return [b"", b"\0" + drawn, drawn + b"\0", b" " + drawn + b" ", drawn]


def almost(kept: str) -> str:
    """Return a digest that is like ``kept`` but for its last character."""
    return kept[:-1] + ("0" if kept[-1] != "0" else "1")


def leaks(random: Random, salted: bool = False) -> Iterator[Leak]:
    """Draw tables, each with a word list and who is found.

    In each table two users share a password, the first word of the list. Two are not found, but in
    the last table: one stands at the first, second … place, one has almost the digest of a word.
    The first holds ordinary passwords and salts. Over the others each of ``ALIKE`` is somebody's
    password, and the salts are of every kind.
    """
    for number, place in enumerate((2, 0, 1, 3, 4, 5)):
        alike = ALIKE[2 * number - 2 : 2 * number]
        first, second, *_ = *alike, *random_words(random, 2)
        words = [first, *random_words(random, 4), second, *random_words(random, 4)]
        chosen = random.sample([first, first, second, words[-1]], 4)
        if place < 5:
            chosen = [*chosen[:place], "not listed", *chosen[place:], ALMOST + first]
        salts = random_salts(random) if number else [random.randbytes(8) for _ in chosen]
        yield _leak(random, words, chosen, salts if salted else [])


def random_words(random: Random, count: int) -> list[str]:
    """Draw so many words."""
    return [generators.random_text(random) for _ in range(count)]


def _leak(random: Random, words: list[str], chosen: list[str], salts: list[bytes]) -> Leak:
    table: dict[str, Any] = {}
    found = {}
    names = generators.random_names(random, len(chosen))
    for user, word, salt in zip(names, chosen, cycle(salts or [b""]), strict=False):
        kept = digest(word.removeprefix(ALMOST), salt)
        kept = almost(kept) if word.startswith(ALMOST) else kept
        table[user] = (salt, kept) if salts else kept
        if word in words:
            found[user] = word
    return table, words, found
