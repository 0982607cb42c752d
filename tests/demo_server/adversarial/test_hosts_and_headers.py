"""Hosts that are not ours, and headers as bombs."""

import pytest

from tests.demo_server.adversarial.raw import HOST, Status, check, get
from tests.demo_server.adversarial.target import Target

HOSTS: list[tuple[str, bytes, Status]] = [
    ("no Host", get(host=b""), 400),
    ("an empty Host", get(host=b"Host:\r\n"), 400),
    ("another Host", get(host=b"Host: evil.example\r\n"), 400),
    ("a Host that ends like ours", get(host=b"Host: evil127.0.0.1\r\n"), 400),
    ("a Host that begins like ours", get(host=b"Host: localhost.evil.example\r\n"), 400),
    ("ours as user info", get(host=b"Host: 127.0.0.1@evil.example\r\n"), 400),
    ("Host twice, the same", get(host=HOST + HOST), 400),
    ("Host twice, ours first", get(host=HOST + b"Host: evil.example\r\n"), 400),
    ("Host twice, ours last", get(host=b"Host: evil.example\r\n" + HOST), 400),
    ("a port that is none", get(host=b"Host: 127.0.0.1:http\r\n"), 400),
    ("a port too high", get(host=b"Host: 127.0.0.1:99999\r\n"), 400),
    ("another IPv6 address", get(host=b"Host: [::2]\r\n"), 400),
    ("an IPv6 address without an end", get(host=b"Host: [::1\r\n"), 400),
    ("a Host with an empty label", get(host=b"Host: a..localhost\r\n"), 400),
    ("a Host with a label of 64 letters", get(host=b"Host: " + b"a" * 64 + b"\r\n"), 400),
    ("a Host of 9,000 bytes", get(host=b"Host: " + b"a" * 9000 + b"\r\n"), 400),
    ("a Host with markup", get(host=b"Host: <script>\r\n"), 400),
    (
        "X-Forwarded-Host",
        get(
            b"GET /temp HTTP/1.1",
            b"X-Forwarded-Host: evil.example",
            b"X-Forwarded-Prefix: //evil.example",
        ),
        401,
    ),
    ("localhost", get(host=b"Host: localhost:80\r\n"), 401),
    ("LOCALHOST", get(host=b"Host: LOCALHOST\r\n"), 401),
    ("this machine by IPv6", get(host=b"Host: [::1]:80\r\n"), 401),
]

HEADERS: list[tuple[str, bytes, Status]] = [
    ("101 headers", get(b"GET /temp HTTP/1.1", *[b"X-%d: y" % i for i in range(101)]), (431, 401)),
    ("a header of 70,000 bytes", get(b"GET /temp HTTP/1.1", b"X: " + b"a" * 70000), (431, 401)),
    (
        "90 headers of 8,000 bytes",
        get(b"GET /temp HTTP/1.1", *[b"X-%d: " % i + b"y" * 8000 for i in range(90)]),
        (401, 431),
    ),
    ("a header without a colon", get(b"GET /temp HTTP/1.1", b"nonsense"), (401, 400)),
    ("a header without a name", get(b"GET /temp HTTP/1.1", b": nothing"), (401, 400)),
    ("a folded header", get(b"GET /temp HTTP/1.1", b"X: one\r\n two"), 401),
    ("a NUL in a header", get(b"GET /temp HTTP/1.1", b"X: a\x00b"), (401, 400)),
    ("a lone CR in a header", get(b"GET /temp HTTP/1.1", b"X: a\rSet-Cookie: b=c"), (401, 400)),
    ("a space before the colon", get(b"GET /temp HTTP/1.1", b"X : a"), (401, 400)),
    ("an underscore for a hyphen", get(b"GET /temp HTTP/1.1", b"Sec_Fetch_Site: cross-site"), 401),
    ("Range", get(b"GET /temp HTTP/1.1", b"Range: bytes=0-1,2-3"), 401),
    (
        "a websocket",
        get(b"GET /temp HTTP/1.1", b"Upgrade: websocket", b"Sec-WebSocket-Key: AAAA"),
        401,
    ),
    ("h2c", get(b"GET /temp HTTP/1.1", b"Upgrade: h2c", b"HTTP2-Settings: AAAA"), 401),
    (
        "an Accept of 5,000 kinds",
        get(b"GET /temp HTTP/1.1", b"Accept: " + b",".join([b"a/b;q=0.1"] * 5000)),
        401,
    ),
    ("a broken Accept", get(b"GET /temp HTTP/1.1", b"Accept: ;;;q=nan,text/html;q=9e999"), 401),
    ("If-None-Match: *", get(b"GET /temp HTTP/1.1", b"If-None-Match: *"), 401),
    (
        "X-HTTP-Method-Override",
        get(b"GET /sign_out HTTP/1.1", b"X-HTTP-Method-Override: POST"),
        405,
    ),
    ("Expect: nonsense", get(b"GET /temp HTTP/1.1", b"Expect: nonsense"), 401),
    ("X-Forwarded-For", get(b"GET /temp HTTP/1.1", b"X-Forwarded-For: 10.0.0.1"), 401),
]


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in HOSTS], ids=[case[0] for case in HOSTS]
)
def test_a_host_that_is_not_trusted_is_refused(target: Target, sent: bytes, status: Status) -> None:
    check(target, sent, status)


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in HEADERS], ids=[case[0] for case in HEADERS]
)
def test_strange_headers_are_answered_and_harm_nothing(
    target: Target, sent: bytes, status: Status
) -> None:
    check(target, sent, status)
