"""Whatever is sent: never a 5xx, and 200 only for what the server itself would issue."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from demo_server.hardened.tokens import ACCESS_TYPE, Claims, Tokens
from tests.demo_server.adversarial.forging import Forger, b64
from tests.demo_server.adversarial.serving import attacked
from tests.demo_server.adversarial.target import Target

steady = settings(
    derandomize=True,  # CI meets the same examples each time
    database=None,
    deadline=None,
    max_examples=150,
)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = st.recursive(
    PLAIN, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=8), some)
)
TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=70)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with attacked("werkzeug", tmp_path_factory.mktemp("properties")) as target:
        with closing(sqlite3.connect(target.database)) as db, db:
            db.execute("UPDATE users SET created = 0")  # older than any token
        yield target.app


@pytest.fixture(scope="module")
def forger(app: Flask) -> Forger:
    return Forger(app.extensions["demo_server"].keys.current.kid)


def opened(app: Flask, token: str) -> bool:
    """Show a token as Bearer and say whether it got in; nothing else but 401 may come back."""
    answer = app.test_client().get("/temp", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


def test_the_server_s_own_tokens_are_among_what_gets_in(app: Flask) -> None:
    tokens = Tokens(app.extensions["demo_server"].keys, ACCESS_TYPE, 900)
    assert opened(app, tokens.issue("alice", 0, "a session"))


@steady
@given(st.binary(max_size=3_000))
def test_any_bytes_as_a_token(app: Flask, token: bytes) -> None:
    text = token.decode("latin-1").replace("\r", "").replace("\n", "")
    assert not opened(app, text)
    assert not opened(app, f"{b64(token)}.{b64(token)}.{b64(token)}")


@steady
@given(st.binary(max_size=1_500), st.binary(max_size=200))
def test_any_bytes_as_the_payload_of_a_well_signed_token(
    app: Flask, forger: Forger, payload: bytes, header: bytes
) -> None:
    assert not opened(app, forger.token(payload=payload))
    assert not opened(app, forger.token(header=header))


@steady
@given(JSON)
def test_any_json_as_the_claims_or_the_header_of_a_well_signed_token(
    app: Flask, forger: Forger, value: Any
) -> None:
    assert not opened(app, forger.token(payload=json.dumps(value).encode()))
    assert not opened(app, forger.token(header=json.dumps(value).encode()))


@steady
@given(st.sampled_from(sorted(Claims.__annotations__)), JSON)
def test_any_json_as_one_claim_gets_in_only_where_the_server_might_have_written_it(
    app: Flask, forger: Forger, name: str, value: Any
) -> None:
    now = int(time.time())
    might_be_ours = {
        "iss": value == "demo-server",
        "aud": value == "demo-server",
        "sub": value in ("alice", "bob", "carol"),
        "sid": isinstance(value, str),
        "jti": isinstance(value, str),
        "ver": type(value) is int and value == 0,
        "iat": type(value) is int and now - 5 <= value <= now,
        "exp": type(value) is int and now < value <= now + 905,
    }
    claims = forger.claims | {name: value}
    if opened(app, forger.token(payload=json.dumps(claims).encode())):
        assert might_be_ours[name]


@steady
@given(st.integers(-2_000, 2_000), st.integers(-2_000, 2_000))
def test_any_times_get_in_only_while_they_last_and_no_longer_than_issued(
    app: Flask, forger: Forger, iat: int, exp: int
) -> None:
    now = int(time.time())
    token = forger.token(payload={"iat": now + iat, "exp": now + exp})
    sure = 5  # seconds that the test itself may take
    if opened(app, token):
        assert iat <= sure
        assert exp > 0
        assert exp - iat <= 900
    else:
        assert not (iat <= 0 and exp > sure and exp - iat <= 900)


@steady
@given(st.binary(max_size=2_000))
def test_any_bytes_as_a_cookie_header_or_a_form(app: Flask, sent: bytes) -> None:
    line = sent.decode("latin-1").replace("\r", "").replace("\n", "")
    client = app.test_client(use_cookies=False)
    assert client.get("/temp", headers={"Cookie": line}).status_code == 401
    form = "application/x-www-form-urlencoded"
    for kind in (form, "multipart/form-data; boundary=B", "application/json", line[:50]):
        answer = client.post("/sign_in", data=sent, headers={"Content-Type": kind})
        assert answer.status_code in (400, 401)


@steady
@given(st.binary(max_size=500))
def test_any_bytes_on_the_wire(target: Target, sent: bytes) -> None:
    answer = target.send(sent + b"\r\n\r\n", half=True)
    assert answer.status in (0, 400, 404, 405, 414, 431, 501, 505)
    assert target.answers_the_next()


@steady
@given(TEXT, TEXT, TEXT)
def test_who_can_sign_up_can_sign_in_with_the_same_text_and_no_other(
    app: Flask, user_id: str, password: str, other: str
) -> None:
    client = app.test_client()
    form = {"id_give": user_id, "pw_give": password * 3}
    if client.post("/sign_up", data=form).status_code != 200:
        return
    assert client.post("/sign_in", data=form).status_code == 200
    wrong = form | {"pw_give": password * 3 + other}
    assert client.post("/sign_in", data=wrong).status_code == 401
