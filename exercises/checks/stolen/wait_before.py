"""How long the next try for a password has to wait."""

from collections.abc import Callable
from random import Random

from demo_server.notebook.lesson import START
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "wait_before",
    "A window that slides with each try has no edge: one that begins anew at each full minute lets "
    "ten tries through within two seconds. And who is told how long to wait need not ask again.",
)
LIMIT, WINDOW = 5, 60


def _now(random: Random) -> int:
    return int(START.timestamp()) + random.randrange(10**6)


def _ages(random: Random, count: int, oldest: int = WINDOW - 1) -> list[int]:
    """Draw how old so many tries are, the oldest first."""
    return sorted((random.randint(0, oldest) for _ in range(count)), reverse=True)


def _expect(wait: int, answer: Answer, ages: list[int], now: int) -> None:
    expect_equal(answer([now - age for age in ages], now), wait)


@exercise.property("lets the first five tries go on")
def _first_five(answer: Answer, random: Random) -> None:
    for count in range(LIMIT):
        _expect(0, answer, _ages(random, count), _now(random))
    for ages in ([0] * 4, [59] * 4, [59, 1, 0, 0]):
        _expect(0, answer, ages, _now(random))


@exercise.property("makes the sixth wait until the first of the five is 60 seconds old")
def _sixth(answer: Answer, random: Random) -> None:
    drawn = [_ages(random, LIMIT) for _ in range(5)]
    for ages in ([0] * 5, [59] * 5, [59, 0, 0, 0, 0], [58, 57, 2, 1, 0], [1] * 5, *drawn):
        now = _now(random)
        wait = WINDOW - ages[0]
        _expect(wait, answer, ages, now)
        tries = [now - age for age in ages]
        expect_equal(answer(tries, now + wait - 1), 1)
        expect_equal(answer(tries, now + wait), 0)


@exercise.property("no longer counts a try that is 60 seconds old")
def _old(answer: Answer, random: Random) -> None:
    old = sorted((random.randint(WINDOW, 10**5) for _ in range(5)), reverse=True)
    for ages in ([60] * 5, [61] * 5, old, [*old, *_ages(random, 3)], [60, 60, 3, 2, 1]):
        _expect(0, answer, ages, _now(random))
    for ages in ([90, 70, 50, 30, 20, 10, 0], [60, 59, 40, 20, 10, 0], [60, 30, 20, 10, 5, 0]):
        _expect(WINDOW - ages[-5], answer, ages, _now(random))
    _expect(WINDOW - 40, answer, [*range(1_000, 60, -20), 60, 40, 30, 20, 10, 0], _now(random))


@exercise.property("takes the tries in any order")
def _any_order(answer: Answer, random: Random) -> None:
    for ages in ([50, 40, 30, 20, 10], [55, 12, 9, 4, 3]):
        for _ in range(3):
            mixed = random.sample(ages, len(ages))
            _expect(WINDOW - ages[0], answer, [*mixed[1:], mixed[0]], _now(random))
        _expect(WINDOW - ages[0], answer, ages[::-1], _now(random))
    for ages in ([5, 10, 20, 30, 40, 100, 200], [200, 5, 40, 100, 10, 30, 20, 61, 60]):
        _expect(WINDOW - 40, answer, ages, _now(random))
    _expect(0, answer, [1, 2, 3, 4, *range(60, 90)], _now(random))


@exercise.property("reckons with any moments, as early as 0")
def _any_moment(answer: Answer, random: Random) -> None:
    for now in (40, 120, 1_010, 10_020):
        for ages in ([40, 30, 20, 10, 0], [39, 30, 20, 11, 5]):
            _expect(WINDOW - ages[0], answer, random.sample(ages, 5), now)


def waits(
    tries: list[int], now: int, limit: int = LIMIT, window: int = WINDOW,
    counts: Callable[[int, int], bool] = lambda age, window: age < window,
) -> int:  # fmt: skip
    """Return the right answer; another rule makes it wrong."""
    recent = sorted(moment for moment in tries if counts(now - moment, window))
    return 0 if len(recent) < limit else recent[-limit] + window - now


@exercise.misconception("Five tries may go on: the sixth is the first to wait.")
def _four(tries: list[int], now: int) -> int:
    recent = sorted(moment for moment in tries if now - moment < WINDOW)
    return 0 if len(recent) < LIMIT - 1 else recent[0] + WINDOW - now


@exercise.misconception("Five tries may go on, and here a sixth did: with five, the next waits.")
def _six(tries: list[int], now: int) -> int:
    return waits(tries, now) if len(tries) > LIMIT else 0


@exercise.misconception(
    "Not the whole 60 seconds: the next try may go on when the first of the five is 60 seconds old."
)
def _whole_window(tries: list[int], now: int) -> int:
    return WINDOW if waits(tries, now) else 0


@exercise.misconception(
    "After that wait the first of the five has gone, and that is enough: count from the oldest of "
    "the five, not from the latest try."
)
def _from_the_last(tries: list[int], now: int) -> int:
    return max(tries) + WINDOW - now if waits(tries, now) else 0


@exercise.misconception(
    "Each try is forgotten after 60 seconds: leave out the old ones before you count."
)
def _never_forgets(tries: list[int], now: int) -> int:
    return 0 if len(tries) < LIMIT else max(0, min(tries) + WINDOW - now)


@exercise.misconception("All of them count that are younger than 60 seconds, 59 as well.")
def _too_short(tries: list[int], now: int) -> int:
    return waits(tries, now, counts=lambda age, window: age < window - 1)


@exercise.misconception("A try that is 60 seconds old is over: younger than 60 counts.")
def _too_long(tries: list[int], now: int) -> int:
    recent = [moment for moment in tries if now - moment <= WINDOW]
    return 0 if len(recent) < LIMIT else min(recent) + WINDOW - now


@exercise.misconception(
    "A window that begins at each full minute lets five tries through before it and five after: "
    "look back 60 seconds from now."
)
def _by_minute(tries: list[int], now: int) -> int:
    same = [moment for moment in tries if moment // WINDOW == now // WINDOW]
    return 0 if len(same) < LIMIT else WINDOW - now % WINDOW


@exercise.misconception("They come in any order: sort them, or take the smallest.")
def _unsorted(tries: list[int], now: int) -> int:
    recent = [moment for moment in tries if now - moment < WINDOW]
    return 0 if len(recent) < LIMIT else recent[-LIMIT] + WINDOW - now


@exercise.misconception(
    "The answer is how long to wait, not until when: take now away from that moment."
)
def _until(tries: list[int], now: int) -> int:
    wait = waits(tries, now)
    return now + wait if wait else 0


@exercise.misconception("The answer is a number of seconds: 0 where the try may go on now.")
def _yes_or_no(tries: list[int], now: int) -> bool:
    return waits(tries, now) == 0


@exercise.misconception("With old tries the wait can't be less than 0: leave them out first.")
def _below_zero(tries: list[int], now: int) -> int:
    return 0 if len(tries) < LIMIT else min(tries) + WINDOW - now


@exercise.misconception(
    "That is one second too long: at 60 seconds, the first of the five has gone already."
)
def _one_more(tries: list[int], now: int) -> int:
    wait = waits(tries, now)
    return wait + 1 if wait else 0


@exercise.misconception("sort and pop change the list that you were given: take sorted(tries).")
def _in_place(tries: list[int], now: int) -> int:
    tries.sort()
    return waits(tries, now)


@exercise.misconception("Several tries may come in one second, and each counts: a set drops them.")
def _set(tries: list[int], now: int) -> int:
    return waits(list(set(tries)), now)


@exercise.misconception("A try of this very second counts as well.")
def _not_now(tries: list[int], now: int) -> int:
    return waits(tries, now, counts=lambda age, window: 0 < age < window)


@exercise.misconception("The last five of the list need not be the latest: they come in any order.")
def _last_of_the_list(tries: list[int], now: int) -> int:
    last = tries[-LIMIT:]
    return 0 if len(last) < LIMIT else max(0, min(last) + WINDOW - now)


@exercise.misconception("0 is a moment as any other, and not false: it counts.")
def _truthy(tries: list[int], now: int) -> int:
    return waits([moment for moment in tries if moment], now)


@exercise.misconception("As texts, 99 comes after 100: sort the numbers.")
def _as_texts(tries: list[int], now: int) -> int:
    recent = sorted((moment for moment in tries if now - moment < WINDOW), key=str)
    return 0 if len(recent) < LIMIT else recent[0] + WINDOW - now


@exercise.misconception("Look back 60 seconds from now, not from the latest try.")
def _from_each_other(tries: list[int], now: int) -> int:
    last = sorted(tries)[-LIMIT:]
    return last[0] + WINDOW - now if len(last) == LIMIT and last[-1] - last[0] < WINDOW else 0


@exercise.misconception("That is how old the first of the five is: it waits for the rest of 60.")
def _age(tries: list[int], now: int) -> int:
    wait = waits(tries, now)
    return WINDOW - wait if wait else 0


@exercise.misconception("Five tries may go on, and here a sixth did: five of the last minute do.")
def _six_recent(tries: list[int], now: int) -> int:
    return waits(tries, now, limit=LIMIT + 1)
