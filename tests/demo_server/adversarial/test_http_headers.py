"""Headers that claim, bargain and bomb: none of them opens a door or holds a thread."""

import pytest

from tests.demo_server.adversarial.raw import BODY, LENGTH, Status, check, get, post
from tests.demo_server.adversarial.target import Target

GOOD = b"Cookie: access_token=TOKEN"


def temp(*headers: bytes) -> bytes:
    """Ask for the protected page."""
    return get(b"GET /temp HTTP/1.1", *headers)


def file(*headers: bytes) -> bytes:
    """Ask for a file."""
    return get(b"GET /static/page.css HTTP/1.1", *headers)


CLAIMS: list[tuple[str, bytes, Status]] = [
    ("the good cookie alone", temp(GOOD), 200),
    ("a token in a header of its own", temp(b"Access-Token: TOKEN"), 401),
    ("HTTP_COOKIE", temp(b"HTTP_COOKIE: access_token=TOKEN"), 401),
    ("Cookie2", temp(b"Cookie2: access_token=TOKEN"), 401),
    ("Remote-User", temp(b"Remote-User: alice", b"X-Remote-User: alice"), 401),
    ("X-Original-URL", get(b"GET /nowhere HTTP/1.1", b"X-Original-URL: /temp", GOOD), 404),
    ("X-Rewrite-URL", get(b"GET /nowhere HTTP/1.1", b"X-Rewrite-URL: /temp", GOOD), 404),
    ("Script-Name", temp(b"Script-Name: /evil", b"X-Script-Name: /evil"), 401),
    ("Forwarded", temp(b"Forwarded: for=10.0.0.1;host=evil.example;proto=https"), 401),
    ("Proxy", temp(b"Proxy: http://evil.example"), 401),
    ("Connection names the cookie", temp(GOOD, b"Connection: Cookie"), 200),
    ("a token as a header's name", temp(b"TOKEN: x"), 401),
]

BOMBS: list[tuple[str, bytes, Status]] = [
    ("97 headers, as many as fit", temp(*[b"X-%d: y" % i for i in range(97)]), 401),
    ("a name beyond ASCII", temp("X-\u00e9: x".encode()), (401, 400)),
    ("control bytes in a value", temp(b"X: \x7f\x01"), (401, 400)),
    ("bytes that are no text in a value", temp(b"X: \xff\xfe"), 401),
    ("a lone LF in a value", temp(b"X: a\nX-Evil: b"), (401, 400)),
    ("Accept-Language", temp(b"Accept-Language: " + b"a-" * 30000), 401),
    ("Accept with a long q", temp(b"Accept: text/html;q=" + b"9" * 400), 401),
    ("Accept with 60,000 backslashes", temp(b'Accept: text/html;a="' + b"\\" * 60000), 401),
    ("Bearer with 60,000 letters", temp(b"Authorization: Bearer " + b"a" * 60000), 401),
    ("Bearer with 60,000 spaces", temp(b"Authorization: Bearer" + b" " * 60000), 401),
    ("Digest with 20,000 names", temp(b"Authorization: Digest " + b'a="b",' * 10000), 401),
    ("Basic that is no base64", temp(b"Authorization: Basic !!!!"), 401),
    ("Via", temp(b"Via: " + b"1.1 a, " * 9000), 401),
    ("a content type on a GET", temp(b"Content-Type: " + b"a/b;" * 10000), 401),
    (
        "4,000 parts of one boundary",
        post(BODY, LENGTH, b"Content-Type: multipart/form-data;" + b"boundary*0=a;" * 4000),
        400,
    ),
]

FILES: list[tuple[str, bytes, int]] = [
    ("one byte", file(b"Range: bytes=0-0"), 206),
    ("the last byte", file(b"Range: bytes=-1"), 206),
    ("3,000 ranges", file(b"Range: bytes=" + b",".join([b"0-"] * 3000)), 416),
    ("a range that goes back", file(b"Range: bytes=9-1"), 416),
    ("a range of 5,000 digits", file(b"Range: bytes=0-" + b"9" * 5000), 416),
    ("a range in lines", file(b"Range: lines=0-1"), 416),
    ("a range in Arabic digits", file("Range: bytes=\u0660-\u0661".encode()), 416),
    ("If-Range: nonsense", file(b"Range: bytes=0-0", b"If-Range: nonsense"), 200),
    ("If-Modified-Since: nonsense", file(b"If-Modified-Since: nonsense"), 200),
    (
        "If-Modified-Since in a year of 7 digits",
        file(b"If-Modified-Since: Thu, 01 Jan 9999999 00:00:00 GMT"),
        200,
    ),
    ("If-None-Match with 7,000 tags", file(b"If-None-Match: " + b'"a",' * 7000), 200),
    ("If-None-Match: *", file(b"If-None-Match: *"), 304),
]


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in CLAIMS], ids=[case[0] for case in CLAIMS]
)
def test_only_the_cookie_itself_says_who_asks(target: Target, sent: bytes, status: Status) -> None:
    check(target, sent, status)


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in BOMBS], ids=[case[0] for case in BOMBS]
)
def test_a_long_or_broken_header_is_read_past(target: Target, sent: bytes, status: Status) -> None:
    check(target, sent, status)


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in FILES], ids=[case[0] for case in FILES]
)
def test_a_file_is_sent_in_part_or_not_as_its_conditions_say(
    target: Target, sent: bytes, status: int
) -> None:
    check(target, sent, status)
