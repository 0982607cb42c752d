"""Tokens, as promised."""

from unittest.mock import patch

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

import demo_server
from tests.conftest import NOW
from tests.hostile.forging import ABSENT, Forger
from tests.promises.conftest import Make, bearer, last, opened, sign_in, token

KEY = bytes(range(100, 132))


@pytest.fixture
def known(make: Make, app: Flask) -> tuple[Flask, Forger]:
    """The same users under a key that the test knows."""
    made = make(SECRET_KEY=KEY)
    return made, Forger(made.extensions["demo_server"].keys.current.kid)


def test_typ_iss_aud_sub_iat_exp_jti_and_the_token_version(client: FlaskClient) -> None:
    text = token(sign_in(client))
    claims = jwt.decode(text, options={"verify_signature": False})
    assert jwt.get_unverified_header(text)["typ"] == "access+jwt"
    assert claims.keys() == {"iss", "aud", "sub", "sid", "ver", "iat", "exp", "jti"}
    assert type(claims["sub"]) is str


def test_access_15_minutes_refresh_14_days_of_different_typ(client: FlaskClient) -> None:
    answer = sign_in(client)
    texts = [token(answer, name) for name in ("access_token", "refresh_token")]
    lives = [jwt.decode(text, options={"verify_signature": False})["exp"] - NOW for text in texts]
    assert lives == [15 * 60, 14 * 24 * 60 * 60]
    types = [jwt.get_unverified_header(text)["typ"] for text in texts]
    assert types == ["access+jwt", "refresh+jwt"]


@pytest.mark.parametrize("text", ["a" * 2_049, "eyJ.eyJ.\u0661"])
def test_non_ascii_or_over_2_kb_is_refused_before_decoding(client: FlaskClient, text: str) -> None:
    with patch("jwt.decode") as decode, patch("jwt.get_unverified_header") as read:
        assert client.get("/temp", headers=bearer(text)).status_code == 401
    assert not decode.called
    assert not read.called


def test_one_algorithm_named_by_the_server(known: tuple[Flask, Forger]) -> None:
    app, forger = known
    assert opened(app, forger.token()) == 200
    assert opened(app, forger.token({"alg": "HS512"}, digest="sha512")) == 401


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "sid", "ver", "iat", "exp", "jti"])
def test_every_claim_is_required(known: tuple[Flask, Forger], claim: str) -> None:
    app, forger = known
    assert opened(app, forger.token(payload={claim: ABSENT})) == 401


@pytest.mark.parametrize("exp", [NOW + 900.0, str(NOW + 900), True])
def test_exp_is_an_integer_and_nothing_like_one(known: tuple[Flask, Forger], exp: object) -> None:
    app, forger = known
    assert opened(app, forger.token(payload={"exp": exp})) == 401


def test_exp_minus_iat_is_no_longer_than_issued(known: tuple[Flask, Forger]) -> None:
    app, forger = known
    assert opened(app, forger.token(payload={"exp": NOW + 900})) == 200
    assert opened(app, forger.token(payload={"exp": NOW + 901})) == 401


def test_denylist_and_token_version_are_looked_up_in_one_query(client: FlaskClient) -> None:
    sign_in(client)
    asked: list[str] = []
    connect = demo_server.app.hardened.store.database.sqlite3.connect  # type: ignore[attr-defined]

    def listening(*arguments: object, **named: object) -> object:
        connection = connect(*arguments, **named)
        connection.set_trace_callback(asked.append)
        return connection

    with patch("sqlite3.connect", listening):
        assert client.get("/temp").status_code == 200
    assert [query.split()[0] for query in asked] == ["SELECT"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("nonsense", "UnexpectedTokenError"), ("eyJ.eyJ.AAAA", "DecodeError")],
)
def test_any_failure_is_401_with_one_text_and_a_class_name_in_the_log(
    app: Flask, client: FlaskClient, text: str, reason: str
) -> None:
    answer = client.get("/temp", headers=bearer(text))
    assert (answer.status_code, answer.json) == (401, {"result": "fail", "msg": "Please sign in."})
    assert last(app).reason == reason


def test_a_token_is_dead_from_its_sign_out_on_however_long_it_would_have_lived(
    app: Flask, client: FlaskClient, clock: Traveller
) -> None:
    text = token(sign_in(client))
    assert opened(app, text) == 200
    client.post("/sign_out")
    assert opened(app, text) == 401
    clock.shift(1)
    assert opened(app, text) == 401
