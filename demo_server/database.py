"""One SQLite file, and connections to it that are kept: safe from any thread."""

import os
import sqlite3
import threading
import weakref
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from demo_server.config import ConfigError

BUSY_SECONDS = 2.0
"""How long to wait for another writer before the database counts as locked."""


Idle = deque[tuple[tuple[int, ...], sqlite3.Connection]]
"""Connections that nobody uses, each after the state of the file when it was used last."""


class Database:
    """The tables of ``schema`` in the file at ``path``, made where they are missing.

    ConfigError where that can't be done, or where another version has made tables of these names.
    """

    def __init__(self, path: Path, schema: str) -> None:
        """Open the file; its owner alone may read it, where the system has such modes."""
        self._path = path
        self._idle: Idle = deque()
        self._turn = threading.Lock()
        weakref.finalize(self, _close, self._idle)  # Python 3.13 warns of one that is left open
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            with self.write() as connection:
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
                self.close()
                raise ConfigError(
                    f"The database {path} was made by another version: move it away, or set "
                    "DATABASE to another file."
                )

    @contextmanager
    def connect(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one piece of work: committed at the end, rolled back on an error.

        A connection is used again as long as the file is the same file, and unchanged: one that was
        written over would be told from the connection's memory. OperationalError where the file is
        gone or locked: it is never made anew behind our back.
        """
        file = self._file()
        connection = self._take(file) or self._open()
        before = connection.total_changes
        try:
            with connection:
                yield connection
            if connection.total_changes != before:  # so that the file alone is a whole copy
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                file = self._file()
        except BaseException:
            connection.close()
            raise
        self._idle.append((file, connection))

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that may write; see :meth:`connect`.

        Threads take turns here: SQLite lets writers try again at odd times, and of thirty who come
        at once some would wait in vain.
        """
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise sqlite3.OperationalError("database is locked")
        try:
            with self.connect() as connection:
                yield connection
        finally:
            self._turn.release()

    def close(self) -> None:
        """Close the connections that nobody uses; the next use opens another."""
        _close(self._idle)

    def _file(self) -> tuple[int, ...]:
        try:
            found = os.stat(self._path)
        except OSError as error:
            raise sqlite3.OperationalError(f"no database at {self._path}") from error
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

    def _take(self, file: tuple[int, ...]) -> sqlite3.Connection | None:
        with suppress(IndexError):
            while True:
                made_for, connection = self._idle.pop()
                if made_for == file:
                    return connection
                connection.close()
        return None

    def _open(self) -> sqlite3.Connection:
        address = f"{self._path.absolute().as_uri()}?mode=rw"
        return sqlite3.connect(address, timeout=BUSY_SECONDS, uri=True, check_same_thread=False)


def _close(idle: Idle) -> None:
    with suppress(IndexError):
        while True:
            idle.pop()[1].close()


def _tables(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(connection.execute("SELECT name, sql FROM sqlite_master"))
