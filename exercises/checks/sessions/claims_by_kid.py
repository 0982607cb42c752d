"""Find the key that a token names, among your own."""

from contextlib import suppress
from functools import cache
from random import Random
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from demo_server.jose import base64url_decode
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


@exercise.property("verifies with the key that the header names, the new one or an old one")
def _each(answer: Answer, random: Random) -> None:
    private, jwk_set = _keys(random)
    for name, key in private.items():
        token, claims = _token(key, name, random)
        expect_equal(answer(token, jwk_set), claims)
    for name, other in zip(private, reversed(private), strict=True):
        claims = {"sub": random.choice(generators.NAMES), "kid": other}
        token = jwt.encode(claims, private[name], "EdDSA", {"kid": name})
        expect_equal(answer(token, jwk_set), claims)


@exercise.property("refuses a name that is not in the list, whichever key signed")
def _unknown(answer: Answer, random: Random) -> None:
    private, jwk_set = _keys(random)
    for name, key in private.items():
        for other in ("another", name[:-1], name.upper(), f"{name}2", ""):
            expect_raises(Exception, answer, _token(key, other, random)[0], jwk_set)


@exercise.property("looks in the list that it is given, each time")
def _each_time(answer: Answer, random: Random) -> None:
    private, jwk_set = _keys(random)
    name, key = next(iter(private.items()))
    token, claims = _token(key, name, random)
    expect_equal(answer(token, jwk_set), claims)
    later = {"keys": [jwk for jwk in jwk_set["keys"] if jwk["kid"] != name]}
    expect_raises(Exception, answer, token, later)
    fresh, jwk = _pair(random)
    token, claims = _token(fresh, name, random)
    expect_equal(answer(token, {"keys": [{**jwk, "kid": name}, *later["keys"]]}), claims)


@exercise.property("refuses a token without a name")
def _unnamed(answer: Answer, random: Random) -> None:
    private, jwk_set = _keys(random)
    for key in private.values():
        expect_raises(Exception, answer, _token(key, None, random)[0], jwk_set)


@exercise.property("refuses what another key signed than the one that is named")
def _other(answer: Answer, random: Random) -> None:
    private, jwk_set = _keys(random)
    for name in private:
        others = [key for other, key in private.items() if other != name]
        for key in (*others, _pair(random)[0]):
            expect_raises(Exception, answer, _token(key, name, random)[0], jwk_set)


@exercise.property("refuses every algorithm but EdDSA")
def _other_alg(answer: Answer, random: Random) -> None:
    keys = _keys(random)[1]["keys"]
    jwk = jwt.algorithms.RSAAlgorithm.to_jwk(_rsa().public_key(), as_dict=True)
    jwk_set = {"keys": [*keys, {**jwk, "kid": "another", "alg": "RS256", "use": "sig"}]}
    expect_raises(Exception, answer, _token(_rsa(), "another", random, "RS256")[0], jwk_set)
    for one in keys:
        public = base64url_decode(one["x"])
        for key, alg in (("", "none"), (one["x"], "HS256"), (public, "HS256")):
            expect_raises(Exception, answer, _token(key, one["kid"], random, alg)[0], jwk_set)


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


@exercise.misconception("The name says which key to use: now let that key check the signature.")
def _trusting_if_known(token: str, jwk_set: JwkSet) -> Any:
    if named(token, jwk_set):
        return jwt.decode(token, options={"verify_signature": False})
    raise LookupError("no such key")


@exercise.misconception(
    "alg none means that nobody signed, and the sender chose it: such a token proves nothing."
)
def _unsigned(token: str, jwk_set: JwkSet) -> Any:
    if named(token, jwk_set) and jwt.get_unverified_header(token)["alg"] == "none":
        return jwt.decode(token, options={"verify_signature": False})
    return verified(token, named(token, jwk_set)[0])


@exercise.misconception("Who names no key asks you to guess: without kid, raise an error.")
def _first_if_unnamed(token: str, jwk_set: JwkSet) -> Any:
    unnamed = "kid" not in jwt.get_unverified_header(token)
    return verified(token, (jwk_set["keys"] if unnamed else named(token, jwk_set))[0])


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


@exercise.misconception(
    "An unknown name is no sign of a new key: only what is in your list may verify."
)
def _newest_if_unknown(token: str, jwk_set: JwkSet) -> Any:
    jwt.get_unverified_header(token)["kid"]
    return verified(token, (named(token, jwk_set) or jwk_set["keys"][-1:])[0])


@exercise.misconception(
    "The public key as a secret: who has read it makes such tokens. Ask for EdDSA alone."
)
def _public_as_secret(token: str, jwk_set: JwkSet) -> Any:
    (jwk,), alg = named(token, jwk_set), jwt.get_unverified_header(token)["alg"]
    if alg.startswith("HS"):
        return jwt.decode(token, base64url_decode(jwk["x"]), algorithms=[alg])
    return verified(token, jwk)


@exercise.misconception("A key id is compared exactly: Monday and monday may be two keys.")
def _any_capitals(token: str, jwk_set: JwkSet) -> Any:
    kid = jwt.get_unverified_header(token)["kid"].lower()
    (jwk,) = (one for one in jwk_set["keys"] if one["kid"].lower() == kid)
    return verified(token, jwk)


@exercise.misconception("A key id is compared whole: part of a name is another name.")
def _by_beginning(token: str, jwk_set: JwkSet) -> Any:
    kid = jwt.get_unverified_header(token)["kid"]
    return verified(token, next(one for one in jwk_set["keys"] if one["kid"].startswith(kid)))


@exercise.misconception("kid stands in the header: what the claims say of a key decides nothing.")
def _from_the_claims(token: str, jwk_set: JwkSet) -> Any:
    claims = jwt.decode(token, options={"verify_signature": False})
    kid = claims.get("kid", jwt.get_unverified_header(token).get("kid"))
    return verified(token, {one["kid"]: one for one in jwk_set["keys"]}[kid])


@exercise.misconception(
    "The other keys of the list have signed before: their tokens are good until the key is gone."
)
def _only_today(token: str, jwk_set: JwkSet) -> Any:
    if named(token, {"keys": jwk_set["keys"][:1]}):
        return verified(token, jwk_set["keys"][0])
    raise ValueError("not the key of today")


@exercise.misconception("A known name does not let another key in: try the named one alone.")
def _any_if_known(token: str, jwk_set: JwkSet) -> Any:
    for jwk in (*named(token, jwk_set), *jwk_set["keys"]) if named(token, jwk_set) else ():
        with suppress(jwt.InvalidSignatureError):
            return verified(token, jwk)
    raise LookupError("no key fits")


_known: dict[str, dict[str, Any]] = {}


@exercise.misconception("A key that was taken off the list is not good any more: remember none.")
def _remembers(token: str, jwk_set: JwkSet) -> Any:
    _known.update({jwk["kid"]: jwk for jwk in jwk_set["keys"]})
    return verified(token, _known[jwt.get_unverified_header(token)["kid"]])
