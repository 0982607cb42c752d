"""Answers to the exercises of lesson 5, written from their texts alone."""

import itertools
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from demo_server.request_log import Entry


def _rows(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT id, pw FROM users").fetchall()


def reasons_in__wrong_1(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: counts the empty reason, too ("or an empty text. Count the refusals")."""
    return dict(Counter(entry.reason for entry in log))


def reasons_in__wrong_3(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: uses len and an index ("The log may be any iterable")."""
    counts = {}
    for i in range(len(log)):
        if log[i].reason:
            counts[log[i].reason] = counts.get(log[i].reason, 0) + 1
    return counts


def reasons_in__wrong_5(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: leaves out a refusal whose status is below 400 ("`entry.reason` is the class of a refusal")."""
    return dict(Counter(entry.reason for entry in log if entry.reason and entry.status >= 400))


def reasons_in__wrong_6(log: Iterable[Entry], counts={}) -> dict[str, int]:
    """Wrong: the default dictionary lives on, so a second log adds to the first ("stands in a log")."""
    for entry in log:
        if entry.reason:
            counts[entry.reason] = counts.get(entry.reason, 0) + 1
    return counts


def reasons_in__wrong_8(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: entries that are alike collapse in a set ("how often each reason stands in a log")."""
    return dict(Counter(entry.reason for entry in set(log) if entry.reason))


def reasons_in__wrong_9(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: stops at the first entry without a reason, break for continue ("Count the refusals")."""
    counts = {}
    for entry in log:
        if not entry.reason:
            break
        counts[entry.reason] = counts.get(entry.reason, 0) + 1
    return counts


def reasons_in__wrong_10(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: loses the first entry by looking whether there is one ("read it only once")."""
    log = iter(log)
    if next(log, None) is None:
        return {}
    return dict(Counter(entry.reason for entry in log if entry.reason))


def reasons_in__wrong_12(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: counts with str.count, which finds one reason in another ("how often each reason")."""
    reasons = [entry.reason for entry in log if entry.reason]
    text = " ".join(reasons)
    return {reason: text.count(reason) for reason in reasons}


def reasons_in__wrong_16(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: only the three commonest ("how often each reason")."""
    return dict(Counter(entry.reason for entry in log if entry.reason).most_common(3))


def reasons_in__wrong_18(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: returns None for a log without refusals ("in a dictionary")."""
    counts = Counter(entry.reason for entry in log if entry.reason)
    if counts:
        return dict(counts)


def reasons_in__wrong_20(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: empties the list it was given ("read it"): pop changes its argument, and no iterator has it."""
    counts = {}
    while log:
        reason = log.pop(0).reason
        if reason:
            counts[reason] = counts.get(reason, 0) + 1
    return counts


# right: lambda with filter and map
reasons_in__right_2 = lambda log: dict(Counter(filter(None, map(lambda entry: entry.reason, log))))


def reasons_in__right_4(log: Iterable[Entry]) -> dict[str, int]:
    """# right: sorted, then groupby."""
    reasons = sorted(entry.reason for entry in log if entry.reason)
    return {reason: sum(1 for _ in group) for reason, group in itertools.groupby(reasons)}


def same_password__wrong_2(path: Path) -> list[set[str]]:
    """Wrong: another separator is part of "any text", too."""
    query = "SELECT group_concat(id, '|') FROM users GROUP BY pw HAVING count(*) > 1"
    with closing(sqlite3.connect(path)) as db:
        return [set(ids.split("|")) for (ids,) in db.execute(query)]


def same_password__wrong_4(path: Path) -> list[set[str]]:
    """Wrong: only groups of three or more, > 2 for >= 2 ("two or more")."""
    groups = defaultdict(set)
    for user_id, pw in _rows(path):
        groups[pw].add(user_id)
    return [group for group in groups.values() if len(group) > 2]


def same_password__wrong_5(path: Path) -> list[set[str]]:
    """Wrong: pairs; three who share come as three pairs ("each group")."""
    return [{a, b} for (a, p), (b, q) in itertools.combinations(_rows(path), 2) if p == q]


def same_password__wrong_6(path: Path) -> list[set[str]]:
    """Wrong: one pot for all, so nobody knows "who shares a password with whom"."""
    counts = Counter(pw for _, pw in _rows(path))
    shared = {user_id for user_id, pw in _rows(path) if counts[pw] > 1}
    return [shared] if shared else []


def same_password__wrong_8(path: Path) -> list[set[str]]:
    """Wrong: groupby over rows by id: only neighbours are found ("each group")."""
    rows = sorted(_rows(path))
    groups = [{user_id for user_id, _ in g} for _, g in itertools.groupby(rows, key=lambda r: r[1])]
    return [group for group in groups if len(group) > 1]


def same_password__wrong_10(path: Path) -> list[set[str]]:
    """Wrong: lower-cases ids: Bob and bob are two users of the published server and "An id is any text"."""
    groups = defaultdict(set)
    for user_id, pw in _rows(path):
        groups[pw].add(user_id.lower())
    return [group for group in groups.values() if len(group) > 1]


def same_password__wrong_11(path: Path) -> list[set[str]]:
    """Wrong: strips ids; spaces belong to "any text"."""
    groups = defaultdict(set)
    for user_id, pw in _rows(path):
        groups[pw].add(user_id.strip())
    return [group for group in groups.values() if len(group) > 1]


def same_password__wrong_12(path: Path) -> list[set[str]]:
    """Wrong: set("bob") is a set of letters, not "a collection of ids"."""
    groups = {}
    for user_id, pw in _rows(path):
        groups[pw] = groups.get(pw, set()) | set(user_id)
    counts = Counter(pw for _, pw in _rows(path))
    return [group for pw, group in groups.items() if counts[pw] > 1]


def same_password__wrong_13(path: Path) -> list[set[str]]:
    """Wrong: GROUP BY with a bare id gives one id of each group ("each group … as a collection of ids")."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT id FROM users GROUP BY pw HAVING count(*) > 1").fetchall()
    return [set(row) for row in rows]


def same_password__wrong_15(path: Path, groups=defaultdict(set)) -> list[set[str]]:
    """Wrong: the default dictionary keeps the users of an earlier file ("a copy of the published server's database")."""
    for user_id, pw in _rows(path):
        groups[pw].add(user_id)
    return [group for group in groups.values() if len(group) > 1]


def same_password__wrong_16(path: Path) -> list[set[str]]:
    """Wrong: `if user_id` leaves out the empty id, which is a text, too ("An id is any text")."""
    groups = defaultdict(set)
    for user_id, pw in _rows(path):
        if user_id and pw:
            groups[pw].add(user_id)
    return [group for group in groups.values() if len(group) > 1]


def same_password__wrong_17(path: Path) -> list[set[str]]:
    """Wrong: the first of each group is lost: it only opens the group ("each group … as a collection of ids")."""
    groups = {}
    for user_id, pw in _rows(path):
        if pw in groups:
            groups[pw].add(user_id)
        else:
            groups[pw] = set()
    return [group for group in groups.values() if group]


def same_password__wrong_19(path: Path) -> list[set[str]]:
    """Wrong: the groups overwrite each other when they are of one size ("Return each group")."""
    groups = defaultdict(set)
    for user_id, pw in _rows(path):
        groups[pw].add(user_id)
    return list({len(group): group for group in groups.values() if len(group) > 1}.values())


def same_password__wrong_20(path: Path) -> list[set[str]]:
    """Wrong: splits a printed row at the first space: an id with a space is cut ("An id is any text")."""
    groups = defaultdict(set)
    for line in (f"{user_id} {pw}" for user_id, pw in _rows(path)):
        user_id, pw = line.split(" ")[0], line.split(" ")[-1]
        groups[pw].add(user_id)
    return [group for group in groups.values() if len(group) > 1]


def same_password__right_2(path: Path) -> list[set[str]]:
    """# right: SQL with json_group_array, which keeps any id whole."""
    query = "SELECT json_group_array(id) FROM users GROUP BY pw HAVING count(*) > 1"
    with closing(sqlite3.connect(path)) as db:
        return [set(json.loads(ids)) for (ids,) in db.execute(query)]


def same_password__right_4(path: Path) -> list[frozenset[str]]:
    """# right: very slow: each user with each other, the same group found again and dropped; frozensets."""
    rows = _rows(path)
    found = {frozenset(b for b, q in rows if q == p) for _, p in rows}
    return [group for group in found if len(group) > 1]
