"""Each numbered weakness of the published server, shown over HTTP."""

import hmac
import inspect
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing

import jwt
import pytest
from time_machine import Traveller

import demo_server.published
from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from tests.conftest import NOW
from tests.helpers.client import ALICE, temp

KEY = "ROLLINGDEV"
HELLO = {"msg": "Hello, alice."}


@pytest.fixture
def visitor(published: LiveServer, visit: Callable[[LiveServer], Client]) -> Client:
    return visit(published)


def rows(server: LiveServer, query: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(server.database)) as db, db:
        return db.execute(query).fetchall()


def test_weakness_01_passwords_are_kept_as_plain_sha_256_without_a_salt(
    published: LiveServer, visitor: Client
) -> None:
    visitor.sign_up("dave", "123456")
    visitor.sign_up("erin", "123456")
    digest = "8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92"
    found = rows(published, "SELECT id, pw FROM users WHERE id IN ('dave', 'erin') ORDER BY id")
    assert found == [("dave", digest), ("erin", digest)]


def test_weakness_02_who_reads_the_source_can_make_a_token_for_anyone(visitor: Client) -> None:
    assert f'SECRET_KEY = "{KEY}"' in inspect.getsource(demo_server.published)
    forged = jwt.encode({"id": "mallory", "exp": time.time() + 60}, KEY, algorithm="HS256")
    answer = temp(visitor, mytoken=forged)
    assert (answer.status_code, answer.json()) == (200, {"msg": "Hello, mallory."})


def test_weakness_03_one_token_and_a_word_list_give_the_ten_byte_key_away(visitor: Client) -> None:
    signed, _, signature = visitor.sign_in(*ALICE).json()["token"].rpartition(".")
    wanted = jwt.utils.base64url_decode(signature)
    words = ["secret", "password", "SPARTA", "ROLLINGDEV", "changeme"]
    hits = [w for w in words if hmac.digest(w.encode(), signed.encode(), "sha256") == wanted]
    assert hits == [KEY]
    assert len(KEY.encode()) == 10


def test_weakness_04_a_token_lives_for_24_hours_to_the_second(
    clock: Traveller, visitor: Client
) -> None:
    token = visitor.sign_in(*ALICE).json()["token"]
    assert jwt.decode(token, options={"verify_signature": False})["exp"] == NOW + 86_400
    clock.move_to(NOW + 86_399)
    assert temp(visitor, mytoken=token).json() == HELLO
    clock.move_to(NOW + 86_400)
    assert temp(visitor, mytoken=token).status_code == 302


def test_weakness_05_a_signed_out_token_still_opens_the_protected_page(visitor: Client) -> None:
    token = visitor.sign_in(*ALICE).json()["token"]
    script = visitor.get("/static/published.js").text
    assert 'document.cookie = "mytoken=;path=/;max-age=0";' in script  # all there is to signing out
    assert visitor.post("/sign_out").status_code == 404
    assert temp(visitor).status_code == 302
    assert temp(visitor, mytoken=token).json() == HELLO


def test_weakness_06_the_token_is_handed_to_the_script_which_keeps_it_where_any_script_reads(
    visitor: Client,
) -> None:
    answer = visitor.sign_in(*ALICE)
    assert answer.json()["token"].count(".") == 2
    assert "Set-Cookie" not in answer.headers
    assert "document.cookie = `mytoken=${answer.token}" in visitor.get("/static/published.js").text


def test_weakness_07_the_token_goes_over_plain_http_in_a_cookie_without_secure(
    visitor: Client,
) -> None:
    assert visitor.url.startswith("http://")
    assert temp(visitor, mytoken=visitor.sign_in(*ALICE).json()["token"]).json() == HELLO
    assert "secure" not in visitor.get("/static/published.js").text.lower()


def test_weakness_08_another_site_may_sign_a_browser_in(visitor: Client) -> None:
    evil = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert visitor.sign_in(*ALICE, headers=evil).json()["result"] == "success"
    script = visitor.get("/static/published.js").text
    assert "document.cookie = `mytoken=${answer.token};path=/`;" in script  # no SameSite


def test_weakness_09_a_token_made_for_something_else_opens_the_page(visitor: Client) -> None:
    token = visitor.sign_in(*ALICE).json()["token"]
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "JWT"}
    claims = {"id": "alice", "iss": "another-service", "exp": time.time() + 60}
    other = jwt.encode(claims, KEY, algorithm="HS256", headers={"typ": "password-reset+jwt"})
    assert temp(visitor, mytoken=other).json() == HELLO


def test_weakness_10_two_sign_ins_in_one_second_give_the_same_token_with_nothing_to_revoke_by(
    clock: Traveller, visitor: Client
) -> None:
    tokens = {visitor.sign_in(*ALICE).json()["token"] for _ in range(2)}
    assert len(tokens) == 1
    claims = jwt.decode(tokens.pop(), KEY, algorithms=["HS256"])
    assert claims == {"id": "alice", "exp": NOW + 86_400}


def test_weakness_11_a_token_without_an_end_is_good_for_ever(
    clock: Traveller, visitor: Client
) -> None:
    endless = jwt.encode({"id": "alice"}, KEY, algorithm="HS256")
    clock.move_to(NOW + 10 * 365 * 86_400)
    assert temp(visitor, mytoken=endless).json() == HELLO


def test_weakness_12_a_bug_looks_like_please_sign_in(
    published: LiveServer, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = visitor.sign_in(*ALICE).json()["token"]
    monkeypatch.setattr(demo_server.published, "jsonify", lambda **_: 1 / 0)
    answer = temp(visitor, mytoken=token)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert [(entry.status, entry.reason) for entry in published.log()][-1] == (302, "")
