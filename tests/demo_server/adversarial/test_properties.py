"""Whatever is sent: never a 5xx, and 200 only for what the server itself would have issued."""

import time
from typing import Any

import pytest
from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st

from demo_server.hardened.tokens import CLAIMS
from demo_server.notebook.live.demo_app import build_app
from tests.demo_server.adversarial.forging import Forger, as_json, b64
from tests.demo_server.adversarial.target import SETTINGS, Target

steady = settings(
    derandomize=True,  # CI meets the same examples each time
    database=None,
    deadline=None,
    max_examples=40,
)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = st.recursive(
    PLAIN,
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=8), some),
    max_leaves=10,
)
TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=70)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Make an application with demo users."""
    database = tmp_path_factory.mktemp("properties") / "hardened.sqlite"
    return build_app("hardened", SETTINGS | {"DATABASE": str(database)}, "/private", seeded=True)


@pytest.fixture(scope="module")
def forger(app: Flask) -> Forger:
    services = app.extensions["demo_server"]
    return Forger(services.keys.current.kid, services.users.get("alice").version)


def opened(app: Flask, token: str) -> bool:
    """Return whether a Bearer token got in; AssertionError for another status than 200 or 401."""
    response = app.test_client().get("/temp", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code in (200, 401)
    return response.status_code == 200


def test_a_good_token_gets_in_by_the_same_way(app: Flask, forger: Forger) -> None:
    assert opened(app, forger.token())


@steady
@given(st.binary(max_size=3_000))
def test_any_bytes_as_a_token(app: Flask, token: bytes) -> None:
    text = token.decode("latin-1").replace("\r", "").replace("\n", "")
    assert not opened(app, text)
    assert not opened(app, f"{b64(token)}.{b64(token)}.{b64(token)}")


@steady
@given(st.binary(max_size=1_500) | JSON.map(as_json))
def test_any_bytes_or_json_as_the_claims_or_the_header_of_a_well_signed_token(
    app: Flask, forger: Forger, sent: bytes
) -> None:
    assert not opened(app, forger.token(payload=sent))
    assert not opened(app, forger.token(header=sent))


@steady
@given(st.sampled_from(sorted(CLAIMS)), JSON)
@example("sub", "\ud800")  # JSON can name half a character, no database can be asked for it
@example("ver", 2**63)  # nor for a number of more than 64 bits
def test_any_json_as_one_claim_gets_in_only_where_the_server_might_have_written_it(
    app: Flask, forger: Forger, name: str, value: Any
) -> None:
    now = int(time.time())
    might_be_ours = {
        "iss": value == "demo-server",
        "aud": value == "demo-server",
        "sub": value == "alice",  # the others have other versions
        "sid": isinstance(value, str),
        "jti": isinstance(value, str),
        "ver": type(value) is int and value == forger.ver,
        "auth_time": type(value) is int and now - 30 * 86_400 <= value <= now + 65,
        "iat": type(value) is int and now - 5 <= value <= now + 65,
        "exp": type(value) is int and now < value <= now + 905,
    }
    claims = forger.claims | {name: value}
    if opened(app, forger.token(payload=as_json(claims))):
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
        assert iat <= 60 + sure
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
        response = client.post("/sign_in", data=sent, headers={"Content-Type": kind})
        assert response.status_code in (400, 401)


@steady
@given(st.binary(max_size=500))
def test_any_bytes_on_the_wire_are_refused_and_the_next_request_is_answered(
    target: Target, sent: bytes
) -> None:
    response = target.send(sent + b"\r\n\r\n")
    assert response.status in (0, 400, 404, 405, 414, 431, 501, 505)
    assert target.accepts(target.token())


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
