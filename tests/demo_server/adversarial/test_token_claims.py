"""Claims that this server never writes, under its own key and header: as if the key had leaked."""

import json
import time
from typing import Any

import pytest

from tests.demo_server.adversarial.forging import ABSENT, PLEASE, Forger, present
from tests.demo_server.adversarial.target import Target

TEXTS, NUMBERS = ("iss", "aud", "sub", "sid", "jti"), ("ver", "iat", "exp")
NO_TEXT: list[Any] = [ABSENT, None, 7, 1.5, True, [], ["demo-server"], {}, {"a": "demo-server"}]
NO_NUMBER: list[Any] = [
    ABSENT, None, True, "", "now", "1893456000", "\u0661\u0668\u0669\u0663\u0664\u0665\u0666", [],
    {}, float("nan"), float("inf"), float("-inf"), 1893456000.5, 10**19, -(10**19), 10**400,
]  # fmt: skip
CASES: list[tuple[str, dict[str, Any]]] = [
    *((f"{name} {value!r:.25}", {name: value}) for name in TEXTS for value in NO_TEXT),
    *((f"{name} {value!r:.25}", {name: value}) for name in NUMBERS for value in NO_NUMBER),
    ("another issuer", {"iss": "another-server"}),
    ("an issuer in capitals", {"iss": "DEMO-SERVER"}),
    ("another audience", {"aud": "another-server"}),
    ("ours among other audiences", {"aud": ["demo-server", "another-server"]}),
    ("an unknown user", {"sub": "nobody"}),
    ("a user in capitals", {"sub": "ALICE"}),
    ("no user", {"sub": ""}),
    ("a user with NUL", {"sub": "alice\0"}),
    ("a lone surrogate", {"sub": "\ud800"}),
    ("SQL for a user", {"sub": "' OR '1'='1"}),
    ("a user of 1,000 letters", {"sub": "a" * 1_000}),
    ("a version to come", {"ver": 1}),
    ("a version before the first", {"ver": -1}),
    ("a version as float", {"ver": 0.0}),
    ("a claim more", {"admin": True}),
    ("nbf", {"nbf": 0}),
    ("the published claim", {"id": "alice"}),
]
WHOLE: list[object] = [
    [], "alice", 7, b"null", True, b"", b"{", b"{}", b"\xff\xfe{}", b"\xef\xbb\xbf{}", b"[" * 900,
    b'{"a":' * 200 + b"1" + b"}" * 200, b'{"sub":"alice"} ', b"NaN",
]  # fmt: skip


@pytest.fixture(scope="module")
def forger(target: Target) -> Forger:
    return Forger(target.keys.current.kid)


@pytest.mark.parametrize("changes", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_claims_that_are_not_ours_are_refused(
    target: Target, forger: Forger, changes: dict[str, Any]
) -> None:
    assert present(target, forger.token(payload=changes)) == PLEASE


@pytest.mark.parametrize("payload", WHOLE, ids=lambda payload: f"{payload!r:.30}")
def test_a_payload_that_is_no_claims_set_is_refused(
    target: Target, forger: Forger, payload: object
) -> None:
    assert present(target, forger.token(payload=payload)) == PLEASE


@pytest.mark.parametrize(
    ("iat", "exp"),
    [(-900, 0), (-901, -1), (-10**6, -10**6 + 900), (60, 960), (10**6, 10**6 + 900), (0, 901),
     (0, 10**9), (-1, 900), (-(10**9), 900)],
)  # fmt: skip
def test_times_that_are_over_to_come_or_too_long_are_refused(
    target: Target, forger: Forger, iat: int, exp: int
) -> None:
    now = int(time.time())
    assert present(target, forger.token(payload={"iat": now + iat, "exp": now + exp})) == PLEASE


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_claims_in_another_encoding_are_refused(
    target: Target, forger: Forger, encoding: str
) -> None:
    payload = json.dumps(forger.claims).encode(encoding)
    assert present(target, forger.token(payload=payload)) == PLEASE


def test_of_a_claim_that_stands_twice_the_last_counts(target: Target, forger: Forger) -> None:
    """Only the holder of the key can write it; RFC 7519 §4 lets a verifier take the last."""
    payload = json.dumps(forger.claims).replace('"sub": "alice"', '"sub": "nobody", "sub": "bob"')
    assert present(target, forger.token(payload=payload.encode()))[2] == {"msg": "Hello, bob."}
