"""Verify with a published key."""

import json
from random import Random
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from demo_server.jose import base64url_encode
from exercises.checks import generators
from exercises.checks.encoding import SAMPLES
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_raises

exercise = Exercise(
    "claims_by_jwk",
    "The key says which algorithm it is for, and the list says it once more: whatever stands in "
    "the token's header, it is verified as EdDSA or not at all.",
)


def _owner(random: Random) -> tuple[Ed25519PrivateKey, dict[str, str]]:
    """Draw a private key; return it with its public half as a JWK."""
    private = Ed25519PrivateKey.from_private_bytes(random.randbytes(32))
    x = base64url_encode(private.public_key().public_bytes_raw())
    return private, {"kty": "OKP", "crv": "Ed25519", "x": x}


def _claims(random: Random) -> dict[str, Any]:
    return {"sub": random.choice(generators.NAMES), "n": random.randrange(10**6)}


@exercise.property("returns the claims that the key's owner signed")
def _signed(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        (private, jwk), claims = _owner(random), _claims(random)
        expect_equal(answer(jwt.encode(claims, private, algorithm="EdDSA"), jwk), claims)


@exercise.property("refuses what the key's owner did not sign")
def _not_signed(answer: Answer, random: Random) -> None:
    (private, jwk), (stranger, brought) = _owner(random), _owner(random)
    header, _, signature = jwt.encode(_claims(random), private, algorithm="EdDSA").split(".")
    payload = base64url_encode(json.dumps({"sub": "admin"}).encode())
    expect_raises(Exception, answer, f"{header}.{payload}.{signature}", jwk)
    expect_raises(Exception, answer, jwt.encode({"sub": "ann"}, stranger, algorithm="EdDSA"), jwk)
    told = jwt.encode({"sub": "admin"}, stranger, algorithm="EdDSA", headers={"jwk": brought})
    expect_raises(Exception, answer, told, jwk)
    expect_raises(Exception, answer, jwt.encode({"sub": "admin"}, "", algorithm="none"), jwk)
    expect_raises(Exception, answer, f"{header}.{payload}.", jwk)


@exercise.property("refuses HS256 with the public key as the secret")
def _confused(answer: Answer, random: Random) -> None:
    _, jwk = _owner(random)
    for secret in (jwt.utils.base64url_decode(jwk["x"]), jwk["x"]):
        token = jwt.encode({"sub": "admin"}, secret, algorithm="HS256")
        expect_raises(Exception, answer, token, jwk)


def _read(token: str) -> Any:
    return jwt.decode(token, options={"verify_signature": False})


def _verified(token: str, jwk: dict[str, str]) -> Any:
    return jwt.decode(token, jwt.PyJWK(jwk, algorithm="EdDSA").key, algorithms=["EdDSA"])


@exercise.misconception(
    "You read the claims and never verified them: anyone could have written them."
)
def _unverified(token: str, _jwk: dict[str, str]) -> Any:
    return _read(token)


@exercise.misconception(
    "The token brought a key along, as any forger's can: use the one you were given."
)
def _brought_along(token: str, jwk: dict[str, str]) -> Any:
    return _verified(token, jwt.get_unverified_header(token).get("jwk", jwk))


@exercise.misconception("A token without a signature was signed by nobody: never accept one.")
def _signed_by_nobody(token: str, jwk: dict[str, str]) -> Any:
    return _verified(token, jwk) if token.rpartition(".")[2] else _read(token)


@exercise.misconception(
    "The token's header chose the algorithm. Name it yourself: the key is for EdDSA."
)
def _as_told(token: str, jwk: dict[str, str]) -> Any:
    public = jwt.utils.base64url_decode(jwk["x"])
    if jwt.get_unverified_header(token)["alg"] == "HS256":
        return jwt.decode(token, public, algorithms=["HS256"])
    return _verified(token, jwk)


@exercise.misconception(
    "The text of x is as public as its bytes: it can't be a secret. Name EdDSA only."
)
def _text_as_secret(token: str, jwk: dict[str, str]) -> Any:
    if jwt.get_unverified_header(token)["alg"] == "HS256":
        return jwt.decode(token, jwk["x"], algorithms=["HS256"])
    return _verified(token, jwk)
