"""Compare a digest in constant time."""

import hashlib
import hmac
from random import Random

from exercises import draw
from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_01 import COUNT, digest
from exercises.own_code import compares_in_constant_time

exercise = Exercise(
    "right_password",
    "compare_digest looks at every character, wherever the first difference is. The difference "
    "that == makes is small, and it has been measured over networks before.",
)


@exercise.must("accepts the right password and no other")
def _right_and_wrong(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        password, salt = draw.text(random), random.randbytes(8)
        kept = digest(password, salt)
        expect(given(salt, kept, password), True)
        expect(given(salt, kept, draw.text(random)), False)
        expect(given(salt, kept, ""), False)
        expect(given(random.randbytes(8), kept, password), False)


exercise.must("compares in constant time")(compares_in_constant_time)


@exercise.mistake(
    "You compared the hex digest with ==: right answer, but its time tells an attacker how far "
    "they got.",
)
def _with_equals(salt: bytes, digest: str, password: str) -> bool:
    return hashlib.sha256(salt + password.encode()).hexdigest() == digest


@exercise.mistake("Hash the salt together with the password: sha256(salt + password).")
def _no_salt(salt: bytes, digest: str, password: str) -> bool:
    return hmac.compare_digest(hashlib.sha256(password.encode()).hexdigest(), digest)
