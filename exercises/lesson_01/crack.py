"""Find the passwords of an unsalted table."""

import hashlib
from collections.abc import Iterable
from random import Random

from exercises.attempt import Given, expect, expect_that
from exercises.checking import Exercise
from exercises.lesson_01 import COUNT, digest, leak

exercise = Exercise(
    "crack",
    "Without a salt every digest can be computed before anyone is attacked, once for all users. "
    "The whole table costs no more than one of them.",
)


@exercise.must("finds everyone whose password is in the list, and nobody else")
def _crack_all(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        table, words, found = leak(random, salted=False)
        expect(given(table, words), found)


class _Counted(str):
    """A word that counts how often it is encoded, as a word is before it is hashed."""

    encoded = 0
    __slots__ = ()

    def encode(self, *arguments: str, **named: str) -> bytes:
        """Encode it as any text."""
        _Counted.encoded += 1
        return str(self).encode(*arguments, **named)


@exercise.must("does not hash the list again for each user")
def _crack_once(given: Given, random: Random) -> None:
    table, words, _ = leak(random, salted=False)
    _Counted.encoded = 0
    given(table, [_Counted(word) for word in words])
    times = _Counted.encoded / len(words)
    expect_that(times <= 2, f"each word hashed {times:g} times", "each word hashed once")


@exercise.mistake(
    "Two users may share a password: you keep one user for each digest, and lose the other."
)
def _crack_turned_round(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    users = {digest: user for user, digest in table.items()}
    return {users[digest(word)]: word for word in words if digest(word) in users}


@exercise.mistake(
    "You hash the whole list again for each user: build a dictionary from digest to word first."
)
def _crack_one_by_one(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    listed = list(words)
    return {user: word for user, kept in table.items() for word in listed
            if hashlib.sha256(word.encode()).hexdigest() == kept}  # fmt: skip
