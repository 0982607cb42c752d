"""Answers to the exercises of lesson 4."""

import hashlib
import hmac
import time
from typing import Any

import jwt

from demo_server.jose import BASE64URL, base64url_decode
from exercises.checks.decoding.answer_for import Look, _view
from exercises.checks.decoding.refusal import sorted_out
from exercises.checks.decoding.spellings import reference
from exercises.checks.decoding.strict_claims import _decoded
from tests.exercises.answers import Answers


def by_pyjwt(token: str, key: bytes) -> bool:
    try:
        jwt.PyJWS().decode(token, key, ["HS256"])
    except (jwt.PyJWTError, UnicodeEncodeError):
        return False
    return True


def by_pieces(token: str, key: bytes) -> bool:
    try:
        header, payload, signature = token.split(".")
        computed = hmac.new(key, f"{header}.{payload}".encode(), hashlib.sha256)
        return hmac.compare_digest(computed.digest(), base64url_decode(signature))
    except ValueError:
        return False


def default_header_only(token: str, key: bytes) -> bool:
    return by_pyjwt(token, key) and "kid" not in jwt.get_unverified_header(token)


def by_names(token: str, key: bytes) -> str:
    kinds = {"InvalidSignatureError": "signature", "DecodeError": "form"}
    kinds |= dict.fromkeys(["ExpiredSignatureError", "ImmatureSignatureError"], "time")
    options: jwt.types.Options = {"require": ["exp", "aud"]}
    try:
        jwt.decode(token, key, ["HS256"], audience=["shop"], options=options)
    except jwt.InvalidTokenError as error:
        return kinds.get(type(error).__name__, "claims")
    return "accepted"


def no_form(token: str, key: bytes) -> str:
    said = sorted_out(token, key)
    return "signature" if said == "form" else said


def none_too(token: str, key: bytes) -> str:
    said = sorted_out(token, key)
    return "accepted" if said == "claims" and token.endswith(".") else said


def by_hand(token: str, key: bytes) -> dict[str, Any]:
    claims = jwt.decode(token, key, ["HS256"], audience="shop")
    if {"exp", "iat", "iss"} - set(claims) or claims["iss"] != "login":
        raise jwt.MissingRequiredClaimError("iss")
    if not time.time() - 10**7 < float(claims["exp"]) <= float(claims["iat"]) + 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims


def begins_alike(token: str, key: bytes) -> dict[str, Any]:
    claims = _decoded(token, key, issuer=None)
    if not claims["iss"].startswith("login"):
        raise jwt.InvalidIssuerError
    return claims


def never(_token: str, _key: bytes) -> dict[str, Any]:
    raise jwt.InvalidTokenError("no")


def as_list(claims: dict[str, Any], me: str) -> bool:
    named = claims.get("aud") or []
    return me in (named if isinstance(named, list) else [named])


def lists_only(claims: dict[str, Any], me: str) -> bool:
    return isinstance(claims.get("aud"), list) and me in claims["aud"]


def with_else(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    try:
        user = jwt.decode(
            token, key, ["HS256"], audience="shop", options={"require": ["sub", "exp"]}
        )["sub"]
    except jwt.PyJWTError as error:
        log += [error.__class__.__name__]
    else:
        return 200, "Hello, " + name_of(user) + "."
    return 401, "Please sign in."


def talkative_log(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    status, text = _view(token, key, name_of, log)
    if status == 200:
        log.append("ok")
    return status, text


def by_trying(token: str) -> frozenset[str]:
    head, _, signature = token.rpartition(".")
    candidates = (signature[:-1] + letter for letter in BASE64URL)
    return frozenset(
        f"{head}.{one}"
        for one in candidates
        if base64url_decode(one) == base64url_decode(signature)
    )


def as_a_list(token: str) -> list[str]:
    return list(by_trying(token))


def not_hs256(token: str) -> set[str]:
    return {token[:-1]} if len(reference(token)) == 4 else reference(token)


def four_or_one(token: str) -> set[str]:
    return set(sorted(reference(token))[:4])


def two_of_one(token: str) -> set[str]:
    return reference(token) | ({token + "="} if len(reference(token)) == 1 else set())


def sorted_apart(token: str) -> set[str]:
    """Return the right ones, but only for a signature in its canonical spelling."""
    canonical = min(reference(token), key=lambda one: BASE64URL.index(one[-1]))
    return reference(token) if token == canonical else {token}


RIGHT: Answers = {
    "is_genuine": [by_pyjwt, by_pieces],
    "refusal": [by_names],
    "strict_claims": [by_hand],
    "is_for_me": [as_list],
    "answer_for": [with_else],
    "spellings": [by_trying],
}
WRONG: Answers = {
    "is_genuine": [default_header_only],
    "refusal": [no_form, none_too],
    "strict_claims": [never, begins_alike],
    "is_for_me": [lists_only],
    "answer_for": [talkative_log],
    "spellings": [as_a_list, not_hs256, four_or_one, two_of_one, sorted_apart],
}
