"""Read a server's log."""

from collections import Counter
from collections.abc import Iterable
from random import Random

from demo_server.request_log import Entry
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.server import keeps_a_default

exercise = Exercise(
    "reasons_in",
    "The answer told the visitor one and the same text; the log keeps the class. A hundred "
    "WrongCredentials in a minute is somebody guessing, and one InvalidSignatureError somebody "
    "trying.",
)
REASONS = ["WrongCredentials", "ExpiredSignatureError", "RateLimitExceeded", "MissingTokenError",
           "IdTaken", "KeyError", "InvalidKeyError"]  # fmt: skip
"""One of them is the end of another."""


def _entry(random: Random, reason: str, status: int) -> Entry:
    path = random.choice(["/temp", "/sign_in", "/refresh"])
    user = random.choice(generators.NAMES)
    took = random.randrange(1, 10**6) / 10
    return Entry("2026-01-05T09:00:00Z", "POST", path, status, took, "127.0.0.1", user, reason)


def _drawn(random: Random) -> list[Entry]:
    """Return refusals by every reason, none of which stands in one row, some more than others."""
    reasons = [reason for _ in "12" for reason in random.sample(REASONS, len(REASONS))]
    reasons += random.choices(REASONS, k=random.randint(3, 9))
    return [_entry(random, reason, 401) for reason in reasons]


@exercise.property("counts each reason")
def _counts(answer: Answer, random: Random) -> None:
    entries = _drawn(random)
    expect_equal(answer(entries), dict(Counter(entry.reason for entry in entries)))


@exercise.property("counts every entry, also one that is like another in all")
def _alike(answer: Answer, random: Random) -> None:
    one, other = random.sample(REASONS, 2)
    entries = [_entry(random, one, 401)] * random.randint(2, 5)
    expect_equal(answer([*entries, _entry(random, other, 401)]), {one: len(entries), other: 1})


@exercise.property("leaves out what was not refused, wherever it stands")
def _good(answer: Answer, random: Random) -> None:
    one, other = random.sample(REASONS, 2)
    good = [_entry(random, "", status) for status in (200, 404)]
    entries = [*good, _entry(random, one, 401), *good, _entry(random, other, 401), *good]
    expect_equal(answer(entries), {one: 1, other: 1})


@exercise.property("gives an empty dictionary for a log without refusals")
def _nothing(answer: Answer, random: Random) -> None:
    for entries in ([], [_entry(random, "", 200)]):
        expect_equal(answer(entries), {})


@exercise.property("counts a refusal that was answered with a redirect")
def _redirected(answer: Answer, random: Random) -> None:
    reason = random.choice(REASONS)
    expect_equal(answer([_entry(random, reason, 303)]), {reason: 1})


@exercise.property("reads a log once, so that an iterator will do")
def _iterator(answer: Answer, random: Random) -> None:
    drawn = random.sample(REASONS, 3)
    entries = [_entry(random, reason, 401) for reason in drawn]
    for log in (tuple(entries), iter(entries)):
        expect_equal(answer(log), dict.fromkeys(drawn, 1))


ALL = exercise.misconception("An empty reason is none: leave those entries out.")
BY_STATUS = exercise.misconception(
    "A refusal may be a redirect as well: go by the reason, not by the status."
)


@ALL
def _all(log: Iterable[Entry]) -> Counter[str]:
    return Counter(entry.reason for entry in log)


@BY_STATUS
def _by_status(log: Iterable[Entry]) -> Counter[str]:
    return Counter(entry.reason for entry in log if entry.status >= 400)


@ALL
def _all_as_dictionary(log: Iterable[Entry]) -> dict[str, int]:
    return dict(_all(log))


@BY_STATUS
def _by_status_as_dictionary(log: Iterable[Entry]) -> dict[str, int]:
    return dict(_by_status(log))


@BY_STATUS
def _by_both(log: Iterable[Entry]) -> dict[str, int]:
    return dict(Counter(entry.reason for entry in log if entry.reason and entry.status >= 400))


@exercise.misconception("An iterator is used up when you have read it: go through the log once.")
def _twice(log: Iterable[Entry]) -> dict[str, int]:
    found = {entry.reason for entry in log if entry.reason}
    return {reason: sum(entry.reason == reason for entry in log) for reason in found}


@exercise.misconception("An iterator has no length and no places: go through the log with for.")
def _by_place(log: list[Entry]) -> dict[str, int]:
    return dict(_good_ones(log[place] for place in range(len(log))))


@exercise.misconception("You note each reason once: count how often it stands there.")
def _once(log: Iterable[Entry]) -> dict[str, int]:
    return {entry.reason: 1 for entry in log if entry.reason}


@exercise.misconception("Each number is too small by one: the first of its kind counts, too.")
def _from_zero(log: Iterable[Entry]) -> dict[str, int]:
    return {reason: count - 1 for reason, count in _good_ones(log).items()}


@exercise.misconception("Two entries may be alike in all: a set keeps one of them.")
def _as_set(log: Iterable[Entry]) -> dict[str, int]:
    return dict(_good_ones(set(log)))


@exercise.misconception("Entries come in any order: those of one reason need not stand together.")
def _rows(log: Iterable[Entry]) -> dict[str, int]:
    counts: dict[str, int] = {}
    last = ""
    for reason in (entry.reason for entry in log if entry.reason):
        counts[reason] = counts[reason] + 1 if reason == last else 1
        last = reason
    return counts


@exercise.misconception("One entry without a reason does not end the log: go on after it.")
def _to_first_gap(log: Iterable[Entry]) -> dict[str, int]:
    reasons = [entry.reason for entry in log]
    return dict(Counter(reasons[: reasons.index("")] if "" in reasons else reasons))


@exercise.misconception(
    "A default value is made once, with def, and kept for the next call: begin with a new one.",
    detect=keeps_a_default,
)
def _kept(log: Iterable[Entry], counts: Counter[str] = Counter()) -> dict[str, int]:  # noqa: B006
    counts.update(_good_ones(log))
    return dict(counts)


def _good_ones(log: Iterable[Entry]) -> Counter[str]:
    return Counter(entry.reason for entry in log if entry.reason)
