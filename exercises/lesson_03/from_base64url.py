"""And back, in one spelling only."""

import base64
import re
from random import Random

from exercises.attempt import Given, expect, expect_error
from exercises.checking import Exercise
from exercises.lesson_03 import encoded, plain

exercise = Exercise(
    "from_base64url",
    "Encoding the result again and comparing catches every other spelling at once: foreign "
    "letters, padding, stray bits. Two texts for the same bytes are two names for one token.",
)


@exercise.must("gives the bytes back, however many there are")
def _back(given: Given, random: Random) -> None:
    for length in range(7):
        data = random.randbytes(length)
        expect(given(encoded(data)), data)


@exercise.must("refuses letters that base64url does not have")
def _letters(given: Given, random: Random) -> None:
    for letter in "+/ =\n~":
        text = encoded(plain(random, 9))
        expect_error(ValueError, given, f"{text[:4]}{letter}{text[5:]}")


@exercise.must("refuses a last letter with bits to spare")
def _stray_bits(given: Given, random: Random) -> None:
    for length, above in ((1, 1), (2, 1), (4, 5)):
        text = encoded(bytes([16 * random.randrange(1, 16)]) * length)
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        expect_error(ValueError, given, text[:-1] + alphabet[alphabet.index(text[-1]) + above])


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@exercise.mistake("Put the padding back before you decode: four divides the length then.")
def _no_padding(text: str) -> bytes:
    if len(text) % 4 or encoded(_decoded(text)) != text:
        raise ValueError("not base64url")
    return _decoded(text)


@exercise.mistake(
    "Python skips what it does not know: encode the result again, and compare it with the text."
)
def _lenient(text: str) -> bytes:
    return _decoded(text)


@exercise.mistake(
    "All letters are right, and yet the last one may carry bits that nothing uses: 'Sh' is no "
    "other byte than 'Sg'. Encode the result again, and compare."
)
def _alphabet_only(text: str) -> bytes:
    if not re.fullmatch(r"[\w-]*", text, re.ASCII):
        raise ValueError("not base64url")
    return _decoded(text)
