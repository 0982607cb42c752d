"""What the hardened server's answers carry: cookie attributes, headers, limits, one refusal."""

import mimetypes
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jwt
import pytest
from time_machine import Traveller

from demo_server import create_app
from demo_server.hardened.keys import Keys
from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from tests.conftest import FAST_ARGON2
from tests.helpers.client import ALICE, cookies, temp

KEY = bytes(range(100, 132))
KID = Keys("HS256", KEY, [], database=Path("unused")).current.kid
SHARED = ["HttpOnly", "SameSite=Lax"]
ATTRIBUTES = {  # a quarter of an hour, and fourteen days, after NOW
    "access_token": ["Expires=Mon, 05 Jan 2026 09:15:00 GMT", "Max-Age=900", "Path=/"],
    "refresh_token": ["Expires=Mon, 19 Jan 2026 09:00:00 GMT", "Max-Age=1209600", "Path=/refresh"],
}


@pytest.fixture
def visitor(hardened: LiveServer, visit: Callable[[LiveServer], Client]) -> Client:
    return visit(hardened)


def test_the_token_travels_in_the_cookie_and_nowhere_else(visitor: Client) -> None:
    answer = visitor.sign_in(*ALICE)
    token = answer.cookies["access_token"]
    assert token.count(".") == 2
    assert token not in answer.text
    assert token not in visitor.get("/").text


@pytest.mark.parametrize(
    ("host", "setting", "secure"),
    [
        ("127.0.0.1:5000", None, False),
        ("127.0.0.1", None, False),
        ("localhost:5000", None, False),
        ("[::1]:5000", None, False),
        ("demo.example", None, True),
        ("192.0.2.7:5000", None, True),
        ("localhost.demo.example", None, True),
        ("127.0.0.1", True, True),
        ("demo.example", False, False),
    ],
)
def test_the_cookies_have_exactly_these_attributes_and_secure_beyond_loopback(
    clock: Traveller,
    visit: Callable[[LiveServer], Client],
    host: str,
    setting: bool | None,
    secure: bool,
) -> None:
    settings = FAST_ARGON2 | {"COOKIE_SECURE": setting, "TRUSTED_HOSTS": [host]}
    with LiveServer("hardened", process=False, settings=settings) as server:
        found = cookies(visit(server).sign_in(*ALICE, headers={"Host": host}))
    shared = SHARED + ["Secure"] * secure
    assert found == {name: sorted(own + shared) for name, own in ATTRIBUTES.items()}


@pytest.mark.parametrize("name", ["page.js", "page.css"])
def test_script_and_style_are_named_so_whatever_the_system_thinks_of_their_endings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(mimetypes, "_db", mimetypes.MimeTypes())
    for ending in (".js", ".css"):
        mimetypes.add_type("text/plain", ending)  # as some Windows registries have it
    client = create_app(
        "hardened", FAST_ARGON2 | {"DATABASE": tmp_path / "users.sqlite"}
    ).test_client()
    with client.get(f"/static/{name}") as answer:
        assert answer.mimetype == {"js": "text/javascript", "css": "text/css"}[name[5:]]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/temp"), ("POST", "/sign_in"), ("POST", "/sign_up")]
)
def test_nothing_is_kept_guessed_or_run_by_the_browser(
    visitor: Client, method: str, path: str
) -> None:
    headers = visitor.request(method, path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'self'", "base-uri 'none'", "form-action 'self'"} <= set(policy)
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert not [name for name in headers if name.startswith("Access-Control-")]


def test_the_page_has_no_inline_script_or_style_that_its_own_policy_would_refuse(
    visitor: Client,
) -> None:
    page = visitor.get("/").text
    assert page.count("<script") == page.count("<script src=") == 2
    assert not any(inline in page for inline in ("<style", "style=", "onclick=", "onsubmit="))


@pytest.mark.parametrize(("size", "status"), [(16_384, 401), (16_385, 413)])
def test_a_body_over_16_kb_is_refused(visitor: Client, size: int, status: int) -> None:
    form = "id_give=alice&pw_give="
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = visitor.post("/sign_in", data=form + "x" * (size - len(form)), headers=kind)
    assert answer.status_code == status
    assert visitor.sign_in(*ALICE).status_code == 200


def forged(key: bytes | str = KEY, algorithm: str = "HS256", **changes: Any) -> str:
    now = int(time.time())
    claims: dict[str, Any] = {
        "iss": "demo-server",
        "aud": "demo-server",
        "sub": "alice",
        "jti": "made up",
    }
    claims |= {"sid": "made up", "ver": 0, "iat": now, "exp": now + 900} | changes
    headers = {"typ": "access+jwt", "kid": KID}
    return jwt.encode(claims, key, algorithm=algorithm, headers=headers)


@pytest.mark.usefixtures("clock")  # a token made before its user is refused
@pytest.mark.filterwarnings("ignore:The HMAC key is 32 bytes")  # HS512 would like 64
def test_whatever_is_wrong_with_a_token_the_answer_is_the_same(
    visit: Callable[[LiveServer], Client],
) -> None:
    good = forged()
    past = int(time.time()) - 1_000
    bad = {
        "empty": "",
        "nonsense": "nonsense",
        "not signed": forged(key="", algorithm="none"),
        "another algorithm": forged(algorithm="HS512"),
        "another key": forged(key=bytes(32)),
        "expired": forged(iat=past, exp=past + 900),
        "lives too long": forged(exp=int(time.time()) + 1_000),
        "unknown user": forged(sub="nobody"),
        "over 2 kB": forged(sub="a" * 2_048),
        "not ASCII": good + "\u00e9",
    }
    with LiveServer(
        "hardened", process=False, settings=FAST_ARGON2 | {"SECRET_KEY": KEY}
    ) as server:
        visitor = visit(server)
        assert temp(visitor, access_token=good).json() == {"msg": "Hello, alice."}
        for name, token in bad.items():
            answer = temp(visitor, access_token=token)
            told = (answer.status_code, answer.headers.get("WWW-Authenticate"), answer.json())
            assert told == (401, "Bearer", {"result": "fail", "msg": "Please sign in."}), name
