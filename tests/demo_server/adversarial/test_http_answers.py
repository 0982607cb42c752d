"""What a refusal looks like: one JSON shape, careful headers, and nothing of what was sent."""

import json
from http import HTTPStatus

import pytest

from tests.demo_server.adversarial.raw import BODY, LENGTH, check, get, post
from tests.demo_server.adversarial.target import Target

GONE = "There is nothing here: check the address."
METHOD = "This address does not take that method: see the Allow header."
UNREADABLE = "This request can't be read: check its address, its Host and its body."
LONG = "This is too long: a form has at most 16 kB."
FOREIGN = "This request comes from another site: send it from this server's own page."
EVIL = b"Host: evil.example\r\n"
QUERY = b"?access_token=TOKEN&pw_give=correct+horse HTTP/1.1"

REFUSALS: list[tuple[str, bytes, int, str]] = [
    ("401", get(), 401, "Please sign in."),
    ("401 for a bad token", get(b"GET /temp HTTP/1.1", b"Cookie: access_token=TOKENx"), 401, ""),
    ("403", post(BODY, LENGTH, b"Sec-Fetch-Site: cross-site"), 403, FOREIGN),
    ("403 before 404", get(b"POST /TOKEN HTTP/1.1", b"Origin: http://TOKEN"), 403, FOREIGN),
    ("404", get(b"GET /TOKEN HTTP/1.1"), 404, GONE),
    ("404 with a query", get(b"GET /nowhere" + QUERY), 404, GONE),
    ("404 for a file", get(b"GET /static/TOKEN HTTP/1.1"), 404, GONE),
    ("no path", get(b"GET http://127.0.0.1 HTTP/1.1"), 404, GONE),
    ("no path but a query", get(b"GET " + QUERY), 404, GONE),
    ("no path but a query, absolute", get(b"GET http://127.0.0.1" + QUERY), 404, GONE),
    ("no path on a POST", get(b"POST " + QUERY), 404, GONE),
    ("405", get(b"PUT /temp" + QUERY), 405, METHOD),
    ("405 for a form in the address", get(b"GET /sign_in" + QUERY), 405, METHOD),
    ("405 for a token as method", get(b"T0KEN /temp HTTP/1.1"), 405, METHOD),
    ("400 for another Host", get(b"GET /temp" + QUERY, host=EVIL), 400, UNREADABLE),
    ("400 before 404", get(b"GET /nowhere HTTP/1.1", host=EVIL), 400, UNREADABLE),
    ("400 before 405", get(b"PUT /temp HTTP/1.1", host=EVIL), 400, UNREADABLE),
    ("400 for a file", get(b"GET /static/page.css HTTP/1.1", host=EVIL), 400, UNREADABLE),
    ("413", post(b"x" * 17000, b"Content-Length: 17000"), 413, LONG),
    (
        "416",
        get(b"GET /static/page.css HTTP/1.1", b"Range: bytes=99999999-"),
        416,
        "Requested Range Not Satisfiable.",
    ),
    (
        "412",
        get(b"GET /static/page.css HTTP/1.1", b'If-Match: "TOKEN"'),
        412,
        "Precondition Failed.",
    ),
]
CAREFUL = {
    "cache-control": "no-store",
    "content-type": "application/json",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}

SERVERS_OWN: list[tuple[str, bytes, int]] = [
    ("a version that is none", get(b"GET /TOKEN FTP/1.1"), 400),
    ("no Host", get(b"GET /TOKEN HTTP/1.1", host=b""), 400),
    ("two lengths", post(BODY, LENGTH, b"Content-Length: 5"), 400),
    ("an address out of order", get(b"GET http://[TOKEN/ HTTP/1.1"), 400),
    ("a path of 70 kB", get(b"GET /TOKEN" + b"a" * 70000 + b" HTTP/1.1"), 414),
    (
        "a header of 70 kB",
        get(b"GET /temp HTTP/1.1", b"X: TOKEN" + b"a" * 70000),
        431,
    ),
    ("HTTP/2", get(b"GET /TOKEN HTTP/2.0"), 505),
]


@pytest.mark.parametrize("case", REFUSALS, ids=[case[0] for case in REFUSALS])
def test_every_refusal_is_the_same_json_and_repeats_nothing(
    target: Target, case: tuple[str, bytes, int, str]
) -> None:
    _name, sent, status, msg = case
    answer = check(target, sent, status)
    said = {"result": "fail", "msg": msg or "Please sign in."}
    assert json.loads(answer.body) == said
    assert {name: answer.headers[name] for name in CAREFUL} == CAREFUL
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    ("sent", "status"), [case[1:] for case in SERVERS_OWN], ids=[case[0] for case in SERVERS_OWN]
)
@pytest.mark.parametrize("target", ["werkzeug"], indirect=True)
def test_our_server_refuses_in_the_same_shape_before_any_application_sees_it(
    target: Target, sent: bytes, status: int
) -> None:
    answer = check(target, sent, status)
    said = {"result": "fail", "msg": f"{HTTPStatus(status).phrase}."}
    assert json.loads(answer.body) == said
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["server"] == "demo-server"


@pytest.mark.parametrize(
    "address",
    [
        b"/TOKEN",
        b"/temp/TOKEN/x",
        b"/static/TOKEN",
        b"/temp?access_token=TOKEN",
        b"/temp?pw_give=correct+horse",
        b"/nowhere?pw_give=correct%20horse",
        b"?access_token=TOKEN",
    ],
)
def test_not_even_a_piece_of_what_an_address_held_is_in_the_log(
    target: Target, address: bytes
) -> None:
    token = target.token()
    sent = get(b"GET " + address.replace(b"TOKEN", token.encode()) + b" HTTP/1.1")
    target.lines.clear()
    answer = target.send(sent, half=True)
    (line,) = target.lines
    # A line cuts a long path, so look for beginnings: the token's header, the password's word.
    assert [one for one in (token.partition(".")[0], "correct") if one in line] == []
    target.is_unharmed(answer, token)
