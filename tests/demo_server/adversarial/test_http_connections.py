"""Smuggling on a connection that stays open: only there is a second answer possible at all.

Each case ends with a farewell, a request that closes; what lies between it and the case shows.
"""

import re
from collections.abc import Callable

import pytest

from tests.demo_server.adversarial.raw import (
    BODY,
    CHUNKED,
    CLOSE,
    HIDDEN,
    LENGTH,
    chunks,
    get,
    post,
)
from tests.demo_server.adversarial.target import Target

Case = tuple[str, Callable[[bytes], bytes], int, list[int]]
"""Name, what is sent around the hidden request, and the answers: one of ours, all of waitress."""
FAREWELL = get(b"GET /absent HTTP/1.1")
END = b"0\r\n\r\n"


def sign_in(body: bytes, *headers: bytes) -> bytes:
    """Write a sign-in that leaves the connection open, as HTTP/1.1 does by default."""
    return post(body, *headers).replace(CLOSE, b"")


def around(line: bytes, hidden: bytes, *headers: bytes) -> bytes:
    """Write a request whose body is the hidden one, of the right length."""
    length = b"Content-Length: %d" % len(hidden)
    return get(line + b" HTTP/1.1", *headers, length).replace(CLOSE, b"") + hidden


def coded(name: bytes, hidden: bytes) -> bytes:
    """Write a body that ends before the hidden request if ``name`` means chunked."""
    body = END + hidden
    return sign_in(body, b"Content-Length: %d" % len(body), name)


def twice(first: int, second: int, hidden: bytes) -> bytes:
    """Write a body with two lengths; what is behind each, is for the server to say."""
    return sign_in(BODY + hidden, *(b"Content-Length: %d" % one for one in (first, second)))


INSIDE: list[Case] = [
    ("in a GET", lambda h: around(b"GET /temp", h), 401, [401, 404]),
    ("in a HEAD", lambda h: around(b"HEAD /temp", h), 401, [401, 404]),
    ("in an OPTIONS", lambda h: around(b"OPTIONS /temp", h), 200, [200, 404]),
    ("in a TRACE", lambda h: around(b"TRACE /temp", h), 405, [405, 404]),
    ("in a sign-in", lambda h: around(b"POST /sign_in", h), 400, [400, 404]),
    ("in a sign-out", lambda h: around(b"POST /sign_out", h), 200, [200, 404]),
    ("in what nobody reads: 404", lambda h: around(b"POST /nowhere", h), 404, [404, 404]),
    ("in what nobody reads: 405", lambda h: around(b"POST /temp", h), 405, [405, 404]),
    (
        "in what nobody reads: 403",
        lambda h: around(b"POST /sign_in", h, b"Sec-Fetch-Site: cross-site"),
        403,
        [403, 404],
    ),
    ("in what nobody reads: 413", lambda h: around(b"POST /sign_in", h * 100), 413, [413, 404]),
    ("in a chunk", lambda h: sign_in(chunks(h), CHUNKED), 400, [400, 404]),
    ("TE.CL", lambda h: sign_in(chunks(h), CHUNKED, b"Content-Length: 4"), 400, [400, 404]),
    ("TE.TE", lambda h: sign_in(END + h, CHUNKED, b"Transfer-Encoding: x"), 400, [501]),
    ("identity, chunked", lambda h: coded(b"Transfer-Encoding: identity, chunked", h), 400, [501]),
    ("chunked in quotes", lambda h: coded(b'Transfer-Encoding: "chunked"', h), 400, [501]),
    ("chunked with more", lambda h: coded(b"Transfer-Encoding: chunked;q=1", h), 400, [501]),
    ("a vertical tab", lambda h: coded(b"Transfer-Encoding: \x0bchunked", h), 400, [400]),
    ("an underscore", lambda h: coded(b"Transfer_Encoding: chunked", h), 400, [400, 404]),
    ("a space before the colon", lambda h: coded(b"Transfer-Encoding : chunked", h), 400, [400]),
    ("two lengths, short first", lambda h: twice(33, 33 + len(h), h), 400, [400]),
    ("two lengths, long first", lambda h: twice(33 + len(h), 33, h), 400, [400]),
    ("behind a lone LF", lambda h: sign_in(b"", b"X: a\n\n" + h), 400, [400]),
    ("behind a lone CR", lambda h: sign_in(b"", b"X: a\r\r" + h), 400, [400]),
]
BEHIND: list[Case] = [
    ("a GET", lambda h: get().replace(CLOSE, b"") + h, 401, [401, 200, 404]),
    ("a length", lambda h: sign_in(BODY + h, LENGTH), 401, [401, 200, 404]),
    ("no length", lambda h: sign_in(h), 400, [400, 200, 404]),
    ("a length of nought", lambda h: sign_in(h, b"Content-Length: 0"), 400, [400, 200, 404]),
    ("a length of 033", lambda h: sign_in(BODY + h, b"Content-Length: 033"), 401, [401, 200, 404]),
    (
        "a length, and one with an underscore",
        lambda h: sign_in(BODY + h, LENGTH, b"Content_Length: %d" % (33 + len(h))),
        401,
        [401, 200, 404],
    ),
    ("chunks", lambda h: sign_in(chunks(BODY) + h, CHUNKED), 400, [401, 200, 404]),
    (
        "a trailer with a length",
        lambda h: sign_in(
            chunks(BODY, last=b"0\r\nContent-Length: %d\r\n\r\n" % len(h)) + h, CHUNKED
        ),
        400,
        [401, 200, 404],
    ),
    # With both it would have to close (RFC 9112 §6.1), and waitress 3.0 does not: no proxy that
    # goes by the length may stand before it. Ours refuses, and closes.
    ("CL.TE", lambda h: coded(CHUNKED, h), 400, [400, 200, 404]),
    ("CL.TE in capitals", lambda h: coded(b"Transfer-Encoding: CHUNKED", h), 400, [400, 200, 404]),
    ("CL.TE folded", lambda h: coded(b"Transfer-Encoding:\r\n chunked", h), 400, [400, 200, 404]),
]


def exchange(target: Target, case: Case) -> tuple[list[int], bool]:
    """Send a case and the farewell; return every status, and whether alice was greeted."""
    _name, build, _ours, _waitress = case
    token = target.token()
    sent = build(HIDDEN.replace(b"TOKEN", token.encode())) + FAREWELL
    # Ours reads to the end of what is sent before it closes, and would wait for more.
    answer = target.send(sent, half=target.kind == "werkzeug")
    behind = re.findall(rb"HTTP/1\.\d (\d{3}) ", answer.body)
    greeted = b"Hello, alice" in answer.body
    target.is_unharmed(answer, token)
    return [answer.status, *map(int, behind)], greeted


@pytest.mark.parametrize("case", INSIDE, ids=[case[0] for case in INSIDE])
def test_a_request_inside_a_body_or_a_refused_one_is_never_answered(
    target: Target, case: Case
) -> None:
    expected = [case[2]] if target.kind == "werkzeug" else case[3]
    assert exchange(target, case) == (expected, False)


@pytest.mark.parametrize("case", BEHIND, ids=[case[0] for case in BEHIND])
def test_a_request_behind_the_end_of_a_body_is_one_of_its_own_or_none(
    target: Target, case: Case
) -> None:
    ours = target.kind == "werkzeug"
    assert exchange(target, case) == (([case[2]], False) if ours else (case[3], True))
