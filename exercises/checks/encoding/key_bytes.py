"""A key as it stands in the environment."""

import base64
from random import Random

from demo_server.jose import base64url_encode
from exercises.checks.encoding import in_other_words, plain
from exercises.checks.errors import AnswerRaised
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_raises

exercise = Exercise(
    "key_bytes",
    "The environment holds text, a key is bytes, and the text's own bytes are another key: two "
    "programs that disagree about it refuse each other's tokens. What counts is the length in "
    "bytes.",
)


def _padded(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()


def _is_read(answer: Answer, key: bytes, text: str) -> None:
    try:
        expect_equal(answer(text), key)
    except AnswerRaised as raised:
        raise in_other_words(raised, f"a key of {len(key)} bytes") from raised


@exercise.property("gives the bytes that the text stands for")
def _bytes(answer: Answer, random: Random) -> None:
    drawn = plain(random, 30)
    dashes = bytes([0xFB, 0xEF, 0xBE]) + plain(random, 45)
    for key in (*map(random.randbytes, (33, 34, 64, 100)), dashes, plain(random, 32),
                bytes(2) + drawn, drawn + bytes(2), b" \n" + drawn, drawn + b"\n ", drawn + b"==",
                bytes(32), drawn[:1] * 36, drawn + bytes(4)):  # fmt: skip
        _is_read(answer, key, base64url_encode(key))


@exercise.property("takes the text with its padding, too")
def _with_padding(answer: Answer, random: Random) -> None:
    for length in (34, 64, 32):
        key = plain(random, length)
        _is_read(answer, key, _padded(key))


@exercise.property("refuses a key of fewer than 32 bytes, padded or not")
def _short(answer: Answer, random: Random) -> None:
    for length in (10, 24, 30, 31, 1, 0):
        key = plain(random, length)
        expect_raises(ValueError, answer, base64url_encode(key))
        expect_raises(ValueError, answer, _padded(key))


def _key(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _long_enough(key: bytes) -> bytes:
    if len(key) < 32:
        raise ValueError("too short")
    return key


@exercise.misconception("The text's own letters are another key: decode it from base64url.")
def _letters(text: str) -> bytes:
    return _long_enough(text.encode())


@exercise.misconception("Put the padding back before you decode: four divides the length then.")
def _unpadded(text: str) -> bytes:
    return _long_enough(base64.urlsafe_b64decode(text))


@exercise.misconception("That is the ordinary alphabet: - and _ are for urlsafe_b64decode.")
def _ordinary(text: str) -> bytes:
    return _long_enough(base64.b64decode(text + "=="))


@exercise.misconception("A short key decodes like any other: look at its length in bytes.")
def _any_length(text: str) -> bytes:
    return _key(text)


@exercise.misconception("You counted letters: 24 bytes are 32 of them. Count the bytes.")
def _letters_counted(text: str) -> bytes:
    if len(text) < 32:
        raise ValueError("too short")
    return _key(text)


@exercise.misconception(
    "You counted the padding in: 31 bytes are 44 letters with it. Count the bytes."
)
def _padding_counted(text: str) -> bytes:
    if len(text) < 43:
        raise ValueError("too short")
    return _key(text)


@exercise.misconception("32 bytes are enough: fewer is <, not <=.")
def _more_than_32(text: str) -> bytes:
    if len(_key(text)) == 32:
        raise ValueError("too short")
    return _long_enough(_key(text))


@exercise.misconception("A longer key is as good, and every byte of it counts.")
def _cut(text: str) -> bytes:
    return _long_enough(_key(text))[:32]


@exercise.misconception("A longer key is as good: 32 bytes are the least.")
def _exactly_32(text: str) -> bytes:
    if len(_key(text)) > 32:
        raise ValueError("too long")
    return _long_enough(_key(text))


@exercise.misconception("How many = belong there depends on the length: fill up to four letters.")
def _one_padding(text: str) -> bytes:
    return _long_enough(base64.urlsafe_b64decode(text.rstrip("=") + "="))


@exercise.misconception("Padding is allowed here: take it off before you compare or decode.")
def _strict(text: str) -> bytes:
    key = _key(text)
    if base64url_encode(key) != text:
        raise ValueError("not base64url")
    return _long_enough(key)


@exercise.misconception("Zero bytes belong to the key, those at its ends as well.")
def _zeros_off(text: str) -> bytes:
    return _long_enough(_key(text).rstrip(b"\0"))


@exercise.misconception("A short key filled up is as easy to guess: refuse it.")
def _filled_up(text: str) -> bytes:
    return _key(text).ljust(32, b"\0")


@exercise.misconception("No text is no key: it has fewer than 32 bytes, and is refused.")
def _empty(text: str) -> bytes:
    return _long_enough(_key(text)) if text else b""
