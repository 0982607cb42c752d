"""Every setting: its default, its form in the environment, its rule, and what stands over what.

The environment stands over the defaults, the caller's own values over both.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from os import PathLike
from typing import Any

import click

from demo_server.hosts import normalize_host
from demo_server.jose import base64url_decode, base64url_encode

PREFIX = "DEMO_SERVER_"
MIN_KEY_BYTES = 32
"""Bytes: HS256 asks for a key no shorter than its hash (RFC 7518 §3.2)."""


class ConfigError(click.ClickException, ValueError):
    """A setting that can't be used; its text says which, why, and what to do.

    ``flask run`` shows a ClickException as that one line.
    """


@dataclass(frozen=True)
class Setting:
    """A default, how to parse text from the environment, which values are valid, and the rule.

    ``requirement`` is the rule in words; ``text_requirement`` is the one for the environment, where
    text has to have a form of its own.
    """

    default: Any
    parse: Callable[[str], Any]
    is_valid: Callable[[Any], bool]
    requirement: str
    text_requirement: str = ""


def _is_whole(least: int, most: float = math.inf) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _is_limit(value: Any) -> bool:
    from limits import parse_many  # here, since it takes half as long to import as Flask

    try:
        (limit,) = parse_many(value)
    except (TypeError, ValueError):
        return False
    return limit.amount >= 1


def _is_key(value: Any) -> bool:
    return type(value) is bytes and len(value) >= MIN_KEY_BYTES


def _is_host(value: Any) -> bool:
    try:
        return normalize_host(value.removeprefix(".")) != ""
    except (AttributeError, ValueError):
        return False


def _is_list_of(is_valid: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, (list, tuple)) and all(map(is_valid, value))


def _is_cost(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != ARGON2.keys():
        return False
    whole = all(type(number) is int and number >= 1 for number in value.values())
    return whole and value["memory_cost"] >= 8 * value["parallelism"]


def _key(text: str) -> bytes:
    """Read base64url, with its padding or without (RFC 4648 §5, RFC 7515 §2), in one spelling only.

    Hex and words can be base64url, too: of other bytes than were meant. Both lack small or capital
    letters, as one key of 32 random bytes in two thousand million does. ValueError for all that.
    """
    letters = text.rstrip("=")
    data = base64url_decode(letters)
    padded = letters + "=" * (-len(letters) % 4)
    hex_or_words = re.fullmatch("[0-9A-Fa-f]+", text) or text in (text.lower(), text.upper())
    if hex_or_words or base64url_encode(data) != letters or text not in (letters, padded):
        raise ValueError("no key")
    return data


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


ARGON2 = {"time_cost": 2, "memory_cost": 19_456, "parallelism": 1}
"""OWASP Password Storage: passes, KiB, lanes."""
DATABASE = Setting(
    "",  # empty: published.sqlite or hardened.sqlite in the instance folder
    str,
    lambda value: isinstance(value, (str, PathLike)) and str(value) != ":memory:",
    "be a file: every connection to :memory: is empty again",
)
PROXIES = Setting(  # how many stand in front, each setting X-Forwarded-For, -Proto, -Host, -Prefix
    0, int, _is_whole(0), "be a whole number, at least 0"
)
MAX_SECONDS = 34_560_000
"""400 days: no browser keeps a cookie longer (RFC 6265bis §5.5)."""
SECONDS = f"be a whole number of seconds, from 1 to {MAX_SECONDS}"
KEY = (
    "be at least 32 random bytes, as of secrets.token_bytes(32), "
    "or a private key as PEM where ALGORITHM is EdDSA or RS256"
)
KEY_TEXT = (
    "be at least 32 random bytes in base64url, not hex and not words, as printed by "
    'python -c "import secrets; print(secrets.token_urlsafe(32))", '
    "or a private key's PEM in base64url where ALGORITHM is EdDSA or RS256"
)
LIMIT = 'be a number of tries in a time, at least 1, such as "5 per minute"'
MAX_AUDIENCE_LENGTH = 200
SWITCH = {"true": True, "false": False, "none": None, "null": None}
SETTINGS: dict[str, dict[str, Setting]] = {
    "published": {"DATABASE": DATABASE, "PROXIES": PROXIES},
    "hardened": {
        "DATABASE": DATABASE,
        "PROXIES": PROXIES,
        # Signs tokens. Empty: made at first start, kept beside the database.
        "SECRET_KEY": Setting(
            b"",
            lambda text: _key(text) if text else b"",
            lambda value: value == b"" or _is_key(value),
            KEY,
            KEY_TEXT,
        ),
        "OLD_KEYS": Setting(  # verify what was signed before the key was changed
            (),
            lambda text: [_key(one) for one in _names(text)],
            _is_list_of(_is_key),
            f"each {KEY}",
            f"each {KEY_TEXT}, with commas between",
        ),
        "ALGORITHM": Setting(
            "HS256",
            str,
            lambda value: value in ("HS256", "EdDSA", "RS256"),
            "be HS256, EdDSA or RS256",
        ),
        "ACCESS_SECONDS": Setting(900, int, _is_whole(1, MAX_SECONDS), SECONDS),
        "REFRESH_SECONDS": Setting(1_209_600, int, _is_whole(1, MAX_SECONDS), SECONDS),
        "SESSION_SECONDS": Setting(  # from the sign-in, however often it is refreshed
            2_592_000, int, _is_whole(1, MAX_SECONDS), SECONDS
        ),
        "AUDIENCE": Setting(  # empty: drawn at first start, kept in the database
            "",
            str,
            lambda value: isinstance(value, str) and len(value) <= MAX_AUDIENCE_LENGTH,
            f"be the name of this service in its tokens, at most {MAX_AUDIENCE_LENGTH} characters",
        ),
        "ARGON2": Setting(
            ARGON2,
            json.loads,
            _is_cost,
            "be a mapping of time_cost, memory_cost (KiB, 8 a lane or more) and parallelism",
            "be JSON with time_cost, memory_cost (KiB, 8 a lane or more) and parallelism, such as "
            + json.dumps(ARGON2),
        ),
        "SIGN_IN_LIMIT": Setting("5 per minute", str, _is_limit, LIMIT),  # a user, from an address
        "ACCOUNT_LIMIT": Setting("30 per hour", str, _is_limit, LIMIT),  # a user, from everywhere
        "ADDRESS_LIMIT": Setting("100 per minute", str, _is_limit, LIMIT),  # whoever is meant
        "COOKIE_SECURE": Setting(  # None: Secure unless the browser speaks to loopback
            None,
            lambda text: SWITCH[text.lower()],
            lambda value: value is None or type(value) is bool,
            "be True, False or None",
        ),
        "TRUSTED_HOSTS": Setting(  # None: every name, where a proxy in front lets no stranger pass
            ["127.0.0.1", "localhost", "::1"],
            _names,
            lambda value: value is None or (_is_list_of(_is_host)(value) and len(value) > 0),
            "be a list of host names or addresses, at least one, or None for every name",
            "be a list of host names or addresses, at least one, with commas between",
        ),
        "FRAME_ANCESTORS": Setting(
            "'none'",
            str,
            lambda value: (
                isinstance(value, str)
                and re.fullmatch(r"[\w'./:* -]+", value) is not None
                and value not in ("none", "self")  # without their quotes, a host of that name
            ),
            "be 'none' or the origins that may show the page in a frame, with spaces between",
        ),
    },
}


def from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """Read the settings whose names start with DEMO_SERVER_.

    ConfigError for one that nobody knows, and for a value that does not fit.
    """
    known = SETTINGS["published"] | SETTINGS["hardened"]
    found = {}
    for name, text in environ.items():
        if not name.startswith(PREFIX):
            continue
        key = name.removeprefix(PREFIX)
        if key not in known:
            names = ", ".join(PREFIX + one for one in known)
            raise ConfigError(f"{name} is no setting of this server: use one of {names}.")
        found[key] = _parse(name, known[key], text)
    return found


def _parse(name: str, setting: Setting, text: str) -> Any:
    with suppress(LookupError, ValueError, RecursionError):
        value = setting.parse(text)
        if setting.is_valid(value):
            return value
    raise ConfigError(f"{name} must {setting.text_requirement or setting.requirement}.")


def settings(
    version: str, config: Mapping[str, object], environ: Mapping[str, str]
) -> dict[str, Any]:
    """Return a version's defaults, over them ``environ``, over that ``config``.

    Raises ConfigError for an unknown version or setting, or a value that can't be used.
    """
    if version not in SETTINGS:
        raise ConfigError(f"{version!r} is no version: choose {' or '.join(SETTINGS)}.")
    known = SETTINGS[version]
    if unknown := sorted(config.keys() - known.keys()):
        raise ConfigError(
            f"{', '.join(unknown)} can't be set for {version}: it knows {', '.join(known)}."
        )
    environment = from_environment(environ)
    merged = {name: setting.default for name, setting in known.items()}
    merged |= {name: environment[name] for name in known.keys() & environment}
    merged |= config
    for name, setting in known.items():
        if not setting.is_valid(merged[name]):
            raise ConfigError(f"{name} must {setting.requirement}.")
    return merged
