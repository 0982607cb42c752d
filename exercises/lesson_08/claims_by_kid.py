"""Find the key that a token names, among your own."""

from random import Random
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exercises import draw
from exercises.attempt import Given, expect, expect_error
from exercises.checking import Exercise

exercise = Exercise(
    "claims_by_kid",
    "The name is looked up in your list and nowhere else: that is all a kid may decide. While the "
    "old key stays in the list, its tokens stay good, and nobody is signed out by the change.",
)
JwkSet = dict[str, list[dict[str, Any]]]


def _keys(random: Random) -> tuple[dict[str, Ed25519PrivateKey], JwkSet]:
    """Draw three private keys by name, and the JWK Set of their public halves."""
    private = {name: Ed25519PrivateKey.from_private_bytes(random.randbytes(32))
               for name in draw.names(random, 3)}  # fmt: skip
    public: list[dict[str, Any]] = []
    for name, key in private.items():
        jwk = jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
        public.append({**jwk, "kid": name, "alg": "EdDSA", "use": "sig"})
    return private, {"keys": public}


def _token(key: Ed25519PrivateKey, kid: str | None, random: Random) -> tuple[str, dict[str, Any]]:
    claims = {"sub": random.choice(draw.NAMES), "n": random.randrange(10**6)}
    headers = {"kid": kid} if kid else None
    return jwt.encode(claims, key, algorithm="EdDSA", headers=headers), claims


@exercise.must("verifies with each key of the list, the new one and the old")
def _each(given: Given, random: Random) -> None:
    private, jwk_set = _keys(random)
    for name, key in private.items():
        token, claims = _token(key, name, random)
        expect(given(token, jwk_set), claims)


@exercise.must("refuses a name that is not in the list")
def _unknown(given: Given, random: Random) -> None:
    private, jwk_set = _keys(random)
    token, _ = _token(next(iter(private.values())), "another", random)
    expect_error(Exception, given, token, jwk_set)


@exercise.must("refuses a token without a name")
def _unnamed(given: Given, random: Random) -> None:
    private, jwk_set = _keys(random)
    token, _ = _token(next(iter(private.values())), None, random)
    expect_error(Exception, given, token, jwk_set)


@exercise.must("refuses what another key signed than the one that is named")
def _other(given: Given, random: Random) -> None:
    private, jwk_set = _keys(random)
    one, two, _ = private
    expect_error(Exception, given, _token(private[two], one, random)[0], jwk_set)
    stranger = Ed25519PrivateKey.from_private_bytes(random.randbytes(32))
    expect_error(Exception, given, _token(stranger, one, random)[0], jwk_set)


def verified(token: str, jwk: dict[str, Any]) -> Any:
    """Return the claims of a token by one public key."""
    return jwt.decode(token, jwt.PyJWK(jwk).key, algorithms=["EdDSA"])


def named(token: str, jwk_set: JwkSet) -> list[dict[str, Any]]:
    """Return the keys that have the name which a token gives."""
    kid = jwt.get_unverified_header(token).get("kid")
    return [jwk for jwk in jwk_set["keys"] if jwk["kid"] == kid]


@exercise.mistake("You took the first key of the list: the header's kid says which one it was.")
def _first(token: str, jwk_set: JwkSet) -> Any:
    if not named(token, jwk_set):
        raise LookupError("no such key")
    return verified(token, jwk_set["keys"][0])


@exercise.mistake(
    "You tried one key after the other: then kid decides nothing, and may be left out."
)
def _any(token: str, jwk_set: JwkSet) -> Any:
    for jwk in jwk_set["keys"]:
        try:
            return verified(token, jwk)
        except jwt.InvalidSignatureError:
            continue
    raise LookupError("no key fits")


@exercise.mistake("To know the key's name is not to verify: let the key check the signature.")
def _unverified(token: str, jwk_set: JwkSet) -> Any:
    if not named(token, jwk_set):
        raise LookupError("no such key")
    return jwt.decode(token, options={"verify_signature": False})
