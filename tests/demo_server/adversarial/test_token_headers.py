"""Headers that an attacker writes, signed with the right key to see what is believed."""

from typing import Any

import pytest

from tests.demo_server.adversarial.forging import ABSENT, PLEASE, Forger, present
from tests.demo_server.adversarial.target import Target

ALGORITHMS: list[Any] = [
    "none", "None", "NONE", "nOnE", "", " ", "HS256 ", "hs256", "HS384", "HS512", "RS256", "RS384",
    "ES256", "ES256K", "PS256", "EdDSA", "dir", "A256KW", "HMAC", "SHA256", "HS256\0", "HS256,none",
    None, True, 256, ["HS256"], {"alg": "HS256"}, ABSENT, "x" * 500,
]  # fmt: skip
KEY_IDS: list[Any] = [
    ABSENT, None, "", 0, True, ["kid"], {"kid": 1}, "../../../../dev/null", "/dev/null",
    "/proc/sys/kernel/randomize_va_space", "file:///dev/null", "hardened.key", "|id", "$(id)",
    "`id`", "' UNION SELECT 'key' --", "x' OR '1'='1", "http://127.0.0.1/jwks.json", "\0", "\u0430",
    "a" * 1_000, "9ohm9HUyszAYgPrFeid6z6qSgomQWbjVhQ7x7wE4LZU",
]  # fmt: skip
TYPES: list[Any] = [
    ABSENT, None, "", "JWT", "jwt", "at+jwt", "access", "ACCESS+JWT", "application/access+jwt",
    "refresh+jwt", "id+jwt", "logout+jwt", "access+jwt ", 7, ["access+jwt"],
]  # fmt: skip
EXTRAS: list[dict[str, Any]] = [
    {"crit": []}, {"crit": "exp"}, {"crit": ["exp"]}, {"crit": ["b64"], "b64": False},
    {"crit": ["b64"], "b64": True}, {"crit": ["x"], "x": 1}, {"b64": False}, {"b64": True},
    {"jku": "http://127.0.0.1:9/jwks.json"}, {"jku": "file:///etc/passwd"},
    {"jwk": {"kty": "oct", "k": "AAAA"}}, {"x5u": "http://127.0.0.1:9/x.pem"}, {"x5c": ["AAAA"]},
    {"x5t": "AAAA"}, {"cty": "JWT"}, {"zip": "DEF"}, {"enc": "A256GCM"}, {"p2c": 10**9},
    {"sub": "alice"}, {"nonce": "a"}, {"": ""}, {"x": "a" * 1_000},
]  # fmt: skip
WHOLE: list[object] = [
    [], "HS256", 7, b"null", b"", b"{", b"{}", b"\xff\xfe", b"[" * 900, b'{"alg":"HS256"' * 3,
    b'{"alg":"none","alg":"HS256"}', '{"alg":"HS256"}'.encode("utf-16"),
]  # fmt: skip
CASES: list[tuple[str, object]] = [
    *((f"alg {value!r:.30}", {"alg": value}) for value in ALGORITHMS),
    *((f"kid {value!r:.30}", {"kid": value}) for value in KEY_IDS),
    *((f"typ {value!r:.30}", {"typ": value}) for value in TYPES),
    *((f"with {value!r:.40}", value) for value in EXTRAS),
    *((f"{value!r:.30} for a header", value) for value in WHOLE),
]


@pytest.fixture(scope="module")
def forger(target: Target) -> Forger:
    return Forger(target.keys.current.kid)


def test_the_same_forger_s_good_token_gets_in(target: Target, forger: Forger) -> None:
    assert present(target, forger.token()) == (200, None, {"msg": "Hello, alice."})


@pytest.mark.parametrize("header", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_a_header_that_is_not_ours_is_refused(
    target: Target, forger: Forger, header: object
) -> None:
    assert present(target, forger.token(header)) == PLEASE
