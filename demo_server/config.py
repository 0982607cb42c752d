"""What can be set: the defaults, over them the environment, over that the caller's own values."""

import base64
import binascii
import json
import os
from collections.abc import Callable, Mapping
from typing import Any

import click

PREFIX = "DEMO_SERVER_"
SHORTEST_KEY = 32
"""Bytes: HS256 asks for a key no shorter than its hash (RFC 7518 §3.2)."""

DEFAULTS: dict[str, dict[str, Any]] = {
    "published": {
        "DATABASE": "",  # a path; empty: published.sqlite in the instance folder
    },
    "hardened": {
        "DATABASE": "",  # a path; empty: hardened.sqlite in the instance folder
        "SECRET_KEY": b"",  # signs tokens; empty: made at first start, kept beside the database
        "ACCESS_SECONDS": 900,  # how long a token is good for
        "ARGON2": {"time_cost": 2, "memory_cost": 19_456, "parallelism": 1},  # memory in KiB
        "COOKIE_SECURE": None,  # True or False; None: Secure unless the browser speaks to loopback
    },
}


class ConfigError(click.ClickException, ValueError):
    """A setting that can't be used; its text says which, why, and what to do.

    ``flask run`` shows a ClickException as that one line.
    """


def _secret_key(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "DATABASE": str,
    "SECRET_KEY": _secret_key,  # in the environment as base64url
    "ACCESS_SECONDS": int,
    "ARGON2": json.loads,
    "COOKIE_SECURE": json.loads,
}


def from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """Read the settings whose names start with DEMO_SERVER_; ConfigError for one nobody knows."""
    found = {}
    for name, text in environ.items():
        if not name.startswith(PREFIX):
            continue
        key = name.removeprefix(PREFIX)
        if key not in FROM_TEXT:
            known = ", ".join(PREFIX + known for known in FROM_TEXT)
            raise ConfigError(f"{name} is no setting of this server: use one of {known}.")
        try:
            found[key] = FROM_TEXT[key](text)
        except (ValueError, binascii.Error) as error:
            raise ConfigError(f"{name} can't be read ({error}): mend or unset it.") from error
    return found


def settings(version: str, config: Mapping[str, object]) -> dict[str, Any]:
    """Lay the environment and ``config`` over the defaults of a version, and check the result."""
    if version not in DEFAULTS:
        raise ConfigError(f"{version!r} is no version: choose {' or '.join(DEFAULTS)}.")
    defaults = DEFAULTS[version]
    unknown = sorted(config.keys() - defaults.keys())
    if unknown:
        raise ConfigError(
            f"{', '.join(unknown)} can't be set for {version}: it knows {', '.join(defaults)}."
        )
    environment = from_environment(os.environ)
    merged = {
        **defaults,
        **{key: environment[key] for key in defaults.keys() & environment},
        **config,
    }
    _check(merged)
    return merged


def _check(merged: dict[str, Any]) -> None:
    key = merged.get("SECRET_KEY", b"")
    if not isinstance(key, bytes) or 0 < len(key) < SHORTEST_KEY:
        raise ConfigError(
            f"SECRET_KEY must be at least {SHORTEST_KEY} random bytes: secrets.token_bytes(32)."
        )
    seconds = merged.get("ACCESS_SECONDS", 1)
    if type(seconds) is not int or seconds < 1:
        raise ConfigError("ACCESS_SECONDS must be a whole number of seconds, at least 1.")
    costs = DEFAULTS["hardened"]["ARGON2"]
    argon2 = merged.get("ARGON2", costs)
    if not isinstance(argon2, dict) or argon2.keys() != costs.keys():
        raise ConfigError("ARGON2 must be a mapping of time_cost, memory_cost and parallelism.")
    if merged.get("COOKIE_SECURE") not in (None, True, False):
        raise ConfigError("COOKIE_SECURE must be True, False or None.")
    if str(merged["DATABASE"]) == ":memory:":
        raise ConfigError("DATABASE must be a file: every connection to :memory: is empty again.")
