"""Settings: defaults, the environment over them, the caller over that, and errors that help."""

import os
import shlex
import subprocess
import sys
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from demo_server import create_app
from demo_server.config import SETTINGS, ConfigError, settings
from demo_server.hardened.keys import generate_key

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
        "TRUSTED_HOSTS": ["127.0.0.1", "localhost", "::1"],
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
        ("COOKIE_SECURE", "True", True),
        ("COOKIE_SECURE", "FALSE", False),
        ("COOKIE_SECURE", "None", None),
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
        ("DEMO_SERVER_colour", "red", "DEMO_SERVER_colour is no setting of this server: use one "),
    ],
)
def test_a_bad_environment_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, sentence: str
) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(ConfigError) as caught:
        settings("hardened", {}, os.environ)
    assert str(caught.value).startswith(sentence)


COMMAND = 'python -c "import secrets; print(secrets.token_urlsafe(32))"'
A_KEY = (
    f"be at least 32 random bytes in base64url, not hex and not words, as printed by {COMMAND}, or "
    "a private key's PEM in base64url where ALGORITHM is EdDSA or RS256"
)
SECONDS = "be a whole number of seconds, at least 1"
LIMIT = 'be a number of tries in a time, such as "5 per minute"'
RULES = {
    "DATABASE": ("be a file: every connection to :memory: is empty again", [":memory:"]),
    "PROXIES": ("be a whole number, at least 0", ["one", "", "-1", "1.5", "9" * 5_000]),
    "SECRET_KEY": (A_KEY, ["A", "AQID", f" {KEY}", f"{KEY}\n"]),
    "OLD_KEYS": (f"each {A_KEY}, with commas between", ["", "A", f"{KEY},AQID", f"{KEY},"]),
    "ALGORITHM": ("be HS256, EdDSA or RS256", ["none", "hs256", ""]),
    "ACCESS_SECONDS": (SECONDS, ["soon", "", "0", "1.5"]),
    "REFRESH_SECONDS": (SECONDS, ["soon", "", "0", "1.5"]),
    "ARGON2": (
        "be JSON with time_cost, memory_cost (KiB, 8 a lane or more) and parallelism, such as "
        '{"time_cost": 2, "memory_cost": 19456, "parallelism": 1}',
        ["{", "", "3", '{"time_cost": 1}', "[" * 100_000],
    ),
    "SIGN_IN_LIMIT": (LIMIT, ["often", "", "5 per fortnight"]),
    "ADDRESS_LIMIT": (LIMIT, ["often", "", "5/minute;9/hour"]),
    "COOKIE_SECURE": ("be True, False or None", ["perhaps", "", "1", "0", '"true"']),
    "TRUSTED_HOSTS": (
        "be a list of host names or addresses, at least one, with commas between",
        ["", ",", "localhost,", "http://hub.example/", "*", "a b"],
    ),
    "FRAME_ANCESTORS": (
        "be 'none' or the origins that may show the page in a frame, with spaces between",
        ["", "*; script-src *"],
    ),
}


def test_every_setting_has_a_rule_that_is_tried_here() -> None:
    assert RULES.keys() == SETTINGS["hardened"].keys() | SETTINGS["published"].keys()


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, (_, texts) in RULES.items() for text in texts],
    ids=lambda text: ascii(text[:20]),
)  # fmt: skip
def test_what_the_environment_can_t_say_is_told_in_the_words_of_its_rule(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(f"DEMO_SERVER_{name}", text)
    with pytest.raises(ConfigError) as caught:
        settings("hardened", {}, os.environ)
    assert str(caught.value) == f"DEMO_SERVER_{name} must {RULES[name][0]}."


@pytest.mark.parametrize("form", ["{}", f"{KEY},{{}}"], ids=["SECRET_KEY", "OLD_KEYS"])
@pytest.mark.parametrize(
    "text",
    [
        bytes(range(1, 33)).hex(),
        bytes(range(1, 33)).hex().upper(),
        "aB" * 24,
        "correct horse battery staple, and some more words so be",
        "correct-horse-battery-staple-and-some-more-words",
        "CORRECT_HORSE_BATTERY_STAPLE_AND_SOME_MORE_WORDS",
        "correct-horse-battery-staple-and-number-25173048",
        f"{KEY}==",  # one would be whole
        f"{KEY[:-1]}B",  # the same bytes, in another spelling
        f"{KEY[:20]} {KEY[20:]}",
        "+/" * 22,
        "\u00e9" * 44,
        generate_key("EdDSA").decode(),
        generate_key("RS256").decode(),
    ],
    ids=lambda text: ascii(text[-24:]),
)
def test_a_key_that_would_become_other_bytes_than_were_meant_is_refused(
    monkeypatch: pytest.MonkeyPatch, form: str, text: str
) -> None:
    name = "SECRET_KEY" if form == "{}" else "OLD_KEYS"
    monkeypatch.setenv(f"DEMO_SERVER_{name}", form.format(text))
    with pytest.raises(ConfigError) as caught:
        settings("hardened", {}, os.environ)
    assert str(caught.value) == f"DEMO_SERVER_{name} must {RULES[name][0]}."


def test_the_command_that_the_rule_names_makes_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    made = subprocess.run(
        [sys.executable, *shlex.split(COMMAND)[1:]], capture_output=True, text=True, timeout=20
    ).stdout
    monkeypatch.setenv("DEMO_SERVER_SECRET_KEY", made.strip())
    assert len(settings("hardened", {}, os.environ)["SECRET_KEY"]) == 32


@pytest.mark.parametrize("algorithm", ["EdDSA", "RS256"])
def test_a_private_key_is_given_as_its_pem_in_base64url(
    monkeypatch: pytest.MonkeyPatch, algorithm: str
) -> None:
    pem = generate_key(algorithm)
    for text in (urlsafe_b64encode(pem).decode(), urlsafe_b64encode(pem).decode().rstrip("=")):
        monkeypatch.setenv("DEMO_SERVER_SECRET_KEY", text)
        monkeypatch.setenv("DEMO_SERVER_OLD_KEYS", f"{text}, {text}")
        found = settings("hardened", {"ALGORITHM": algorithm}, os.environ)
        assert (found["SECRET_KEY"], found["OLD_KEYS"]) == (pem, [pem, pem])


def test_an_empty_key_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_SERVER_SECRET_KEY", "")
    assert settings("hardened", {}, os.environ)["SECRET_KEY"] == b""


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
        ({"SECRET_KEY": generate_key("EdDSA")}, "SECRET_KEY must hold 32 random bytes for HS256"),
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
            "TRUSTED_HOSTS must be a list of host names or addresses, at least one, or None",
        ),
        ({"TRUSTED_HOSTS": "demo.example"}, "TRUSTED_HOSTS must be a list of host names"),
        ({"TRUSTED_HOSTS": ["*"]}, "TRUSTED_HOSTS must be a list of host names"),
        ({"TRUSTED_HOSTS": ["http://hub.example/"]}, "TRUSTED_HOSTS must be a list of host names"),
        ({"TRUSTED_HOSTS": ["localhost", 7]}, "TRUSTED_HOSTS must be a list of host names"),
        ({"FRAME_ANCESTORS": "*; script-src *"}, "FRAME_ANCESTORS must be 'none' or the origins"),
        ({"FRAME_ANCESTORS": "'none'\r\nSet-Cookie: a=b"}, "FRAME_ANCESTORS must be 'none' or"),
        ({"PROXIES": -1}, "PROXIES must be a whole number, at least 0."),
        ({"COOKIE_SECURE": "no"}, "COOKIE_SECURE must be True, False or None."),
        ({"COOKIE_SECURE": 1}, "COOKIE_SECURE must be True, False or None."),
        ({"COOKIE_SECURE": 0.0}, "COOKIE_SECURE must be True, False or None."),
        ({"DATABASE": ":memory:"}, "DATABASE must be a file"),
        ({"DATABASE": 7}, "DATABASE must be a file"),
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
