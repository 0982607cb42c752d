"""Whole gradings: full marks for servers that are right, usual or not."""

import secrets
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, request

from demo_server.hardened.errors import InvalidInput
from demo_server.hardened.services import services
from demo_server.hardened.validation import normalize_password
from demo_server.jose import decode_object
from demo_server.notebook.live import LiveServer
from exercises.capstone import RUBRIC, grade
from exercises.capstone.__main__ import main
from exercises.capstone.client import MAX_WAIT
from tests.capstone.mutants.lenient import change_claims, has_sent_to, keep_session_if
from tests.capstone.mutants.server import (
    Mutation,
    add_cookie,
    all_of,
    also_get,
    change_cookies,
    change_header,
    change_response,
    change_status,
    mutant_server,
    replace,
)
from tests.conftest import FAST_ARGON2


def strong(text: str, _user_id: str) -> str:
    if not all(any(kind(one) for one in text) for kind in (str.isupper, str.islower, str.isdigit)):
        raise InvalidInput("A password has capitals, small letters and digits.")
    return normalize_password(text)


def resetting(app: Flask, _stack: object) -> None:
    """Close the connection without a response if a body is too long."""

    def close() -> None:
        if (request.content_length or 0) > 10_000:
            request.environ["werkzeug.socket"].shutdown(2)

    app.before_request_funcs.setdefault(None, []).insert(0, close)


def to_itself(response: Response) -> None:
    response.headers["Access-Control-Allow-Origin"] = request.host_url.rstrip("/")


def lead_home(response: Response) -> None:
    if response.status_code == 200:
        response.status_code, response.data = 303, b""
        response.headers["Location"] = "/"


def delete_first(response: Response) -> None:
    """Delete each cookie before it is set anew."""
    lines = response.headers.getlist("Set-Cookie")
    names = [line.partition("=")[0] for line in lines]
    deleted = [f"{name}=; Max-Age=0; Path=/" for name in names]
    response.headers.setlist("Set-Cookie", [*deleted, *lines])


def end_all_for_a_refused_one(response: Response) -> None:
    """End every session of the user whose refresh token is refused."""
    token = request.cookies.get("refresh_token", "")
    if response.status_code == 401 and token.count(".") == 2:
        services().users.revoke_all_sessions(str(decode_object(token.split(".")[1]).get("sub")))


def quoted(response: Response) -> None:
    """Put each value between quotes, as RFC 6265 §4.1.1 allows."""
    lines = [line.split(";", 1) for line in response.headers.getlist("Set-Cookie")]
    named = [(*pair.split("=", 1), rest) for pair, rest in lines]
    response.headers.setlist("Set-Cookie", [f'{a}="{b}";{rest}' for a, b, rest in named])


UNUSUAL: list[dict[str, Mutation]] = [
    {
        "a cookie for its forms": add_cookie(lambda: f"csrf={secrets.token_hex(8)}; SameSite=Lax"),
        "new attributes": change_cookies("; SameSite", "; Priority=High; Partitioned; SameSite"),
        "no-store in capitals": change_header("/temp", "Cache-Control", "No-Store, Max-Age=0"),
        "a relative way home": change_header("/temp", "Location", "./", only=303),
        "422 for a password": change_status("/sign_up", 400, 422),
        "401 for a wrong old password": change_status("/change_password", 403, 401),
        "another parameter": change_header(
            "/temp", "WWW-Authenticate", 'Bearer scope="x"', only=401
        ),
        "two audiences": change_claims(lambda claims, _: claims.update(aud=["a", "b"])),
    },
    {
        "a cookie for each visit": add_cookie(lambda: f"a={secrets.token_hex(8)}; HttpOnly"),
        "attributes in small letters": change_cookies("; HttpOnly", ";httponly"),
        "permission for itself": change_response(None, to_itself),
        "home with a query": change_header("/temp", "Location", "/?next=%2Ftemp", only=303),
        "400 for a wrong old password": change_status("/change_password", 403, 400),
        "another scheme": change_header("/temp", "WWW-Authenticate", 'Cookie realm="x"', only=401),
        "a float in iat": change_claims(
            lambda claims, _: claims.update(iat=claims["iat"] + 0.5, exp=claims["exp"] + 0.5)
        ),
    },
    {
        "quoted values": change_response(None, quoted),
        "pages for the forms": also_get(
            "/sign_up", lambda: Response("<form>", mimetype="text/html")
        ),
        "a rule for passwords": replace("views.normalize_new_password", strong),
        "a scheme alone": change_header("/temp", "WWW-Authenticate", "Negotiate", only=401),
        "home after a new password": change_response("/change_password", lead_home),
    },
    {
        "a deleted cookie": add_cookie(
            lambda: (
                "access_token=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0; path=/"
            ),
            only=401,
        ),
        "a closed connection": resetting,
    },
    {
        "the old cookies after a new password": all_of(
            keep_session_if(has_sent_to("/change_password")),
            change_header("/change_password", "Set-Cookie", None),
        ),
    },
    {
        "cookies deleted before they are set": change_response(None, delete_first),
    },
    {
        "a refused refresh token ends all": change_response("/refresh", end_all_for_a_refused_one),
    },
]
"""Servers, each unusual in some ways that do not touch one another."""


COUNTED = ("/sign_up", "/sign_in", "/change_password")
"""What a server may count as a try, each address by itself."""


@pytest.mark.parametrize("ways", UNUSUAL, ids=", ".join)
def test_an_unusual_server_that_is_right_keeps_full_marks(
    ways: dict[str, Mutation], tmp_path: Path
) -> None:
    with mutant_server(all_of(*ways.values()), tmp_path) as url:
        card = grade(url)
    assert card.failed == [], card


@pytest.mark.parametrize("algorithm", ["HS256", "EdDSA"])
def test_the_hardened_server_gets_full_marks(
    algorithm: str, capsys: pytest.CaptureFixture[str]
) -> None:
    limit = {"ADDRESS_LIMIT": "100 per 3 second"}  # the second grading has to wait for its end
    settings: dict[str, Any] = FAST_ARGON2 | {"ALGORITHM": algorithm} | limit
    with LiveServer("hardened", process=False, settings=settings) as server:
        card = grade(server.url)
        assert card.failed == []
        assert card.requests >= 40
        if algorithm == "HS256":  # and again: it signs up people of its own each time
            assert main([server.url]) == 0
            assert capsys.readouterr().out.startswith(f"{len(RUBRIC)} of {len(RUBRIC)} hold, ")


def test_a_limit_of_ten_tries_a_minute_lets_a_whole_grading_end_in_time(tmp_path: Path) -> None:
    tries: list[str] = []

    def count(_response: Response) -> None:
        if request.method == "POST" and request.path in COUNTED:
            tries.append(request.path)

    with mutant_server(change_response(None, count), tmp_path) as url:
        assert grade(url).failed == []
    assert len(tries) <= 10 * MAX_WAIT / 60


def test_a_second_sign_in_shows_what_a_browser_sends_there(tmp_path: Path) -> None:
    shown: list[set[str]] = []

    def note(_response: Response) -> None:
        if request.path == "/sign_in" and request.cookies:
            shown.append(set(request.cookies))

    theirs = add_cookie(lambda: "theirs=1; Path=/sign_in")
    mutate = all_of(theirs, change_response(None, note))
    with mutant_server(mutate, tmp_path) as url:
        assert grade(url, "signing in again ends the session before").failed == []
    assert shown == [{"access_token", "theirs"}]  # the refresh token has Path=/refresh


def test_an_unbroken_copy_gets_full_marks(tmp_path: Path) -> None:
    with mutant_server(None, tmp_path) as url:
        assert grade(url).failed == []


def test_an_empty_id_that_an_earlier_grading_has_signed_up_is_still_found() -> None:
    name = "an empty id is refused"
    with LiveServer("published", process=False, settings={}) as server:
        assert [grade(server.url, name).failed for _ in range(3)] == [[name]] * 3
