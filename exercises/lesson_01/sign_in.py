"""Sign in at the same cost for every user, known or not."""

from random import Random
from unittest.mock import patch

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from exercises import draw
from exercises.attempt import Given, expect, expect_that
from exercises.checking import Exercise
from exercises.lesson_01 import digest

cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
exercise = Exercise(
    "sign_in",
    "The dummy costs an unknown id as much as a known one (CWE-208). Asking at the end whether the "
    "user exists keeps even the dummy's own password out.",
)


def _table(random: Random) -> tuple[dict[str, str], str, str]:
    """Draw a table of two users, one of them, and that one's password."""
    user, other = draw.names(random, 2)
    password = draw.text(random)
    hashes = [cheap.hash(word, salt=random.randbytes(16)) for word in (password, "another")]
    return dict(zip((user, other), hashes, strict=True)), user, password


@exercise.must("lets the right password in, and no wrong one")
def _in_and_out(given: Given, random: Random) -> None:
    table, user, password = _table(random)
    expect(given(table, user, password), True)
    expect(given(table, user, draw.text(random)), False)


@exercise.must("keeps unknown users out, whatever they say")
def _unknown(given: Given, random: Random) -> None:
    table, _, password = _table(random)
    for guess in (password, "nobody has this password"):
        expect(given(table, "zoe", guess), False)


@exercise.must("answers False where the stored text is no hash")
def _no_hash(given: Given, random: Random) -> None:
    expect(given({"ann": digest("sunshine")}, "ann", draw.text(random)), False)


@exercise.must("verifies exactly one hash at each call")
def _one_hash(given: Given, random: Random) -> None:
    table, user, password = _table(random)
    real = PasswordHasher.verify
    with patch.object(PasswordHasher, "verify", autospec=True, side_effect=real) as counted:
        for who, word in ((user, password), (user, "wrong"), ("zoe", password)):
            before = counted.call_count
            given(table, who, word)
            verified = counted.call_count - before
            expect_that(verified == 1, f"{verified} hashes verified", "1 hash verified")


@exercise.mistake(
    "An unknown user is told apart by the time: verify the password against dummy, too."
)
def _look_up_first(table: dict[str, str], user: str, password: str) -> bool:
    if user not in table:
        return False
    try:
        return cheap.verify(table[user], password)
    except (VerificationError, InvalidHashError):
        return False


@exercise.mistake(
    "Whoever knows the dummy's password signs in as anybody: ask for the user as well."
)
def _dummy_opens(table: dict[str, str], user: str, password: str) -> bool:
    try:
        return cheap.verify(table.get(user, cheap.hash("nobody has this password")), password)
    except (VerificationError, InvalidHashError):
        return False


@exercise.mistake("A wrong password raises VerifyMismatchError: catch it, and answer False.")
def _uncaught(table: dict[str, str], user: str, password: str) -> bool:
    return cheap.verify(table.get(user, cheap.hash("nobody")), password) and user in table
