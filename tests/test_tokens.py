"""Tokens at the level of Tokens.verify: everything that this server did not issue is refused."""

import json
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import jwt
import pytest
from time_machine import Traveller

from demo_server.hardened.errors import UnexpectedTokenError
from demo_server.hardened.keys import Keys
from demo_server.hardened.tokens import ACCESS_TYPE, Claims, Tokens
from tests.conftest import NOW

KEY = bytes(range(100, 132))
CLAIMS: dict[str, Any] = {
    "iss": "demo-server",
    "aud": "demo-server",
    "sub": "alice",
    "sid": "a session",
    "ver": 0,
    "iat": NOW,
    "exp": NOW + 900,
    "jti": "one",
}
NO_CLAIM = "no such claim"


KEYS = Keys("HS256", KEY, [], database=Path("unused"))
HEADER = {"typ": "access+jwt", "kid": KEYS.current.kid}


@pytest.fixture
def tokens(clock: Traveller) -> Tokens:
    return Tokens(KEYS, ACCESS_TYPE, 900)


def signed(typ: str | None = "access+jwt", **changes: Any) -> str:
    """Sign with the right key; a claim set to NO_CLAIM is left out."""
    claims = {k: v for k, v in (CLAIMS | changes).items() if v is not NO_CLAIM}
    # jwt.encode would refuse an issuer that is no string: signing alone takes anything.
    return jwt.PyJWS().encode(
        json.dumps(claims).encode(), KEY, "HS256", headers=HEADER | {"typ": typ}
    )


def test_what_was_issued_is_verified(tokens: Tokens) -> None:
    claims = tokens.verify(tokens.issue("alice", 0, "a session"))
    assert (claims.sub, claims.exp) == ("alice", NOW + 900)
    assert tokens.verify(signed()) == Claims(**CLAIMS)


def test_every_token_issued_has_an_id_of_its_own(tokens: Tokens) -> None:
    assert len({tokens.verify(tokens.issue("alice", 0, "a session")).jti for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "changes",
    [
        *({name: NO_CLAIM} for name in CLAIMS),
        *({name: None} for name in CLAIMS),
        {"typ": "JWT"},
        {"typ": "refresh+jwt"},
        {"typ": None},
        {"iss": "another-server"},
        {"aud": "another-server"},
        {"aud": ["another-server"]},
        {"sub": 7},
        {"jti": 7},
        {"sid": 7},
        {"ver": "0"},
        {"ver": False},
        {"nbf": NOW},
        {"admin": True},
        {"exp": float(NOW + 900)},
        {"exp": str(NOW + 900)},
        {"exp": True},
        {"exp": [NOW + 900]},
        {"exp": 10**19},
        {"exp": float("inf")},
        {"exp": float("nan")},
        {"exp": NOW},
        {"exp": NOW + 901},
        {"iat": NOW - 1},  # with the same end, it would have lived 901 seconds
        {"iat": NOW + 60},
        {"iat": str(NOW)},
        {"iat": float(NOW)},
        {"nbf": NOW + 60},
    ],
    ids=str,
)
def test_a_well_signed_token_with_claims_this_server_never_writes_is_refused(
    tokens: Tokens, changes: dict[str, Any]
) -> None:
    with pytest.raises(jwt.InvalidTokenError):
        tokens.verify(signed(**changes))


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [("", "none"), (KEY, "HS384"), (KEY, "HS512"), (KEY[:-1] + b"\0", "HS256"), (b"", "HS256")],
    ids=["not signed", "HS384", "HS512", "another key", "blank key"],
)
@pytest.mark.filterwarnings("ignore:The HMAC key is")
def test_another_key_or_algorithm_is_refused(
    tokens: Tokens, key: bytes | str, algorithm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if key == b"":  # PyJWT does not sign with it
        monkeypatch.setattr(jwt.algorithms.HMACAlgorithm, "prepare_key", lambda _self, k: k)
    token = jwt.encode(CLAIMS, key, algorithm=algorithm, headers=HEADER)
    monkeypatch.undo()
    with pytest.raises(jwt.InvalidTokenError):
        tokens.verify(token)


@pytest.mark.parametrize("part", [0, 1, 2], ids=["header", "payload", "signature"])
def test_one_changed_character_in_any_part_is_refused(tokens: Tokens, part: int) -> None:
    good = tokens.issue("alice", 0, "a session")
    start = sum(len(text) + 1 for text in good.split(".")[:part])
    for place in range(start, start + len(good.split(".")[part])):
        altered = good[:place] + ("A" if good[place] != "A" else "B") + good[place + 1 :]
        with pytest.raises(jwt.InvalidTokenError):
            tokens.verify(altered)


@pytest.mark.parametrize(
    "token",
    ["", ".", "..", "...", "nonsense", "e30.e30.", "W10.W10.AAAA", "a.b", "a.b.c.d.e", "\x00", " "],
    ids=repr,
)
def test_what_is_no_token_is_refused(tokens: Tokens, token: str) -> None:
    with pytest.raises(jwt.InvalidTokenError):
        tokens.verify(token)


def test_a_deeply_nested_payload_is_refused(tokens: Tokens) -> None:
    header, _, signature = tokens.issue("alice", 0, "a session").split(".")
    payload = urlsafe_b64encode(b"[" * 1_200).decode().rstrip("=")
    with pytest.raises(jwt.InvalidTokenError):
        tokens.verify(f"{header}.{payload}.{signature}")


@pytest.mark.parametrize("token", ["a" * 2_049, "a" * 10**6, "\u0661.b.c", "a.b.\ud800"], ids=len)
def test_a_long_or_non_ascii_token_is_refused_before_it_is_decoded(
    tokens: Tokens, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(jwt, "decode_complete")
    with pytest.raises(UnexpectedTokenError, match="too long, or not the form"):
        tokens.verify(token)


def test_a_token_of_2_kb_is_still_decoded(tokens: Tokens) -> None:
    with pytest.raises(jwt.DecodeError):
        tokens.verify("eyJ.eyJ." + "c" * 2_040)


def test_a_token_ends_with_its_lifetime(tokens: Tokens, clock: Traveller) -> None:
    token = tokens.issue("alice", 0, "a session")
    clock.move_to(NOW + 899)
    assert tokens.verify(token).sub == "alice"
    clock.move_to(NOW + 900)
    with pytest.raises(jwt.ExpiredSignatureError):
        tokens.verify(token)
