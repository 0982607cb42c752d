"""The shop's tokens, and its six checks (of RFC 7519 and RFC 8725) as the right answer has them."""

import hmac
import time
from random import Random
from typing import Any

from demo_server.jose import base64url_encode, decode_object, encode_part
from exercises.checks import generators

HASHES = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
CHECKS = ["alg", "signature", "typ", "iss", "aud", "exp"]


def good_token(random: Random) -> tuple[dict[str, Any], dict[str, Any], bytes, int]:
    """Draw header and claims of a good token, the key, and now."""
    now = int(time.time()) + random.randrange(10**5, 10**7)
    claims = {"sub": random.choice(generators.NAMES), "iss": "login", "aud": "shop"}
    header = {"alg": "HS256", "typ": "access+jwt"}
    return header, claims | {"exp": now + random.randint(2, 899)}, random.randbytes(32), now


def signed_token(header: dict[str, Any], claims: dict[str, Any], key: bytes) -> str:
    """Sign as the header says; ``...`` for a value leaves it out, no known alg the signature."""
    parts = [{k: v for k, v in part.items() if v is not ...} for part in (header, claims)]
    message = ".".join(map(encode_part, parts))
    alg = header["alg"]
    if alg == "none":
        return f"{message}."
    digest = hmac.digest(key, message.encode(), HASHES.get(str(alg), "sha256"))
    return f"{message}.{base64url_encode(digest)}"


def first_stop(token: str, key: bytes, now: int, **other: Any) -> str:
    """Return the right answer; ``other`` verdicts of some checks make it wrong."""
    checks = verdicts(token, key, now) | other
    return next((name for name, holds in checks.items() if not holds), "accepted")


def verdicts(token: str, key: bytes, now: int) -> dict[str, Any]:
    """Return which checks hold."""
    message, _, signature = token.rpartition(".")
    header, claims = map(decode_object, message.split("."))
    own = base64url_encode(hmac.digest(key, message.encode(), "sha256"))
    aud = claims.get("aud")
    return {
        "alg": header.get("alg") == "HS256",
        "signature": hmac.compare_digest(own, signature),
        "typ": header.get("typ") == "access+jwt",
        "iss": claims.get("iss") == "login",
        "aud": aud == "shop" or (isinstance(aud, list) and "shop" in aud),
        "exp": 0 < (claims.get("exp") or 0) - now <= 900,
    }


def claims_in(token: str) -> dict[str, Any]:
    """Return the claims of a token."""
    return decode_object(token.split(".")[1])
