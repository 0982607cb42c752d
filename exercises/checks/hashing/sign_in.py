"""Sign in at the same cost for every user, known or not."""

from random import Random
from typing import Any
from unittest.mock import patch

from argon2 import PasswordHasher, low_level
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.hashing import digest

cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""It costs what the hashes of the exercise cost."""
exercise = Exercise(
    "sign_in",
    "The dummy costs an unknown id as much as a known one (CWE-208). Asking at the end whether the "
    "user exists keeps even the dummy's own password out. ValueError covers InvalidHashError and "
    "the UnicodeEncodeError of a text that is not ASCII. A damaged entry answers sooner: mend it.",
)
OF_THE_DUMMY = "nobody has this password"
dummy = cheap.hash(OF_THE_DUMMY)


def _table(random: Random) -> tuple[dict[str, str], str, str]:
    """Draw a table, one of its two users, and that one's password: the other has the dummy's."""
    user, other = generators.random_names(random, 2)
    password = generators.random_text(random)
    hashes = [cheap.hash(word, salt=random.randbytes(16)) for word in (password, OF_THE_DUMMY)]
    return dict(zip((user, other), hashes, strict=True)), user, password


@exercise.property("lets the right password in, and no wrong one")
def _in_and_out(answer: Answer, random: Random) -> None:
    table, user, password = _table(random)
    expect_equal(answer(table, user, password), True)
    for typed in (generators.random_text(random), "", f" {password}", f"{password} "):
        expect_equal(answer(table, user, typed), False)
    expect_equal(answer({user: cheap.hash(f"{password} ")}, user, password), False)


@exercise.property("keeps unknown users out, whatever they say, and only them")
def _unknown(answer: Answer, random: Random) -> None:
    table, user, password = _table(random)
    for who in ("zoe", user.title(), f"{user} ", ""):
        for guess in (password, OF_THE_DUMMY):
            expect_equal(answer(table, who, guess), False)
    (other,) = set(table) - {user}
    expect_equal(answer(table, other, OF_THE_DUMMY), True)


@exercise.property("answers False where the stored text is no hash, or a damaged one")
def _no_hash(answer: Answer, random: Random) -> None:
    word = "sunshine"
    whole = cheap.hash(word, salt=random.randbytes(16))
    for stored in (digest(word), "$argon2id$rubbish", "", word, whole[:-6], whole[1:]):
        for typed in (generators.random_text(random), word, OF_THE_DUMMY):
            expect_equal(answer({"ann": stored}, "ann", typed), False)


class _Library:
    """The library in C below every function of argon2, noting what it verifies and makes."""

    real: Any = vars(low_level)["lib"]

    def __init__(self) -> None:
        self.verified: list[str] = []
        """The costs of each hash, as "m=64,t=1,p=1"."""
        self.made = 0

    def __getattr__(self, name: str) -> Any:
        self.made += name == "argon2_hash"
        return self._verify if name == "argon2_verify" else getattr(self.real, name)

    def _verify(self, stored: Any, *arguments: Any) -> Any:
        self.verified.append(low_level.ffi.string(stored).decode().split("$")[3])
        return self.real.argon2_verify(stored, *arguments)


def _watched(answer: Answer, table: dict[str, str], user: str, password: str) -> _Library:
    library = _Library()
    with patch.object(low_level, "lib", library):
        answer(table, user, password)
    return library


@exercise.property("verifies exactly one hash at each call, and makes none")
def _one_hash(answer: Answer, random: Random) -> None:
    table, user, password = _table(random)
    for who in (user, "zoe"):
        for word in (password, password, "wrong", "", OF_THE_DUMMY):
            library = _watched(answer, table, who, word)
            told = f"{len(library.verified)} verified, {library.made} made"
            expect_equal(told, "1 verified, 0 made")


@exercise.property("spends as much on an unknown user as on a known one")
def _same_cost(answer: Answer, random: Random) -> None:
    table, user, password = _table(random)
    known = _watched(answer, table, user, password).verified
    expect_equal(_watched(answer, table, "zoe", password).verified, known)


@exercise.misconception(
    "An unknown user is told apart by the time: verify the password against dummy, too."
)
def _look_up_first(table: dict[str, str], user: str, password: str) -> bool:
    if user not in table:
        return False
    try:
        return cheap.verify(table[user], password)
    except (VerificationError, InvalidHashError):
        return False


@exercise.misconception(
    "Whoever knows the dummy's password signs in as anybody: ask for the user as well."
)
def _dummy_opens(table: dict[str, str], user: str, password: str) -> bool:
    try:
        return cheap.verify(table.get(user, dummy), password)
    except (VerificationError, InvalidHashError):
        return False


@exercise.misconception(
    "An unknown user isn't in the table: table.get(user, dummy) gives dummy instead."
)
def _only_known(table: dict[str, str], user: str, password: str) -> bool:
    try:
        return cheap.verify(table[user], password)
    except (VerificationError, InvalidHashError):
        return False


@exercise.misconception(
    "A text that is no hash raises InvalidHashError, which is no VerificationError: catch both."
)
def _no_invalid_hash(table: dict[str, str], user: str, password: str) -> bool:
    try:
        return cheap.verify(table.get(user, dummy), password) and user in table
    except VerificationError:
        return False


@exercise.misconception(
    "A damaged hash raises VerificationError itself; VerifyMismatchError is only one kind of it."
)
def _only_mismatches(table: dict[str, str], user: str, password: str) -> bool:
    try:
        return cheap.verify(table.get(user, dummy), password) and user in table
    except (VerifyMismatchError, InvalidHashError):
        return False


@exercise.misconception("verify takes the stored hash first, and the password after it.")
def _turned_round(table: dict[str, str], user: str, password: str) -> bool:
    return cheap.verify(password, table.get(user, dummy)) and user in table


@exercise.misconception("A wrong password raises VerifyMismatchError: catch it, and answer False.")
def _uncaught(table: dict[str, str], user: str, password: str) -> bool:
    return cheap.verify(table.get(user, dummy), password) and user in table


@exercise.misconception(
    "Nobody gets in. hash takes a new salt each time, so its texts differ: verify takes the "
    "stored hash, and the password, and says whether they fit."
)
def _hashed_again(table: dict[str, str], user: str, password: str) -> bool:
    return cheap.hash(password) == table.get(user, dummy)
