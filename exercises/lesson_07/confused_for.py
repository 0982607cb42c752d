"""A public key taken for a secret."""

import hmac
from functools import cache
from random import Random
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_07 import read, write

exercise = Exercise(
    "confused_for",
    "HMAC takes any bytes for a key, and the public key's text is bytes that everyone has. A "
    "verifier that ties each key to one algorithm can't be asked to use it otherwise.",
)


@cache
def _private() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65_537, 2_048)


def _real(random: Random) -> tuple[str, bytes]:
    """Return Bob's token of a server that signs by RS256, and its public key as PEM."""
    claims = {"sub": "bob", "n": random.randrange(10**6)}
    public = _private().public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return jwt.encode(claims, _private(), algorithm="RS256"), pem


def seal(message: str, key: bytes) -> str:
    """Return a token: its signing input with an HS256 signature."""
    signature = hmac.digest(key, message.encode(), "sha256")
    return f"{message}.{jwt.utils.base64url_encode(signature).decode()}"


@exercise.must("is believed by a verifier that takes alg from the token")
def _believed(given: Given, random: Random) -> None:
    token, pem = _real(random)
    forged = given(token, pem, "alice")
    header, payload, _ = forged.split(".")
    said = read(payload)["sub"]
    if seal(f"{header}.{payload}", pem) != forged:
        said = "refused: the signature does not fit"
    if read(header)["alg"] != "HS256":
        said = "refused: alg is not HS256"
    expect(said, "alice")


@exercise.must("keeps the other claims")
def _others(given: Given, random: Random) -> None:
    token, pem = _real(random)
    kept = read(given(token, pem, "alice").split(".")[1])
    expect(kept.get("n"), read(token.split(".")[1])["n"])


def forge(token: str, key: bytes, name: str, alg: str = "HS256") -> str:
    """Return the right answer, if the key is the public one."""
    header, payload, _ = token.split(".")
    return seal(f"{write(read(header) | {'alg': alg})}.{write(read(payload) | {'sub': name})}", key)


@exercise.mistake("The header still says RS256: the verifier would take the key for what it is.")
def _old_header(token: str, pem: bytes, name: str) -> str:
    return forge(token, pem, name, alg="RS256")


@exercise.mistake(
    "Sign with the public key's text, every letter and line end of it: that is what the verifier "
    "holds."
)
def _stripped(token: str, pem: bytes, name: str) -> str:
    return forge(token, pem.strip(), name)


@exercise.mistake("Change the one claim, and keep the rest as it was.")
def _alone(_token: str, pem: bytes, name: str) -> Any:
    return seal(f"{write({'alg': 'HS256'})}.{write({'sub': name})}", pem)
