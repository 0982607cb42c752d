"""A refresh token works once."""

from random import Random

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.source_checks import assigns

exercise = Exercise(
    "spend",
    "Two people have a token that comes twice, and nobody can say which one stole it. So the whole "
    "session ends: the thief is out, and the owner signs in again.",
)


def _ids(random: Random) -> tuple[str, str, str]:
    """Draw two token ids and the session they belong to."""
    return (
        f"a{random.randrange(10**6)}",
        f"b{random.randrange(10**6)}",
        random.choice(generators.NAMES),
    )


def _alike(text: str) -> list[str]:
    """Return texts that are not ``text``, and close to it."""
    return [f"{text}0", f"0{text}", text[:-1], text.upper(), f" {text}"]


@exercise.property("lets each token of a session work once")
def _once(answer: Answer, random: Random) -> None:
    (one, two, sid), used, ended = _ids(random), set[str](), set[str]()
    for jti, works in ((one, True), (two, True), (one, False)):
        expect_equal(answer(jti, sid, used, ended), works)


@exercise.property("ends the session of a token that comes twice, and keeps the others ended")
def _ends(answer: Answer, random: Random) -> None:
    one, two, sid = _ids(random)
    ended: set[str] = set()
    answer(one, sid, {one}, ended)
    expect_equal(ended, {sid})
    answer(two, f"{sid}'s phone", {one, two}, ended)
    expect_equal(ended, {sid, f"{sid}'s phone"})


@exercise.property("refuses every token of a session that has ended")
def _ended(answer: Answer, random: Random) -> None:
    one, two, sid = _ids(random)
    expect_equal(answer(one, sid, set(), {sid}), False)
    expect_equal(answer(two, sid, {one}, {sid}), False)


@exercise.property("leaves other sessions alone")
def _others(answer: Answer, random: Random) -> None:
    one, two, sid = _ids(random)
    expect_equal(answer(two, f"{sid}'s phone", {one}, {sid}), True)
    for other in _alike(sid):
        ended = {other}
        expect_equal(answer(two, sid, {one}, ended), True)
        expect_equal(ended, {other})


@exercise.property("tells every two ids apart")
def _apart(answer: Answer, random: Random) -> None:
    one, _, sid = _ids(random)
    for other in _alike(one):
        expect_equal(answer(one, sid, {other}, set()), True)
        expect_equal(answer(other, sid, {one}, set()), True)


@exercise.property("remembers what was used in the set it was given, and nowhere else")
def _in_the_set(answer: Answer, random: Random) -> None:
    one, two, sid = _ids(random)
    used = {two}
    answer(one, sid, used, set())
    expect_equal(used, {one, two})
    answer(one, sid, used, set())
    expect_equal(used, {one, two})
    expect_equal(answer(one, sid, set(), set()), True)


@exercise.misconception(
    "used = … gives the name to a new set, and the one that you were given stays as it was. Others "
    "look into that one: change it, with add.",
    detect=lambda answer: assigns(answer, "used", "ended"),
)
def _new_sets(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    if jti in used:
        ended = ended | {sid}
    good = sid not in ended
    used = used | {jti}
    return good


@exercise.misconception(
    "The session of a token that comes twice belongs into ended: its first use may have been the "
    "thief's."
)
def _goes_on(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    good = jti not in used and sid not in ended
    used.add(jti)
    return good


@exercise.misconception(
    "Other tokens of a session that ended are dead as well: look for sid in ended."
)
def _never_looks(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    if jti in used:
        ended.add(sid)
        return False
    used.add(jti)
    return True


@exercise.misconception(
    "Note the token in the set that you were given, used.add(jti): otherwise it works once more."
)
def _not_noted(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    if jti in used:
        ended.add(sid)
    return jti not in used and sid not in ended


@exercise.misconception(
    "Only this session ends: another device of the same person stays signed in."
)
def _everyone(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    good = jti not in used and not ended
    if jti in used:
        ended.add(sid)
    used.add(jti)
    return good


@exercise.misconception("ended holds sessions, and jti names a token: add sid to it.")
def _wrong_id(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    if jti in used:
        ended.add(jti)
    good = jti not in used and sid not in ended
    used.add(jti)
    return good


@exercise.misconception("update adds each letter of a text by itself: add takes a whole id.")
def _letters(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    if jti in used:
        ended.update(sid)
        return False
    used.update(jti)
    return sid not in ended


@exercise.misconception("A session ends when a token comes twice, not when one is used.")
def _ends_at_once(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    good = jti not in used and sid not in ended
    used.add(jti)
    ended.add(sid)
    return good


@exercise.misconception("Another token that was used says nothing of this one: is jti in used?")
def _any_used(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    if used:
        ended.add(sid)
    elif sid not in ended:
        used.add(jti)
        return True
    return False


@exercise.misconception("Two ids are one only if they are equal: part of one is another id.")
def _inside(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    if any(jti in one for one in used):
        ended.add(sid)
    good = sid not in ended
    used.add(jti)
    return good


@exercise.misconception("Whoever comes the second time is refused as well, not the session alone.")
def _lets_through(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    good = sid not in ended
    if jti in used:
        ended.add(sid)
    used.add(jti)
    return good


@exercise.misconception("A token that was used stays used: leave it in the set.")
def _forgets(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    if jti in used:
        ended.add(sid)
        used.remove(jti)
        return False
    used.add(jti)
    return sid not in ended
