"""The hardened server's memory: who its users are, and which tokens are dead before their time."""

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from demo_server import database
from demo_server.hardened.errors import IdTaken
from demo_server.hardened.tokens import Claims

SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    id TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    created INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS revoked (id TEXT PRIMARY KEY, exp INTEGER NOT NULL);
"""


@dataclass(frozen=True)
class User:
    """What is stored for a user: what the password is verified with, and the token version."""

    password_hash: str
    version: int


class UserStore:
    """Users and revoked ids in the SQLite file at ``path``, made where it is missing."""

    def __init__(self, path: Path, longest_life: int) -> None:
        """Open the file; ConfigError where it can't be written.

        ``longest_life``: seconds for which any token may live, and a revoked session is remembered.
        """
        database.create(path, SCHEMA)
        self._path, self._longest_life = path, longest_life

    def add(self, user_id: str, password_hash: str) -> None:
        """Keep a new user; IdTaken where the id is in use."""
        try:
            with database.connect(self._path) as db:
                row = (user_id, password_hash, int(time.time()))
                db.execute("INSERT INTO users (id, password_hash, created) VALUES (?, ?, ?)", row)
        except sqlite3.IntegrityError as error:
            raise IdTaken(f"The id {user_id} is taken.") from error

    def get(self, user_id: str) -> User | None:
        """Return what is stored for a user, or None where there is no such user."""
        with database.connect(self._path) as db:
            query = "SELECT password_hash, version FROM users WHERE id = ?"
            row = db.execute(query, (user_id,)).fetchone()
        return None if row is None else User(*row)

    def set_password_hash(self, user_id: str, password_hash: str) -> None:
        """Replace what is stored, after the cost was raised."""
        with database.connect(self._path) as db:
            query = "UPDATE users SET password_hash = ? WHERE id = ?"
            db.execute(query, (password_hash, user_id))

    def is_active(self, claims: Claims) -> bool:
        """Say, by one query, whether a token's user, version and session still stand.

        A user made after the token is another person with the same id.
        """
        query = """SELECT 1 FROM users WHERE id = :sub AND version = :ver AND created <= :iat
                   AND NOT EXISTS (SELECT 1 FROM revoked WHERE id = :sid)"""
        with database.connect(self._path) as db:
            return db.execute(query, vars(claims)).fetchone() is not None

    def revoke_session(self, claims: Claims) -> None:
        """Revoke every token of the session, access and refresh, from now on."""
        with database.connect(self._path) as db:
            self._revoke(db, claims.sid, int(time.time()) + self._longest_life)

    def revoke_all_sessions(self, user_id: str) -> None:
        """Raise the user's token version: no token issued before is good any more."""
        with database.connect(self._path) as db:
            db.execute("UPDATE users SET version = version + 1 WHERE id = ?", (user_id,))

    def consume_refresh_token(self, claims: Claims) -> bool:
        """Use up a refresh token; False, and the session is ended, where it was used before.

        Two have it then, and one of them stole it (RFC 9700 §4.14.2).
        """
        with database.connect(self._path) as db:
            first = self._revoke(db, claims.jti, claims.exp)
            if not first:
                self._revoke(db, claims.sid, int(time.time()) + self._longest_life)
        return first

    def _revoke(self, db: sqlite3.Connection, revoked_id: str, exp: int) -> bool:
        """Deny an id until ``exp``; say whether that is new. What has expired is forgotten."""
        db.execute("DELETE FROM revoked WHERE exp <= ?", (int(time.time()),))
        made = db.execute("INSERT OR IGNORE INTO revoked VALUES (?, ?)", (revoked_id, exp))
        return made.rowcount == 1
