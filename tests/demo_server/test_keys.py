"""The hardened server's signing key: random, on disk, for its owner only."""

import os
import stat
import sys
from pathlib import Path

import pytest

from demo_server import create_app
from demo_server.config import ConfigError
from demo_server.hardened.keys import Keys, load_or_create
from tests.conftest import FAST_ARGON2


def test_a_key_is_made_once_of_32_random_bytes(tmp_path: Path) -> None:
    first = load_or_create(tmp_path / "one.key", "HS256")
    assert len(first) == 32
    assert load_or_create(tmp_path / "one.key", "HS256") == first
    assert load_or_create(tmp_path / "other.key", "HS256") != first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes: the folder protects it")
def test_only_its_owner_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        load_or_create(tmp_path / "one.key", "HS256")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "one.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"k" * 31])
def test_a_file_without_a_whole_key_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "one.key"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        create_app("hardened", FAST_ARGON2 | {"DATABASE": tmp_path / "one.sqlite"})
    assert str(caught.value) == (
        f"{path} must hold 32 random bytes for HS256: give another, or remove it to have one made."
    )
    assert path.read_bytes() == content


def test_the_key_stands_beside_the_database_unless_it_is_given(tmp_path: Path) -> None:
    made = create_app("hardened", FAST_ARGON2 | {"DATABASE": tmp_path / "made.sqlite"})
    kept = Keys("HS256", (tmp_path / "made.key").read_bytes(), [], database=tmp_path)
    assert made.extensions["demo_server"].keys.current == kept.current
    own = {"DATABASE": tmp_path / "given.sqlite", "SECRET_KEY": b"k" * 32}
    given = create_app("hardened", FAST_ARGON2 | own)
    assert given.extensions["demo_server"].keys.current.signing == b"k" * 32
    assert not (tmp_path / "given.key").exists()
