"""What a thief of the published table sees at one glance."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from random import Random

from exercises import draw
from exercises.attempt import Given, expect
from exercises.checking import Exercise

exercise = Exercise(
    "same_password",
    "No password was cracked, and yet the table tells who shares one: ask one of them, and you "
    "have both. A salt of their own would have given each another digest.",
)


def _asked(given: Given, chosen: dict[str, str]) -> list[list[str]]:
    """Write a table of the published form, hand it over, and return the groups in order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "published.sqlite"
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE users (id TEXT PRIMARY KEY, pw TEXT NOT NULL)")
            digests = [(user, hashlib.sha256(word.encode()).hexdigest())
                       for user, word in chosen.items()]  # fmt: skip
            db.executemany("INSERT INTO users VALUES (?, ?)", digests)
            db.commit()
        return sorted(sorted(group) for group in given(path))


@exercise.must("finds two who share a password")
def _pair(given: Given, random: Random) -> None:
    one, other = draw.names(random, 2)
    word = draw.text(random)
    expect(_asked(given, {one: word, other: word}), [sorted([one, other])])


@exercise.must("finds every group, of whatever size")
def _groups(given: Given, random: Random) -> None:
    users = draw.names(random, 5)
    words = [draw.text(random) for _ in range(2)]
    chosen = dict(zip(users, [words[0], words[1], words[0], words[1], words[0]], strict=True))
    expect(_asked(given, chosen), sorted([sorted(users[::2]), sorted(users[1::2])]))


@exercise.must("leaves out who shares with nobody")
def _alone(given: Given, random: Random) -> None:
    expect(_asked(given, {user: draw.text(random) for user in draw.names(random, 3)}), [])


def groups(path: Path) -> Iterable[set[str]]:
    """Return the users of each digest."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT id, pw FROM users").fetchall()
    return [{user for user, pw in rows if pw == digest} for digest in {pw for _, pw in rows}]


@exercise.mistake("Someone alone shares with nobody: keep the groups of two and more.")
def _singles(path: Path) -> Iterable[set[str]]:
    return groups(path)


@exercise.mistake("There may be several groups: return them all, not the largest one only.")
def _largest(path: Path) -> Iterable[set[str]]:
    largest = max(groups(path), key=len)
    return [largest] if len(largest) > 1 else []
