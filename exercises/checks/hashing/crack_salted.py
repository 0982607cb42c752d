"""The same for a salted table."""

import hashlib
from collections.abc import Iterable
from random import Random
from typing import Any

from exercises.checks.answer import Given, expect
from exercises.checks.exercise import Exercise
from exercises.checks.hashing import COUNT, digest, leak, one_by_one

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
        fewer = {user: word for user, word in found.items() if word != words[0]}
        expect(given(table, words[1:]), fewer)


@exercise.must("reads words from a generator")
def _crack_salted_generator(given: Given, random: Random) -> None:
    table, words, found = leak(random, salted=True)
    for each in (words, one_by_one(words)):
        expect(given(table, each), found)


@exercise.mistake(
    "Nobody is found. What was hashed is the salt's own bytes, with the word's bytes behind them: "
    "salt + word.encode()."
)
def _salt_last(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    listed = list(words)
    return {user: word for user, (salt, kept) in table.items() for word in listed
            if hashlib.sha256(word.encode() + salt).hexdigest() == kept}  # fmt: skip


@exercise.mistake("A generator is empty after the first user: make a list of the words first.")
def _read_again(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    return {user: word for user, (salt, kept) in table.items() for word in words
            if digest(word, salt) == kept}  # fmt: skip


@exercise.mistake("The salt is bytes and a word is text: word.encode() makes bytes of it.")
def _salt_and_text(table: dict[str, tuple[bytes, str]], words: Any) -> dict[str, str]:
    listed = list(words)
    return {user: word for user, (salt, kept) in table.items() for word in listed
            if hashlib.sha256(salt + word).hexdigest() == kept}  # fmt: skip
