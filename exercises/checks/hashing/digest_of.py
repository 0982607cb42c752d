"""A text's SHA-256 digest."""

import ast
import hashlib
from random import Random
from typing import Any

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.hashing import SAMPLES, digest
from exercises.checks.source_checks import parse_source

exercise = Exercise(
    "digest_of",
    "UTF-8 is the encoding to name: it holds every text, and both ends agree on it. The digest "
    "does not hide a short or common password; exercise 3 shows how little it takes.",
)


BETWEEN = ("\r\n", "\t", "\\", "\0", "  ", "e\u0301", "\u00e9", "\ufeff", "\U0001d11e")
"""What somebody might change in a text before it is hashed, and a letter of four bytes."""
OTHERS = {"md5", "sha1", "sha224", "sha384", "sha512", "sha3_256", "blake2s", "blake2b"}
"""Names of other hashes."""


def _agrees(answer: Answer, text: str) -> None:
    actual, expected = answer(text), digest(text)
    expect_true(not hasattr(actual, "hexdigest"), "a hash object", repr(expected))
    expect_true(not callable(actual), "a method that nobody called", repr(expected))
    expect_equal(actual, expected)


def _text_with_a_zero(random: Random) -> str:
    """Draw a text whose digest begins with 0: a number would lose it."""
    while not digest(text := generators.random_text(random)).startswith("0"):
        pass
    return text


@exercise.property("agrees with hashlib for any text")
def _digest_of_any_text(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        _agrees(answer, generators.random_text(random))
    _agrees(answer, _text_with_a_zero(random))


@exercise.property("takes a long text, and an empty one")
def _digest_of_long_and_empty(answer: Answer, random: Random) -> None:
    for text in (random.choice("abc") * 5_000, random.choice("éж") * 5_000, ""):
        _agrees(answer, text)


@exercise.property("hashes a text as it is: its capitals, accents, blanks and line ends")
def _digest_as_it_is(answer: Answer, random: Random) -> None:
    for text in ("Dragon", "dragon", " dragon", "dragon ", "dragon\n", "\ufeffdragon"):
        _agrees(answer, text)
    for between in BETWEEN:
        _agrees(answer, f"{generators.random_text(random, 3)}{between}x")


@exercise.misconception("A hash takes bytes: text.encode() makes them of a text.")
def _digest_of_text(text: Any) -> str:
    return hashlib.sha256(text).hexdigest()


@exercise.misconception("hexdigest is a method: call it, with brackets after its name.")
def _digest_not_called(text: str) -> Any:
    return hashlib.sha256(text.encode()).hexdigest


@exercise.misconception("That is the hash object: its hexdigest() gives the digest as text.")
def _digest_object(text: str) -> Any:
    return hashlib.sha256(text.encode())


@exercise.misconception("That is the digest as bytes: hexdigest() gives it in hexadecimal.")
def _digest_as_bytes(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


@exercise.misconception("Latin-1 doesn't hold every text: encode it as UTF-8.")
def _digest_of_latin(text: str) -> str:
    return hashlib.sha256(text.encode("latin-1")).hexdigest()


@exercise.misconception("ASCII doesn't hold every text: encode it as UTF-8.")
def _digest_of_ascii(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@exercise.misconception("A number loses its leading zeros: hexdigest() has all 64 digits.")
def _digest_as_number(text: str) -> str:
    return f"{int.from_bytes(hashlib.sha256(text.encode()).digest(), 'big'):x}"


@exercise.misconception("A byte below 16 has two digits, too: hexdigest() writes them all.")
def _digest_of_short_bytes(text: str) -> str:
    return "".join(f"{byte:x}" for byte in hashlib.sha256(text.encode()).digest())


@exercise.misconception(
    "hex writes 0x in front, and no zeros: hexdigest() has the 64 digits alone."
)
def _digest_by_hex(text: str) -> str:
    return hex(int(digest(text), 16))


@exercise.misconception("You left out what is not ASCII: UTF-8 has bytes for every character.")
def _digest_of_a_part(text: str) -> str:
    return hashlib.sha256(text.encode("ascii", "ignore")).hexdigest()


@exercise.misconception("You hashed the digest once more: one hash is asked for.")
def _digest_of_digest(text: str) -> str:
    return digest(digest(text))


def _uses_another_hash(answer: Answer) -> bool:
    nodes = [*ast.walk(parse_source(answer))]
    names = {getattr(node, "attr", getattr(node, "id", "")) for node in nodes}
    texts = {str(node.value).lower() for node in nodes if isinstance(node, ast.Constant)}
    return not OTHERS.isdisjoint(names | texts)


@exercise.misconception(
    "That is another hash: SHA-256 is hashlib.sha256.", detect=_uses_another_hash
)
def _digest_by_md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


@exercise.misconception("Blanks at its ends belong to a text: hash it as it is.")
def _digest_of_stripped(text: str) -> str:
    return digest(text.strip())


@exercise.misconception("An empty text has a digest, too: leave it to hashlib.")
def _digest_of_something(text: str) -> str:
    return digest(text) if text else ""
