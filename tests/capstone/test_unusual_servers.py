"""Unusual servers that are right: each keeps its full marks."""

import secrets
from pathlib import Path

import pytest
from flask import Flask, Response, request

from demo_server.hardened.validation import InvalidInput, normalize_password
from exercises.capstone import grade
from exercises.capstone.cookies import read_cookies
from exercises.capstone.csp import blocks_foreign_scripts
from tests.capstone.mutants.lenient import claims
from tests.capstone.mutants.server import (
    Breaker,
    also_get,
    another_cookie,
    answering,
    broken,
    cookie_lines,
    header,
    instead,
)


def strong(text: str) -> str:
    if not all(any(kind(one) for one in text) for kind in (str.isupper, str.islower, str.isdigit)):
        raise InvalidInput("A password has capitals, small letters and digits.")
    return normalize_password(text)


def resetting(app: Flask, _stack: object) -> None:
    """Close the connection where a body is too long, without an answer."""

    def close() -> None:
        if (request.content_length or 0) > 10_000:
            request.environ["werkzeug.socket"].shutdown(2)

    app.before_request_funcs.setdefault(None, []).insert(0, close)


def to_itself(response: Response) -> None:
    response.headers["Access-Control-Allow-Origin"] = request.host_url.rstrip("/")


def quoted(response: Response) -> None:
    """Put each value between quotes, as RFC 6265 §4.1.1 allows."""
    lines = [line.split(";", 1) for line in response.headers.getlist("Set-Cookie")]
    named = [(*pair.split("=", 1), rest) for pair, rest in lines]
    response.headers.setlist("Set-Cookie", [f'{a}="{b}";{rest}' for a, b, rest in named])


UNUSUAL: dict[str, Breaker] = {
    "a cookie for its forms": another_cookie(lambda: f"csrf={secrets.token_hex(8)}; SameSite=Lax"),
    "a cookie for each visit": another_cookie(lambda: f"a={secrets.token_hex(8)}; HttpOnly"),
    "new attributes": cookie_lines("; SameSite", "; Priority=High; Partitioned; SameSite"),
    "attributes in small letters": cookie_lines("; HttpOnly", ";httponly"),
    "quoted values": answering(None, quoted),
    "a deleted cookie": another_cookie(
        lambda: "access_token=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0; path=/",
        only=401,
    ),
    "pages for the forms": also_get("/sign_up", lambda: Response("<form>", mimetype="text/html")),
    "a rule for passwords": instead("views.normalize_password", strong),
    "a closed connection": resetting,
    "no-store in capitals": header("/temp", "Cache-Control", "No-Store, Max-Age=0"),
    "permission for itself": answering(None, to_itself),
    "a relative way home": header("/temp", "Location", "./", only=303),
    "home with a query": header("/temp", "Location", "/?next=%2Ftemp", only=303),
    "a float in iat": claims(
        lambda claims, _: claims.update(iat=claims["iat"] + 0.5, exp=claims["exp"] + 0.5)
    ),
    "two audiences": claims(lambda claims, _: claims.update(aud=["a", "b"])),
}


@pytest.mark.parametrize("breaker", UNUSUAL.values(), ids=UNUSUAL)
def test_an_unusual_server_that_is_right_keeps_full_marks(breaker: Breaker, tmp_path: Path) -> None:
    with broken(breaker, tmp_path) as url:
        card = grade(url)
    assert card.failed == [], card


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("at=x; Max-Age=60; Partitioned; Priority=High", "x"),
        ("at=x;HttpOnly;Path=/", "x"),
        ("at=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT", ""),
        ("at=x; Max-Age=0", ""),
        ("at=x; Max-Age=-1", ""),
        ("at=x; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "x"),
        ("at=x; Expires=junk; Max-Age=soon", "x"),
        ("at=a=b", "a=b"),
    ],
)
def test_a_cookie_is_read_as_a_browser_reads_it(line: str, value: str) -> None:
    assert read_cookies(["", "=", "novalue", line])["at"].value == value


@pytest.mark.parametrize(
    ("path", "asked", "reaches"),
    [
        ("; Path=/refresh", "/refresh", True),
        ("; Path=/refresh/", "/refresh", False),
        ("; Path=/refresh", "/refreshed", False),
        ("; Path=/", "/temp", True),
        ("; Path=temp", "/temp", True),
        ("", "/temp", True),
    ],
)
def test_a_cookie_travels_where_its_path_says(path: str, asked: str, reaches: bool) -> None:
    assert read_cookies([f"at=x{path}"])["at"].reaches(asked) is reaches


@pytest.mark.parametrize(
    ("policy", "strict"),
    [
        ("Default-Src 'self'", True),
        ("script-src 'none'", True),
        ("script-src 'nonce-r4' 'unsafe-inline'", True),
        ("script-src 'nonce-r4' 'strict-dynamic' 'unsafe-inline' https: http:", True),
        ("default-src *; script-src 'self'", True),
        ("img-src *, default-src 'self'", True),
        ("default-src 'self'; script-src-attr 'unsafe-inline'", False),
        ("script-src 'self' data:", False),
        ("img-src 'self'", False),
        ("Script-Src 'UNSAFE-INLINE'", False),
        ("script-src https: 'nonce-abc'", False),
        ("default-src 'self'; script-src-elem 'unsafe-inline'", False),
        ("script-src 'unsafe-inline'; script-src 'self'", False),
        ("", False),
    ],
)
def test_a_policy_is_read_as_a_browser_reads_it(policy: str, strict: bool) -> None:
    assert blocks_foreign_scripts(policy) is strict
