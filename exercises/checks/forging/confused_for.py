"""A public key taken for a secret."""

import re
from functools import cache
from random import Random
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from demo_server.jose import decode_object, encode_part, hmac_sign
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.forging import misspelt

exercise = Exercise(
    "confused_for",
    "HMAC takes any bytes for a key, and the public key's text is bytes that everyone has. A "
    "verifier that ties each key to one algorithm can't be asked to use it otherwise.",
)


@cache
def _private() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65_537, 2_048)


def _real(random: Random) -> tuple[str, bytes, str]:
    """Return Bob's token of a server that signs by RS256, its public key as PEM, and a name."""
    claims = {"sub": "bob", "n": random.randrange(10**6)}
    public = _private().public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return jwt.encode(claims, _private(), algorithm="RS256"), pem, random.choice(generators.NAMES)


def _gullible(token: str, pem: bytes) -> Any:
    """Return whom the lesson's verifier believes this to be, or why it refuses."""
    if refused := misspelt(token):
        return refused
    header, payload, signature = token.split(".")
    if (alg := decode_object(header).get("alg")) != "HS256":
        return f"refused: alg is {alg!r}"
    if not re.fullmatch(r"[\w-]{43}", signature, re.ASCII):
        return "refused: the signature is not 32 bytes in base64url"
    fits = hmac_sign(f"{header}.{payload}", pem, "sha256") == token
    return decode_object(payload).get("sub") if fits else "refused: the signature does not fit"


@exercise.property("is believed by a verifier that takes alg from the token")
def _believed(answer: Answer, random: Random) -> None:
    token, pem, name = _real(random)
    expect_equal(_gullible(answer(token, pem, name), pem), name)


@exercise.property("keeps the other claims")
def _others(answer: Answer, random: Random) -> None:
    token, pem, name = _real(random)
    kept = decode_object(answer(token, pem, name).split(".")[1])
    expect_equal(kept.get("n"), decode_object(token.split(".")[1])["n"])


def forge(token: str, key: bytes, name: str, alg: str = "HS256") -> str:
    """Return the right answer, if the key is the public one."""
    header, payload, _ = token.split(".")
    changed = encode_part(decode_object(header) | {"alg": alg})
    message = f"{changed}.{encode_part(decode_object(payload) | {'sub': name})}"
    return hmac_sign(message, key, "sha256")


@exercise.misconception(
    "The header still says RS256: the verifier would take the key for what it is."
)
def _old_header(token: str, pem: bytes, name: str) -> str:
    return forge(token, pem, name, alg="RS256")


@exercise.misconception(
    "Sign header and payload with the public key's text, every letter and line end of it: that is "
    "what the verifier holds."
)
def _stripped(token: str, pem: bytes, name: str) -> str:
    return forge(token, pem.strip(), name)


@exercise.misconception(
    "PyJWT knows this attack, and takes no public key for a secret: compute the HMAC by hand, with "
    "hmac.digest(pem, …)."
)
def _by_pyjwt(token: str, pem: bytes, name: str) -> str:
    claims = jwt.decode(token, options={"verify_signature": False}) | {"sub": name}
    return jwt.encode(claims, pem, algorithm="HS256")


@exercise.misconception("alg has to be HS256: that makes the verifier take its key for a secret.")
def _unsigned(token: str, pem: bytes, name: str) -> str:
    return forge(token, pem, name, alg="none").rpartition(".")[0] + "."


@exercise.misconception(
    "That is another HMAC than HS256: let the header say HS256, and use SHA-256."
)
def _longer(token: str, pem: bytes, name: str) -> str:
    return forge(token, pem, name, alg="HS512")


@exercise.misconception("A signature is 32 bytes in base64url without =: neither hex nor padded.")
def _padded(token: str, pem: bytes, name: str) -> str:
    return f"{forge(token, pem, name)}="


@exercise.misconception("Change the one claim, and keep the rest as it was.")
def _alone(_token: str, pem: bytes, name: str) -> Any:
    return hmac_sign(f"{encode_part({'alg': 'HS256'})}.{encode_part({'sub': name})}", pem, "sha256")
