"""And back, in one spelling only."""

import base64
import re
from random import Random

from demo_server.jose import BASE64URL, base64url_decode, base64url_encode
from exercises.checks.encoding import plain
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_raises

exercise = Exercise(
    "from_base64url",
    "Encoding the result again and comparing catches every other spelling at once: foreign "
    "letters, padding, stray bits. Two texts for the same bytes are two names for one token.",
)


@exercise.property("gives the bytes back, however many there are")
def _back(answer: Answer, random: Random) -> None:
    for length in range(7):
        data = plain(random, length)
        expect_equal(answer(base64url_encode(data)), data)
    dashes = bytes([0xFB, 0xEF, 0xFF]) + plain(random, 3)
    expect_equal(answer(base64url_encode(dashes)), dashes)


@exercise.property("refuses letters that base64url does not have")
def _letters(answer: Answer, random: Random) -> None:
    text = base64url_encode(plain(random, 9))
    for letter in "~ \n=":
        expect_raises(ValueError, answer, f"{text[:4]}{letter}{text[4:]}")
    for letter in "+/":
        expect_raises(ValueError, answer, f"{text[:4]}{letter}{text[5:]}")
    for other in (" SldU", "SldU\n", "++//"):
        expect_raises(ValueError, answer, other)
    for letter in (
        "é",
        "ß",
        "水",
        "\uff21",
        "\u0661",
        "\u00aa",
        "\ud800",
    ):  # \w matches most of them
        for spelled in (letter + text, text + letter, f"{text[:4]}{letter}{text[4:]}", letter * 4):
            expect_raises(ValueError, answer, spelled)


@exercise.property("refuses another spelling each time that it comes")
def _again(answer: Answer, random: Random) -> None:
    text = base64url_encode(plain(random, 9))
    for spelled in (f"{text[:4]}~{text[4:]}", f"{text}!!!!"):
        for _ in range(2):
            expect_raises(ValueError, answer, spelled)
    expect_equal(answer(text), base64url_decode(text))


@exercise.property("refuses padding")
def _padding(answer: Answer, random: Random) -> None:
    for length in (1, 2):
        expect_raises(ValueError, answer, base64.b64encode(plain(random, length)).decode())
    for text in ("Slc=", "Sg==", "Sg=", "SldU="):
        expect_raises(ValueError, answer, text)


@exercise.property("refuses a last letter with bits to spare")
def _stray_bits(answer: Answer, random: Random) -> None:
    for length, above in ((1, 1), (2, 1), (4, 5)):
        text = base64url_encode(bytes([16 * random.randrange(1, 16)]) * length)
        expect_raises(ValueError, answer, text[:-1] + BASE64URL[BASE64URL.index(text[-1]) + above])
    for text in ("A", "SldUA"):  # one letter is not yet a byte
        expect_raises(ValueError, answer, text)


def _decode_as_python_does(text: str) -> bytes:
    """Return the bytes of a text, foreign characters skipped."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _strict(text: str, letters: str) -> bytes:
    if base64url_encode(_decode_as_python_does(text)) != letters:
        raise ValueError("not base64url")
    return _decode_as_python_does(text)


@exercise.misconception("Put the padding back before you decode: four divides the length then.")
def _no_padding(text: str) -> bytes:
    base64.urlsafe_b64decode(text)
    return _strict(text, text)


@exercise.misconception(
    "All letters are right, and yet the last one may carry bits that nothing uses: 'Sh' is no "
    "other byte than 'Sg'. Encode the result again, and compare."
)
def _alphabet_only(text: str) -> bytes:
    if not re.fullmatch(r"[\w-]*", text, re.ASCII):
        raise ValueError("not base64url")
    return _decode_as_python_does(text)


@exercise.misconception("Padding makes another spelling, too: compare with the text as it came.")
def _padding_off(text: str) -> bytes:
    return _strict(text, text.rstrip("="))


@exercise.misconception(
    "White space makes another spelling, too: compare with the text as it came."
)
def _stripped(text: str) -> bytes:
    return _strict(text.strip(), text.strip())


@exercise.misconception(
    "+ and / are letters of the ordinary alphabet: base64url has - and _ for them."
)
def _both_alphabets(text: str) -> bytes:
    return _strict(text, text.replace("+", "-").replace("/", "_"))


@exercise.misconception(
    "Python skips what it does not know: encode the result again, and compare it with the text."
)
def _lenient(text: str) -> bytes:
    return _decode_as_python_does(text)


@exercise.misconception("That is the ordinary alphabet: - and _ are for urlsafe_b64decode.")
def _ordinary(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


@exercise.misconception("validate knows the ordinary alphabet: altchars=b'-_' names the other two.")
def _validated(text: str) -> bytes:
    data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    if base64url_encode(data) != text:
        raise ValueError("not base64url")
    return data


@exercise.misconception(
    "In a pattern $ lets a line end through: re.fullmatch asks for the whole text."
)
def _line_end(text: str) -> bytes:
    if not re.match(r"^[A-Za-z0-9_-]*$", text):
        raise ValueError("not base64url")
    return _strict(text.rstrip("\n"), text.rstrip("\n"))


@exercise.misconception("No bytes at all are spelled as the empty text: accept it.")
def _not_empty(text: str) -> bytes:
    if not text:
        raise ValueError("empty")
    return _strict(text, text)


@exercise.misconception(
    "To \\w letters of all languages are letters, and ignore drops them: name the 64 yourself."
)
def _all_languages(text: str) -> bytes:
    if not re.fullmatch(r"[\w-]*", text):
        raise ValueError("not base64url")
    short = text.encode("ascii", "ignore").decode()
    return _strict(short, short)


@exercise.misconception(
    "A last group of three letters has two bits to spare, as one of two has four."
)
def _two_letter_ends(text: str) -> bytes:
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text) or len(text) % 4 == 1:
        raise ValueError("not base64url")
    if len(text) % 4 == 2 and text[-1] not in "AQgw":
        raise ValueError("bits to spare")
    return base64url_decode(text)
