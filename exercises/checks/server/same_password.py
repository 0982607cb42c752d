"""What a thief of the published table sees at one glance."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from random import Random

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true

exercise = Exercise(
    "same_password",
    "No password was cracked, and yet the table tells who shares one: ask one of them, and you "
    "have both. A salt of their own would have given each another digest.",
)


def digest(password: str) -> str:
    """Return what the published server keeps of a password."""
    return hashlib.sha256(password.encode()).hexdigest()


def _asked(answer: Answer, table: dict[str, str]) -> list[list[str]]:
    """Write a table of ids and digests, hand it over, and return the groups in order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "published.sqlite"
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE users (id TEXT PRIMARY KEY, pw TEXT NOT NULL)")
            db.executemany("INSERT INTO users VALUES (?, ?)", table.items())
            db.commit()
        returned = answer(path)
        groups = list(returned)
        are_groups = not any(isinstance(group, str) for group in groups)
        expect_true(are_groups, repr(returned), "groups, each a collection of ids")
        return sorted(sorted(group) for group in groups)


@exercise.property("finds two who share a password")
def _pair(answer: Answer, random: Random) -> None:
    one, other = generators.random_names(random, 2)
    shared = digest(generators.random_text(random))
    expect_equal(_asked(answer, {one: shared, other: shared}), [sorted([one, other])])


@exercise.property("finds every group, of whatever size")
def _groups(answer: Answer, random: Random) -> None:
    users = generators.random_names(random, 5)
    one, other = (digest(generators.random_text(random)) for _ in range(2))
    table = dict(zip(users, [one, other, one, other, one], strict=True))
    expect_equal(_asked(answer, table), sorted([sorted(users[::2]), sorted(users[1::2])]))


@exercise.property("keeps an id whole that has a comma in it")
def _comma(answer: Answer, random: Random) -> None:
    one, *others = generators.random_names(random, 3)
    users, shared = [f"{one}, the first", *others], digest(generators.random_text(random))
    expect_equal(_asked(answer, dict.fromkeys(users, shared)), [sorted(users)])


@exercise.property("leaves out who shares with nobody")
def _alone(answer: Answer, random: Random) -> None:
    one, *others = generators.random_names(random, 3)
    whole = digest(generators.random_text(random))
    start, end = whole[:32] + whole[31::-1], whole[:31:-1] + whole[32:]
    expect_equal(_asked(answer, {one: whole, **dict(zip(others, (start, end), strict=True))}), [])


def groups(path: Path, digits: int = 64) -> list[set[str]]:
    """Return the users of each digest, or of what its first ``digits`` are."""
    with closing(sqlite3.connect(path)) as db:
        rows = [(user, pw[:digits]) for user, pw in db.execute("SELECT id, pw FROM users")]
    return [{user for user, pw in rows if pw == shared} for shared in {pw for _, pw in rows}]


@exercise.misconception("Someone alone shares with nobody: keep the groups of two and more.")
def _singles(path: Path) -> Iterable[set[str]]:
    return groups(path)


@exercise.misconception(
    "An id may hold a comma: keep the ids apart, rather than join them and split again."
)
def _joined(path: Path) -> Iterable[set[str]]:
    return [set(",".join(group).split(",")) for group in groups(path) if len(group) > 1]


@exercise.misconception("Two digests may begin alike: compare all of their 64 digits.")
def _by_start(path: Path) -> Iterable[set[str]]:
    return [group for group in groups(path, 4) if len(group) > 1]


@exercise.misconception("There may be several groups: return them all, not the largest one only.")
def _largest(path: Path) -> Iterable[set[str]]:
    largest = max(groups(path), key=len)
    return [largest] if len(largest) > 1 else []
