"""A public key taken for a secret."""

import re
from collections.abc import Iterator
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
from exercises.checks.forging import OTHER_NAMES, claims_of, kept, misspelt

exercise = Exercise(
    "confused_for",
    "HMAC takes any bytes for a key, and the public key's text is bytes that everyone has. A "
    "verifier that ties each key to one algorithm can't be asked to use it otherwise.",
)


@cache
def _private() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65_537, 2_048)


def _pems() -> list[bytes]:
    """Return the public key's text as servers publish it: with either line end, or none at last."""
    pem = _private().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return [pem, pem.replace(b"\n", b"\r\n"), pem.rstrip(), b"\n" + pem]


def _real(random: Random) -> Iterator[tuple[str, dict[str, Any], bytes, str]]:
    """Draw Bob's tokens, old and new, their claims, a public key as PEM, and another name."""
    names = [*generators.random_names(random, 2), *OTHER_NAMES]
    for number, (name, pem) in enumerate(zip(names, 2 * _pems(), strict=False)):
        claims = claims_of(random, "bob", 600 if number == 0 else -600)
        while not number and not _has_url_letter(claims, pem, name):
            claims["n"] += 1
        yield jwt.encode(claims, _private(), algorithm="RS256"), claims, pem, name


def _has_url_letter(claims: dict[str, Any], pem: bytes, name: str) -> bool:
    """Return whether the forged signature has a letter that plain base64 does not have."""
    forged = forge(jwt.encode(claims, _private(), algorithm="RS256"), pem, name)
    return bool(re.search("[-_]", forged.rpartition(".")[2]))


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
    for token, _, pem, name in _real(random):
        expect_equal(_gullible(answer(token, pem, name), pem), name)


@exercise.property("keeps the other claims")
def _others(answer: Answer, random: Random) -> None:
    for token, claims, pem, name in _real(random):
        claims.pop("sub")
        expect_equal(kept(answer(token, pem, name)), claims)


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


@exercise.misconception(
    "Not every text of a key ends its lines alike: sign with the bytes as you got them."
)
def _new_lines(token: str, pem: bytes, name: str) -> str:
    return forge(token, b"\n".join(pem.splitlines()) + b"\n", name)


@exercise.misconception("A token that has ended serves as well to copy from: only read it.")
def _not_expired(token: str, pem: bytes, name: str) -> str:
    jwt.decode(token, options={"verify_signature": False, "verify_exp": True})
    return forge(token, pem, name)


@exercise.misconception("alg is compared letter by letter, and written in capitals: HS256.")
def _small(token: str, pem: bytes, name: str) -> str:
    return forge(token, pem, name, alg="hs256")


@exercise.misconception("The token is still for bob: here sub says who, and nothing else does.")
def _id(token: str, pem: bytes, name: str) -> str:
    header, payload, _ = forge(token, pem, "bob").split(".")
    message = f"{header}.{encode_part(decode_object(payload) | {'id': name})}"
    return hmac_sign(message, pem, "sha256")
