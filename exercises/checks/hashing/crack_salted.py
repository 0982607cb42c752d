"""The same for a salted table."""

import hashlib
from collections.abc import Iterable
from itertools import takewhile
from random import Random
from typing import Any

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.hashing import digest, leaks, one_by_one

exercise = Exercise(
    "crack_salted",
    "A salt does not make one guess dearer. It makes every user a list of their own: nothing can "
    "be computed beforehand or shared. What makes a guess dear is a slow hash.",
)


@exercise.property("finds everyone whose password is in the list, and nobody else")
def _crack_salted_all(answer: Answer, random: Random) -> None:
    for table, words, found in leaks(random, salted=True):
        expect_equal(answer(table, words), found)
        fewer = {user: word for user, word in found.items() if word != words[0]}
        expect_equal(answer(table, words[1:]), fewer)
        expect_equal(answer(table, []), {})
        expect_equal(answer({}, words), {})


@exercise.property("reads words from a generator")
def _crack_salted_generator(answer: Answer, random: Random) -> None:
    table, words, found = next(leaks(random, salted=True))
    for each in (words, one_by_one(words)):
        expect_equal(answer(table, each), found)


@exercise.misconception(
    "Nobody is found. What was hashed is the salt's own bytes, with the word's bytes behind them: "
    "salt + word.encode()."
)
def _salt_last(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    listed = list(words)
    return {user: word for user, (salt, kept) in table.items() for word in listed
            if hashlib.sha256(word.encode() + salt).hexdigest() == kept}  # fmt: skip


@exercise.misconception(
    "A generator is empty after the first user: make a list of the words first."
)
def _read_again(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    return {user: word for user, (salt, kept) in table.items() for word in words
            if digest(word, salt) == kept}  # fmt: skip


@exercise.misconception("The salt is bytes and a word is text: word.encode() makes bytes of it.")
def _salt_and_text(table: dict[str, tuple[bytes, str]], words: Any) -> dict[str, str]:
    listed = list(words)
    return {user: word for user, (salt, kept) in table.items() for word in listed
            if hashlib.sha256(salt + word).hexdigest() == kept}  # fmt: skip


@exercise.misconception(
    "You made one dictionary, with the salt of one user: each user's salt gives other digests."
)
def _by_one_salt(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    salt, _ = next(iter(table.values()), (b"", ""))
    known = {digest(word, salt): word for word in words}
    return {user: known[kept] for user, (_, kept) in table.items() if kept in known}


def _cracked(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    listed = list(words)
    return {user: word for user, (salt, kept) in table.items() for word in listed
            if digest(word, salt) == kept}  # fmt: skip


@exercise.misconception(
    "Two users may share a password: a word that is found for one is tried for the others, too."
)
def _each_word_once(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    found = {}
    for word in words:
        for user, (salt, kept) in table.items():
            if digest(word, salt) == kept:
                found[user] = word
                break
    return found


@exercise.misconception("Blanks at its ends belong to a password: hash each word as it is.")
def _stripped(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    return _cracked(table, map(str.strip, words))


@exercise.misconception(
    "An empty word is a password, too, and as a condition it counts as False: ask is not None."
)
def _true_words(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    return {user: word for user, word in _cracked(table, words).items() if word}


@exercise.misconception(
    "You stop at the first user who is not found: go on, and leave out only that one."
)
def _until_unknown(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    found = _cracked(table, words)
    return {user: found[user] for user in takewhile(found.__contains__, table)}


@exercise.misconception("An empty salt is one, too: hash it and the word, as for everybody.")
def _true_salts(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    return {user: word for user, word in _cracked(table, words).items() if table[user][0]}
