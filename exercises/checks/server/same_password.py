"""Find who shares a password, in a table of digests."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from itertools import combinations, groupby
from operator import itemgetter
from pathlib import Path
from random import Random

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.server import keeps_a_default

exercise = Exercise(
    "same_password",
    "No password was cracked, and yet the table tells who shares one: ask one of them, and you "
    "have both. A salt of their own would have given each another digest.",
)
SEPARATORS = [", ", ",", "|", ";", " ", "\n", "\t", ":", "'"]


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


def _share(answer: Answer, random: Random, users: list[str]) -> None:
    """Raise PropertyFailed unless these users, who share a password, are the one group."""
    shared = digest(generators.random_text(random))
    expect_equal(_asked(answer, dict.fromkeys(users, shared)), [sorted(users)])


@exercise.property("finds two who share a password")
def _pair(answer: Answer, random: Random) -> None:
    _share(answer, random, generators.random_names(random, 2))


@exercise.property("finds every group, of whatever size, wherever its users stand")
def _groups(answer: Answer, random: Random) -> None:
    users = sorted(generators.random_names(random, 8))
    digests = [digest(generators.random_text(random)) for _ in range(3)]
    expected = sorted(users[first::3] for first in range(3))
    expect_equal(_asked(answer, dict(zip(users, digests * 3, strict=False))), expected)


@exercise.property("keeps an id whole, whatever signs are in it")
def _whole(answer: Answer, random: Random) -> None:
    one, other, *_ = generators.random_names(random, 2)
    _share(answer, random, [f"{one}{separator}{other}" for separator in SEPARATORS])


@exercise.property("tells ids apart that differ in capitals or spaces, and knows the empty one")
def _alike(answer: Answer, random: Random) -> None:
    one = random.choice(generators.NAMES)
    _share(answer, random, [one, one.capitalize(), f" {one}", f"{one} ", ""])


@exercise.property("leaves out who shares with nobody")
def _alone(answer: Answer, random: Random) -> None:
    one, *others = generators.random_names(random, 3)
    whole = digest(generators.random_text(random))
    start, end = whole[:32] + whole[31::-1], whole[:31:-1] + whole[32:]
    expect_equal(_asked(answer, {one: whole, **dict(zip(others, (start, end), strict=True))}), [])
    expect_equal(_asked(answer, {}), [])


def groups(path: Path, digits: int = 64) -> list[set[str]]:
    """Return the users of each digest, or of what its first ``digits`` are."""
    with closing(sqlite3.connect(path)) as db:
        rows = [(user, pw[:digits]) for user, pw in db.execute("SELECT id, pw FROM users")]
    return [{user for user, pw in rows if pw == shared} for shared in {pw for _, pw in rows}]


def shared(path: Path) -> list[set[str]]:
    """Return the right answer."""
    return [group for group in groups(path) if len(group) > 1]


@exercise.misconception("Someone alone shares with nobody: keep the groups of two and more.")
def _singles(path: Path) -> Iterable[set[str]]:
    return groups(path)


keep_whole = exercise.misconception(
    "An id may hold a comma, or any other sign: keep the ids apart, and join or split no text."
)


@keep_whole
def _joined(path: Path) -> Iterable[set[str]]:
    return [set(",".join(group).split(",")) for group in shared(path)]


@keep_whole
def _joined_with_bar(path: Path) -> Iterable[set[str]]:
    return [set("|".join(group).split("|")) for group in shared(path)]


@keep_whole
def _first_word(path: Path) -> Iterable[set[str]]:
    return [{user.split(" ")[0] for user in group} for group in shared(path)]


as_written = exercise.misconception(
    "An id is any text: keep its capitals and its spaces, and the empty id as well."
)


@as_written
def _lower(path: Path) -> Iterable[set[str]]:
    return [{user.lower() for user in group} for group in shared(path)]


@as_written
def _stripped(path: Path) -> Iterable[set[str]]:
    return [{user.strip() for user in group} for group in shared(path)]


@as_written
def _without_empty(path: Path) -> Iterable[set[str]]:
    return [group - {""} for group in shared(path)]


@exercise.misconception("Two digests may begin alike: compare all of their 64 digits.")
def _by_start(path: Path) -> Iterable[set[str]]:
    return [group for group in groups(path, 4) if len(group) > 1]


all_groups = exercise.misconception("There may be several groups: return them all, not one only.")


@all_groups
def _first(path: Path) -> Iterable[set[str]]:
    with closing(sqlite3.connect(path)) as db:
        users = [user for (user,) in db.execute("SELECT id FROM users")]
    return sorted(shared(path), key=lambda group: min(map(users.index, group)))[:1]


@all_groups
def _last_of_its_size(path: Path) -> Iterable[set[str]]:
    with closing(sqlite3.connect(path)) as db:
        users = [user for (user,) in db.execute("SELECT id FROM users")]
    found = sorted(shared(path), key=lambda group: min(map(users.index, group)))
    return {len(group): group for group in found}.values()


@all_groups
def _largest(path: Path) -> Iterable[set[str]]:
    return sorted(shared(path), key=len)[-1:]


@exercise.misconception("Two who share a password are a group already.")
def _three_or_more(path: Path) -> Iterable[set[str]]:
    return [group for group in groups(path) if len(group) > 2]


@exercise.misconception(
    "Only neighbours come together: those who share a digest may stand anywhere in the table."
)
def _neighbours(path: Path) -> Iterable[set[str]]:
    with closing(sqlite3.connect(path)) as db:
        rows = sorted(db.execute("SELECT id, pw FROM users"))
    found = [{user for user, _ in run} for _, run in groupby(rows, key=itemgetter(1))]
    return [group for group in found if len(group) > 1]


@exercise.misconception("Three who share a password are one group, and not three pairs.")
def _pairs(path: Path) -> Iterable[set[str]]:
    return [set(pair) for group in groups(path) for pair in combinations(group, 2)]


@exercise.misconception("Who shares with whom? Each digest has a group of its own.")
def _one_pot(path: Path) -> Iterable[set[str]]:
    return [set().union(*shared(path))] if shared(path) else []


@exercise.misconception(
    "Your groups hold one id each, and those who share it are missing. In SQL, GROUP BY gives one "
    "row for each digest."
)
def _one_each(path: Path) -> Iterable[set[str]]:
    with closing(sqlite3.connect(path)) as db:
        query = "SELECT id FROM users GROUP BY pw HAVING count(*) > 1"
        return [{user} for (user,) in db.execute(query)]


@exercise.misconception("Return the ids of those who share: the digests are no longer needed then.")
def _digests(path: Path) -> Iterable[set[str]]:
    with closing(sqlite3.connect(path)) as db:
        query = "SELECT pw FROM users GROUP BY pw HAVING count(*) > 1"
        return [{pw} for (pw,) in db.execute(query)]


@exercise.misconception("set(id) is the set of its letters: put the id in whole, with add or {id}.")
def _letters(path: Path) -> Iterable[set[str]]:
    return [set("".join(group)) for group in shared(path)]


@exercise.misconception("The one who opens a group belongs to it, too.")
def _without_first(path: Path) -> Iterable[set[str]]:
    with closing(sqlite3.connect(path)) as db:
        users = [user for (user,) in db.execute("SELECT id FROM users")]
    return [group - {min(group, key=users.index)} for group in shared(path)]


@exercise.misconception(
    "No group was found. Users share a password where their digests are equal, whatever it is."
)
def _none(_path: Path) -> Iterable[set[str]]:
    return []


@exercise.misconception(
    "A default value is made once, with def, and kept for the next call: begin with a new one.",
    detect=keeps_a_default,
)
def _kept(path: Path, users: list[set[str]] = []) -> Iterable[set[str]]:  # noqa: B006
    users += shared(path)
    return users
