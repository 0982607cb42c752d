"""Every setting there is: its default, how it is read, which values fit, and the rule in words."""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike
from typing import Any

from limits import parse_many

from demo_server.hosts import normalize_host

SHORTEST_KEY = 32
"""Bytes: HS256 asks for a key no shorter than its hash (RFC 7518 §3.2)."""


@dataclass(frozen=True)
class Setting:
    """A default, how text from the environment becomes a value, which values fit, and the rule.

    ``written`` is the rule for the environment, where text has to have a form of its own.
    """

    default: Any
    read: Callable[[str], Any]
    fits: Callable[[Any], bool]
    must: str
    written: str = ""


def _is_whole(least: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and value >= least


def _is_limit(value: Any) -> bool:
    try:
        return len(parse_many(value)) == 1
    except (TypeError, ValueError):
        return False


def _is_key(value: Any) -> bool:
    return type(value) is bytes and len(value) >= SHORTEST_KEY


def _is_host(value: Any) -> bool:
    try:
        return normalize_host(value.removeprefix(".")) != ""
    except (AttributeError, ValueError):
        return False


def _is_list_of(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, (list, tuple)) and all(map(fits, value))


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
    if not re.fullmatch(r"[\w-]+={0,2}", text, re.ASCII) or re.fullmatch("[0-9A-Fa-f]+", text):
        raise ValueError("no key")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    whole = base64.urlsafe_b64encode(data).decode()
    if text not in (whole, whole.rstrip("=")) or text in (text.lower(), text.upper()):
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
SECONDS = "be a whole number of seconds, at least 1"
KEY = (
    "be at least 32 random bytes, as of secrets.token_bytes(32), "
    "or a private key as PEM where ALGORITHM is EdDSA or RS256"
)
KEY_WRITTEN = (
    "be at least 32 random bytes in base64url, not hex and not words, as printed by "
    'python -c "import secrets; print(secrets.token_urlsafe(32))", '
    "or a private key's PEM in base64url where ALGORITHM is EdDSA or RS256"
)
LIMIT = 'be a number of tries in a time, such as "5 per minute"'
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
            KEY_WRITTEN,
        ),
        "OLD_KEYS": Setting(  # verify what was signed before the key was changed
            (),
            lambda text: [_key(one) for one in _names(text)],
            _is_list_of(_is_key),
            f"each {KEY}",
            f"each {KEY_WRITTEN}, with commas between",
        ),
        "ALGORITHM": Setting(
            "HS256",
            str,
            lambda value: value in ("HS256", "EdDSA", "RS256"),
            "be HS256, EdDSA or RS256",
        ),
        "ACCESS_SECONDS": Setting(900, int, _is_whole(1), SECONDS),
        "REFRESH_SECONDS": Setting(1_209_600, int, _is_whole(1), SECONDS),
        "ARGON2": Setting(
            ARGON2,
            json.loads,
            _is_cost,
            "be a mapping of time_cost, memory_cost (KiB, 8 a lane or more) and parallelism",
            "be JSON with time_cost, memory_cost (KiB, 8 a lane or more) and parallelism, such as "
            + json.dumps(ARGON2),
        ),
        "SIGN_IN_LIMIT": Setting("5 per minute", str, _is_limit, LIMIT),  # a user, from an address
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
                isinstance(value, str) and re.fullmatch(r"[\w'./:* -]+", value) is not None
            ),
            "be 'none' or the origins that may show the page in a frame, with spaces between",
        ),
    },
}
