"""Lessons 2, 3, 5 and 7: a token to make, one to repair, and one whose key can be guessed."""

import hmac
from typing import Any

from demo_server.jose import (
    base64url_decode,
    base64url_encode,
    decode_object,
    encode_part,
    hmac_sign,
)
from demo_server.notebook.wordlist import words
from exercises.instructor.graded_set.secret import Draw
from exercises.instructor.graded_set.task import (
    HOUR,
    MINUTE,
    Challenge,
    Task,
    as_text,
    assign,
    moment,
)

Part = dict[str, Any]
ISSUER = "https://login.example"
NAMES = ("Zoë", "Renée", "Jörg", "Søren", "Łucja", "José", "Åsa", "Noël", "Çağla", "Zoé")


def sign(header: Part, claims: Part, key: bytes, digest: str = "sha256") -> str:
    """Return a token as PyJWT would write it."""
    return hmac_sign(f"{encode_part(header)}.{encode_part(claims)}", key, digest)


def signed_parts(answer: object, key: bytes) -> tuple[Part, Part] | None:
    """Return header and claims of a token that this key has signed by HS256; None for all else."""
    if not isinstance(answer, str) or answer.count(".") != 2:
        return None
    signing_input, _, signature = "".join(answer.split()).rpartition(".")
    right = hmac.digest(key, signing_input.encode("utf-8", "replace"), "sha256")
    try:
        if not hmac.compare_digest(base64url_decode(signature), right):
            return None
        header, claims = map(decode_object, signing_input.split("."))
    except ValueError:
        return None
    return header, claims


def token_challenge(given: str, key: bytes, header: Part, claims: Part) -> Challenge:
    """Return a challenge whose answer is a token with this header, these claims and this key.

    Spaces and the order of members are free, and so is ``"typ": "JWT"`` (RFC 7519 §5.1).
    """

    def accepts(answer: object) -> bool:
        parts = signed_parts(answer, key)
        return parts is not None and (
            {"typ": "JWT"} | parts[0] == {"typ": "JWT"} | header and parts[1] == claims
        )

    return Challenge(given, sign(header, claims, key), accepts)


def _to_make(draw: Draw) -> Challenge:
    key, kid = draw.digest("key"), f"key-{draw.hex('kid', 8)}"
    issued, minutes = moment(draw, "issued"), draw.between("minutes", 6, 59)
    claims = {
        "iss": ISSUER,
        "sub": draw.choice("name", NAMES),
        "aud": f"shop-{draw.between('shop', 100, 999)}",
        "iat": issued,
        "exp": issued + minutes * MINUTE,
        "jti": draw.hex("jti", 16),
    }
    jwk = {"kty": "oct", "alg": "HS256", "kid": kid, "k": base64url_encode(key)}
    order = {
        "issuer": claims["iss"],
        "subject": claims["sub"],
        "audience": claims["aud"],
        "issued at": f"{as_text(issued)} UTC",
        "good for": f"{minutes} minutes",
        "the token's own id": claims["jti"],
    }
    return token_challenge(assign(jwk=jwk, order=order), key, {"alg": "HS256", "kid": kid}, claims)


def _to_repair(draw: Draw) -> Challenge:
    key, issued = draw.digest("key"), moment(draw, "issued")
    shop = draw.between("shop", 100, 999)
    ends = issued + 15 * MINUTE
    right = {
        "iss": ISSUER,
        "aud": f"shop-{shop}",
        "sub": draw.choice("name", NAMES),
        "sid": draw.hex("sid", 12),
        "iat": issued,
        "exp": ends,
        "jti": draw.hex("jti", 16),
    }
    mistakes: dict[str, tuple[object, ...]] = {
        "iss": ("https://1ogin.example", "http://login.example", "https://login.example.com"),
        "aud": (f"shop-{shop + 1}", f"bookshop-{shop}", f"shop-{shop}0"),
        "iat": (issued * 1000, issued + HOUR, f"{as_text(issued)} UTC"),
        "exp": (ends * 1000, issued + 15 * HOUR, 15 * MINUTE),
    }
    wrong = {name: draw.choice(f"wrong {name}", mistakes[name])
             for name in draw.sample("wrong", list(mistakes), 2)}  # fmt: skip
    header = {"alg": "HS256", "typ": "access+jwt"}
    given = assign(
        login_key=key.hex(),
        expected={"iss": right["iss"], "aud": right["aud"], "issued at": f"{as_text(issued)} UTC"},
        refused=sign(header, right | wrong, key),
    )
    return token_challenge(given, key, header, right)


def _weak_key(draw: Draw) -> Challenge:
    key = f"{draw.choice('word', words())}{draw.below('digit', 10)}".encode()
    claims = {"id": "mallory", "exp": moment(draw, "exp"), "jti": draw.hex("jti", 16)}
    header = {"alg": "HS256", "typ": "JWT"}
    given = assign(mallorys_token=sign(header, claims, key))
    return token_challenge(given, key, header, claims | {"id": "admin"})


THREE_PARTS = "a token: one text, three parts with a dot between"
TO_MAKE = Task(
    "token to make",
    "A token by order",
    "lessons 2 and 3",
    """A login service gives you its key as a JWK, and an order for a token. Make it: signed by
HS256, its header names the key by `kid`, and its payload holds exactly six claims, `iss`, `sub`,
`aud`, `iat`, `exp` and `jti`. The audience is one text, and times are NumericDates. Ask no clock:
the order says when.

Write the token. PyJWT can tell you whether your key verifies it.""",
    "is_token(answer_2)",
    THREE_PARTS,
    _to_make,
)
TO_REPAIR = Task(
    "claims to repair",
    "Two claims to repair",
    "lessons 2 and 5",
    """A shop refuses this token of its own login service, though the signature is right. It wants
`iss` and `aud` as they are in `expected`; `iat` is the moment of issue, and `exp` lies 15 minutes
later, both as NumericDates. Two claims of the token are wrong.

Put them right, and leave the header and all other claims as they are. Sign again with
`login_key`, which stands here in hexadecimal. Write the token.""",
    "is_token(answer_4)",
    THREE_PARTS,
    _to_repair,
)
WEAK_KEY = Task(
    "weak key",
    "A key to find",
    "lessons 3 and 7",
    """A published server has signed this token by HS256. You know a habit of the people who run it:
their keys are one of the `words()` with one digit behind it, such as `dragon7`. So there are
10,000.

Find the key. Then sign a token for the id `admin`, with the same header, and with all other claims
as they are. Write your token.""",
    "is_token(answer_6)",
    THREE_PARTS,
    _weak_key,
)
