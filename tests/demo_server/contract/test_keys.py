"""Keys, as promised."""

import hashlib
import inspect
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient

import demo_server
from demo_server.config import ConfigError
from demo_server.hardened.keys import generate_key, load_or_create, thumbprint
from tests.demo_server.adversarial.forging import Forger, b64
from tests.demo_server.adversarial.target import KEY
from tests.demo_server.contract.conftest import (
    Make,
    cookies,
    last,
    opened,
    refreshed,
    sign_in,
    token,
)

MADE = {"SECRET_KEY": b""}
ALGORITHMS = ["HS256", "EdDSA", "RS256"]


def keep(path: Path, key: bytes, mode: int = 0o600) -> None:
    path.write_bytes(key)
    path.chmod(mode)


def jwk_set(app: Flask) -> jwt.PyJWKSet:
    return jwt.PyJWKSet.from_dict(app.test_client().get("/.well-known/jwks.json").json or {})


@pytest.fixture(scope="module")
def keys() -> dict[str, list[bytes]]:
    """Two keys of each algorithm; those of RS256 take a second."""
    return {name: [generate_key(name) for _ in range(2)] for name in ALGORITHMS}


def test_hs256_under_32_random_bytes_made_once_beside_each_database(
    make: Make, app: Flask, tmp_path: Path
) -> None:
    text = token(sign_in(make(**MADE).test_client()))
    key = (tmp_path / "hardened.key").read_bytes()
    assert len(key) == 32
    assert jwt.decode(text, key, ["HS256"], audience="demo-server")
    make(**MADE)
    assert (tmp_path / "hardened.key").read_bytes() == key
    make(DATABASE=tmp_path / "other.sqlite", **MADE)
    assert (tmp_path / "other.key").read_bytes() != key


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes: the folder protects it")
def test_only_its_owner_may_read_the_key_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        load_or_create(tmp_path / "one.key", "HS256")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "one.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["one.key"]


def test_of_two_processes_that_make_a_key_at_once_both_have_the_first_one_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, link = tmp_path / "one.key", os.link

    def too_late(made: Path, target: Path) -> None:
        keep(path, KEY)
        link(made, target)

    monkeypatch.setattr(os, "link", too_late)
    assert load_or_create(path, "HS256") == KEY


@pytest.mark.parametrize("content", [b"", b"k" * 31])
def test_a_file_without_a_whole_key_is_refused_and_left_alone(
    make: Make, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "hardened.key"
    keep(path, content)
    with pytest.raises(ConfigError) as caught:
        make(**MADE)
    assert str(caught.value) == (
        f"{path} must hold 32 random bytes for HS256: give another, or remove it to have one made."
    )
    assert path.read_bytes() == content


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes: the folder protects it")
@pytest.mark.parametrize("mode", [0o644, 0o666, 0o640, 0o604, 0o620, 0o601])
def test_a_key_that_others_may_read_is_refused_with_what_to_do(
    make: Make, tmp_path: Path, mode: int
) -> None:
    path = tmp_path / "hardened.key"
    keep(path, KEY, mode)
    with pytest.raises(ConfigError) as caught:
        make(**MADE)
    assert str(caught.value) == (
        f"Others than its owner may read the key {path}: run chmod 600 {path}, or, where somebody "
        "may have seen it, delete it to have another made."
    )
    assert stat.S_IMODE(path.stat().st_mode) == mode
    for good in (0o600, 0o400):
        path.chmod(good)
        make(**MADE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes: the folder protects it")
def test_where_a_disk_knows_no_modes_the_key_is_used_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a FAT stick, or Windows' own disk seen from its Linux, where chmod changes nothing."""
    real = os.fstat, os.stat

    def open_to_all(found: os.stat_result) -> os.stat_result:
        return os.stat_result((found.st_mode | 0o777, *found[1:]))

    monkeypatch.setattr(os, "fstat", lambda *of: open_to_all(real[0](*of)))
    monkeypatch.setattr(os, "stat", lambda *of, **how: open_to_all(real[1](*of, **how)))
    key = load_or_create(tmp_path / "one.key", "HS256")
    assert load_or_create(tmp_path / "one.key", "HS256") == key
    assert [path.name for path in tmp_path.iterdir()] == ["one.key"]


def test_a_key_that_can_be_kept_nowhere_is_one_sentence(make: Make, tmp_path: Path) -> None:
    (tmp_path / "hardened.key").mkdir(mode=0o700)
    with pytest.raises(
        ConfigError, match=r"The key .*hardened\.key can't be kept \(.*\): set SECR"
    ):
        make(**MADE)


def test_the_key_may_come_from_the_environment(
    make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DEMO_SERVER_SECRET_KEY", "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1-f4CBgoM")
    app = demo_server.create_app("hardened", {"DATABASE": tmp_path / "other.sqlite"})
    assert app.extensions["demo_server"].keys.current.signing == bytes(range(100, 132))
    assert not (tmp_path / "other.key").exists()


def test_the_key_is_never_in_the_source(make: Make, tmp_path: Path) -> None:
    make(**MADE)
    key = (tmp_path / "hardened.key").read_bytes()
    folder = Path(inspect.getfile(demo_server)).parent / "hardened"
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("[!.]*.py"))
    assert len(source) > 10_000
    assert not any(form in source for form in (key.hex(), repr(key)[2:-1]))
    assert "SECRET_KEY =" not in source


@pytest.mark.parametrize(("algorithm", "kty"), [("EdDSA", "OKP"), ("RS256", "RSA")])
def test_with_an_asymmetric_key_kid_and_the_jwks_route_work(
    make: Make, app: Flask, keys: dict[str, list[bytes]], algorithm: str, kty: str
) -> None:
    asymmetric = make(ALGORITHM=algorithm, SECRET_KEY=keys[algorithm][0])
    text = token(sign_in(asymmetric.test_client()))
    key = jwk_set(asymmetric)[jwt.get_unverified_header(text)["kid"]]
    assert jwt.decode(text, key, [algorithm], audience="demo-server")["sub"] == "alice"
    (shown,) = (asymmetric.test_client().get("/.well-known/jwks.json").json or {})["keys"]
    public = {"OKP": {"crv", "x"}, "RSA": {"e", "n"}}[kty]
    assert shown.keys() == {"kty", "kid", "alg", "use"} | public
    assert (shown["kty"], shown["alg"], shown["use"]) == (kty, algorithm, "sig")


def test_a_key_is_named_by_its_thumbprint_and_a_secret_one_is_never_shown(
    client: FlaskClient,
) -> None:
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    # RFC 8037, Appendix A.3
    assert thumbprint(jwk | {"kid": "any"}) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    members = f'{{"k":"{b64(KEY)}","kty":"oct"}}'  # RFC 7638 §3.2: in this order, without blanks
    kid = b64(hashlib.sha256(members.encode()).digest())
    assert jwt.get_unverified_header(token(sign_in(client)))["kid"] == kid
    answer = client.get("/.well-known/jwks.json")
    assert (answer.status_code, answer.json) == (
        404,
        {
            "result": "fail",
            "msg": "This server signs with a secret key: no public one verifies its tokens.",
        },
    )


def test_an_rsa_key_made_here_has_2_048_bits(keys: dict[str, list[bytes]]) -> None:
    private = jwt.algorithms.RSAAlgorithm(jwt.algorithms.RSAAlgorithm.SHA256).prepare_key(
        keys["RS256"][0]
    )
    assert private.key_size == 2_048
    assert private.public_key().public_numbers().e == 65_537  # type: ignore[union-attr]


def test_a_short_key_verifies_nothing_even_where_one_got_past_the_start(
    app: Flask, forger: Forger, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = app.extensions["demo_server"].keys
    short = replace(keys.current, verifying=KEY[:31])
    monkeypatch.setitem(keys._by_kid, keys.current.kid, short)
    assert opened(app, forger.token(key=KEY[:31])) == 500
    assert last(app).reason == "InvalidKeyError"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_keys_rotate_without_signing_anyone_out(
    make: Make, app: Flask, keys: dict[str, list[bytes]], algorithm: str
) -> None:
    old, new = keys[algorithm]
    answer = sign_in(make(ALGORITHM=algorithm, SECRET_KEY=old).test_client())
    rotated = make(ALGORITHM=algorithm, SECRET_KEY=new, OLD_KEYS=[old])
    assert opened(rotated, token(answer)) == 200
    renewed = refreshed(rotated, token(answer, "refresh_token"))
    assert cookies(renewed).keys() == {"access_token", "refresh_token"}
    dropped = make(ALGORITHM=algorithm, SECRET_KEY=new)
    assert opened(dropped, token(renewed)) == 200
    assert opened(dropped, token(answer)) == 401
    assert last(dropped).reason == "UnknownKeyError"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_several_processes_rotate_by_knowing_the_new_key_before_one_signs_with_it(
    make: Make, app: Flask, keys: dict[str, list[bytes]], algorithm: str
) -> None:
    old, new = keys[algorithm]
    ready = make(ALGORITHM=algorithm, SECRET_KEY=old, OLD_KEYS=[new])
    changed = make(ALGORITHM=algorithm, SECRET_KEY=new, OLD_KEYS=[old])
    for here, there in ((ready, changed), (changed, ready)):
        answer = sign_in(here.test_client())
        assert opened(there, token(answer)) == 200
        assert opened(here, token(refreshed(there, token(answer, "refresh_token")))) == 200
    if algorithm != "HS256":
        first, second = ({key.key_id for key in jwk_set(one).keys} for one in (ready, changed))
        assert first == second
        assert len(first) == 2
