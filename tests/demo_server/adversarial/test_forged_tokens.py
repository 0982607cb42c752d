"""A server that signs with a private key, attacked with the public one that all can fetch."""

import json
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from demo_server.hardened.keys import generate_key
from tests.demo_server.adversarial.forging import Forger, as_json
from tests.demo_server.adversarial.target import Target, running_target

PEM, DER = Encoding.PEM, Encoding.DER
SPKI = PublicFormat.SubjectPublicKeyInfo
CHALLENGE = 'Bearer realm="demo-server", error="invalid_token"'
REFUSAL = (401, CHALLENGE, {"result": "fail", "msg": "Please sign in."})


@pytest.fixture(scope="module", params=["EdDSA", "RS256"])
def target(request: pytest.FixtureRequest) -> Iterator[Target]:
    """Run a server with a private key."""
    own = {"ALGORITHM": request.param, "SECRET_KEY": generate_key(request.param)}
    with running_target(**own) as running:
        yield running


@pytest.fixture(scope="module")
def public_key(target: Target) -> dict[str, str]:
    """Fetch what everyone can: the server's own public key."""
    (key,) = target.request("GET", "/.well-known/jwks.json").json()["keys"]
    return dict(key)


def show(target: Target, token: str) -> tuple[int, str | None, Any]:
    """Send a token in its cookie, and return status, WWW-Authenticate and JSON."""
    response = target.request("GET", "/temp", headers={"Cookie": f"access_token={token}"})
    return response.status_code, response.headers.get("WWW-Authenticate"), response.json()


def spellings(public_key: dict[str, str]) -> list[bytes]:
    """Return every form in which somebody's verifier may keep a public key."""
    key = jwt.PyJWK(public_key).key
    pem = key.public_bytes(PEM, SPKI)
    compact = json.dumps(public_key, separators=(",", ":")).encode()
    numbers = [public_key[name].encode() for name in ("x", "n", "kid") if name in public_key]
    return [pem, pem.rstrip(b"\n"), key.public_bytes(DER, SPKI), as_json(public_key), compact,
            *numbers]  # fmt: skip


def test_the_server_s_own_token_gets_in_and_only_the_public_part_is_published(
    target: Target, public_key: dict[str, str]
) -> None:
    assert show(target, target.token()) == (200, None, {"msg": "Hello, alice."})
    assert not set(public_key) & {"d", "p", "q", "dp", "dq", "qi", "k"}


def test_the_public_key_is_no_secret_that_signs(target: Target, public_key: dict[str, str]) -> None:
    forger = Forger(public_key["kid"], target.version())
    for secret in spellings(public_key):
        for bits in (256, 512):
            forged = forger.token({"alg": f"HS{bits}"}, key=secret, digest=f"sha{bits}")
            assert show(target, forged) == REFUSAL
    unsigned = forger.token({"alg": "none"}).rpartition(".")[0]
    assert show(target, f"{unsigned}.") == REFUSAL


def test_a_key_that_the_token_brings_along_is_not_believed(
    target: Target, public_key: dict[str, str]
) -> None:
    algorithm = public_key["alg"]
    own = jwt.get_algorithm_by_name(algorithm)
    private = own.prepare_key(generate_key(algorithm))
    brought = own.to_jwk(private.public_key(), as_dict=True)
    claims = Forger(public_key["kid"], target.version()).claims
    for more in ({}, {"jwk": brought}, {"jku": "http://127.0.0.1:9/"}):
        for kid in (public_key["kid"], "mine"):
            headers = {"typ": "access+jwt", "kid": kid, **more}
            forged = jwt.encode(claims, private, algorithm=algorithm, headers=headers)
            assert show(target, forged) == REFUSAL
