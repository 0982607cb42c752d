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


@exercise.property("lets each token of a session work once")
def _once(answer: Answer, random: Random) -> None:
    (one, two, sid), used, ended = _ids(random), set[str](), set[str]()
    for jti, works in ((one, True), (two, True), (one, False)):
        expect_equal(answer(jti, sid, used, ended), works)


@exercise.property("ends the session of a token that comes twice")
def _ends(answer: Answer, random: Random) -> None:
    one, _, sid = _ids(random)
    ended: set[str] = set()
    answer(one, sid, {one}, ended)
    expect_equal(ended, {sid})


@exercise.property("refuses every token of a session that has ended")
def _ended(answer: Answer, random: Random) -> None:
    one, two, sid = _ids(random)
    expect_equal(answer(one, sid, set(), {sid}), False)
    expect_equal(answer(two, sid, {one}, {sid}), False)


@exercise.property("leaves other sessions alone")
def _others(answer: Answer, random: Random) -> None:
    one, two, sid = _ids(random)
    expect_equal(answer(two, f"{sid}'s phone", {one}, {sid}), True)


@exercise.misconception(
    "To refuse the second use is not enough: the first one may have been the thief's."
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
