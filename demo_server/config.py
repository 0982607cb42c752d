"""What can be set: the defaults, over them the environment, over that the caller's own values."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import click

from demo_server.options import SETTINGS, Setting

PREFIX = "DEMO_SERVER_"


class ConfigError(click.ClickException, ValueError):
    """A setting that can't be used; its text says which, why, and what to do.

    ``flask run`` shows a ClickException as that one line.
    """


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
        found[key] = _read(name, known[key], text)
    return found


def _read(name: str, setting: Setting, text: str) -> Any:
    with suppress(LookupError, ValueError, RecursionError):
        value = setting.read(text)
        if setting.fits(value):
            return value
    raise ConfigError(f"{name} must {setting.written or setting.must}.")


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
        if not setting.fits(merged[name]):
            raise ConfigError(f"{name} must {setting.must}.")
    return merged
