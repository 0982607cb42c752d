"""Multipart forms (RFC 7578): boundaries, parts and charsets that are not as they should be."""

import pytest

from tests.demo_server.adversarial.forms import (
    CONTROL,
    FIELDS,
    FORM,
    GOOD,
    SUCCESS,
    Case,
    Said,
    check,
    fields,
)
from tests.demo_server.adversarial.target import Target

KIND = "multipart/form-data; boundary=B"
END = b"--B--\r\n"


def part(name: str, value: bytes, *headers: str, kind: str = "form-data") -> bytes:
    """Write one part of a form."""
    lines = [f'Content-Disposition: {kind}; name="{name}"', *headers]
    return b"--B\r\n" + "\r\n".join(lines).encode() + b"\r\n\r\n" + value + b"\r\n"


def both(user_id: bytes, *headers: str) -> bytes:
    """Write id and password, the id with more headers."""
    return part("id_give", user_id, *headers) + part("pw_give", GOOD.encode()) + END


def sent_as(name: str, kind: str, user_id: str, boundary: str, said: Said) -> Case:
    """Write a good form under another content type, with a boundary of its own."""
    body = both(user_id.encode()).replace(b"--B", f"--{boundary}".encode())
    return (name, "/sign_up", body, kind, said)


KINDS: list[Case] = [
    sent_as("a boundary in quotes", 'multipart/form-data; boundary="B"', "kind1", "B", SUCCESS),
    sent_as("in capitals", "MULTIPART/FORM-DATA; BOUNDARY=B", "kind2", "B", SUCCESS),
    sent_as(
        "200 letters", f"multipart/form-data; boundary={'B' * 200}", "kind3", "B" * 200, SUCCESS
    ),
    sent_as(
        "two, the last right", "multipart/form-data; boundary=A; boundary=B", "kind4", "B", SUCCESS
    ),
    sent_as(
        "two, the first right", "multipart/form-data; boundary=B; boundary=A", "kind5", "B", FIELDS
    ),
    sent_as("an empty one", 'multipart/form-data; boundary=""', "kind6", "", FIELDS),
    sent_as("one beyond ASCII", "multipart/form-data; boundary=\u00e9", "kind7", "\u00e9", FIELDS),
    sent_as("multipart/mixed", "multipart/mixed; boundary=B", "kind8", "B", FIELDS),
    sent_as("a body that is none", FORM, "kind9", "B", FIELDS),
    ("a type that is none", "/sign_up", fields("kind10", GOOD), KIND, FIELDS),
]

PARTS: list[tuple[str, bytes, Said]] = [
    ("the id twice", part("id_give", b"part1") + both(b"part1"), FIELDS),
    (
        "a file of the same name",
        part("id_give", b"x", "X: y").replace(b'give"', b'give"; filename="f"') + both(b"part2"),
        SUCCESS,
    ),
    (
        "a name in UTF-8 by RFC 5987",
        both(b"part3").replace(b'name="id_give"', b"name*=utf-8''id_give"),
        SUCCESS,
    ),
    ("no name", both(b"part4").replace(b'; name="id_give"', b""), FIELDS),
    ("an empty name", part("", b"x") + both(b"part5"), SUCCESS),
    ("a name of 5,000 letters", part("a" * 5000, b"x") + both(b"part6"), SUCCESS),
    (
        "an attachment",
        part("id_give", b"part7", kind="attachment") + part("pw_give", GOOD.encode()) + END,
        SUCCESS,
    ),
    ("2,000 parts without a head", b"--B\r\n\r\n" * 2000 + END, FIELDS),
    ("200 parts more", b"".join(part(f"a{i}", b"") for i in range(200)) + both(b"part8"), SUCCESS),
    (
        "2,000 parts, if 16 kB held them",
        b"".join(part("a", b"") for _ in range(280)) + both(b"part9"),
        SUCCESS,
    ),
    ("a header of 8,000 letters", both(b"part10", "X: " + "a" * 8000), SUCCESS),
    ("a header without a colon", both(b"part11", "nonsense"), SUCCESS),
    ("UTF-7 that says so", both(b"+AGEu12-", "Content-Type: text/plain; charset=utf-7"), SUCCESS),
    (
        "UTF-16 that says so",
        both("part13".encode("utf-16-le"), "Content-Type: text/plain; charset=utf-16-le"),
        CONTROL,
    ),
    ("a charset nobody knows", both(b"part14", "Content-Type: text/plain; charset=x"), SUCCESS),
    (
        "a charset that is a codec",
        both(b"part15", "Content-Type: text/plain; charset=zlib"),
        SUCCESS,
    ),
    ("base64 that says so", both(b"cGFydDE2", "Content-Transfer-Encoding: base64"), SUCCESS),
    ("_charset_", part("_charset_", b"utf-16") + both(b"part17"), SUCCESS),
    ("line ends of LF", both(b"part18").replace(b"\r\n", b"\n"), SUCCESS),
    ("words before and after", b"before\r\n" + both(b"part19") + b"after", SUCCESS),
    ("no end", both(b"part20").removesuffix(END), FIELDS),
    ("a NUL in the id", both(b"part\0"), CONTROL),
    ("a line end in the id", both(b"part\r\nX: y"), CONTROL),
    ("a boundary in the id, which ends there", both(b"part21\r\n--B"), SUCCESS),
    ("the last boundary in the id", both(b"part22\r\n--B--"), FIELDS),
]


@pytest.mark.parametrize("case", KINDS, ids=[case[0] for case in KINDS])
def test_a_boundary_is_found_or_the_form_is_refused(target: Target, case: Case) -> None:
    check(target, case)


@pytest.mark.parametrize("case", PARTS, ids=[case[0] for case in PARTS])
def test_a_part_is_read_as_utf_8_whatever_it_says_of_itself(
    target: Target, case: tuple[str, bytes, Said]
) -> None:
    name, body, said = case
    check(target, (name, "/sign_up", body, KIND, said))


def test_what_an_id_says_of_its_charset_changes_no_letter_of_it(target: Target) -> None:
    lines = ["Content-Type: text/plain; charset=utf-7", "Content-Transfer-Encoding: base64"]
    for line, user_id in zip(lines, ("+AGEu99-", "YWxpY2U="), strict=True):
        check(target, (line, "/sign_up", both(user_id.encode(), line), KIND, SUCCESS))
        check(target, (line, "/sign_in", fields(user_id, GOOD), FORM, SUCCESS))
