"""Requests as bytes, well-formed but for what a case wants otherwise."""

from tests.demo_server.adversarial.answer import Answer
from tests.demo_server.adversarial.target import Target

HOST = b"Host: 127.0.0.1\r\n"
CLOSE = b"Connection: close\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded"
BODY = b"id_give=alice&pw_give=wrong+horse"
LENGTH = b"Content-Length: 33"
CHUNKED = b"Transfer-Encoding: chunked"
HIDDEN = b"GET /temp HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: access_token=TOKEN\r\n\r\n"
"""A request that somebody wants to slip past, in another's name."""

Status = int | tuple[int, int]
"""What must come back: the same from both servers, or from ours and from waitress."""


def expected(status: Status, kind: str) -> int:
    """Return what one server must answer; 0 is a connection closed without a word."""
    if isinstance(status, int):
        return status
    return status[0] if kind == "werkzeug" else status[1]


def check(target: Target, sent: bytes, status: Status) -> Answer:
    """Send it, a good token for TOKEN; assert the status, and that nothing is harmed."""
    token = target.token()
    answer = target.send(sent.replace(b"TOKEN", token.encode()), half=True)
    assert answer.status == expected(status, target.kind)
    target.is_unharmed(answer, token)
    return answer


def get(line: bytes = b"GET /temp HTTP/1.1", *headers: bytes, host: bytes = HOST) -> bytes:
    """Write a request without a body."""
    return line + b"\r\n" + host + CLOSE + b"".join(one + b"\r\n" for one in headers) + b"\r\n"


def post(body: bytes = b"", *headers: bytes) -> bytes:
    """Write a sign-in with exactly these headers and this body."""
    return get(b"POST /sign_in HTTP/1.1", FORM, *headers) + body


def chunks(*parts: bytes, last: bytes = b"0\r\n\r\n") -> bytes:
    """Write a body in chunks (RFC 9112 §7.1)."""
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + last
