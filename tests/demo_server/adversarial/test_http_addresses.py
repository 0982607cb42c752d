"""Addresses, hosts and versions beyond the usual: what is near to a right one is not one."""

import pytest

from tests.demo_server.adversarial.raw import CLOSE, Status, check, get
from tests.demo_server.adversarial.target import Target

ADDRESSES: list[tuple[str, bytes, Status]] = [
    ("a dot first", get(b"GET /./temp HTTP/1.1"), 404),
    ("an encoded dot first", get(b"GET /%2e/temp HTTP/1.1"), 404),
    ("a parameter", get(b"GET /temp;x=1 HTTP/1.1"), 404),
    ("a fragment", get(b"GET /temp#x HTTP/1.1"), 401),
    ("an encoded letter", get(b"GET /%74emp HTTP/1.1"), 401),
    ("a letter encoded twice", get(b"GET /%2574emp HTTP/1.1"), 404),
    ("a letter in full width", get(b"GET /%EF%BD%94emp HTTP/1.1"), 404),
    ("a raw NUL", get(b"GET /te\x00mp HTTP/1.1"), 404),
    ("encoded control bytes in the query", get(b"GET /temp?%00%0d%0a HTTP/1.1"), 401),
    ("a query of 30,000 fields", get(b"GET /temp?" + b"a&" * 30000 + b" HTTP/1.1"), 401),
    ("a file of this machine", get(b"GET file:///etc/passwd HTTP/1.1"), 404),
    ("user info", get(b"GET http://127.0.0.1@evil.example/temp HTTP/1.1"), (400, 401)),
    ("overlong UTF-8", get(b"GET /static/%c0%ae%c0%ae/config.py HTTP/1.1"), 404),
    ("a surrogate", get(b"GET /static/%ed%a0%80 HTTP/1.1"), 404),
    ("encoded backslashes", get(b"GET /static/..%5c..%5cconfig.py HTTP/1.1"), 404),
    ("a file by its whole path", get(b"GET /static//etc/passwd HTTP/1.1"), 404),
    ("a NUL before another ending", get(b"GET /static/page.css%00.png HTTP/1.1"), 404),
    ("a name of 5,000 letters", get(b"GET /static/" + b"a" * 5000 + b" HTTP/1.1"), 404),
    ("the folder itself", get(b"GET /static/ HTTP/1.1"), 404),
    ("a POST to a file", get(b"POST /static/page.css HTTP/1.1"), 405),
    ("a sign-out by GET", get(b"GET /sign_out HTTP/1.1", b"Cookie: access_token=TOKEN"), 405),
    ("PATCH", get(b"PATCH /sign_in HTTP/1.1"), 405),
    ("an unknown method from elsewhere", get(b"FROB / HTTP/1.1", b"Origin: http://e.test"), 403),
    (
        "mixed case from elsewhere",
        get(b"pOsT /sign_out HTTP/1.1", b"Sec-Fetch-Site: cross-site"),
        (403, 400),
    ),
    ("tabs for spaces", get(b"GET\t/temp\tHTTP/1.1"), (401, 400)),
    ("a small http", get(b"GET /temp http/1.1"), 400),
    ("HTTP/1.1.1", get(b"GET /temp HTTP/1.1.1"), 400),
    ("HTTP/01.01", get(b"GET /temp HTTP/01.01"), (401, 400)),
    ("HTTP/1.111…", get(b"GET /temp HTTP/1." + b"1" * 4000), 400),
    ("a version in Arabic digits", get("GET /temp HTTP/1.\u0661".encode()), 400),
    (
        "line ends of LF alone",
        b"GET /temp HTTP/1.1\nHost: 127.0.0.1\n" + CLOSE + b"\r\n",
        (401, 400),
    ),
    ("line ends of CR alone", b"GET /temp HTTP/1.1\rHost: 127.0.0.1\r\r", (400, 0)),
]

HOSTS: list[tuple[str, bytes, Status]] = [
    ("a dot at the end", b"127.0.0.1.", 400),
    ("user info before ours", b"a@127.0.0.1", 400),
    ("no port behind the colon", b"127.0.0.1:", 400),
    ("a negative port", b"127.0.0.1:-1", 400),
    ("port 0", b"127.0.0.1:0", 400),
    ("a port in Arabic digits", "127.0.0.1:\u0668\u0660".encode(), 400),
    ("two ports", b"127.0.0.1:81:81", 400),
    # Werkzeug takes ":80" off, as the port that http has anyway; the rest is a trusted host.
    ("two ports, the last 80", b"127.0.0.1:80:80", 401),
    ("two names", b"127.0.0.1, evil.example", 400),
    ("a space", b"127.0.0.1 evil.example", 400),
    ("a path", b"127.0.0.1/evil", 400),
    ("a fragment", b"evil.example#127.0.0.1", 400),
    ("a backslash", b"evil.example\\127.0.0.1", 400),
    ("a NUL", b"127.0.0.1\0.evil.example", 400),
    ("ours as one number", b"2130706433", 400),
    ("ours in short", b"127.1", 400),
    # 127.0.0.1 itself (RFC 4291 §2.5.5.2), and so a trusted host.
    ("ours in IPv6", b"[::ffff:127.0.0.1]", 401),
    ("another in IPv6", b"[::ffff:127.0.0.2]", 400),
    ("a bracket that stays open", b"[::1", 400),
    ("a digit in full width", "127.0.0.\uff11".encode(), 400),
    ("a name under localhost", b"evil.localhost", 400),
]


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in ADDRESSES], ids=[case[0] for case in ADDRESSES]
)
def test_an_address_that_is_nearly_right_leads_nowhere_else(
    target: Target, sent: bytes, status: Status
) -> None:
    answer = check(target, sent, status)
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    ("host", "status"), [case[1:] for case in HOSTS], ids=[case[0] for case in HOSTS]
)
def test_a_host_that_is_nearly_ours_is_refused(target: Target, host: bytes, status: int) -> None:
    check(target, get(host=b"Host: " + host + b"\r\n"), status)
