"""Bytes that no browser sends, and that this kit's own code meets behind Werkzeug's parser."""

import json

import pytest

from demo_server.request_log import logger as request_logger
from tests.demo_server.adversarial.target import SECRETS, Response, Target

HOST = b"Host: 127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded"
BODY = b"id_give=alice&pw_give=wrong+horse"
LENGTH = b"Content-Length: 33"
CHUNKED = b"Transfer-Encoding: chunked"
MULTIPART = b"Content-Type: multipart/form-data; boundary=B"
PART = b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
NO_UTF_8 = PART % (b"id_give", b"dave") + PART % (b"pw_give", b"\xff" * 8) + b"--B--\r\n"
CHUNKS = b"21\r\n" + BODY + b"\r\n0\r\n\r\n"


def head(line: bytes, *headers: bytes, host: bytes = HOST) -> bytes:
    """Write a request without a body."""
    return line + b"\r\n" + host + b"".join(one + b"\r\n" for one in headers) + b"\r\n"


def post(body: bytes, *headers: bytes) -> bytes:
    """Write a sign-in with exactly these headers and this body."""
    return head(b"POST /sign_in HTTP/1.1", FORM, *headers) + body


def send(target: Target, sent: bytes) -> Response:
    """Send it with a good token for TOKEN; return a response that repeats no secret.

    AssertionError where the server does not answer the next request.
    """
    token = target.token()
    response = target.send(sent.replace(b"TOKEN", token.encode()))
    shown = f"{response.headers} {response.body.decode('utf-8', 'replace')}"
    assert [secret for secret in (*SECRETS, token) if secret in shown] == []
    assert target.accepts(token)
    return response


FIELDS = "Send id_give and pw_give, each once, as a form with a Content-Length."
LONG = "This is too long: a form has at most 16 kB."
UNREADABLE = "This request can't be read: check its address, its Host and its body."
UTF_8 = "Ids and passwords are sent as UTF-8."
GONE = "There is nothing here: check the address."
BY_THE_APPLICATION: dict[str, tuple[bytes, int, str]] = {
    "no length": (post(BODY), 400, FIELDS),
    "chunks, which tell no length": (post(CHUNKS, CHUNKED), 400, FIELDS),
    "a body over 16 kB": (post(b"x" * 17_000, b"Content-Length: 17000"), 413, LONG),
    "another Host, before 404": (
        head(b"GET /nowhere HTTP/1.1", host=b"Host: evil.example\r\n"),
        400,
        UNREADABLE,
    ),
    "no path but a query": (head(b"GET ?access_token=TOKEN HTTP/1.1"), 404, GONE),
    "a password that is no UTF-8": (
        head(b"POST /sign_up HTTP/1.1", MULTIPART, b"Content-Length: %d" % len(NO_UTF_8))
        + NO_UTF_8,
        400,
        UTF_8,
    ),
    "a condition that fails": (
        head(b"GET /static/page.css HTTP/1.1", b'If-Match: "TOKEN"'),
        412,
        "Precondition Failed.",
    ),
}
BEFORE_THE_APPLICATION: dict[str, tuple[bytes, int]] = {
    "two lengths": (post(BODY, LENGTH, b"Content-Length: 5"), 400),
    "a method alone": (b"GET\r\n\r\n", 400),
    "another version": (head(b"GET /TOKEN HTTP/2.0"), 505),
    "200 headers": (head(b"GET /TOKEN HTTP/1.1", *[b"X: TOKEN"] * 200), 431),
    "no Host": (head(b"GET /TOKEN HTTP/1.1", host=b""), 400),
    "Host twice": (head(b"GET /TOKEN HTTP/1.1", host=HOST + HOST), 400),
    "an address that can't be read": (head(b"GET http://[TOKEN HTTP/1.1"), 400),
    "no version": (b"GET /TOKEN\r\n\r\n", 400),
    "a path of 70 kB": (head(b"GET /TOKEN" + b"a" * 70_000 + b" HTTP/1.1"), 414),
}


@pytest.mark.parametrize("name", BY_THE_APPLICATION)
def test_what_the_application_refuses_has_the_one_shape_and_its_headers(
    target: Target, name: str
) -> None:
    sent, status, msg = BY_THE_APPLICATION[name]
    response = send(target, sent)
    told = response.status, json.loads(response.body)
    assert told == (status, {"result": "fail", "msg": msg})
    assert response.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "location" not in response.headers


@pytest.mark.parametrize("name", BEFORE_THE_APPLICATION)
def test_what_is_refused_below_the_application_has_the_same_shape_headers_and_log_line(
    target: Target, name: str
) -> None:
    sent, status = BEFORE_THE_APPLICATION[name]
    target.server.log()
    response = send(target, sent)
    answer = json.loads(response.body)
    assert (response.status, answer["result"]) == (status, "fail")
    assert answer["msg"] == UNREADABLE or status != 400
    assert response.headers["content-type"] == "application/json"
    assert response.headers["server"] == "demo-server"
    assert response.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in response.headers["content-security-policy"]
    logged = [(entry.status, entry.address) for entry in target.server.log()]
    assert logged == [(status, "127.0.0.1"), (200, "127.0.0.1")]  # the good one came after it


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (post(BODY, LENGTH, LENGTH), 401),
        (head(b"GET /temp HTTP/1.0", host=b""), 401),
    ],
    ids=["the same length twice", "HTTP/1.0 without a Host"],
)
def test_what_can_be_read_in_one_way_only_is_answered(
    target: Target, sent: bytes, status: int
) -> None:
    assert send(target, sent).status == status


HIDDEN = head(b"GET /temp HTTP/1.1", b"Cookie: access_token=TOKEN")
"""A request that somebody wants to slip past, in another's name."""


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (post(BODY + HIDDEN, LENGTH), 401),
        (post(HIDDEN, b"Content-Length: 0", b"Content-Length: %d" % len(HIDDEN)), 400),
        (post(b"0\r\n\r\n" + HIDDEN, b"Content-Length: %d" % (5 + len(HIDDEN)), CHUNKED), 400),
    ],
    ids=["behind a body", "between two lengths", "behind chunks that a length contradicts"],
)
def test_a_request_behind_another_is_never_answered(
    target: Target, sent: bytes, status: int
) -> None:
    response = send(target, sent)
    assert response.status == status
    assert b"HTTP/1." not in response.body  # one response, and no second behind it


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([b"Cookie: access_token=ALICE; access_token=ALICE"], 200),
        ([b"Cookie: access_token=BOB; a=b; access_token=ALICE"], 401),
        ([b"Cookie: access_token=BOB", b"Cookie: access_token=ALICE"], 401),
        ([b"Authorization: Bearer BOB", b"Authorization: Bearer ALICE"], 401),
    ],
    ids=["one token twice", "two in a header", "two in two headers", "two Bearer"],
)
def test_two_tokens_that_differ_are_as_good_as_none(
    target: Target, headers: list[bytes], status: int
) -> None:
    sent = head(b"GET /temp HTTP/1.1", *headers)
    for name in ("alice", "bob"):
        sent = sent.replace(name.upper().encode(), target.token(name).encode())
    assert send(target, sent).status == status


@pytest.mark.parametrize(
    ("line", "logged"),
    [
        (b"GET /x%0d%0a%7B%22status%22:200%7D HTTP/1.1", r'/x\r\n{"status":200}'),
        (b"GET /\x1b[31mred HTTP/1.1", r"/\u001b[31mred"),
        (b"GET /temp/TOKEN/x?pw_give=correct+horse HTTP/1.1", "/temp/(a token)/x"),
    ],
    ids=["line ends", "control bytes", "a token and a password"],
)
def test_a_request_is_one_line_of_the_log_that_holds_nothing_it_should_not(
    target: Target, caplog: pytest.LogCaptureFixture, line: bytes, logged: str
) -> None:
    sent = head(line.replace(b"TOKEN", target.token().encode()))
    assert target.send(sent).status == 404
    (record,) = [one for one in caplog.records if one.name == request_logger.name]
    assert "\n" not in record.getMessage()
    entry = json.loads(record.getMessage())
    assert (entry["path"], entry["status"]) == (logged, 404)
