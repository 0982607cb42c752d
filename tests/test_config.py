"""Settings: defaults, the environment over them, the caller over that, and errors that help."""

import os
from pathlib import Path

import pytest

from demo_server import create_app
from demo_server.config import ConfigError, settings
from demo_server.hardened.keys import make

KEY = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA"  # bytes 1 to 32 as base64url


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_defaults_are_these() -> None:
    assert settings("published", {}, {}) == {"DATABASE": "", "PROXIES": 0}
    assert settings("hardened", {}, {}) == {
        "DATABASE": "",
        "PROXIES": 0,
        "SECRET_KEY": b"",
        "OLD_KEYS": (),
        "ALGORITHM": "HS256",
        "ACCESS_SECONDS": 900,
        "REFRESH_SECONDS": 1_209_600,
        "ARGON2": {"time_cost": 2, "memory_cost": 19_456, "parallelism": 1},
        "SIGN_IN_LIMIT": "5 per minute",
        "ADDRESS_LIMIT": "100 per minute",
        "COOKIE_SECURE": None,
        "TRUSTED_HOSTS": ["127.0.0.1", "localhost"],
        "FRAME_ANCESTORS": "'none'",
    }


def test_the_environment_stands_between_defaults_and_caller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DEMO_SERVER_ACCESS_SECONDS", "60")
    monkeypatch.setenv("DEMO_SERVER_DATABASE", "here.sqlite")
    found = settings("hardened", {"ACCESS_SECONDS": 30}, os.environ)
    assert (found["ACCESS_SECONDS"], found["DATABASE"]) == (30, "here.sqlite")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("DATABASE", "a b.sqlite", "a b.sqlite"),
        ("SECRET_KEY", KEY, bytes(range(1, 33))),
        ("SECRET_KEY", KEY + "=", bytes(range(1, 33))),
        ("ACCESS_SECONDS", "60", 60),
        (
            "ARGON2",
            '{"time_cost": 1, "memory_cost": 8, "parallelism": 1}',
            {"time_cost": 1, "memory_cost": 8, "parallelism": 1},
        ),
        ("OLD_KEYS", f"{KEY},{KEY}", [bytes(range(1, 33))] * 2),
        ("ALGORITHM", "EdDSA", "EdDSA"),
        ("REFRESH_SECONDS", "600", 600),
        ("SIGN_IN_LIMIT", "3 per hour", "3 per hour"),
        ("ADDRESS_LIMIT", "30 per hour", "30 per hour"),
        ("TRUSTED_HOSTS", "demo.example, localhost", ["demo.example", "localhost"]),
        ("FRAME_ANCESTORS", "'self' http://localhost:*", "'self' http://localhost:*"),
        ("PROXIES", "1", 1),
        ("COOKIE_SECURE", "true", True),
        ("COOKIE_SECURE", "false", False),
        ("COOKIE_SECURE", "null", None),
    ],
)
def test_each_setting_can_be_given_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: object
) -> None:
    monkeypatch.setenv(f"DEMO_SERVER_{name}", text)
    assert settings("hardened", {}, os.environ)[name] == value


def test_one_environment_serves_both_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_SERVER_ACCESS_SECONDS", "60")
    assert settings("published", {}, os.environ) == {"DATABASE": "", "PROXIES": 0}


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "DEMO_SERVER_COLOUR",
            "red",
            "DEMO_SERVER_COLOUR is no setting of this server: use one of DEMO_SERVER_DATABASE, "
            "DEMO_SERVER_PROXIES, DEMO_SERVER_SECRET_KEY, DEMO_SERVER_OLD_KEYS, ",
        ),
        ("DEMO_SERVER_ACCESS_SECONDS", "soon", "DEMO_SERVER_ACCESS_SECONDS can't be read ("),
        ("DEMO_SERVER_ARGON2", "{", "DEMO_SERVER_ARGON2 can't be read ("),
        ("DEMO_SERVER_SECRET_KEY", "A", "DEMO_SERVER_SECRET_KEY can't be read ("),
        ("DEMO_SERVER_SECRET_KEY", "AQID", "SECRET_KEY must be at least 32 random bytes"),
        ("DEMO_SERVER_COOKIE_SECURE", "perhaps", "DEMO_SERVER_COOKIE_SECURE can't be read ("),
    ],
)
def test_a_bad_environment_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, sentence: str
) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(ConfigError) as caught:
        settings("hardened", {}, os.environ)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        (
            {"COLOUR": "red", "AGE": 7},
            "AGE, COLOUR can't be set for hardened: it knows "
            "DATABASE, PROXIES, SECRET_KEY, OLD_KEYS, ALGORITHM, ACCESS_SECONDS, REFRESH_SECONDS, "
            "ARGON2, SIGN_IN_LIMIT, ADDRESS_LIMIT, COOKIE_SECURE, TRUSTED_HOSTS, FRAME_ANCESTORS.",
        ),
        ({"SECRET_KEY": b"k" * 31}, "SECRET_KEY must be at least 32 random bytes"),
        ({"SECRET_KEY": "k" * 32}, "SECRET_KEY must be at least 32 random bytes"),
        ({"ACCESS_SECONDS": 0}, "ACCESS_SECONDS must be a whole number of seconds"),
        ({"ACCESS_SECONDS": 1.5}, "ACCESS_SECONDS must be a whole number of seconds"),
        ({"ACCESS_SECONDS": True}, "ACCESS_SECONDS must be a whole number of seconds"),
        ({"ARGON2": 3}, "ARGON2 must be a mapping of time_cost, memory_cost (KiB, "),
        ({"ARGON2": {"time_cost": 1}}, "ARGON2 must be a mapping of"),
        ({"ARGON2": {"time_cost": 1, "memory_cost": 8, "lanes": 1}}, "ARGON2 must be a mapping of"),
        (
            {"ARGON2": {"time_cost": 1, "memory_cost": 7, "parallelism": 1}},
            "ARGON2 must be a mapping of",
        ),
        (
            {"ARGON2": {"time_cost": 0, "memory_cost": 8, "parallelism": 1}},
            "ARGON2 must be a mapping of",
        ),
        ({"SECRET_KEY": b"k" * 32, "ALGORITHM": "EdDSA"}, "SECRET_KEY must hold a private key as"),
        ({"SECRET_KEY": make("EdDSA")}, "SECRET_KEY must hold 32 random bytes for HS256"),
        ({"OLD_KEYS": b"k" * 32}, "OLD_KEYS must each be at least 32 random bytes"),
        ({"OLD_KEYS": [b"k" * 31]}, "OLD_KEYS must each be at least 32 random bytes"),
        ({"ALGORITHM": "none"}, "ALGORITHM must be HS256, EdDSA or RS256."),
        ({"REFRESH_SECONDS": 0}, "REFRESH_SECONDS must be a whole number of seconds"),
        (
            {"SIGN_IN_LIMIT": "often"},
            'SIGN_IN_LIMIT must be a number of tries in a time, such as "',
        ),
        ({"SIGN_IN_LIMIT": "5/minute;9/hour"}, "SIGN_IN_LIMIT must be a number of tries"),
        ({"ADDRESS_LIMIT": 5}, "ADDRESS_LIMIT must be a number of tries in a time"),
        (
            {"TRUSTED_HOSTS": []},
            "TRUSTED_HOSTS must be a list of host names, at least one, or None",
        ),
        ({"TRUSTED_HOSTS": "demo.example"}, "TRUSTED_HOSTS must be a list of host names"),
        ({"FRAME_ANCESTORS": "*; script-src *"}, "FRAME_ANCESTORS must be 'none' or the origins"),
        ({"FRAME_ANCESTORS": "'none'\r\nSet-Cookie: a=b"}, "FRAME_ANCESTORS must be 'none' or"),
        ({"PROXIES": -1}, "PROXIES must be a whole number, at least 0."),
        ({"COOKIE_SECURE": "no"}, "COOKIE_SECURE must be True, False or None."),
        ({"DATABASE": ":memory:"}, "DATABASE must be a file"),
    ],
)
def test_a_setting_that_can_t_be_is_refused_with_what_to_do(
    config: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        create_app("hardened", config)
    assert str(caught.value).startswith(sentence)


def test_an_unknown_version_names_those_there_are() -> None:
    with pytest.raises(ConfigError) as caught:
        create_app("perfect")
    assert str(caught.value) == "'perfect' is no version: choose published or hardened."


def test_two_applications_made_with_one_mapping_share_nothing() -> None:
    config = {"DATABASE": "one.sqlite"}
    first, second = create_app("published", config), create_app("published", config)
    assert config == {"DATABASE": "one.sqlite"}
    first.config["DATABASE"] = "other.sqlite"
    assert second.config["DATABASE"] == Path("one.sqlite")
