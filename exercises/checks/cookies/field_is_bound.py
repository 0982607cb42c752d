"""A form field that belongs to one session."""

import hmac
import unicodedata
from random import Random

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.source_checks import compares_in_constant_time

exercise = Exercise(
    "field_is_bound",
    "A cookie may come from a neighbour, so a field that repeats a cookie proves nothing. Only the "
    "server can compute the HMAC of a session's name, and it fits that session alone.",
)


def tag(session: str, key: bytes) -> str:
    """Return the reference: HMAC-SHA256 of the session's name, in hexadecimal."""
    return hmac.digest(key, session.encode(), "sha256").hex()


@exercise.property("accepts the field of its own session")
def _own(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    for session in (generators.random_text(random), "Alice's session"):
        for cookie in ("", tag(session, key), random.randbytes(32).hex()):
            expect_equal(answer(session, tag(session, key), cookie, key), True)


@exercise.property("refuses the field of another session, and goes by the key of each call")
def _keys(answer: Answer, random: Random) -> None:
    session, one, other = generators.random_text(random), random.randbytes(32), random.randbytes(32)
    expect_equal(answer(session, tag(generators.random_text(random), one), "", one), False)
    for key in (one, other):
        expect_equal(answer(session, tag(session, one), "", key), key == one)
    expect_equal(answer(session, tag(session, other), "", other), True)


@exercise.property("refuses a field that is nearly the right one")
def _nearly(answer: Answer, random: Random) -> None:
    session, key = generators.random_text(random), random.randbytes(32)
    right = tag(session, key)
    parts = (right[:8], right[:32], right[:-1], right[8:])
    longer = (f"{right[:2]} {right[2:]}", f"{right}00", f" {right}", f"{right}\n", f"0x{right}")
    odd = (f"{right}é", f"{right[:9]}\ud800{right[9:]}", _wide(right))
    changed = [right[:at] + _other_digit(right[at]) + right[at + 1 :] for at in (0, 31, 63)]
    for field in (*parts, *longer, *odd, *changed):
        expect_equal(answer(session, field, "", key), False)


def _other_digit(digit: str) -> str:
    return "1" if digit == "0" else "0"


def _wide(text: str) -> str:
    """Return a text with digits as wide as Chinese characters: NFKC makes plain ones of them."""
    return "".join(chr(ord(one) + 0xFEE0) if one.isdigit() else one for one in text)


@exercise.property("refuses a field that repeats a cookie")
def _planted(answer: Answer, random: Random) -> None:
    planted, key = random.randbytes(32).hex(), random.randbytes(32)
    expect_equal(answer(generators.random_text(random), planted, planted, key), False)


@exercise.property("answers False to whatever else stands in the field")
def _anything(answer: Answer, random: Random) -> None:
    for field in ("", generators.random_text(random), "\ud800", "\udcff", "xyz"):
        expect_equal(answer(generators.random_text(random), field, "", random.randbytes(32)), False)
    session, key = generators.random_text(random), random.randbytes(32)
    expect_equal(answer(session, "", tag(session, key), key), False)


exercise.property("compares in constant time")(compares_in_constant_time)


def fits(session: str, field: str, key: bytes) -> bool:
    """Return the right answer."""
    return hmac.compare_digest(tag(session, key).encode(), field.encode("utf-8", "surrogatepass"))


@exercise.misconception(
    "Whoever can plant a cookie can send the same field: compute the HMAC, and ask no cookie."
)
def _repeats(session: str, field: str, cookie: str, key: bytes) -> bool:
    same = bool(cookie) and hmac.compare_digest(field.encode(), cookie.encode())
    return same or fits(session, field, key)


@exercise.misconception(
    "A browser attaches the right cookie to a stranger's form, too: only the field counts."
)
def _cookie_will_do(session: str, field: str, cookie: str, key: bytes) -> bool:
    return fits(session, field, key) or fits(session, cookie, key)


in_bytes = exercise.misconception(
    "compare_digest takes text in ASCII only, and UTF-8 has no bytes for half a surrogate: hint 2 "
    "makes bytes of any text."
)


@in_bytes
def _strict(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return hmac.compare_digest(tag(session, key).encode(), field.encode())


@in_bytes
def _some_halves(session: str, field: str, _cookie: str, key: bytes) -> bool:
    sent = field.encode("utf-8", "surrogateescape")
    return hmac.compare_digest(tag(session, key).encode(), sent)


@in_bytes
def _ascii_only(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return hmac.compare_digest(tag(session, key), field)


@exercise.misconception(
    "The field comes from a stranger: compare_digest does not tell how far it was right."
)
def _with_equals(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return tag(session, key) == field


@exercise.misconception(
    "The session's own field is refused. It is HMAC-SHA256 of the session's name as it is written, "
    "under the key that you are given, in hexadecimal; no cookie takes part in it."
)
def _another_tag(session: str, field: str, _cookie: str, key: bytes) -> bool:
    swapped = hmac.digest(session.encode(), key, "sha256").hex()
    return hmac.compare_digest(swapped.encode(), field.encode("utf-8", "surrogatepass"))


@exercise.misconception(
    "That both are the same says nothing: whoever plants a cookie sends the same field. Compute "
    "the HMAC."
)
def _cookie_only(_session: str, field: str, cookie: str, _key: bytes) -> bool:
    sent, planted = (text.encode("utf-8", "surrogatepass") for text in (field, cookie))
    return hmac.compare_digest(sent, planted)


whole_field = exercise.misconception(
    "A field with something more, less or other in it is not the right one: compare it as it came, "
    "all of it, and drop nothing."
)


@whole_field
def _ascii_part(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return hmac.compare_digest(tag(session, key).encode(), field.encode("ascii", "ignore"))


@whole_field
def _readable_part(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return hmac.compare_digest(tag(session, key).encode(), field.encode("utf-8", "ignore"))


@whole_field
def _stripped(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return fits(session, field.strip(), key)


@whole_field
def _cut(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return fits(session, field[:64], key)


@whole_field
def _eight_digits(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return fits(session, field[:8] + tag(session, key)[8:], key)


@whole_field
def _made_plain(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return fits(session, unicodedata.normalize("NFKC", field), key)


@whole_field
def _to_the_shorter_end(session: str, field: str, _cookie: str, key: bytes) -> bool:
    pairs = zip(field, tag(session, key), strict=False)
    return sum(ord(one) ^ ord(other) for one, other in pairs) == 0


as_numbers = exercise.misconception(
    "bytes.fromhex raises where a text is no number, and takes spaces between the digits: compare "
    "the text instead."
)


@as_numbers
def _from_hex(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return hmac.compare_digest(bytes.fromhex(field), bytes.fromhex(tag(session, key)))


@as_numbers
def _from_hex_or_not(session: str, field: str, _cookie: str, key: bytes) -> bool:
    try:
        return hmac.compare_digest(bytes.fromhex(field), bytes.fromhex(tag(session, key)))
    except ValueError:
        return False
