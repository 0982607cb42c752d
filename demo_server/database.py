"""One SQLite file, opened for each use: safe from any thread, nothing left open."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from demo_server.config import ConfigError

BUSY_SECONDS = 2.0
"""How long to wait for another writer before the database counts as locked."""


@contextmanager
def connect(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the database for one piece of work: committed at the end, rolled back on an error.

    OperationalError where the file is gone or locked: it is never made anew behind our back.
    """
    address = f"{path.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, timeout=BUSY_SECONDS, uri=True)) as connection,
        connection,
    ):
        yield connection


def create(path: Path, schema: str) -> None:
    """Make the file and its tables where they are missing.

    ConfigError where that can't be done, or where another version has made tables of these names.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with connect(path) as connection:
            connection.execute("PRAGMA journal_mode = WAL")  # readers and a writer side by side
            connection.executescript(schema)
            found = _tables(connection)
    except (OSError, sqlite3.Error) as error:
        raise ConfigError(
            f"The database {path} can't be written ({error}): set DATABASE to a file that can."
        ) from error
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(schema)
        if not _tables(fresh) <= found:
            raise ConfigError(
                f"The database {path} was made by another version: move it away, or set DATABASE "
                "to another file."
            )


def _tables(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(connection.execute("SELECT name, sql FROM sqlite_master"))
