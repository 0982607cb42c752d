"""A token by hand, under another hash."""

import base64
import contextlib
import hashlib
import hmac
import json
from random import Random
from typing import Any

import jwt

from demo_server.jose import base64url_encode
from exercises.checks import generators
from exercises.checks.encoding import SAMPLES, in_other_words
from exercises.checks.errors import AnswerRaised, PropertyFailed
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_raises, expect_true

exercise = Exercise(
    "token_hs512",
    "Only the name in the header and the hash change. The key grows along: a key shorter than the "
    "hash would be the weakest part, so RFC 7518 §3.2 asks for 64 bytes.",
)


def _made(answer: Answer, claims: dict[str, Any], key: bytes) -> str:
    try:
        token = answer(claims, key)
    except AnswerRaised as raised:
        raise in_other_words(raised, f"a key of {len(key)} bytes") from raised
    expect_true(isinstance(token, str), repr(token), "a token, as text")
    return str(token)


def _is_accepted(answer: Answer, claims: dict[str, Any], key: bytes) -> None:
    token = _made(answer, claims, key)
    off: jwt.types.Options = {"verify_exp": False, "verify_aud": False}
    try:
        read = jwt.decode(token, key, algorithms=["HS512"], options=off)
    except jwt.InvalidTokenError as error:
        raise PropertyFailed(f"{error}: {token!r}", "a token that PyJWT accepts") from error
    expect_equal(read, claims)


@exercise.property("makes a token that PyJWT accepts as HS512, with the same claims")
def _accepted(answer: Answer, random: Random) -> None:
    who = random.choice(generators.NAMES)
    drawn = [{"sub": who, "exp": random.randrange(10**9)} for _ in range(SAMPLES)]
    kinds: list[dict[str, Any]] = [
        {},
        {"admin": True, "left": None, "gone": False},
        {"name": f"{who} O'Neil, jr."},
        {"name": '"quoted" \\ '},
        {"sub": generators.random_text(random), "name": "비밀 Zoë"},
        {"aud": ["shop", "bank"], "more": {"a": [1, 2.5, -3]}},
        {"alg": "none", "typ": "x"},
    ]
    for claims in drawn + kinds:
        _is_accepted(answer, claims, random.randbytes(64))


@exercise.property("takes a longer key, and all of it")
def _longer(answer: Answer, random: Random) -> None:
    for length in (65, 128, 129, 200):
        _is_accepted(answer, {"sub": "ann"}, random.randbytes(length))
    for end in (b" ", b"\n", b"\0", b"="):  # bytes like any others
        _is_accepted(answer, {"sub": "ann"}, end + random.randbytes(62) + end)


@exercise.property("writes the header to the letter, without spaces")
def _header(answer: Answer, random: Random) -> None:
    first = _made(answer, {"sub": "ann"}, random.randbytes(64)).partition(".")[0]
    right, text = '{"alg":"HS512","typ":"JWT"}', first
    with contextlib.suppress(ValueError):
        text = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode()
    expect_true(text == right, text, right)


@exercise.property("leaves the padding out")
def _padding(answer: Answer, random: Random) -> None:
    for name in ("ann", "fred", "chloe"):
        token = _made(answer, {"sub": name}, random.randbytes(64))
        expect_true("=" not in token, repr(token), "a token without =")


@exercise.property("refuses a key of fewer than 64 bytes")
def _short(answer: Answer, random: Random) -> None:
    for length in (63, 32, 1, 0):
        expect_raises(ValueError, answer, {"sub": "ann"}, random.randbytes(length))


def _by_hand(
    claims: dict[str, Any], key: bytes, alg: str = "HS512", digest: str = "sha512", gap: str = ""
) -> str:
    header = json.dumps({"alg": alg, "typ": "JWT"}, separators=("," + gap, ":" + gap))
    message = _message(header, json.dumps(claims, separators=(",", ":")))
    return f"{message}.{base64url_encode(hmac.digest(key, message.encode(), digest))}"


def _message(*texts: str) -> str:
    return ".".join(base64url_encode(text.encode()) for text in texts)


def _long_enough(key: bytes) -> bytes:
    if len(key) < 64:
        raise ValueError("too short")
    return key


@exercise.misconception("That is HS256 still: name HS512 in the header, and hash with SHA-512.")
def _hs256(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), "HS256", "sha256")


@exercise.misconception("The header still says HS256: a verifier would compute the other hash.")
def _old_header(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), "HS256")


@exercise.misconception("The header says HS512, and the hash is still SHA-256.")
def _old_hash(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), digest="sha256")


@exercise.misconception(
    "json.dumps puts spaces after , and : unless separators=(',', ':') says otherwise."
)
def _spaced(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), gap=" ")


@exercise.misconception("The = at the end of a part is padding: rstrip takes it off.")
def _padded(claims: dict[str, Any], key: bytes) -> str:
    parts = _by_hand(claims, _long_enough(key)).split(".")[:2]
    message = ".".join(part + "=" * (-len(part) % 4) for part in parts)
    signature = hmac.digest(key, message.encode(), "sha512")
    return f"{message}.{base64.urlsafe_b64encode(signature).decode()}"


@exercise.misconception(
    "64 bytes are the least: a longer key is as good, and every byte of it counts."
)
def _cut(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key)[:64])


@exercise.misconception("A short key makes a token like any other: look at its length first.")
def _any_key(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, key)


HEADER = '{"alg":"HS512","typ":"JWT"}'


def _sealed(message: str, signature: bytes) -> str:
    return f"{message}.{base64url_encode(signature)}"


@exercise.misconception(
    "Signed is header and payload, with the dot between, not the payload alone."
)
def _payload_alone(claims: dict[str, Any], key: bytes) -> str:
    message = _by_hand(claims, _long_enough(key)).rpartition(".")[0]
    return _sealed(message, hmac.digest(key, message.partition(".")[2].encode(), "sha512"))


@exercise.misconception("hexdigest is text about the signature: digest gives its bytes.")
def _hexadecimal(claims: dict[str, Any], key: bytes) -> str:
    message = _by_hand(claims, _long_enough(key)).rpartition(".")[0]
    return _sealed(message, hmac.digest(key, message.encode(), "sha512").hex().encode())


@exercise.misconception("A hash of key and text is no HMAC: hmac.new or hmac.digest makes one.")
def _plain_hash(claims: dict[str, Any], key: bytes) -> str:
    message = _by_hand(claims, _long_enough(key)).rpartition(".")[0]
    return _sealed(message, hashlib.sha512(key + message.encode()).digest())


@exercise.misconception("SHA3-512 is another hash: HS512 is HMAC with SHA-512.")
def _sha3(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), digest="sha3_512")


@exercise.misconception("The signature is padded as well: rstrip takes off its =.")
def _signature_padded(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key)) + "=="


@exercise.misconception("The header has alg first, then typ: then it is spelled as in the example.")
def _other_order(claims: dict[str, Any], key: bytes) -> str:
    header = '{"typ":"JWT","alg":"HS512"}'
    message = _message(header, json.dumps(claims, separators=(",", ":")))
    return _sealed(message, hmac.digest(_long_enough(key), message.encode(), "sha512"))


@exercise.misconception("str() writes a dictionary as Python does: json.dumps makes JSON of it.")
def _python_text(claims: dict[str, Any], key: bytes) -> str:
    message = _message(HEADER, str(claims))
    return _sealed(message, hmac.digest(_long_enough(key), message.encode(), "sha512"))


@exercise.misconception(
    "Python's True and None, and an apostrophe, make no JSON of it: json.dumps writes JSON."
)
def _other_quotes(claims: dict[str, Any], key: bytes) -> str:
    message = _message(HEADER, str(claims).replace("'", '"'))
    return _sealed(message, hmac.digest(_long_enough(key), message.encode(), "sha512"))


@exercise.misconception(
    "replace takes the spaces out of the claims' own texts, too: separators=(',', ':') does not."
)
def _spaces_out(claims: dict[str, Any], key: bytes) -> str:
    message = _message(HEADER, json.dumps(claims).replace(" ", ""))
    return _sealed(message, hmac.digest(_long_enough(key), message.encode(), "sha512"))


@exercise.misconception("Blanks and line ends are bytes of the key like any others: leave them in.")
def _key_stripped(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key).strip())


@exercise.misconception("64 bytes are enough: refuse a key only where len(key) < 64.")
def _more_than_64(claims: dict[str, Any], key: bytes) -> str:
    if len(key) <= 64:
        raise ValueError("too short")
    return _by_hand(claims, key)
