"""Bodies: lengths that lie, chunks, and requests hidden behind another (smuggling)."""

import pytest

from tests.demo_server.adversarial.raw import (
    BODY,
    CHUNKED,
    CLOSE,
    FORM,
    HIDDEN,
    HOST,
    LENGTH,
    Status,
    check,
    chunks,
    get,
    post,
)
from tests.demo_server.adversarial.target import Target

BODIES: list[tuple[str, bytes, Status]] = [
    ("no length", post(b""), 400),
    ("a right length", post(BODY, LENGTH), 401),
    ("a negative length", post(BODY, b"Content-Length: -5"), 400),
    ("a length with a plus", post(BODY, b"Content-Length: +33"), 400),
    ("a length with a comma", post(BODY, b"Content-Length: 33, 33"), 400),
    ("a length with letters", post(BODY, b"Content-Length: ten"), 400),
    ("a hexadecimal length", post(BODY, b"Content-Length: 0x21"), 400),
    ("an empty length", post(BODY, b"Content-Length:"), 400),
    ("the same length twice", post(BODY, LENGTH, LENGTH), (401, 400)),
    ("two lengths, the second one right", post(BODY, b"Content-Length: 5", LENGTH), 400),
    ("two lengths", post(BODY, LENGTH, b"Content-Length: 5"), 400),
    ("a length in Arabic digits", post(BODY, "Content-Length: \u0663\u0663".encode()), 400),
    ("a length of 10**30", post(BODY, b"Content-Length: 1" + b"0" * 30), 413),
    ("17 kB", post(b"x" * 17000, b"Content-Length: 17000"), 413),
    ("16,384 bytes", post(BODY + b"x" * (16384 - 33), b"Content-Length: 16384"), 401),
    ("16,385 bytes", post(BODY + b"x" * (16385 - 33), b"Content-Length: 16385"), 413),
    ("shorter than said", post(BODY[:10], LENGTH), (400, 0)),
    ("longer than said", post(BODY + b"&more=more", LENGTH), 401),
    ("said 1 GB, sent a little", post(BODY, b"Content-Length: 1000000000"), (413, 0)),
    ("a good chunked body", post(chunks(BODY[:9], BODY[9:]), CHUNKED), (400, 401)),
    ("20 kB in chunks", post(chunks(*[b"x" * 1000] * 20), CHUNKED), (400, 413)),
    ("a chunk size that is none", post(b"zz\r\nabc\r\n0\r\n\r\n", CHUNKED), 400),
    ("a negative chunk size", post(b"-5\r\nabc\r\n0\r\n\r\n", CHUNKED), 400),
    ("a chunk shorter than said", post(b"ff\r\nabc", CHUNKED), (400, 0)),
    ("chunks without an end", post(chunks(BODY, last=b""), CHUNKED), (400, 0)),
    ("a chunk size of 10**18", post(b"FFFFFFFFFFFFFFF\r\nabc", CHUNKED), (400, 0)),
    ("a chunk extension", post(b"21;x=y\r\n" + BODY + b"\r\n0\r\n\r\n", CHUNKED), (400, 401)),
    ("a trailer", post(chunks(BODY, last=b"0\r\nX-Trailer: y\r\n\r\n"), CHUNKED), (400, 401)),
    ("xchunked", post(chunks(BODY), b"Transfer-Encoding: xchunked"), (400, 501)),
    ("chunked twice", post(chunks(BODY), CHUNKED, CHUNKED), (400, 401)),
    (
        "chunked with another coding",
        post(chunks(BODY), b"Transfer-Encoding: gzip, chunked"),
        (400, 501),
    ),
    ("identity", post(BODY, LENGTH, b"Transfer-Encoding: identity"), (401, 501)),
    ("gzip", post(BODY, LENGTH, b"Content-Encoding: gzip"), 401),
    ("Expect: 100-continue", post(BODY, LENGTH, b"Expect: 100-continue"), 401),
    (
        "a form on a GET",
        b"GET /temp HTTP/1.1\r\n" + HOST + CLOSE + FORM + b"\r\n" + LENGTH + b"\r\n\r\n" + BODY,
        401,
    ),
]

SMUGGLING: list[tuple[str, bytes, Status]] = [
    ("CL.TE", post(b"0\r\n\r\n" + HIDDEN, b"Content-Length: %d" % (5 + len(HIDDEN)), CHUNKED), 400),
    ("TE.CL", post(chunks(HIDDEN), CHUNKED, b"Content-Length: 4"), 400),
    ("TE.TE", post(b"0\r\n\r\n" + HIDDEN, CHUNKED, b"Transfer-Encoding: identity"), (400, 501)),
    ("TE with a tab", post(b"0\r\n\r\n" + HIDDEN, b"Transfer-Encoding:\tchunked"), 400),
    (
        "TE with a space before the colon",
        post(
            b"0\r\n\r\n" + HIDDEN,
            b"Content-Length: %d" % (5 + len(HIDDEN)),
            b"Transfer-Encoding : chunked",
        ),
        400,
    ),
    ("behind a length of nought", post(HIDDEN, b"Content-Length: 0"), 400),
    (
        "behind two lengths",
        post(HIDDEN, b"Content-Length: 0", b"Content-Length: %d" % len(HIDDEN)),
        400,
    ),
    ("pipelined behind a close", get() + HIDDEN, 401),
    (
        "behind a body to a GET",
        b"GET / HTTP/1.1\r\n" + HOST + CLOSE + b"Content-Length: %d\r\n\r\n" % len(HIDDEN) + HIDDEN,
        200,
    ),
    ("behind a folded length", post(HIDDEN, b"Content-Length:\r\n 0"), 400),
]


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in BODIES], ids=[case[0] for case in BODIES]
)
def test_a_body_is_read_as_long_as_it_is_said_to_be_or_refused(
    target: Target, sent: bytes, status: Status
) -> None:
    check(target, sent, status)


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in SMUGGLING], ids=[case[0] for case in SMUGGLING]
)
def test_a_hidden_request_is_never_answered(target: Target, sent: bytes, status: Status) -> None:
    answer = check(target, sent, status)
    assert b"Hello, alice" not in answer.body
    assert b"HTTP/1." not in answer.body  # one answer, and no second behind it
