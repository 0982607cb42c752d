"""A small sign-in service in two versions: as it was published, and as it should be built today."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app(version: str = "hardened", config: Mapping[str, object] | None = None) -> "Flask":
    """Make the application: ``version`` is "published" or "hardened".

    ``config`` overrides the environment (``DEMO_SERVER_…``), which overrides the defaults; the keys
    stand in :mod:`demo_server.config`. Raises ConfigError, one sentence that says what to do, and
    UnsuitableEnvironment where a package is missing or is not what its name says.
    """
    # Imported here, so that the environment is looked at before anything of it is used.
    from demo_server import environment

    environment.require()
    from demo_server import app

    return app.create_app(version, config or {}, os.environ)
