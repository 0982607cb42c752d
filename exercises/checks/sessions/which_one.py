"""A token, or none."""

from random import Random

from exercises.checks.answer import Given, expect
from exercises.checks.exercise import Exercise

exercise = Exercise(
    "which_one",
    "A token saves a question, and the price is a sign-out that comes late. Who can ask at each "
    "request has nothing to save, and nobody learns of a sign-out without asking. Whoever holds a "
    "shared key can sign: among the machines of one service that is no harm.",
)


@exercise.must("takes a session wherever each request can ask")
def _session(given: Given, _random: Random) -> None:
    for at_once, others in ((True, True), (True, False), (False, True), (False, False)):
        expect(given(True, at_once, others), "session")


@exercise.must("knows what nobody can have: no question, and out at once")
def _nothing(given: Given, _random: Random) -> None:
    expect(given(False, True, True), "impossible")
    expect(given(False, True, False), "impossible")


@exercise.must("gives a public key to whoever only verifies")
def _public(given: Given, _random: Random) -> None:
    expect(given(False, False, True), "public key")


@exercise.must("keeps one secret where nobody but the signer verifies")
def _shared(given: Given, _random: Random) -> None:
    expect(given(False, False, False), "shared key")


def choice(can_ask: bool, at_once: bool, others: bool) -> str:
    """Return the right answer."""
    if can_ask:
        return "session"
    return "impossible" if at_once else "public key" if others else "shared key"


@exercise.mistake(
    "A token is not faster or safer by itself: where you can ask, a session is simpler."
)
def _token_always(_can_ask: bool, at_once: bool, others: bool) -> str:
    return choice(False, at_once, others)


@exercise.mistake("Signing out is learned by asking: who can't ask, learns it when the token ends.")
def _hopes(can_ask: bool, _at_once: bool, others: bool) -> str:
    return choice(can_ask, False, others)


@exercise.mistake(
    "Whoever has the shared key can sign as well: who only verifies gets a public key."
)
def _secret_for_all(can_ask: bool, at_once: bool, _others: bool) -> str:
    return choice(can_ask, at_once, False)


@exercise.mistake(
    "Where the service that signs is the only one that verifies, nobody needs a public key: its "
    "machines share one key."
)
def _pair_for_all(can_ask: bool, at_once: bool, _others: bool) -> str:
    return choice(can_ask, at_once, True)
