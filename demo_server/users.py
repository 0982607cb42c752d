"""The hardened server's memory: who its users are, and which tokens were signed out."""

import sqlite3
import time
from pathlib import Path

from demo_server import database

SCHEMA = """
CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY, password_hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS revoked (jti TEXT PRIMARY KEY, exp INTEGER NOT NULL);
"""


class TakenError(ValueError):
    """An id that someone has already."""


class Users:
    """Users and revoked tokens in the SQLite file at ``path``, made where it is missing."""

    def __init__(self, path: Path) -> None:
        """Open the file; ConfigError where it can't be written."""
        database.create(path, SCHEMA)
        self._path = path

    def add(self, user_id: str, password_hash: str) -> None:
        """Keep a new user; TakenError where the id is in use."""
        try:
            with database.connect(self._path) as db:
                db.execute("INSERT INTO users VALUES (?, ?)", (user_id, password_hash))
        except sqlite3.IntegrityError as error:
            raise TakenError(f"The id {user_id} is taken.") from error

    def password_hash(self, user_id: str) -> str | None:
        """Return what is stored for a user, or None where there is no such user."""
        with database.connect(self._path) as db:
            query = "SELECT password_hash FROM users WHERE id = ?"
            row = db.execute(query, (user_id,)).fetchone()
        return None if row is None else str(row[0])

    def set_password_hash(self, user_id: str, password_hash: str) -> None:
        """Replace what is stored, after the cost was raised."""
        with database.connect(self._path) as db:
            query = "UPDATE users SET password_hash = ? WHERE id = ?"
            db.execute(query, (password_hash, user_id))

    def revoke(self, jti: str, exp: int) -> None:
        """Deny a token from now on; what has expired by itself is forgotten."""
        with database.connect(self._path) as db:
            db.execute("DELETE FROM revoked WHERE exp <= ?", (int(time.time()),))
            db.execute("INSERT OR IGNORE INTO revoked VALUES (?, ?)", (jti, exp))

    def accepts(self, user_id: str, jti: str) -> bool:
        """Say whether the user still exists and the token was not revoked, in one query."""
        query = """SELECT 1 FROM users WHERE id = ?
                   AND NOT EXISTS (SELECT 1 FROM revoked WHERE jti = ?)"""
        with database.connect(self._path) as db:
            return db.execute(query, (user_id, jti)).fetchone() is not None
