"""Find the key that a token names, among your own."""

from functools import cache
from random import Random
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_raises

exercise = Exercise(
    "claims_by_kid",
    "The name is looked up in your list and nowhere else: that is all a kid may decide. While the "
    "old key stays in the list, its tokens stay good, and nobody is signed out by the change.",
)
JwkSet = dict[str, list[dict[str, Any]]]


def _pair(random: Random) -> tuple[Ed25519PrivateKey, dict[str, Any]]:
    key = Ed25519PrivateKey.from_private_bytes(random.randbytes(32))
    return key, jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)


def _keys(random: Random) -> tuple[dict[str, Ed25519PrivateKey], JwkSet]:
    """Draw three private keys by name, and the JWK Set of their public halves."""
    drawn = {name: _pair(random) for name in generators.random_names(random, 3)}
    more = {"alg": "EdDSA", "use": "sig"}
    public = [{**jwk, "kid": name, **more} for name, (_, jwk) in drawn.items()]
    return {name: key for name, (key, _) in drawn.items()}, {"keys": public}


def _token(
    key: Any, kid: str | None, random: Random, alg: str = "EdDSA", **more: Any
) -> tuple[str, dict[str, Any]]:
    claims = {"sub": random.choice(generators.NAMES), "n": random.randrange(10**6)}
    headers = more if kid is None else more | {"kid": kid}
    return jwt.encode(claims, key, algorithm=alg, headers=headers), claims


@cache
def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65_537, 2_048)


@exercise.property("verifies with each key of the list, the new one and the old")
def _each(answer: Answer, random: Random) -> None:
    private, jwk_set = _keys(random)
    for name, key in private.items():
        token, claims = _token(key, name, random)
        expect_equal(answer(token, jwk_set), claims)


@exercise.property("refuses a name that is not in the list")
def _unknown(answer: Answer, random: Random) -> None:
    private, jwk_set = _keys(random)
    name, key = next(iter(private.items()))
    for other in ("another", name[:-1], ""):
        expect_raises(Exception, answer, _token(key, other, random)[0], jwk_set)


@exercise.property("refuses a token without a name")
def _unnamed(answer: Answer, random: Random) -> None:
    private, jwk_set = _keys(random)
    for key in private.values():
        expect_raises(Exception, answer, _token(key, None, random)[0], jwk_set)


@exercise.property("refuses what another key signed than the one that is named")
def _other(answer: Answer, random: Random) -> None:
    private, jwk_set = _keys(random)
    one, two, _ = private
    for key in (private[two], _pair(random)[0]):
        expect_raises(Exception, answer, _token(key, one, random)[0], jwk_set)


@exercise.property("refuses every algorithm but EdDSA")
def _other_alg(answer: Answer, random: Random) -> None:
    keys = _keys(random)[1]["keys"]
    text, kid = keys[0]["x"], keys[0]["kid"]
    jwk = jwt.algorithms.RSAAlgorithm.to_jwk(_rsa().public_key(), as_dict=True)
    jwk_set = {"keys": [*keys, {**jwk, "kid": "another", "alg": "RS256", "use": "sig"}]}
    for key, alg in (("", "none"), (text, "HS256"), (_rsa(), "RS256")):
        name = "another" if alg == "RS256" else kid
        expect_raises(Exception, answer, _token(key, name, random, alg)[0], jwk_set)


@exercise.property("refuses a token that brings its own key")
def _own_key(answer: Answer, random: Random) -> None:
    private, jwk_set = _keys(random)
    key, jwk = _pair(random)
    for name in private:
        token, _ = _token(key, name, random, jwk=jwk | {"kid": name})
        expect_raises(Exception, answer, token, jwk_set)


def verified(token: str, jwk: dict[str, Any]) -> Any:
    """Return the claims of a token by one public key."""
    return jwt.decode(token, jwt.PyJWK(jwk).key, algorithms=["EdDSA"])


def named(token: str, jwk_set: JwkSet) -> list[dict[str, Any]]:
    """Return the keys that have the name which a token gives."""
    kid = jwt.get_unverified_header(token).get("kid")
    return [jwk for jwk in jwk_set["keys"] if jwk["kid"] == kid]


@exercise.misconception(
    "You took the first key of the list: the header's kid says which one it was."
)
def _first(token: str, jwk_set: JwkSet) -> Any:
    if not named(token, jwk_set):
        raise LookupError("no such key")
    return verified(token, jwk_set["keys"][0])


@exercise.misconception(
    "A name that is missing or unknown leads to no key at all: raise an error there."
)
def _fallback(token: str, jwk_set: JwkSet) -> Any:
    return verified(token, (named(token, jwk_set) or jwk_set["keys"])[0])


@exercise.misconception(
    "You tried one key after the other: then kid decides nothing, and may be left out."
)
def _any(token: str, jwk_set: JwkSet) -> Any:
    for jwk in jwk_set["keys"]:
        try:
            return verified(token, jwk)
        except jwt.InvalidSignatureError:
            continue
    raise LookupError("no key fits")


@exercise.misconception("You only read the claims: let the key that is named check the signature.")
def _trusting(token: str, _jwk_set: JwkSet) -> Any:
    return jwt.decode(token, options={"verify_signature": False})


@exercise.misconception("alg is the sender's word: ask for EdDSA, whatever the header says.")
def _takes_alg(token: str, jwk_set: JwkSet) -> Any:
    (jwk,), header = named(token, jwk_set), jwt.get_unverified_header(token)
    return jwt.decode(token, jwt.PyJWK(jwk).key, algorithms=[header["alg"]])


@exercise.misconception(
    "A key inside the token is the sender's own: take yours from the list only."
)
def _believes_jwk(token: str, jwk_set: JwkSet) -> Any:
    (jwk,), header = named(token, jwk_set), jwt.get_unverified_header(token)
    return verified(token, header.get("jwk", jwk))
