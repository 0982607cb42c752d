"""The hardened server: its routes, its answers, and who may open the protected page."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import jwt
import pytest
from requests import Response
from time_machine import Traveller

from demo_server.notebook.client import Client
from demo_server.notebook.live import DEMO_USERS, LiveServer
from tests.conftest import NOW
from tests.helpers.client import ALICE, temp

SUCCESS = {"result": "success"}
WRONG = {"result": "fail", "msg": "Wrong id or password."}
HELLO = (200, {"msg": "Hello, alice."})
PLEASE = (401, {"result": "fail", "msg": "Please sign in."})
PAGE_LOAD = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def visitor(hardened: LiveServer, visit: Callable[[LiveServer], Client]) -> Client:
    return visit(hardened)


def said(answer: Response) -> tuple[int, object]:
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/", 200, ""),
        ("POST", "/", 405, "GET, HEAD, OPTIONS"),
        ("GET", "/sign_up", 405, "OPTIONS, POST"),
        ("GET", "/sign_in", 405, "OPTIONS, POST"),
        ("GET", "/sign_out", 405, "OPTIONS, POST"),
        ("POST", "/sign_out", 200, ""),
        ("GET", "/sign_out_everywhere", 405, "OPTIONS, POST"),
        ("POST", "/sign_out_everywhere", 401, ""),
        ("GET", "/refresh", 405, "OPTIONS, POST"),
        ("POST", "/refresh", 401, ""),
        ("GET", "/.well-known/jwks.json", 404, ""),  # it signs with a secret key
        ("POST", "/.well-known/jwks.json", 405, "GET, HEAD, OPTIONS"),
        ("GET", "/nowhere", 404, ""),
        ("GET", "/temp", 401, ""),
        ("POST", "/temp", 405, "GET, HEAD, OPTIONS"),
    ],
)
def test_the_route_table_holds(
    visitor: Client, method: str, path: str, status: int, allow: str
) -> None:
    answer = visitor.request(method, path)
    allowed = ", ".join(sorted(filter(None, answer.headers.get("Allow", "").split(", "))))
    assert (answer.status_code, allowed) == (status, allow)


def test_who_signs_up_can_sign_in_and_open_the_protected_page(visitor: Client) -> None:
    assert said(visitor.sign_up("dave", "battery staple")) == (200, SUCCESS)
    assert said(visitor.sign_in("dave", "battery staple")) == (200, SUCCESS)
    assert said(visitor.get("/temp")) == (200, {"msg": "Hello, dave."})


@pytest.mark.parametrize("name", DEMO_USERS)
def test_each_demo_user_can_sign_in(visitor: Client, name: str) -> None:
    assert said(visitor.sign_in(name, DEMO_USERS[name])) == (200, SUCCESS)


def test_the_page_shows_who_is_signed_in(visitor: Client) -> None:
    signed_out = visitor.get("/").text
    visitor.sign_in(*ALICE)
    signed_in = visitor.get("/").text
    assert '<strong id="who"></strong>' in signed_out
    assert '<strong id="who">alice</strong>' in signed_in


def test_an_id_with_markup_is_shown_as_text(visitor: Client) -> None:
    visitor.sign_up("<b>dave</b>", "battery staple")
    visitor.sign_in("<b>dave</b>", "battery staple")
    assert '<strong id="who">&lt;b&gt;dave&lt;/b&gt;</strong>' in visitor.get("/").text


def test_unknown_id_impossible_id_and_wrong_password_get_one_answer(visitor: Client) -> None:
    tries = [("nobody", "correct horse"), ("alice", "wrong horse"), ("alice", "short"), ("", "")]
    answers = [visitor.sign_in(*one) for one in tries]
    assert [said(answer) for answer in answers] == [(401, WRONG)] * 4
    assert len({answer.content for answer in answers}) == 1
    assert not any("Set-Cookie" in answer.headers for answer in answers)


def test_a_second_sign_up_with_one_id_changes_nothing(visitor: Client) -> None:
    taken = visitor.sign_up("Alice", "another password")
    assert said(taken) == (409, {"result": "fail", "msg": "The id alice is taken."})
    assert visitor.sign_in("alice", "another password").status_code == 401
    assert visitor.sign_in(*ALICE).status_code == 200


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/html"])
def test_a_program_without_a_token_is_told_401_and_how_to_come_back(
    visitor: Client, accept: str
) -> None:
    answer = visitor.get("/temp", headers={"Accept": accept})
    assert said(answer) == PLEASE
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_page_load_without_a_token_is_sent_home(visitor: Client) -> None:
    answer = visitor.get("/temp", headers={"Accept": PAGE_LOAD})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_a_token_is_good_until_900_seconds_have_passed(clock: Traveller, visitor: Client) -> None:
    token = visitor.sign_in(*ALICE).cookies["access_token"]
    clock.move_to(NOW + 899)
    assert said(temp(visitor, access_token=token)) == HELLO
    clock.move_to(NOW + 900)
    assert said(temp(visitor, access_token=token)) == PLEASE


def test_the_claims_are_these_and_no_more(clock: Traveller, visitor: Client) -> None:
    first, second = (visitor.sign_in(*ALICE).cookies["access_token"] for _ in range(2))
    header = jwt.get_unverified_header(first)
    assert len(header.pop("kid")) == 43  # a SHA-256 in base64url (RFC 7638)
    assert header == {"alg": "HS256", "typ": "access+jwt"}
    claims, others = (
        jwt.decode(token, options={"verify_signature": False}) for token in (first, second)
    )
    jti, other_jti = claims.pop("jti"), others.pop("jti")
    sid, other_sid = claims.pop("sid"), others.pop("sid")
    assert claims == {
        "iss": "demo-server",
        "aud": "demo-server",
        "sub": "alice",
        "ver": 0,
        "iat": NOW,
        "exp": NOW + 900,
    }
    assert type(claims["iat"]) is type(claims["exp"]) is int
    assert {len(text) for text in (jti, other_jti, sid, other_sid)} == {22}  # 16 random bytes
    assert jti != other_jti
    assert sid != other_sid


def test_a_deleted_user_is_out_at_once(hardened: LiveServer, visitor: Client) -> None:
    visitor.sign_in(*ALICE)
    assert said(visitor.get("/temp")) == HELLO
    with closing(sqlite3.connect(hardened.database)) as db, db:
        db.execute("DELETE FROM users WHERE id = 'alice'")
    assert said(visitor.get("/temp")) == PLEASE
