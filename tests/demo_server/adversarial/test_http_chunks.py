"""The syntax of lengths, chunks and trailers, to the letter (RFC 9112 §6 and §7)."""

import gzip

import pytest

from tests.demo_server.adversarial.raw import (
    BODY,
    CHUNKED,
    FORM,
    LENGTH,
    Status,
    check,
    chunks,
    get,
    post,
)
from tests.demo_server.adversarial.target import Target

BOMB = gzip.compress(b"id_give=alice&pw_give=" + b"x" * 10_000_000)
"""10 MB in 10 kB."""
BACK = b"\r\n0\r\n\r\n"

# Ours takes no chunks at all: 400. waitress reads them, so it must read them strictly.
CHUNKS: list[tuple[str, bytes, Status]] = [
    ("a size that ends in LF", post(b"21\n" + BODY + BACK, CHUNKED), 400),
    ("LF everywhere", post(b"21\n" + BODY + b"\n0\n\n", CHUNKED), (400, 0)),
    ("a size with 0x", post(b"0x21\r\n" + BODY + BACK, CHUNKED), 400),
    ("a size with a plus", post(b"+21\r\n" + BODY + BACK, CHUNKED), 400),
    ("a size with an underscore", post(b"2_1\r\n" + BODY + BACK, CHUNKED), 400),
    ("a size between spaces", post(b" 21 \r\n" + BODY + BACK, CHUNKED), 400),
    ("no size", post(b"\r\n" + BODY + BACK, CHUNKED), 400),
    ("a size with 1,000 noughts", post(b"0" * 1000 + b"21\r\n" + BODY + BACK, CHUNKED), (400, 401)),
    ("a size too small", post(b"20\r\n" + BODY + BACK, CHUNKED), 400),
    ("no line end behind a chunk", post(b"21\r\n" + BODY + b"XX0\r\n\r\n", CHUNKED), 400),
    ("an open quote in an extension", post(b'21;a="\r\n' + BODY + BACK, CHUNKED), 400),
    ("a lone LF in an extension", post(b"21;a\nb\r\n" + BODY + BACK, CHUNKED), 400),
    ("1 byte a chunk", post(chunks(*[b"%c" % one for one in BODY]), CHUNKED), (400, 401)),
    (
        "a Host in the trailer",
        post(chunks(BODY, last=b"0\r\nHost: evil.example\r\n\r\n"), CHUNKED),
        (400, 401),
    ),
    (
        "a coding in the trailer",
        post(chunks(BODY, last=b"0\r\nTransfer-Encoding: chunked\r\n\r\n"), CHUNKED),
        (400, 401),
    ),
    (
        "20,000 trailers",
        post(chunks(BODY, last=b"0\r\n" + b"X: y\r\n" * 20000 + b"\r\n"), CHUNKED),
        (400, 401),
    ),
    (
        "a cookie in the trailer",
        get(b"POST /sign_out_everywhere HTTP/1.1", CHUNKED, b"Trailer: Cookie")
        + b"0\r\nCookie: access_token=TOKEN\r\n\r\n",
        401,
    ),
    (
        "chunks under HTTP/1.0",
        get(b"POST /sign_in HTTP/1.0", FORM, CHUNKED) + chunks(BODY),
        400,
    ),
]

LENGTHS: list[tuple[str, bytes, Status]] = [
    ("a nought before it", post(BODY, b"Content-Length: 033"), 401),
    ("a tab around it", post(BODY, b"Content-Length:\t33\t"), 401),
    ("an underscore in it", post(BODY, b"Content-Length: 3_3"), 400),
    ("a space in it", post(BODY, b"Content-Length: 3 3"), 400),
    ("a fraction", post(BODY, b"Content-Length: 33.0"), 400),
    ("an exponent", post(BODY, b"Content-Length: 33e0"), 400),
    ("a semicolon", post(BODY, b"Content-Length: 33;"), 400),
    ("5,000 digits", post(BODY, b"Content-Length: " + b"9" * 5000), (400, 0)),
    (
        "two that differ, the right one first",
        post(BODY + b"&more=more", LENGTH, b"Content-Length: 43"),
        400,
    ),
    (
        "a gzip bomb",
        post(BOMB, b"Content-Encoding: gzip", b"Content-Length: %d" % len(BOMB)),
        400,
    ),
    (
        "a deflate bomb that says it is multipart",
        post(
            BOMB,
            b"Content-Encoding: deflate",
            b"Content-Type: multipart/form-data; boundary=B",
            b"Content-Length: %d" % len(BOMB),
        ),
        400,
    ),
    ("100-continue and more", post(BODY, LENGTH, b"Expect: 100-continue, more"), 401),
]


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in CHUNKS], ids=[case[0] for case in CHUNKS]
)
def test_chunks_are_read_to_the_letter_or_refused(
    target: Target, sent: bytes, status: Status
) -> None:
    check(target, sent, status)


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in LENGTHS], ids=[case[0] for case in LENGTHS]
)
def test_a_length_is_a_row_of_digits_or_refused(
    target: Target, sent: bytes, status: Status
) -> None:
    check(target, sent, status)
