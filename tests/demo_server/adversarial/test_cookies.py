"""Cookies twice, shadowed, bombed; a token in the wrong cookie; Bearer beside the cookie."""

import pytest

from tests.demo_server.adversarial.target import Target

Headers = dict[str, str]
"""ALICE, BOB and REFRESH stand for good tokens."""
CASES: list[tuple[str, Headers, int]] = [
    ("the good cookie", {"Cookie": "access_token=ALICE"}, 200),
    ("among 150 others", {"Cookie": f"{'c=d; ' * 150}access_token=ALICE"}, 200),
    ("twice the same", {"Cookie": "access_token=ALICE; access_token=ALICE"}, 200),
    ("twice, two people", {"Cookie": "access_token=ALICE; access_token=BOB"}, 401),
    ("twice, good and empty", {"Cookie": "access_token=ALICE; access_token="}, 401),
    ("twice, bad and good", {"Cookie": "access_token=x; access_token=ALICE"}, 401),
    ("shadowed by another path", {"Cookie": "access_token=BOB; a=b; access_token=ALICE"}, 401),
    ("quoted", {"Cookie": 'access_token="ALICE"'}, 200),
    ("quoted once", {"Cookie": 'access_token="ALICE'}, 401),
    ("no spaces", {"Cookie": "a=b;access_token=ALICE;c=d"}, 200),
    ("many semicolons", {"Cookie": ";;; access_token=ALICE ;;;"}, 200),
    ("spaces around", {"Cookie": "access_token =  ALICE  "}, 200),
    ("a name in capitals", {"Cookie": "ACCESS_TOKEN=ALICE"}, 401),
    ("a name with a hyphen", {"Cookie": "access-token=ALICE"}, 401),
    ("a name percent-encoded", {"Cookie": "access%5Ftoken=ALICE"}, 401),
    ("the published name", {"Cookie": "mytoken=ALICE"}, 401),
    ("no name", {"Cookie": "=ALICE"}, 401),
    ("no equals sign", {"Cookie": "ALICE"}, 401),
    ("only the name", {"Cookie": "access_token"}, 401),
    ("an empty header", {"Cookie": ""}, 401),
    ("$Version", {"Cookie": "$Version=1; access_token=ALICE; $Path=/"}, 200),
    ("commas between", {"Cookie": "a=b, access_token=ALICE"}, 401),
    ("8 kB of noise", {"Cookie": f"a={'b' * 8_000}"}, 401),
    ("the refresh token for the access token", {"Cookie": "access_token=REFRESH"}, 401),
    ("the refresh token in its own cookie", {"Cookie": "refresh_token=REFRESH"}, 401),
    ("the access token in the other cookie", {"Cookie": "refresh_token=ALICE"}, 401),
    ("both in their places", {"Cookie": "refresh_token=REFRESH; access_token=ALICE"}, 200),
    ("Bearer", {"Authorization": "Bearer ALICE"}, 200),
    ("bearer", {"Authorization": "bearer ALICE"}, 200),
    ("BEARER and spaces", {"Authorization": "BEARER   ALICE  "}, 200),
    ("Bearer without a token", {"Authorization": "Bearer"}, 401),
    ("Bearer and a space", {"Authorization": "Bearer "}, 401),
    ("two tokens after Bearer", {"Authorization": "Bearer ALICE BOB"}, 401),
    ("Bearer with a comma", {"Authorization": "Bearer ALICE, Bearer BOB"}, 401),
    ("Bearer with quotes", {"Authorization": 'Bearer "ALICE"'}, 401),
    ("Bearer with a parameter", {"Authorization": "Bearer token=ALICE"}, 401),
    ("Bearer with a refresh token", {"Authorization": "Bearer REFRESH"}, 401),
    ("JWT for a scheme", {"Authorization": "JWT ALICE"}, 401),
    ("no scheme", {"Authorization": "ALICE"}, 401),
    ("Basic", {"Authorization": "Basic YWxpY2U6Y29ycmVjdCBob3JzZQ=="}, 401),
    ("broken Basic", {"Authorization": "Basic ==="}, 401),
    ("both agree", {"Authorization": "Bearer ALICE", "Cookie": "access_token=ALICE"}, 200),
    ("two people", {"Authorization": "Bearer BOB", "Cookie": "access_token=ALICE"}, 401),
    ("a bad Bearer", {"Authorization": "Bearer x", "Cookie": "access_token=ALICE"}, 401),
    ("an empty Bearer", {"Authorization": "Bearer ", "Cookie": "access_token=ALICE"}, 401),
    ("a bad cookie", {"Authorization": "Bearer ALICE", "Cookie": "access_token=x"}, 401),
    ("Basic and the cookie", {"Authorization": "Basic YTpi", "Cookie": "access_token=ALICE"}, 200),
    ("another header", {"X-Access-Token": "ALICE", "X-Authorization": "Bearer ALICE"}, 401),
]  # fmt: skip


def filled(target: Target, headers: Headers) -> Headers:
    """Put good tokens in their places."""
    tokens = {
        "ALICE": target.token(),
        "BOB": target.token("bob"),
        "REFRESH": target.refresh_token(),
    }
    for name, token in tokens.items():
        headers = {header: value.replace(name, token) for header, value in headers.items()}
    return headers


def send(target: Target, method: str, path: str, headers: Headers) -> int:
    """Send exactly these headers, and see that the server is unharmed."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    answer = target.send("\r\n".join([*lines, "", ""]).encode())
    target.is_unharmed(answer)
    return answer.status


@pytest.mark.parametrize(
    ("headers", "status"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_one_token_in_its_place_gets_in_and_nothing_else(
    target: Target, headers: Headers, status: int
) -> None:
    assert send(target, "GET", "/temp", filled(target, headers)) == status


BAD: list[tuple[str, Headers]] = [
    ("nothing", {}),
    ("nonsense", {"Cookie": "access_token=x; refresh_token=x"}),
    ("each in the other's place", {"Cookie": "access_token=REFRESH; refresh_token=ALICE"}),
    ("two for each", {"Cookie": "; ".join([f"{name}_token={token}" for name in ("access", "refresh")
                                           for token in ("ALICE", "REFRESH")])}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "status"), [("/refresh", 401), ("/sign_out_everywhere", 401), ("/sign_out", 200)]
)
@pytest.mark.parametrize("bad", [case[1] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_credentials_move_nothing(target: Target, path: str, status: int, bad: Headers) -> None:
    alice = {"Cookie": f"access_token={target.token()}"}
    headers = {"Content-Length": "0", **filled(target, bad)}
    assert send(target, "POST", path, headers) == status
    assert send(target, "GET", "/temp", alice) == 200
