"""Tokens, as promised: everything that this server did not issue is refused."""

import json
import sqlite3
from base64 import urlsafe_b64decode
from dataclasses import replace
from itertools import product
from string import ascii_letters, digits
from typing import Any
from unittest.mock import patch

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

from demo_server.hardened.errors import MalformedTokenError
from tests.conftest import NOW
from tests.demo_server.adversarial.forging import ABSENT, Forger
from tests.demo_server.adversarial.target import KEY
from tests.demo_server.contract.conftest import (
    INVALID,
    MONTH,
    PLEASE,
    bearer,
    last,
    opened,
    pair,
    refreshed,
    said,
    sign_in,
    sign_up,
    token,
)

CLAIMS = ["iss", "aud", "sub", "sid", "ver", "auth_time", "iat", "exp", "jti"]
UNEXPECTED = "UnexpectedClaimsError"
LONGER = "LifetimeExceededError"


def unverified(text: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(text, options={"verify_signature": False})
    return claims


def test_the_claims_are_these_and_no_more(client: FlaskClient, forger: Forger) -> None:
    first, second = (unverified(token(sign_in(client))) for _ in range(2))
    drawn = [claims.pop(name) for claims in (first, second) for name in ("sid", "jti")]
    wanted = {"iss": "demo-server", "aud": "demo-server", "sub": "alice", "ver": forger.ver}
    wanted |= {"auth_time": NOW, "iat": NOW, "exp": NOW + 900}
    assert first == second == wanted
    assert len(set(drawn)) == 4
    assert {len(text) for text in drawn} == {22}  # 16 random bytes


def test_access_15_minutes_refresh_14_days_of_different_typ(client: FlaskClient) -> None:
    answer = sign_in(client)
    texts = [token(answer, name) for name in ("access_token", "refresh_token")]
    lives = [unverified(text)["exp"] - NOW for text in texts]
    assert lives == [15 * 60, 14 * 24 * 60 * 60]
    headers = [jwt.get_unverified_header(text) for text in texts]
    assert [header.pop("typ") for header in headers] == ["access+jwt", "refresh+jwt"]
    assert headers[0] == headers[1]
    assert headers[0].keys() == {"alg", "kid"}


def test_a_well_signed_token_of_2_048_bytes_is_good_and_one_of_2_049_is_not(
    app: Flask, forger: Forger
) -> None:
    headers = [json.dumps(forger.header).encode() + b" " * blanks for blanks in range(3)]
    texts = {len(text): text for text in (forger.token(header, {"jti": "j" * n})
             for header in headers for n in range(1_200, 1_300))}  # fmt: skip
    assert opened(app, texts[2_048]) == 200
    with patch("jwt.get_unverified_header") as read:
        assert opened(app, texts[2_049]) == 401
    assert not read.called
    assert last(app).reason == "MalformedTokenError"


NO_TOKENS = [
    "a" * 10**6, "", ".", "..", "nonsense", "eyJ.eyJ", "eyJ.eyJ.AAAA.AAAA", "e30.e30.AAAA",
    "eyJ.eyJ.\u0661", "eyJ.eyJ.\ud800", "eyJ.eyJ.AA AA", "eyJ.eyJ.AAAA=", "eyJ.eyJ.AA+/",
    "eyJ.eyJ.", "eyJ..AAAA", " eyJ.eyJ.AAAA", "eyJ.eyJ.AAAA\n", "eyJ%2EeyJ%2EAAAA",
]  # fmt: skip


def test_what_has_not_the_form_of_a_token_is_refused_before_it_is_decoded(app: Flask) -> None:
    with patch("jwt.decode") as decode, patch("jwt.get_unverified_header") as read:
        for text in NO_TOKENS:
            with pytest.raises(MalformedTokenError, match="too long, or not the form"):
                app.extensions["demo_server"].access.verify(text, expired=False)
    assert not decode.called
    assert not read.called


def test_one_changed_character_anywhere_is_refused_and_so_is_another_spelling(app: Flask) -> None:
    access = app.extensions["demo_server"].access
    good = token(sign_in(app.test_client()))
    assert access.verify(good, expired=False).sub == "alice"
    alphabet = f"{ascii_letters}{digits}-_"
    for place in (place for place in range(len(good)) if good[place] != "."):
        other = alphabet[(alphabet.index(good[place]) + 1) % 64]  # at the end: the unused bits
        with pytest.raises(jwt.InvalidTokenError):
            access.verify(good[:place] + other + good[place + 1 :], expired=False)


@pytest.mark.parametrize("key", [b"", KEY[:-1], KEY + b"\1", KEY.hex().encode(), KEY[::-1]])
def test_another_key_is_refused(app: Flask, forger: Forger, key: bytes) -> None:
    assert opened(app, forger.token(key=key)) == 401
    assert last(app).reason == "InvalidSignatureError"


@pytest.mark.parametrize(
    ("alg", "digest"),
    [("HS256", "sha512"), ("HS512", "sha512"), ("HS512", "sha256"), ("none", "sha256"),
     ("hs256", "sha256"), (None, "sha256"), (["HS256"], "sha256"), (ABSENT, "sha256")],
)  # fmt: skip
def test_one_algorithm_named_by_the_server(
    app: Flask, forger: Forger, alg: object, digest: str
) -> None:
    assert opened(app, forger.token({"alg": alg}, digest=digest)) == 401


HEADERS: list[object] = [
    *({"kid": kid} for kid in (ABSENT, None, 0, ["kid"], {"kid": 1}, "../../dev/null", "A" * 43)),
    *({"typ": typ} for typ in (ABSENT, "JWT", "ACCESS+JWT", "refresh+jwt")), {"jku": "x"},
    {"crit": ["exp"]}, b"[]", b"null", b"\xff{}", b'{"alg":"HS256"}', b"[" * 900,
]  # fmt: skip


def test_a_header_that_this_server_does_not_write_is_refused(app: Flask, forger: Forger) -> None:
    for header in HEADERS:
        assert opened(app, forger.token(header)) == 401, header


def test_every_claim_is_required(app: Flask, forger: Forger) -> None:
    assert opened(app, forger.token()) == 200
    for claim in CLAIMS:
        assert opened(app, forger.token(payload={claim: ABSENT})) == 401
        assert last(app).reason == "MissingRequiredClaimError", claim


def test_a_claim_that_is_text_is_nothing_else(app: Flask, forger: Forger) -> None:
    values: list[object] = [None, 7, True, [], ["demo-server"], {}]
    for claim, value in product(["iss", "aud", "sub", "sid", "jti"], values):
        assert opened(app, forger.token(payload={claim: value})) == 401, (claim, value)


@pytest.mark.parametrize("claim", ["ver", "auth_time", "iat", "exp"])
def test_a_claim_that_is_an_integer_is_nothing_like_one(
    app: Flask, forger: Forger, claim: str
) -> None:
    good = forger.claims[claim]
    alike = [None, bool(good), str(good), float(good), [good], float("nan"), float("inf")]
    for value in [*alike, 10**19, 10**400]:
        assert opened(app, forger.token(payload={claim: value})) == 401, value


@pytest.mark.parametrize("more", [{"nbf": 0}, {"nbf": NOW}, {"admin": True}], ids=str)
def test_a_claim_that_this_server_does_not_write_is_refused(
    app: Flask, forger: Forger, more: dict[str, object]
) -> None:
    assert opened(app, forger.token(payload=more)) == 401
    assert last(app).reason == UNEXPECTED


@pytest.mark.parametrize(
    ("iat", "exp", "reason"),
    [(0, 900, ""), (0, 899, ""), (-899, 1, ""), (0, 901, LONGER), (-1, 900, LONGER),
     (-900, 0, "ExpiredSignatureError"), (60, 960, ""), (61, 961, "ImmatureSignatureError")],
)  # fmt: skip
def test_exp_minus_iat_is_no_longer_than_issued_and_now_is_between_them(
    app: Flask, forger: Forger, iat: int, exp: int, reason: str
) -> None:
    status = opened(app, forger.token(payload={"iat": NOW + iat, "exp": NOW + exp}))
    assert (status, last(app).reason) == ((401, reason) if reason else (200, ""))


@pytest.mark.parametrize(
    ("auth_time", "reason"),
    [
        (60, ""),
        (61, "ImmatureSignatureError"),
        (900 - MONTH, ""),
        (900 - MONTH - 1, LONGER),
        (-(10**400), LONGER),
    ],
    ids=["a minute ahead", "a second more", "30 days ago", "a second earlier", "long ago"],
)
def test_no_token_lives_beyond_30_days_after_the_sign_in(
    app: Flask, forger: Forger, auth_time: int, reason: str
) -> None:
    status = opened(app, forger.token(payload={"auth_time": NOW + auth_time}))
    assert (status, last(app).reason) == ((401, reason) if reason else (200, ""))


def test_a_clock_put_back_by_a_minute_refuses_nothing_that_was_just_issued(
    app: Flask, clock: Traveller
) -> None:
    access, refresh = pair(app)
    clock.move_to(NOW - 60)
    assert opened(app, access) == 200
    clock.move_to(NOW - 61)
    assert opened(app, access) == 401
    clock.move_to(NOW - 60)
    assert refreshed(app, refresh).status_code == 200


REASONS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"alg": "HS512"}, {}, "InvalidAlgorithmError"),
    ({"alg": "none"}, {}, "InvalidAlgorithmError"),
    ({"alg": "none", "typ": "JWT"}, {}, "InvalidAlgorithmError"),
    ({"typ": "JWT"}, {}, "WrongTypeError"), ({"typ": ABSENT}, {}, "WrongTypeError"),
    ({"kid": "another"}, {}, "UnknownKeyError"), ({"kid": ABSENT}, {}, "UnknownKeyError"),
    ({"jku": "x"}, {}, "UnexpectedHeaderError"),
    ({}, {"aud": "another-server"}, "InvalidAudienceError"),
    ({}, {"iss": "another-server"}, "InvalidIssuerError"),
    ({}, {"exp": NOW}, "ExpiredSignatureError"), ({}, {"iat": NOW + 61}, "ImmatureSignatureError"),
    ({}, {"auth_time": NOW + 61}, "ImmatureSignatureError"),
    ({}, {"iat": NOW - 1}, LONGER), ({}, {"auth_time": 0}, LONGER),
    ({}, {"jti": ABSENT}, "MissingRequiredClaimError"), ({}, {"admin": True}, UNEXPECTED),
    ({}, {"jti": "j" * 2_000}, "MalformedTokenError"), ({}, {"sid": 1}, UNEXPECTED),
    ({}, {"ver": 7}, "RevokedTokenError"), ({}, {"sub": "nobody"}, "RevokedTokenError"),
]  # fmt: skip


def test_each_check_has_a_class_of_its_own_in_the_log(app: Flask, forger: Forger) -> None:
    for header, payload, reason in REASONS:
        assert opened(app, forger.token(header, payload)) == 401
        assert last(app).reason == reason, (header, payload)


def test_a_signature_has_one_spelling(app: Flask, forger: Forger) -> None:
    good = forger.token()
    signed, _, signature = good.rpartition(".")
    spellings = [signature[:-1] + letter for letter in f"{ascii_letters}{digits}-_"]
    of_good = urlsafe_b64decode(f"{signature}=")
    same = [f"{signed}.{one}" for one in spellings if urlsafe_b64decode(f"{one}=") == of_good]
    assert len(same) == 4
    for text in same:
        assert opened(app, text) == (200 if text == good else 401)
        assert last(app).reason == ("" if text == good else "DecodeError")


@pytest.mark.parametrize(
    ("ver", "reason"),
    [(1, "RevokedTokenError"), (0, "RevokedTokenError"), (2**63 - 1, "RevokedTokenError"),
     (2**63, UNEXPECTED), (-1, UNEXPECTED)],
)  # fmt: skip
def test_a_token_version_is_a_number_of_63_bits(
    app: Flask, forger: Forger, ver: int, reason: str
) -> None:
    assert opened(app, forger.token(payload={"ver": ver})) == 401
    assert last(app).reason == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"sub": "a\ud800"}, UNEXPECTED), ({"sid": "a\udfff"}, UNEXPECTED),
     ({"jti": "a\ud83d"}, UNEXPECTED), ({"sub": "nobody"}, "RevokedTokenError"),
     ({"sub": "ALICE"}, "RevokedTokenError"), ({"sub": "alice\0"}, "RevokedTokenError")],
    ids=ascii,
)  # fmt: skip
def test_a_name_that_no_user_has_is_refused_and_half_a_character_is_no_name(
    app: Flask, forger: Forger, changes: dict[str, str], reason: str
) -> None:
    assert opened(app, forger.token(payload=changes)) == 401
    assert last(app).reason == reason


@pytest.mark.parametrize(
    "payload",
    [b"[]", b'"alice"', b"null", b"", b"\xff\xfe{}", b"\xef\xbb\xbf{}", b"[" * 900, b'{"a":' * 200],
    ids=lambda payload: ascii(payload)[:20],
)  # fmt: skip
def test_a_payload_that_holds_no_claims_is_refused(
    app: Flask, forger: Forger, payload: bytes
) -> None:
    assert opened(app, forger.token(payload=payload)) == 401


def test_of_a_claim_that_stands_twice_the_last_one_counts(
    app: Flask, client: FlaskClient, forger: Forger
) -> None:
    sign_up(client, "bob")
    bob = replace(forger, ver=app.extensions["demo_server"].users.get("bob").version)
    payload = json.dumps({"first": 1} | bob.claims).replace('"first": 1', '"sub": "nobody"')
    text = forger.token(payload=payload.replace("alice", "bob").encode())
    assert client.get("/temp", headers=bearer(text)).json == {"msg": "Hello, bob."}


def test_user_token_version_and_denylist_are_looked_up_in_one_query(
    app: Flask, client: FlaskClient
) -> None:
    sign_in(client)
    asked: list[str] = []
    connect: Any = sqlite3.connect
    app.extensions["demo_server"].users.database.close()

    def listening(*arguments: object, **named: object) -> object:
        connection = connect(*arguments, **named)
        connection.set_trace_callback(asked.append)
        return connection

    with patch("sqlite3.connect", listening):
        assert client.get("/temp").status_code == 200
    assert [query.split()[0] for query in asked] == ["SELECT"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("nonsense", "MalformedTokenError"), ("eyJ.eyJ.AAAA", "DecodeError")],
)
@pytest.mark.parametrize("path", ["/temp", "/sign_out_everywhere", "/refresh", "/sign_out"])
def test_any_failure_is_401_with_one_text_and_a_class_name_in_the_log(
    app: Flask, client: FlaskClient, path: str, text: str, reason: str
) -> None:
    method = "GET" if path == "/temp" else "POST"
    answer = client.open(path, method=method, headers=bearer(text))
    assert said(answer) == PLEASE
    assert answer.headers["WWW-Authenticate"] == INVALID
    assert last(app).reason == reason


def test_an_access_token_is_no_refresh_token_and_the_other_way_round(
    app: Flask, client: FlaskClient
) -> None:
    answer = sign_in(client)
    access, refresh = token(answer), token(answer, "refresh_token")
    assert refreshed(app, access).status_code == 401
    assert opened(app, refresh) == 401
    assert json.loads(urlsafe_b64decode(access.split(".")[0] + "=="))["typ"] == "access+jwt"
    assert refreshed(app, refresh).status_code == 200
