"""The same for a salted table."""

import hashlib
from collections.abc import Iterable, Iterator
from random import Random

from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_01 import COUNT, digest, leak

exercise = Exercise(
    "crack_salted",
    "A salt does not make one guess dearer. It makes every user a list of their own: nothing can "
    "be computed beforehand or shared. What makes a guess dear is a slow hash.",
)


@exercise.must("finds everyone whose password is in the list, and nobody else")
def _crack_salted_all(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        table, words, found = leak(random, salted=True)
        expect(given(table, words), found)


@exercise.must("reads words from a generator")
def _crack_salted_generator(given: Given, random: Random) -> None:
    table, words, _ = leak(random, salted=True)

    def one_by_one() -> Iterator[str]:
        yield from words

    expect(given(table, one_by_one()), given(table, words))


@exercise.mistake("The salt comes first, in front of each word: sha256(salt + password).")
def _salt_last(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    listed = list(words)
    return {user: word for user, (salt, kept) in table.items() for word in listed
            if hashlib.sha256(word.encode() + salt).hexdigest() == kept}  # fmt: skip


@exercise.mistake("A generator is empty after the first user: make a list of the words first.")
def _read_again(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    return {user: word for user, (salt, kept) in table.items() for word in words
            if digest(word, salt) == kept}  # fmt: skip
