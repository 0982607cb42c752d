"""Request lines: methods, versions and paths that no browser sends."""

import pytest

from tests.demo_server.adversarial.raw import Status, check, get
from tests.demo_server.adversarial.target import Target

LINES: list[tuple[str, bytes, Status]] = [
    ("a method nobody knows", get(b"FROB /temp HTTP/1.1"), 405),
    ("a method in lower case", get(b"get /temp HTTP/1.1"), (401, 400)),
    ("TRACE", get(b"TRACE /temp HTTP/1.1"), 405),
    ("CONNECT", get(b"CONNECT 127.0.0.1:80 HTTP/1.1"), 404),
    ("PUT", get(b"PUT /temp HTTP/1.1"), 405),
    ("DELETE on the page", get(b"DELETE / HTTP/1.1"), 405),
    ("a method of 5,000 letters", get(b"A" * 5000 + b" /temp HTTP/1.1"), 405),
    ("a method with control bytes", get(b"G\x00\x1bT /temp HTTP/1.1"), (405, 400)),
    ("HEAD", get(b"HEAD /temp HTTP/1.1"), 401),
    ("OPTIONS", get(b"OPTIONS /temp HTTP/1.1"), 200),
    ("OPTIONS *", get(b"OPTIONS * HTTP/1.1"), 404),
    ("no version (HTTP/0.9)", b"GET /temp\r\n\r\n", 400),
    ("HTTP/1.0 without a Host", get(b"GET /temp HTTP/1.0", host=b""), (401, 400)),
    ("HTTP/1.0", get(b"GET /temp HTTP/1.0"), 401),
    ("HTTP/2.0 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (505, 400)),
    ("HTTP/9.9", get(b"GET /temp HTTP/9.9"), (505, 401)),
    ("a version that is none", get(b"GET /temp FTP/1.1"), 400),
    ("no path", get(b"GET HTTP/1.1"), 404),
    ("two spaces", get(b"GET  /temp  HTTP/1.1"), (401, 400)),
    ("a word too many", get(b"GET /temp extra HTTP/1.1"), 400),
    ("an empty line first", b"\r\n" + get(), (0, 401)),
    ("only empty lines", b"\r\n\r\n\r\n", 0),
    ("nothing but NULs", b"\x00" * 64 + b"\r\n\r\n", 400),
    ("a TLS greeting", bytes.fromhex("16030100c8010000c40303") + b"\x00" * 50, (400, 0)),
    ("a path of 70,000 bytes", get(b"GET /" + b"a" * 70000 + b" HTTP/1.1"), (414, 404)),
    ("no path but a query", get(b"GET ?access_token=TOKEN HTTP/1.1"), 404),
    ("a token in a line that can't be read", get(b"GET /TOKEN more words HTTP/1.1"), 400),
    ("absolute form", get(b"GET http://127.0.0.1/temp HTTP/1.1"), 401),
    ("absolute form, another host", get(b"GET http://evil.example/temp HTTP/1.1"), (400, 401)),
    ("absolute form, broken", get(b"GET http://[bad/temp HTTP/1.1"), (400, 0)),
    ("a path with no slash", get(b"GET temp HTTP/1.1"), 401),
    ("two slashes", get(b"GET //temp HTTP/1.1"), 401),
    ("two slashes and a host", get(b"GET //evil.example/%2e%2e HTTP/1.1"), 404),
    ("a slash at the end", get(b"GET /temp/ HTTP/1.1"), 404),
    ("dots", get(b"GET /static/../temp HTTP/1.1"), 404),
    ("dots up", get(b"GET /static/../../../../etc/passwd HTTP/1.1"), 404),
    ("encoded dots up", get(b"GET /static/%2e%2e/%2e%2e/config.py HTTP/1.1"), 404),
    ("backslashes", get(b"GET /static/..\\..\\config.py HTTP/1.1"), 404),
    ("a NUL in the path", get(b"GET /temp%00 HTTP/1.1"), 404),
    ("a line break in the path", get(b"GET /temp%0d%0aSet-Cookie:%20a=b HTTP/1.1"), 404),
    ("invalid UTF-8 in the path", get(b"GET /%ff%fe HTTP/1.1"), 404),
    ("raw bytes in the path", get(b"GET /\xff\xfe HTTP/1.1"), (404, 400)),
    ("a broken percent sign", get(b"GET /%zz HTTP/1.1"), 404),
    ("a token in the path", get(b"GET /TOKEN HTTP/1.1"), 404),
    (
        "a token in the query",
        get(b"GET /temp?access_token=TOKEN&pw_give=correct+horse HTTP/1.1"),
        401,
    ),
    ("another case", get(b"GET /TEMP HTTP/1.1"), 404),
    ("a template in the path", get(b"GET /{{7*7}} HTTP/1.1"), 404),
]


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in LINES], ids=[case[0] for case in LINES]
)
def test_a_strange_request_line_is_answered_and_harms_nothing(
    target: Target, sent: bytes, status: Status
) -> None:
    check(target, sent, status)
