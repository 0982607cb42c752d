"""RFC 8725 §3, clause by clause: each recommendation as a test on the hardened server.

Hardly applicable: §3.3, §3.4 and §3.6: nothing here is nested, encrypted or compressed, and the
only curve point from outside is the one in an EdDSA signature, which the library checks. Their
tests show that such tokens are refused.
"""

import json
from base64 import urlsafe_b64decode
from pathlib import Path

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient

from demo_server.config import ConfigError
from demo_server.hardened.keys import generate_key
from tests.demo_server.adversarial.forging import ABSENT, Forger, b64
from tests.demo_server.adversarial.target import KEY
from tests.demo_server.contract.conftest import Make, opened, sign_in, token


def test_3_1_perform_algorithm_verification(app: Flask, forger: Forger) -> None:
    assert opened(app, forger.token()) == 200
    assert opened(app, forger.token({"alg": "HS384"}, digest="sha384")) == 401
    assert opened(app, forger.token({"alg": "HS384"})) == 401


def test_3_1_each_key_is_used_with_exactly_one_algorithm(make: Make) -> None:
    with pytest.raises(ConfigError, match="must hold 32 random bytes for HS256"):
        make(SECRET_KEY=generate_key("RS256"))
    with pytest.raises(ConfigError, match="must hold a private key as PEM for RS256"):
        make(ALGORITHM="RS256", SECRET_KEY=generate_key("EdDSA"))


@pytest.mark.parametrize("algorithm", ["none", "HS384", "ES256", "RSA1_5", ""])
def test_3_2_use_appropriate_algorithms(make: Make, algorithm: str) -> None:
    with pytest.raises(ConfigError, match="ALGORITHM must be HS256, EdDSA or RS256"):
        make(ALGORITHM=algorithm)


def test_3_2_none_is_never_accepted(app: Flask, forger: Forger) -> None:
    unsigned = forger.token({"alg": "none"}).rpartition(".")[0]
    assert opened(app, f"{unsigned}.") == 401


def test_3_3_validate_all_cryptographic_operations(app: Flask, forger: Forger) -> None:
    """One operation is all there is; a token inside a token is no token of ours."""
    assert opened(app, forger.token({"cty": "JWT"}, forger.token().encode())) == 401
    assert opened(app, forger.token(key=KEY[::-1])) == 401


def test_3_4_validate_cryptographic_inputs_by_taking_no_key_from_outside(
    app: Flask, forger: Forger
) -> None:
    point = {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}
    assert opened(app, forger.token({"alg": "ECDH-ES", "epk": point})) == 401
    assert opened(app, forger.token({"jwk": point})) == 401


def test_3_5_ensure_cryptographic_keys_have_sufficient_entropy(make: Make, tmp_path: Path) -> None:
    keys = set()
    for number in range(3):
        make(SECRET_KEY=b"", DATABASE=tmp_path / f"{number}.sqlite")
        keys.add((tmp_path / f"{number}.key").read_bytes())
    assert {len(key) for key in keys} == {32}
    assert len(keys) == 3
    with pytest.raises(ConfigError, match="at least 32 random bytes"):
        make(SECRET_KEY=b"ROLLINGDEV")


def test_3_6_avoid_compression_of_encryption_inputs(app: Flask, forger: Forger) -> None:
    assert opened(app, forger.token({"zip": "DEF"})) == 401


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-8-sig"])
def test_3_7_use_utf_8(app: Flask, forger: Forger, encoding: str) -> None:
    claims = json.dumps(forger.claims)
    assert opened(app, forger.token(payload=claims.encode())) == 200
    assert opened(app, forger.token(payload=claims.encode(encoding))) == 401


@pytest.mark.parametrize("changes", [{"iss": "another-server"}, {"sub": "nobody"}, {"sub": ""},
                                     {"iss": ABSENT}, {"sub": ABSENT}])  # fmt: skip
def test_3_8_validate_issuer_and_subject(
    app: Flask, forger: Forger, changes: dict[str, str]
) -> None:
    assert opened(app, forger.token(payload=changes)) == 401


@pytest.mark.parametrize("audience", ["another-server", ABSENT, [], ["demo-server", "another"]])
def test_3_9_use_and_validate_audience(app: Flask, forger: Forger, audience: object) -> None:
    assert opened(app, forger.token(payload={"aud": audience})) == 401


@pytest.mark.parametrize(
    "header",
    [{"kid": "' OR '1'='1"}, {"kid": "../../dev/null"}, {"jku": "http://127.0.0.1:9/"},
     {"x5u": "file:///etc/passwd"}],
)  # fmt: skip
def test_3_10_do_not_trust_received_claims(
    app: Flask, forger: Forger, header: dict[str, str]
) -> None:
    assert opened(app, forger.token(header)) == 401


def test_3_11_use_explicit_typing(app: Flask, forger: Forger, client: FlaskClient) -> None:
    assert jwt.get_unverified_header(token(sign_in(client)))["typ"] == "access+jwt"
    assert [opened(app, forger.token({"typ": typ})) for typ in ("JWT", ABSENT)] == [401, 401]


def test_3_12_mutually_exclusive_validation_rules_for_different_kinds_of_jwts(
    app: Flask, client: FlaskClient
) -> None:
    answer = sign_in(client)
    access, refresh = (token(answer, f"{name}_token") for name in ("access", "refresh"))
    assert (opened(app, access), opened(app, refresh)) == (200, 401)
    other = {"Authorization": f"Bearer {access}"}
    assert app.test_client().post("/refresh", headers=other).status_code == 401
    header = json.loads(urlsafe_b64decode(refresh.split(".")[0] + "=="))
    forged = b64(json.dumps(header | {"typ": "access+jwt"}).encode())
    assert opened(app, f"{forged}.{refresh.partition('.')[2]}") == 401
