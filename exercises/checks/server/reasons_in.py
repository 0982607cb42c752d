"""Read a server's log."""

from collections import Counter
from collections.abc import Iterable
from random import Random

from demo_server.request_log import Entry
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "reasons_in",
    "The answer told the visitor one and the same text; the log keeps the class. A hundred "
    "WrongCredentials in a minute is somebody guessing, and one InvalidSignatureError somebody "
    "trying.",
)
REASONS = ["WrongCredentials", "ExpiredSignatureError", "RateLimitExceeded", "MissingTokenError"]


def _entry(random: Random, reason: str, status: int) -> Entry:
    path = random.choice(["/temp", "/sign_in", "/refresh"])
    user = random.choice(generators.NAMES)
    return Entry("2026-01-05T09:00:00Z", "POST", path, status, 1.5, "127.0.0.1", user, reason)


@exercise.property("counts each reason")
def _counts(answer: Answer, random: Random) -> None:
    drawn = random.choices(REASONS, k=random.randint(9, 15))
    expect_equal(answer([_entry(random, reason, 401) for reason in drawn]), dict(Counter(drawn)))


@exercise.property("leaves out what was not refused")
def _good(answer: Answer, random: Random) -> None:
    entries = [_entry(random, "", 200) for _ in range(random.randint(1, 4))]
    reason = random.choice(REASONS)
    expect_equal(answer([*entries, _entry(random, reason, 401)]), {reason: 1})


@exercise.property("counts a refusal that was answered with a redirect")
def _redirected(answer: Answer, random: Random) -> None:
    reason = random.choice(REASONS)
    expect_equal(answer([_entry(random, reason, 303)]), {reason: 1})


@exercise.property("reads a log once, so that an iterator will do")
def _iterator(answer: Answer, random: Random) -> None:
    drawn = random.sample(REASONS, 3)
    expect_equal(
        answer(iter([_entry(random, reason, 401) for reason in drawn])), dict.fromkeys(drawn, 1)
    )


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


@exercise.misconception("An iterator is used up when you have read it: go through the log once.")
def _twice(log: Iterable[Entry]) -> dict[str, int]:
    found = {entry.reason for entry in log if entry.reason}
    return {reason: sum(entry.reason == reason for entry in log) for reason in found}


@exercise.misconception("You note each reason once: count how often it stands there.")
def _once(log: Iterable[Entry]) -> dict[str, int]:
    return {entry.reason: 1 for entry in log if entry.reason}
