"""A token that claims to need no signature."""

from random import Random
from typing import Any

import jwt

from exercises import draw
from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_07 import read, write

exercise = Exercise(
    "unsigned_for",
    "Nothing here needed a key: the verifier asked the token how to verify it. One that names its "
    "own algorithm never looks at that word, and this token is waste paper.",
)


def _real(random: Random) -> tuple[str, dict[str, Any]]:
    claims = {"sub": "mallory", "jti": random.choice(draw.NAMES), "n": random.randrange(10**6)}
    return jwt.encode(claims, random.randbytes(32)), claims


def _gullible(token: str) -> Any:
    """Believe the header, as the lesson's verifier does."""
    header, payload, signature = token.split(".")
    told = read(header).get("alg") == "none" and signature == ""
    return read(payload) if told else "refused: it is not unsigned"


@exercise.must("is believed by a verifier that asks the header")
def _believed(given: Given, random: Random) -> None:
    token, _ = _real(random)
    said = _gullible(given(token, "admin"))
    expect(said["sub"] if isinstance(said, dict) else said, "admin")


@exercise.must("keeps the other claims")
def _others(given: Given, random: Random) -> None:
    token, claims = _real(random)
    kept = read(given(token, "admin").split(".")[1])
    expect({k: v for k, v in kept.items() if k != "sub"}, {k: claims[k] for k in ("jti", "n")})


def forge(token: str, name: str, alg: str = "none", end: str = ".") -> str:
    """Return the right answer; the arguments make it wrong."""
    header, payload, _ = token.split(".")
    return f"{write(read(header) | {'alg': alg})}.{write(read(payload) | {'sub': name})}{end}"


@exercise.mistake("The header still names an algorithm: write none where alg stands.")
def _old_header(token: str, name: str) -> str:
    return forge(token, name, alg="HS256")


@exercise.mistake("Three parts, two dots: the signature is empty, and its dot stays.")
def _two_parts(token: str, name: str) -> str:
    return forge(token, name, end="")


@exercise.mistake("Change the one claim, and keep the rest as it was.")
def _alone(token: str, name: str) -> str:
    return f"{write({'alg': 'none'})}.{write({'sub': name})}."
