"""A server that signs with a private key, attacked with the public one that all can fetch."""

import hashlib
import hmac
import json
from collections.abc import Iterator

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from demo_server.hardened.keys import generate_key
from tests.hostile.forging import PLEASE, Forger, as_json, b64, present
from tests.hostile.serving import KINDS, attacked
from tests.hostile.target import Target

PEM, DER = Encoding.PEM, Encoding.DER
SPKI = PublicFormat.SubjectPublicKeyInfo


@pytest.fixture(
    scope="module",
    params=[(kind, algorithm) for kind in KINDS for algorithm in ("EdDSA", "RS256")],
    ids=lambda param: "-".join(param),
)
def target(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    kind, algorithm = request.param
    own = {"ALGORITHM": algorithm, "SECRET_KEY": generate_key(algorithm)}
    with attacked(kind, tmp_path_factory.mktemp("confusion"), **own) as started:
        yield started


@pytest.fixture(scope="module")
def published(target: Target) -> dict[str, str]:
    """Fetch what everyone can: the server's own public key."""
    (key,) = target.ask("GET", "/.well-known/jwks.json").json()["keys"]
    return dict(key)


def secrets_of(published: dict[str, str]) -> dict[str, bytes]:
    """Every form in which somebody's verifier may keep a public key."""
    key = jwt.PyJWK(published).key
    pem = key.public_bytes(PEM, SPKI)
    numbers = [published[name].encode() for name in ("x", "n", "e") if name in published]
    return {
        "PEM": pem,
        "PEM without its last line break": pem.rstrip(b"\n"),
        "PEM with CRLF": pem.replace(b"\n", b"\r\n"),
        "DER": key.public_bytes(DER, SPKI),
        "JWK": as_json(published),
        "JWK, compact": json.dumps(published, separators=(",", ":")).encode(),
        **{f"number {place}": number for place, number in enumerate(numbers)},
        "kid": published["kid"].encode(),
    }


def test_the_good_token_gets_in_and_only_the_public_part_is_published(
    target: Target, published: dict[str, str]
) -> None:
    assert present(target, target.token())[0] == 200
    assert not set(published) & {"d", "p", "q", "dp", "dq", "qi", "k"}


@pytest.mark.parametrize("bits", [256, 384, 512])
def test_key_confusion_with_the_server_s_own_public_key(
    target: Target, published: dict[str, str], bits: int
) -> None:
    forger = Forger(published["kid"])
    for secret in secrets_of(published).values():
        forged = forger.token({"alg": f"HS{bits}"}, key=secret, digest=f"sha{bits}")
        assert present(target, forged) == PLEASE


@pytest.mark.parametrize("algorithm", ["EdDSA", "RS256"])
def test_inline_jwks_and_jku_of_the_attacker(
    target: Target, published: dict[str, str], algorithm: str
) -> None:
    own = jwt.get_algorithm_by_name(algorithm)
    private = own.prepare_key(generate_key(algorithm))
    public = own.to_jwk(private.public_key(), as_dict=True)
    claims = Forger(published["kid"]).claims
    for more in ({"jwk": public}, {"jku": "http://127.0.0.1:9/"}, {"x5c": [public.get("n", "")]}):
        for kid in (published["kid"], "mine"):
            headers = {"typ": "access+jwt", "kid": kid, **more}
            forged = jwt.encode(claims, private, algorithm=algorithm, headers=headers)
            assert present(target, forged) == PLEASE


@pytest.mark.parametrize("spelling", ["none", "None", "NONE", "nOnE"])
def test_none_with_a_public_key(target: Target, published: dict[str, str], spelling: str) -> None:
    unsigned = Forger(published["kid"]).token({"alg": spelling}).rpartition(".")[0]
    assert present(target, f"{unsigned}.") == PLEASE


def test_a_forged_signature_of_the_right_length(target: Target, published: dict[str, str]) -> None:
    header, payload, signature = target.token().split(".")
    fake = hmac.new(b"", payload.encode(), hashlib.sha512).digest() * 4
    forged = f"{header}.{payload}.{b64(fake)[: len(signature)]}"
    assert present(target, forged) == PLEASE
