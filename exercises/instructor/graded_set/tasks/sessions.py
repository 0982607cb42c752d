"""Lesson 9: which sessions still stand, by the log of what came."""

from collections.abc import Iterator
from typing import NamedTuple

from exercises.instructor.graded_set.secret import Draw
from exercises.instructor.graded_set.task import (
    DAY,
    MINUTE,
    Challenge,
    Task,
    as_text,
    assign,
    moment,
    same_names,
)

COUNT = 12
IDLE, OVER = 14 * DAY, 30 * DAY
GOOD = "good"
ENDS = ("used twice", "signed out", "everywhere", "idle", "over")


class Event(NamedTuple):
    """What came when: ``what`` is sign-in, refresh, sign-out, or everywhere (``who`` a user)."""

    when: int
    what: str
    who: str
    number: int = 0


def _fate(events: list[Event], name: str, user: str, now: int) -> str:
    """Return how a session ended by ``now``, or GOOD."""
    began = seen = used = 0
    for event in sorted(events):
        if event.who not in {name, user}:
            continue
        if event.what == "sign-in":
            began = seen = event.when
        elif began and (late := _too_late(began, seen, event.when)):
            return late
        elif event.what == "sign-out":
            return "signed out"
        elif event.what == "everywhere" and began:
            return "everywhere"
        elif event.what == "refresh" and event.number <= used:
            return "used twice"
        elif event.what == "refresh":
            seen, used = event.when, event.number
    return _too_late(began, seen, now) or GOOD


def _too_late(began: int, seen: int, now: int) -> str:
    return "over" if now >= began + OVER else "idle" if now >= seen + IDLE else ""


def _story(draw: Draw, name: str, now: int) -> Iterator[Event]:
    """Draw a session's life, with each token used once but for a thief's now and then."""
    when = now - draw.between("began", 2 * DAY // MINUTE, 38 * DAY // MINUTE) * MINUTE
    yield Event(when, "sign-in", name)
    for number in range(1, 12):
        when += draw.between(f"gap {number}", DAY // MINUTE, 8 * DAY // MINUTE) * MINUTE
        when += draw.choice(f"away {number}", (0, 0, 0, 0, 0, 11 * DAY))
        if when >= now:
            return
        if not draw.below(f"out {number}", 12):
            yield Event(when, "sign-out", name)
            return
        yield Event(when, "refresh", name, number)
        thief = when + draw.between(f"thief {number}", 9, 900) * MINUTE
        if not draw.below(f"theft {number}", 9) and thief < now:
            yield Event(thief, "refresh", name, number)


def _session(draw: Draw, wanted: str, name: str, user: str, out: Event) -> list[Event]:
    """Draw lives until one ends as it should."""
    turn = 0
    while True:
        again = Draw(draw.secret, draw.student, f"{draw.task}, {name}, {turn}")
        now = moment(draw, "now")
        events = list(_story(again, name, now))
        if _fate([*events, out], name, user, now) == wanted:
            return events
        turn += 1


def _challenge(draw: Draw) -> Challenge:
    now = moment(draw, "now")
    users = draw.sample("users", ("ann", "ben", "cleo", "dora", "emil"), 3)
    out = Event(now - draw.between("out", 3 * 1440, 7 * 1440) * MINUTE, "everywhere", users[0])
    count = draw.between("how many", 4, 7)
    fates = [GOOD] * count + [ENDS[n % len(ENDS)] for n in range(COUNT - count)]
    events, owners, good = [out], {}, []
    for n, fate in enumerate(fates):
        name = f"s{draw.hex(f'name {n}', 10)}"
        owners[name] = users[0] if fate == "everywhere" else draw.choice(f"user {n}", users)
        events += _session(draw, fate, name, owners[name], out)
        good += [name] if fate == GOOD else []
    lines = [_line(event, owners) for event in sorted(events)]
    return Challenge(assign(log=lines, moment=as_text(now)), good, same_names(good))


def _line(event: Event, owners: dict[str, str]) -> str:
    said = {
        "sign-in": f"sign-in {owners.get(event.who)} {event.who}",
        "refresh": f"refresh {event.who} {event.number}",
        "sign-out": f"sign-out {event.who}",
        "everywhere": f"sign-out-everywhere {event.who}",
    }
    return f"{as_text(event.when)} {said[event.what]}"


SESSIONS = Task(
    "sessions",
    "Who is still signed in?",
    "lesson 9",
    """The log tells what came to a server. A `sign-in` names the user and begins a session, which
gets refresh token 1. `refresh`: the session's token of that number came; it is exchanged for the
next one. A session ends where a token comes that was exchanged before; by its `sign-out`; by its
user's `sign-out-everywhere`, if it had begun; 14 days after the last sign-in or exchange; and 30
days after its sign-in. What comes later for it changes nothing.

Write the names of the sessions that stand at this `moment`, as a list, in any order.""",
    'is_list(answer_8) and set(answer_8) <= set(" ".join(log).split())',
    "a list of texts, each the name of a session",
    _challenge,
)
