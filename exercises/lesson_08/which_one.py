"""A token, or none."""

from random import Random

from exercises.attempt import Given, expect
from exercises.checking import Exercise

exercise = Exercise(
    "which_one",
    "A token saves a question, and the price is a sign-out that comes late. Who can ask at each "
    "request has nothing to save. And nobody can learn of a sign-out at once without asking.",
)


def _coin(random: Random) -> bool:
    return random.random() < 0.5


@exercise.must("takes a session wherever each request can ask")
def _session(given: Given, random: Random) -> None:
    tried = [given(True, _coin(random), _coin(random)) for _ in range(6)]
    expect(tried, ["session"] * 6)


@exercise.must("knows what nobody can have: no question, and out at once")
def _nothing(given: Given, random: Random) -> None:
    expect(given(False, True, _coin(random)), "impossible")


@exercise.must("gives other people's programs a public key")
def _public(given: Given, _random: Random) -> None:
    expect(given(False, False, True), "public key")


@exercise.must("lets your own services share a secret")
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


@exercise.mistake("Whoever has the shared secret can sign as well: others get a public key.")
def _secret_for_all(can_ask: bool, at_once: bool, _others: bool) -> str:
    return choice(can_ask, at_once, False)


@exercise.mistake(
    "Your own services may sign as well as verify: a shared secret is enough for them."
)
def _pair_for_all(can_ask: bool, at_once: bool, _others: bool) -> str:
    return choice(can_ask, at_once, True)
