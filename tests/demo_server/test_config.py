"""Settings: defaults, the environment over them, the caller over that, and errors that help."""

import os
import shlex
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Mapping
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
        "SESSION_SECONDS": 2_592_000,
        "AUDIENCE": "",
        "ARGON2": {"time_cost": 2, "memory_cost": 19_456, "parallelism": 1},
        "SIGN_IN_LIMIT": "5 per minute",
        "ACCOUNT_LIMIT": "30 per hour",
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


IN_THE_ENVIRONMENT = [
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
    ("REFRESH_SECONDS", "34560000", 34_560_000),
    ("SESSION_SECONDS", "1", 1),
    ("AUDIENCE", "demo.example", "demo.example"),
    ("AUDIENCE", "a" * 200, "a" * 200),
    ("SIGN_IN_LIMIT", "3 per hour", "3 per hour"),
    ("ACCOUNT_LIMIT", "1 per day", "1 per day"),
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
]


def test_each_setting_can_be_given_in_the_environment() -> None:
    assert {name for name, _, _ in IN_THE_ENVIRONMENT} == SETTINGS["hardened"].keys()
    for name, text, value in IN_THE_ENVIRONMENT:
        found = settings("hardened", {}, {f"DEMO_SERVER_{name}": text})[name]
        assert (name, text, found) == (name, text, value)


def test_one_environment_serves_both_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_SERVER_ACCESS_SECONDS", "60")
    assert settings("published", {}, os.environ) == {"DATABASE": "", "PROXIES": 0}


@pytest.mark.parametrize("name", ["DEMO_SERVER_COLOUR", "DEMO_SERVER_access_seconds"])
def test_a_name_in_the_environment_that_is_no_setting_is_refused(name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settings("hardened", {}, {name: "60"})
    assert str(caught.value).startswith(
        f"{name} is no setting of this server: use one of DEMO_SERVER_DATABASE, "
        "DEMO_SERVER_PROXIES, DEMO_SERVER_SECRET_KEY, DEMO_SERVER_OLD_KEYS, "
    )


def refusal(config: Mapping[str, object], environment: Mapping[str, str]) -> str:
    """Return the sentence with which these settings are refused; "accepted" if they are not."""
    try:
        settings("hardened", config, environment)
    except ConfigError as error:
        return str(error)
    return "accepted"


COMMAND = 'python -c "import secrets; print(secrets.token_urlsafe(32))"'
A_KEY = (
    f"be at least 32 random bytes in base64url, not hex and not words, as printed by {COMMAND}, or "
    "a private key's PEM in base64url where ALGORITHM is EdDSA or RS256"
)
SECONDS = "be a whole number of seconds, from 1 to 34560000"
LIMIT = 'be a number of tries in a time, at least 1, such as "5 per minute"'
AUDIENCE = "be the name of this service in its tokens, at most 200 characters"
RULES = {
    "DATABASE": ("be a file: every connection to :memory: is empty again", [":memory:"]),
    "PROXIES": ("be a whole number, at least 0", ["one", "", "-1", "1.5", "9" * 5_000]),
    "SECRET_KEY": (A_KEY, ["A", "AQID", f" {KEY}", f"{KEY}\n"]),
    "OLD_KEYS": (f"each {A_KEY}, with commas between", ["", "A", f"{KEY},AQID", f"{KEY},"]),
    "ALGORITHM": ("be HS256, EdDSA or RS256", ["none", "hs256", ""]),
    "ACCESS_SECONDS": (SECONDS, ["soon", "", "0", "1.5"]),
    "REFRESH_SECONDS": (SECONDS, ["soon", "", "0", "1.5", "34560001", "9" * 5_000]),
    "SESSION_SECONDS": (SECONDS, ["soon", "", "0", "-1", "1.5", "34560001"]),
    "AUDIENCE": (AUDIENCE, ["a" * 201]),
    "ARGON2": (
        "be JSON with time_cost, memory_cost (KiB, 8 a lane or more) and parallelism, such as "
        '{"time_cost": 2, "memory_cost": 19456, "parallelism": 1}',
        ["{", "", "3", '{"time_cost": 1}', "[" * 100_000],
    ),
    "SIGN_IN_LIMIT": (LIMIT, ["often", "", "5 per fortnight", "0 per minute"]),
    "ACCOUNT_LIMIT": (LIMIT, ["often", "", "0/hour", "-1 per hour"]),
    "ADDRESS_LIMIT": (LIMIT, ["often", "", "5/minute;9/hour"]),
    "COOKIE_SECURE": ("be True, False or None", ["perhaps", "", "1", "0", '"true"']),
    "TRUSTED_HOSTS": (
        "be a list of host names or addresses, at least one, with commas between",
        ["", ",", "localhost,", "http://hub.example/", "*", "a b"],
    ),
    "FRAME_ANCESTORS": (
        "be 'none' or the origins that may show the page in a frame, with spaces between",
        ["", "*; script-src *", "none", "self"],
    ),
}


def test_every_setting_has_a_rule_that_is_tried_here() -> None:
    assert RULES.keys() == SETTINGS["hardened"].keys() | SETTINGS["published"].keys()


@pytest.mark.parametrize("name", RULES)
def test_what_the_environment_can_t_say_is_refused_in_the_words_of_its_rule(name: str) -> None:
    rule, texts = RULES[name]
    for text in texts:
        assert refusal({}, {f"DEMO_SERVER_{name}": text}) == f"DEMO_SERVER_{name} must {rule}.", (
            text[:40]
        )


OTHER_BYTES = {
    "hex": bytes(range(1, 33)).hex(),
    "hex in capitals": bytes(range(1, 33)).hex().upper(),
    "hex in both": "aB" * 24,
    "a sentence": "correct horse battery staple, and some more words so be",
    "small letters": "correct-horse-battery-staple-and-some-more-words",
    "capitals": "CORRECT_HORSE_BATTERY_STAPLE_AND_SOME_MORE_WORDS",
    "small letters and digits": "correct-horse-battery-staple-and-number-25173048",
    "padded twice": f"{KEY}==",  # one would be whole
    "another spelling": f"{KEY[:-1]}B",  # of the same bytes
    "a blank": f"{KEY[:20]} {KEY[20:]}",
    "base64": "+/" * 22,
    "other letters": "\u00e9" * 44,
    "a PEM": generate_key("EdDSA").decode(),
}
"""Texts that base64url would read as other bytes than were meant, or not at all."""


@pytest.mark.parametrize("kind", OTHER_BYTES)
def test_a_key_that_would_become_other_bytes_than_were_meant_is_refused(kind: str) -> None:
    for name, text in (
        ("SECRET_KEY", OTHER_BYTES[kind]),
        ("OLD_KEYS", f"{KEY},{OTHER_BYTES[kind]}"),
    ):
        sentence = f"DEMO_SERVER_{name} must {RULES[name][0]}."
        assert refusal({}, {f"DEMO_SERVER_{name}": text}) == sentence


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


UNKNOWN = (
    "AGE, COLOUR can't be set for hardened: it knows "
    "DATABASE, PROXIES, SECRET_KEY, OLD_KEYS, ALGORITHM, ACCESS_SECONDS, REFRESH_SECONDS, "
    "SESSION_SECONDS, AUDIENCE, ARGON2, SIGN_IN_LIMIT, ACCOUNT_LIMIT, ADDRESS_LIMIT, "
    "COOKIE_SECURE, TRUSTED_HOSTS, FRAME_ANCESTORS."
)
COST = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
REFUSED: dict[str, tuple[str, list[object]]] = {
    "SECRET_KEY": ("be at least 32 random bytes", [b"k" * 31, "k" * 32, 7]),
    "OLD_KEYS": ("each be at least 32 random bytes", [b"k" * 32, [b"k" * 31]]),
    "ACCESS_SECONDS": ("be a whole number of seconds", [0, 1.5, True, 34_560_001]),
    "REFRESH_SECONDS": ("be a whole number of seconds", [0, 34_560_001]),
    "SESSION_SECONDS": ("be a whole number of seconds", [0, 34_560_001]),
    "AUDIENCE": ("be the name of this service", ["a" * 201, None, 7]),
    "ARGON2": (
        "be a mapping of time_cost, memory_cost (KiB, ",
        [3, {"time_cost": 1}, COST | {"lanes": 1}, COST | {"memory_cost": 7},
         COST | {"time_cost": 0}],
    ),
    "ALGORITHM": ("be HS256, EdDSA or RS256.", ["none"]),
    "SIGN_IN_LIMIT": (LIMIT, ["often", "5/minute;9/hour", "0 per minute"]),
    "ACCOUNT_LIMIT": (LIMIT, ["0 per hour", None]),
    "ADDRESS_LIMIT": ("be a number of tries in a time", [5]),
    "TRUSTED_HOSTS": (
        "be a list of host names or addresses, at least one, or None",
        [[], "demo.example", ["*"], ["http://hub.example/"], ["localhost", 7]],
    ),
    "FRAME_ANCESTORS": (
        "be 'none' or the origins", ["*; script-src *", "'none'\r\nSet-Cookie: a=b", "none", "self"]
    ),
    "PROXIES": ("be a whole number, at least 0.", [-1]),
    "COOKIE_SECURE": ("be True, False or None.", ["no", 1, 0.0]),
    "DATABASE": ("be a file", [":memory:", 7]),
}  # fmt: skip
"""For each setting, how the sentence goes on after "must", and values that it refuses."""


@pytest.mark.parametrize("name", REFUSED)
def test_a_setting_that_can_t_be_is_refused_with_what_to_do(name: str) -> None:
    rule, values = REFUSED[name]
    for value in values:
        assert refusal({name: value}, {}).startswith(f"{name} must {rule}"), value


def test_every_setting_refuses_something() -> None:
    assert REFUSED.keys() == SETTINGS["hardened"].keys()


def test_settings_that_there_are_not_are_named_with_those_that_there_are() -> None:
    assert refusal({"COLOUR": "red", "AGE": 7}, {}) == UNKNOWN


def test_an_application_refuses_a_bad_setting_and_a_key_that_its_algorithm_can_t_use() -> None:
    for config, sentence in (
        ({"ACCESS_SECONDS": 0}, "ACCESS_SECONDS must be a whole number of seconds"),
        ({"SECRET_KEY": b"k" * 32, "ALGORITHM": "EdDSA"}, "SECRET_KEY must hold a private key as"),
        ({"SECRET_KEY": generate_key("EdDSA")}, "SECRET_KEY must hold 32 random bytes for HS256"),
    ):
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
