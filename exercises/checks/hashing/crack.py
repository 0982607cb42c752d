"""Find the passwords of an unsalted table."""

import hashlib
from collections.abc import Iterable
from itertools import takewhile
from random import Random
from typing import Any
from unittest.mock import patch

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.hashing import digest, leaks, one_by_one

exercise = Exercise(
    "crack",
    "Without a salt every digest can be computed before anyone is attacked, once for all users. "
    "The whole table costs no more than one of them.",
)
listed: dict[str, str] = {}
"""Words by digest that one mistake keeps from call to call."""
AGAIN = "You hash the list again for each user: build a dictionary from digest to word first."


@exercise.property("finds everyone whose password is in the list, and nobody else")
def _crack_all(answer: Answer, random: Random) -> None:
    for table, words, found in leaks(random):
        expect_equal(answer(table, words), found)
        fewer = {user: word for user, word in found.items() if word != words[0]}
        expect_equal(answer(table, words[1:]), fewer)
        expect_equal(answer(table, []), {})
        expect_equal(answer({}, words), {})


class _Counted(str):
    """A word that counts how often it is encoded, as a word is before it is hashed."""

    encoded = 0
    __slots__ = ()

    def encode(self, *arguments: str, **named: str) -> bytes:
        """Encode it as any text."""
        _Counted.encoded += 1
        return str(self).encode(*arguments, **named)


@exercise.property("hashes each word once")
def _crack_once(answer: Answer, random: Random) -> None:
    table, words, found = next(leaks(random))
    _Counted.encoded = 0
    with patch.object(hashlib, "sha256", wraps=hashlib.sha256) as sha256:
        expect_equal(answer(table, [_Counted(word) for word in words]), found)
    hashed, count = max(_Counted.encoded, sha256.call_count), len(words)
    expect_true(hashed <= count, f"{hashed} hashes of {count} words", "one hash of each word")


@exercise.property("reads words from a generator")
def _crack_generator(answer: Answer, random: Random) -> None:
    table, words, found = next(leaks(random))
    for each in (words, one_by_one(words)):
        expect_equal(answer(table, each), found)


@exercise.property("reads a long list to its end")
def _crack_long_list(answer: Answer, random: Random) -> None:
    table, words, found = next(leaks(random))
    others = (f"{word}{number}" for number in range(300) for word in words)
    expect_equal(answer(table, [*words[:-1], *others, words[-1]]), found)


def _crack_in_one_go(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    known = {digest(word): word for word in words}
    return {user: known[kept] for user, kept in table.items() if kept in known}


@exercise.misconception(
    "Two users may share a password: you keep one user for each digest, and lose the other."
)
def _crack_turned_round(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    users = {digest: user for user, digest in table.items()}
    return {users[kept]: word for word in words if (kept := digest(word)) in users}


@exercise.misconception(
    "Two users may share a password: after the first one, look on for others who have it."
)
def _crack_first_of_a_word(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    found = {}
    for word in words:
        kept = digest(word)
        for user in table:
            if table[user] == kept:
                found[user] = word
                break
    return found


@exercise.misconception(AGAIN)
def _crack_one_by_one(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    listed = list(words)
    return {user: word for user, kept in table.items() for word in listed
            if hashlib.sha256(word.encode()).hexdigest() == kept}  # fmt: skip


@exercise.misconception(f"{AGAIN} A generator is empty after the first of them.")
def _crack_in_two_loops(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    return {user: word for user, kept in table.items() for word in words
            if digest(word) == kept}  # fmt: skip


@exercise.misconception(f"{AGAIN} To stop at the first that fits saves only some of it.")
def _crack_until_found(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    found = {}
    for user, kept in table.items():
        for word in words:
            if digest(word) == kept:
                found[user] = word
                break
    return found


@exercise.misconception(
    "You hash a word once to look for it, and again to find whose it is: keep its digest."
)
def _crack_twice(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    return {user: word for word in words if digest(word) in table.values()
            for user, kept in table.items() if digest(word) == kept}  # fmt: skip


@exercise.misconception(
    "A word of an earlier list is still known: make the dictionary inside the function."
)
def _crack_for_ever(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    listed.update({digest(word): word for word in words})
    return {user: listed[kept] for user, kept in table.items() if kept in listed}


@exercise.misconception("Not every digest is that of a word: ask with in before you look it up.")
def _crack_everyone(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    known = {digest(word): word for word in words}
    return {user: known[kept] for user, kept in table.items()}


@exercise.misconception(
    "Whoever isn't found doesn't stand in your answer: leave out those for whom get says None."
)
def _crack_or_none(table: dict[str, str], words: Iterable[str]) -> dict[str, str | None]:
    known = {digest(word): word for word in words}
    return {user: known.get(kept) for user, kept in table.items()}


@exercise.misconception("A generator has neither length nor index: go through the words with for.")
def _crack_by_index(table: dict[str, str], words: Any) -> dict[str, str]:
    known = {digest(words[at]): words[at] for at in range(len(words))}
    return {user: known[kept] for user, kept in table.items() if kept in known}


@exercise.misconception("Blanks at its ends belong to a password: hash each word as it is.")
def _crack_stripped(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    return _crack_in_one_go(table, map(str.strip, words))


@exercise.misconception(
    "An empty word is a password, too, and as a condition it counts as False: ask with in."
)
def _crack_true_words(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    found = _crack_in_one_go(table, words)
    return {user: word for user, word in found.items() if word}


@exercise.misconception("That is user by password: the answer is password by user.")
def _crack_by_password(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    return {word: user for user, word in _crack_in_one_go(table, words).items()}


@exercise.misconception("Those are digests: the answer has the words they are made of.")
def _crack_to_digests(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    return {user: table[user] for user in _crack_in_one_go(table, words)}


@exercise.misconception("You return after the first user: go through the whole table before.")
def _crack_first_user(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    found = _crack_in_one_go(table, words)
    return dict([*found.items()][:1])


@exercise.misconception(
    "You stop at the first user who is not found: go on, and leave out only that one."
)
def _crack_until_unknown(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    found = _crack_in_one_go(table, words)
    return {user: found[user] for user in takewhile(found.__contains__, table)}


@exercise.misconception("A hash takes bytes: word.encode() makes them of a word.")
def _crack_text(_table: dict[str, str], words: Any) -> Any:
    return {hashlib.sha256(word).hexdigest(): word for word in words}
