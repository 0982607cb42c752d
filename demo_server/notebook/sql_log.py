"""List what is asked of SQLite databases, so that a lesson can count it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch


@contextmanager
def sql_statements() -> Iterator[list[str]]:
    """Yield a list that gets each SQL statement run on a connection opened in the block.

    It grows for as long as such a connection is used, in any thread, also after the block.
    """
    statements: list[str] = []
    connect = sqlite3.connect

    def traced(*args: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **named)
        connection.set_trace_callback(statements.append)
        return connection

    with patch("sqlite3.connect", traced):
        yield statements
