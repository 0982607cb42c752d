"""Keys, as promised."""

import inspect
import stat
import sys
from pathlib import Path

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient

import demo_server
from demo_server.hardened.keys import generate_key
from tests.promises.conftest import Make, bearer, cookies, opened, sign_in, token

KEY = bytes(range(100, 132))


def test_hs256_under_a_random_key_of_32_bytes_made_at_first_start_with_mode_0600(
    make: Make, tmp_path: Path, client: FlaskClient
) -> None:
    path = tmp_path / "hardened.key"
    key = path.read_bytes()
    assert len(key) == 32
    assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert jwt.decode(token(sign_in(client)), key, ["HS256"], audience="demo-server")
    make()
    assert path.read_bytes() == key


def test_the_key_may_come_from_the_environment(
    make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DEMO_SERVER_SECRET_KEY", "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1-f4CBgoM")
    assert make().extensions["demo_server"].keys.current.signing == KEY
    assert not (tmp_path / "hardened.key").exists()


def test_the_key_is_never_in_the_source(app: Flask, tmp_path: Path) -> None:
    key = (tmp_path / "hardened.key").read_bytes()
    folder = Path(inspect.getfile(demo_server)).parent / "hardened"
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("[!.]*.py"))
    assert len(source) > 10_000
    assert not any(form in source for form in (key.hex(), repr(key)[2:-1]))
    assert "SECRET_KEY =" not in source


@pytest.mark.parametrize("algorithm", ["EdDSA", "RS256"])
def test_with_an_asymmetric_key_kid_and_the_jwks_route_work(
    make: Make, app: Flask, algorithm: str
) -> None:
    client = make(ALGORITHM=algorithm).test_client()
    text = token(sign_in(client))
    published = jwt.PyJWKSet.from_dict(client.get("/.well-known/jwks.json").json or {})
    key = published[jwt.get_unverified_header(text)["kid"]]
    assert jwt.decode(text, key, [algorithm], audience="demo-server")["sub"] == "alice"


@pytest.mark.parametrize("algorithm", ["HS256", "EdDSA", "RS256"])
def test_keys_rotate_without_signing_anyone_out(make: Make, app: Flask, algorithm: str) -> None:
    old, new = generate_key(algorithm), generate_key(algorithm)
    answer = sign_in(make(ALGORITHM=algorithm, SECRET_KEY=old).test_client())
    rotated = make(ALGORITHM=algorithm, SECRET_KEY=new, OLD_KEYS=[old])
    assert opened(rotated, token(answer)) == 200
    headers = bearer(token(answer, "refresh_token"))
    renewed = rotated.test_client().post("/refresh", headers=headers)
    assert cookies(renewed).keys() == {"access_token", "refresh_token"}
    assert opened(make(ALGORITHM=algorithm, SECRET_KEY=new), token(renewed)) == 200
