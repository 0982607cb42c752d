"""A token, or none."""

from random import Random

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "which_one",
    "A token saves a question, and the price is a sign-out that comes late. Who can ask at each "
    "request has nothing to save, and nobody learns of a sign-out without asking. Whoever holds a "
    "shared key can sign: among the machines of one service that is no harm.",
)


@exercise.property("takes a session wherever each request can ask")
def _session(answer: Answer, _random: Random) -> None:
    for at_once, others in ((True, True), (True, False), (False, True), (False, False)):
        expect_equal(answer(True, at_once, others), "session")


@exercise.property("knows what nobody can have: no question, and out at once")
def _nothing(answer: Answer, _random: Random) -> None:
    expect_equal(answer(False, True, True), "impossible")
    expect_equal(answer(False, True, False), "impossible")


@exercise.property("gives a public key to whoever only verifies")
def _public(answer: Answer, _random: Random) -> None:
    expect_equal(answer(False, False, True), "public key")


@exercise.property("keeps one secret where nobody but the signer verifies")
def _shared(answer: Answer, _random: Random) -> None:
    expect_equal(answer(False, False, False), "shared key")


def choice(can_ask: bool, at_once: bool, others: bool) -> str:
    """Return the right answer."""
    if can_ask:
        return "session"
    return "impossible" if at_once else "public key" if others else "shared key"


@exercise.misconception(
    "A token is not faster or safer by itself: where you can ask, a session is simpler."
)
def _token_always(_can_ask: bool, at_once: bool, others: bool) -> str:
    return choice(False, at_once, others)


@exercise.misconception(
    "Signing out is learned by asking: who can't ask, learns it when the token ends."
)
def _hopes(can_ask: bool, _at_once: bool, others: bool) -> str:
    return choice(can_ask, False, others)


@exercise.misconception(
    "Whoever has the shared key can sign as well: who only verifies gets a public key."
)
def _secret_for_all(can_ask: bool, at_once: bool, _others: bool) -> str:
    return choice(can_ask, at_once, False)


@exercise.misconception(
    "Where the service that signs is the only one that verifies, nobody needs a public key: its "
    "machines share one key."
)
def _pair_for_all(can_ask: bool, at_once: bool, _others: bool) -> str:
    return choice(can_ask, at_once, True)


@exercise.misconception(
    "A session is a question to one database: where no request can ask, there is none to choose."
)
def _session_at_once(can_ask: bool, at_once: bool, others: bool) -> str:
    return "session" if at_once else choice(can_ask, at_once, others)


@exercise.misconception("A session is simpler wherever each request can ask, in a hurry or not.")
def _session_if_at_once(can_ask: bool, at_once: bool, others: bool) -> str:
    return choice(can_ask and at_once, at_once, others)


@exercise.misconception("Whoever verifies elsewhere can ask, too: then a session does for all.")
def _key_for_others(can_ask: bool, at_once: bool, others: bool) -> str:
    return "public key" if others and can_ask else choice(can_ask, at_once, others)


@exercise.misconception(
    "The two keys are exchanged: whoever only verifies must not be able to sign."
)
def _exchanged(can_ask: bool, at_once: bool, others: bool) -> str:
    return choice(can_ask, at_once, not others)


@exercise.misconception(
    "One service on several machines is late as well: none of them learns of a sign-out unasked."
)
def _hopes_alone(can_ask: bool, at_once: bool, others: bool) -> str:
    return choice(can_ask, at_once and others, others)


@exercise.misconception("No request can ask here, so it is a token: without others, under one key.")
def _session_without_others(can_ask: bool, at_once: bool, others: bool) -> str:
    return choice(can_ask or not others, at_once, others)
