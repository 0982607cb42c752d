"""The signing key's place on disk: made at first start, readable by its owner only."""

import os
import secrets
from pathlib import Path

from demo_server.config import SHORTEST_KEY, ConfigError


def load_or_make(path: Path) -> bytes:
    """Return the key kept at ``path`` (32 bytes); make it, with mode 0600, where there is none.

    Keep the file: with another key, everyone is signed out. ConfigError where it holds no key.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_bytes()
    else:
        key = secrets.token_bytes(SHORTEST_KEY)
        with os.fdopen(handle, "wb") as file:
            file.write(key)
    if len(key) < SHORTEST_KEY:
        raise ConfigError(f"{path} holds no key of {SHORTEST_KEY} bytes: delete it, start again.")
    return key
