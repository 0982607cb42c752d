"""A token that claims to need no signature."""

import base64
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import jwt

from demo_server.jose import base64url_encode, decode_object, encode_part
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.forging import OTHER_NAMES, claims_of, kept, misspelt

exercise = Exercise(
    "unsigned_for",
    "Nothing here needed a key: the verifier asked the token how to verify it. One that names its "
    "own algorithm never looks at that word, and this token is waste paper.",
)


def _real(random: Random) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Draw tokens, old and new, of each algorithm; their claims; the name to put into each."""
    names = [*generators.random_names(random, 2), *OTHER_NAMES]
    for number, name in enumerate(names):
        claims = claims_of(random, "mallory", random.choice([-600, 600]) if number else -600)
        alg = ["HS256", "HS512", "HS384"][number % 3]
        yield jwt.encode(claims, random.randbytes(64), alg), claims, name


def _gullible(token: str) -> Any:
    """Return whom the lesson's verifier believes this to be, or why it refuses."""
    if refused := misspelt(token):
        return refused
    header, payload, signature = token.split(".")
    if decode_object(header).get("alg") != "none":
        return f"refused: alg is {decode_object(header).get('alg')!r}"
    return "refused: a signature is left" if signature else decode_object(payload).get("sub")


@exercise.property("is believed by a verifier that asks the header")
def _believed(answer: Answer, random: Random) -> None:
    for token, _, name in _real(random):
        expect_equal(_gullible(answer(token, name)), name)
    for name in ("admin", "root"):  # the same token, twice
        expect_equal(_gullible(answer(token, name)), name)


@exercise.property("keeps the other claims")
def _others(answer: Answer, random: Random) -> None:
    for token, claims, name in _real(random):
        claims.pop("sub")
        expect_equal(kept(answer(token, name)), claims)


def forge(token: str, name: str, alg: str = "none", end: str = ".") -> str:
    """Return the right answer; the arguments make it wrong."""
    header, payload, _ = token.split(".")
    changed = encode_part(decode_object(header) | {"alg": alg})
    return f"{changed}.{encode_part(decode_object(payload) | {'sub': name})}{end}"


@exercise.misconception("The header still names an algorithm: write none where alg stands.")
def _old_header(token: str, name: str) -> str:
    return forge(token, name, alg="HS256")


@exercise.misconception("Three parts, two dots: the signature is empty, and its dot stays.")
def _two_parts(token: str, name: str) -> str:
    return forge(token, name, end="")


@exercise.misconception("Nothing may follow the second dot: leave the old signature out.")
def _signature_left(token: str, name: str) -> str:
    return forge(token, name, end=f".{token.rpartition('.')[2]}")


@exercise.misconception(
    "Both parts are spelled as in any token: base64url, with - and _ for + and /, and without =."
)
def _padded(token: str, name: str) -> str:
    return forge(token, name, end="=.")


@exercise.misconception("Change the one claim, and keep the rest as it was.")
def _alone(token: str, name: str) -> str:
    return f"{encode_part({'alg': 'none'})}.{encode_part({'sub': name})}."


@exercise.misconception("A token that has ended serves as well to copy from: only read it.")
def _not_expired(token: str, name: str) -> str:
    jwt.decode(token, options={"verify_signature": False, "verify_exp": True})
    return forge(token, name)


@exercise.misconception(
    "You have no key, and need none: read the parts without verifying the signature."
)
def _verified(token: str, name: str) -> str:
    jwt.decode(token, bytes(32), algorithms=["HS256"])
    return forge(token, name)


@exercise.misconception("The header's word is the text none, in small letters: not None, not null.")
def _null(token: str, name: str) -> str:
    header, payload, _ = forge(token, name).split(".")
    return f"{encode_part(decode_object(header) | {'alg': None})}.{payload}."


@exercise.misconception("The header's word is the text none, in small letters.")
def _capital(token: str, name: str) -> str:
    return forge(token, name, alg="None")


@exercise.misconception("Not every token says HS256: set alg, whatever stood there.")
def _replaced(token: str, name: str) -> str:
    alg = decode_object(token.split(".")[0])["alg"]
    return forge(token, name, alg="none" if alg == "HS256" else alg)


@exercise.misconception("The token is still for mallory: here sub says who, and nothing else does.")
def _id(token: str, name: str) -> str:
    header, payload, _ = forge(token, name).split(".")
    return f"{header}.{encode_part(decode_object(payload) | {'sub': 'mallory', 'id': name})}."


@exercise.misconception(
    "Each part is a JSON object, whole, in base64url: json.dumps writes one, and only = is taken "
    "off its end."
)
def _python(token: str, name: str) -> str:
    parts = (decode_object(part) for part in forge(token, name).split(".")[:2])
    return ".".join([*(base64url_encode(str(part).encode()) for part in parts), ""])


@exercise.misconception(
    "base64.b64decode skips - and _ without a word: urlsafe_b64decode reads a token's parts."
)
def _standard(token: str, name: str) -> str:
    claims = json.loads(base64.b64decode(token.split(".")[1] + "=="))
    return f"{forge(token, name).split('.')[0]}.{encode_part(claims | {'sub': name})}."


@exercise.misconception(
    "A name may hold any letter, and a quotation mark as well: let json.dumps write it."
)
def _ascii(token: str, name: str) -> str:
    return forge(token, name.encode("ascii", "ignore").decode())


@exercise.misconception("Other claims changed as well: set the value of sub, and of nothing else.")
def _everywhere(token: str, name: str) -> str:
    header, payload, _ = forge(token, name).split(".")
    text = json.dumps(decode_object(payload)).replace('"mallory"', json.dumps(name))
    return f"{header}.{base64url_encode(text.encode())}."


@exercise.misconception("Claims that are null, 0, false or empty are claims, too: keep them.")
def _truthy(token: str, name: str) -> str:
    header, payload, _ = forge(token, name).split(".")
    claims = {claim: value for claim, value in decode_object(payload).items() if value}
    return f"{header}.{encode_part(claims)}."
