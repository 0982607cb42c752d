"""Verify with a published key."""

import base64
import json
from random import Random
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from demo_server.jose import (
    base64url_decode,
    base64url_encode,
    decode_part,
    encode_part,
    hmac_sign,
)
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


def _sealed(private: Ed25519PrivateKey, claims: Any, **layout: Any) -> str:
    """Return a token whose header and payload are JSON in another layout than PyJWT's."""
    parts = ({"kid": "1", "typ": "JWT", "alg": "EdDSA"}, claims)
    signing_input = ".".join(base64url_encode(json.dumps(one, **layout).encode()) for one in parts)
    return f"{signing_input}.{base64url_encode(private.sign(signing_input.encode()))}"


@exercise.property("returns the claims that the key's owner signed")
def _signed(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        (private, jwk), claims = _owner(random), _claims(random)
        expect_equal(answer(jwt.encode(claims, private, algorithm="EdDSA"), jwk), claims)
        for layout in ({}, {"indent": 1}, {"ensure_ascii": False, "separators": (" ,", ":")}):
            expect_equal(answer(_sealed(private, claims, **layout), jwk), claims)
    (private, jwk), text = _owner(random), generators.random_text(random)
    rest: list[dict[str, Any]] = [{}, {"sub": text}, {"n": [1, {"a": None}], "name": text}]
    for claims in rest:
        expect_equal(answer(jwt.encode(claims, private, algorithm="EdDSA"), jwk), claims)


@exercise.property("refuses what the key's owner did not sign")
def _not_signed(answer: Answer, random: Random) -> None:
    (private, jwk), (stranger, brought) = _owner(random), _owner(random)
    header, mine, signature = jwt.encode(_claims(random), private, algorithm="EdDSA").split(".")
    payload = base64url_encode(json.dumps({"sub": "admin"}).encode())
    another = base64url_encode(json.dumps({"alg": "EdDSA", "kid": "2"}).encode())
    altered = base64url_decode(signature)
    for changed in (bytes([altered[0] ^ 1]) + altered[1:], altered[:32] + altered[:32], bytes(64)):
        expect_raises(Exception, answer, f"{header}.{mine}.{base64url_encode(changed)}", jwk)
    expect_raises(Exception, answer, f"{header}.{payload}.{signature}", jwk)
    expect_raises(Exception, answer, f"{another}.{mine}.{signature}", jwk)
    expect_raises(Exception, answer, jwt.encode({"sub": "ann"}, stranger, algorithm="EdDSA"), jwk)
    told = jwt.encode({"sub": "admin"}, stranger, algorithm="EdDSA", headers={"jwk": brought})
    expect_raises(Exception, answer, told, jwk)
    expect_raises(Exception, answer, jwt.encode({"sub": "admin"}, "", algorithm="none"), jwk)
    expect_raises(Exception, answer, f"{header}.{payload}.", jwk)
    for text in ("", "no token", "..", f"{header}.{payload}", "a.b.é"):
        expect_raises(Exception, answer, text, jwk)


@exercise.property("refuses HS256 with the public key as the secret")
def _confused(answer: Answer, random: Random) -> None:
    _, jwk = _owner(random)
    message = ".".join(map(encode_part, ({"alg": "HS256"}, {"sub": "admin"})))
    for secret in (base64url_decode(jwk["x"]), jwk["x"].encode(), json.dumps(jwk).encode(), b"x"):
        expect_raises(Exception, answer, hmac_sign(message, secret, "sha256"), jwk)


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


@exercise.misconception(
    "Signed is the text of the two parts as it came: the same JSON, written anew, is another text."
)
def _written_anew(token: str, jwk: dict[str, str]) -> Any:
    header, payload, signature = token.split(".")
    message = ".".join(encode_part(decode_part(part)) for part in (header, payload))
    _public(jwk).verify(base64url_decode(signature), message.encode())
    return decode_part(payload)


def _public(jwk: dict[str, str]) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64url_decode(jwk["x"]))


@exercise.misconception(
    "The owner's own token is refused: verify takes the signature first, then what was signed, "
    "header and payload with the dot between."
)
def _payload_alone(token: str, jwk: dict[str, str]) -> Any:
    _, payload, signature = token.split(".")
    _public(jwk).verify(base64url_decode(signature), payload.encode())
    return decode_part(payload)


@exercise.misconception("Raise an error for it: a dictionary would be taken for its claims.")
def _empty(token: str, jwk: dict[str, str]) -> Any:
    try:
        return _verified(token, jwk)
    except jwt.InvalidTokenError:
        return {}


@exercise.misconception("That is the header: the claims stand in the payload.")
def _header(token: str, jwk: dict[str, str]) -> Any:
    _verified(token, jwk)
    return jwt.get_unverified_header(token)


@exercise.misconception("decode_complete gives all three parts: the claims are its payload.")
def _everything(token: str, jwk: dict[str, str]) -> Any:
    key = jwt.PyJWK(jwk, algorithm="EdDSA").key
    return jwt.decode_complete(token, key, algorithms=["EdDSA"])


@exercise.misconception("These claims have no exp, and need none: leave require out.")
def _with_end(token: str, jwk: dict[str, str]) -> Any:
    key = jwt.PyJWK(jwk, algorithm="EdDSA").key
    return jwt.decode(token, key, algorithms=["EdDSA"], options={"require": ["exp"]})


@exercise.misconception("x has no padding: 43 letters need one = before Python decodes them.")
def _unpadded(token: str, jwk: dict[str, str]) -> Any:
    key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(jwk["x"]))
    return jwt.decode(token, key, algorithms=["EdDSA"])
