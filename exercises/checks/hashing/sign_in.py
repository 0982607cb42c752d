"""Sign in at the same cost for every user, known or not."""

from random import Random
from typing import Any
from unittest.mock import patch

from argon2 import PasswordHasher, low_level
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
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
of_other_costs = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(OF_THE_DUMMY)


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
    others = (generators.random_text(random), "", f" {password}", f"{password} ", OF_THE_DUMMY)
    for typed in others:
        expect_equal(answer(table, user, typed), False)
    expect_equal(answer({user: cheap.hash(f"{password} ")}, user, password), False)


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


@exercise.property("spends as much on an unknown user as on a known one")
def _same_cost(answer: Answer, random: Random) -> None:
    table, user, password = _table(random)
    known = _watched(answer, table, user, password).verified
    unknown = _watched(answer, table, "zoe", password).verified
    count = f"hashes verified for a known user: {len(known)}, for an unknown one: {len(unknown)}"
    told = "another cost for an unknown user" if len(known) == len(unknown) else count
    expect_true(known == unknown, told, f"{' + '.join(known)} for each, not {' + '.join(unknown)}")


@exercise.property("keeps unknown users out, whatever they say, and only them")
def _unknown(answer: Answer, random: Random) -> None:
    table, user, password = _table(random)
    for who in ("zoe", user.title(), f"{user} "):
        expect_equal(answer(table, who, password), False)
    expect_equal(answer(table, "zoe", OF_THE_DUMMY), False)
    (other,) = set(table) - {user}
    expect_equal(answer(table, other, OF_THE_DUMMY), True)


@exercise.property("answers False where the stored text is no hash, or a damaged one")
def _no_hash(answer: Answer, random: Random) -> None:
    word = "sunshine"
    whole = cheap.hash(word, salt=random.randbytes(16))
    for stored in (digest(word), "$argon2id$rubbish", "", word, whole[:-6], whole[1:]):
        for typed in (generators.random_text(random), word, OF_THE_DUMMY):
            expect_equal(answer({"ann": stored}, "ann", typed), False)


@exercise.property("verifies exactly one hash at each call, and makes none")
def _one_hash(answer: Answer, random: Random) -> None:
    table, user, password = _table(random)
    for who, words in (
        (user, (password, password, "wrong", "")),
        ("zoe", (password, OF_THE_DUMMY)),
    ):
        for word in words:
            library = _watched(answer, table, who, word)
            told = f"hashes verified: {len(library.verified)}, made: {library.made}"
            wanted = "hashes verified: 1, made: 0"
            expect_true(told == wanted, told, wanted)


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


def _verified(stored: str, password: str) -> bool:
    try:
        return cheap.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@exercise.misconception(
    "A known user costs two verifications, an unknown one only one. First choose the hash, the "
    "user's or dummy; then verify it."
)
def _dummy_first(table: dict[str, str], user: str, password: str) -> bool:
    _verified(dummy, password)
    return user in table and _verified(table[user], password)


@exercise.misconception(
    "To make a hash costs about as much as to verify one: for an unknown user verify dummy, and "
    "make none."
)
def _made_and_verified(table: dict[str, str], user: str, password: str) -> bool:
    return _verified(table.get(user) or cheap.hash("nobody"), password) and user in table


@exercise.misconception("To make a hash is not to verify one: for an unknown user verify dummy.")
def _made(table: dict[str, str], user: str, password: str) -> bool:
    return _verified(table[user], password) if user in table else not cheap.hash(password)


@exercise.misconception(
    "Everybody who is known gets in: what verify says, or raises, has to decide, too."
)
def _known_opens(table: dict[str, str], user: str, password: str) -> bool:
    _verified(table.get(user, dummy), password)
    return user in table


@exercise.misconception(
    "or gives dummy for an empty text as well, and whoever has that gets in with dummy's password: "
    "table.get(user, dummy) asks only whether the user is there."
)
def _or_dummy(table: dict[str, str], user: str, password: str) -> bool:
    return _verified(table.get(user) or dummy, password) and user in table


@exercise.misconception("Verify at each call, also where the password is empty: the time tells.")
def _no_empty_password(table: dict[str, str], user: str, password: str) -> bool:
    return bool(password) and _verified(table.get(user, dummy), password) and user in table


@exercise.misconception("The dummy's password may be a real user's, too: ask for the user instead.")
def _not_the_dummys(table: dict[str, str], user: str, password: str) -> bool:
    return _verified(table.get(user, dummy), password) and password != OF_THE_DUMMY


@exercise.misconception(
    "The hash that you verify for an unknown user has other costs than those in the table, so the "
    "time tells: dummy has the same."
)
def _other_costs(table: dict[str, str], user: str, password: str) -> bool:
    return _verified(table.get(user, of_other_costs), password) and user in table
