"""The hardened server's memory: who its users are, and which tokens are dead before their time."""

import secrets
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from demo_server.database import Database
from demo_server.hardened.errors import IdTaken
from demo_server.hardened.tokens import Claims

SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    id TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS revoked (id TEXT PRIMARY KEY, exp INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS revoked_exp ON revoked (exp);
CREATE TABLE IF NOT EXISTS sign_ins (
    user TEXT NOT NULL,
    address TEXT NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (user, address));
CREATE TABLE IF NOT EXISTS drawn (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
DAY = 86_400
KNOWN_SECONDS = 30 * DAY
"""How long an address is known from which somebody has signed in."""
MIN_VERSION, MAX_VERSION = 10**15, 2**53


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
        self.database, self._longest_life = Database(path, SCHEMA), longest_life

    def draw(self, name: str) -> str:
        """Return the random text kept under ``name``, drawn when it was first asked for."""
        with self.database.write() as db:
            row = (name, secrets.token_urlsafe(16))
            db.execute("INSERT OR IGNORE INTO drawn VALUES (?, ?)", row)
            query = "SELECT value FROM drawn WHERE name = ?"
            return str(db.execute(query, (name,)).fetchone()[0])

    def add(self, user_id: str, password_hash: str) -> None:
        """Keep a new user; IdTaken where the id is in use."""
        try:
            with self.database.write() as db:
                row = (user_id, password_hash, _new_version())
                db.execute("INSERT INTO users VALUES (?, ?, ?)", row)
        except sqlite3.IntegrityError as error:
            raise IdTaken(f"The id {user_id} is taken.") from error

    def get(self, user_id: str) -> User | None:
        """Return what is stored for a user, or None where there is no such user."""
        with self.database.connect() as db:
            query = "SELECT password_hash, version FROM users WHERE id = ?"
            row = db.execute(query, (user_id,)).fetchone()
        return None if row is None else User(*row)

    def set_password_hash(self, user_id: str, password_hash: str) -> None:
        """Replace what is stored, after the cost was raised."""
        with self.database.write() as db:
            query = "UPDATE users SET password_hash = ? WHERE id = ?"
            db.execute(query, (password_hash, user_id))

    def change_password(self, user_id: str, password_hash: str) -> int:
        """Replace what is stored and end every session; return the new token version."""
        version = _new_version()
        with self.database.write() as db:
            query = "UPDATE users SET password_hash = ?, version = ? WHERE id = ?"
            db.execute(query, (password_hash, version, user_id))
        return version

    def is_known(self, user_id: str, address: str, seconds: int = KNOWN_SECONDS) -> bool:
        """Say whether somebody signed in to the account from there in the last 30 days."""
        query = "SELECT 1 FROM sign_ins WHERE user = ? AND address = ? AND time > ?"
        with self.database.connect() as db:
            row = (user_id, address, int(time.time()) - seconds)
            return db.execute(query, row).fetchone() is not None

    def remember_sign_in(self, user_id: str, address: str, replaced: Claims | None) -> None:
        """Keep the address, and revoke the session that the sign-in has replaced, if any.

        An address is written down once a day: a write costs as much as a tenth of a hash.
        """
        if replaced is None and self.is_known(user_id, address, DAY):
            return
        now = int(time.time())
        with self.database.write() as db:
            db.execute("DELETE FROM sign_ins WHERE time <= ?", (now - KNOWN_SECONDS,))
            db.execute("INSERT OR REPLACE INTO sign_ins VALUES (?, ?, ?)", (user_id, address, now))
            if replaced:
                self._revoke(db, replaced.sid, now + self._longest_life)

    def is_active(self, claims: Claims) -> bool:
        """Say, by one query, whether a token's user, version and session still stand.

        Versions are drawn at random: a user made anew under an old id takes no old token.
        """
        query = """SELECT 1 FROM users WHERE id = :sub AND version = :ver
                   AND NOT EXISTS (SELECT 1 FROM revoked WHERE id = :sid)"""
        with self.database.connect() as db:
            return db.execute(query, vars(claims)).fetchone() is not None

    def revoke_session(self, claims: Claims) -> None:
        """Revoke every token of the session, access and refresh, from now on."""
        with self.database.write() as db:
            self._revoke(db, claims.sid, int(time.time()) + self._longest_life)

    def revoke_all_sessions(self, user_id: str) -> None:
        """Draw another token version for the user: no token issued before is good any more."""
        with self.database.write() as db:
            db.execute("UPDATE users SET version = ? WHERE id = ?", (_new_version(), user_id))

    def consume_refresh_token(self, claims: Claims) -> bool:
        """Use up a refresh token; False, and the session is ended, where it was used before.

        Two have it then, and one of them stole it (RFC 9700 §4.14.2).
        """
        with self.database.write() as db:
            first = self._revoke(db, claims.jti, claims.exp)
            if not first:
                self._revoke(db, claims.sid, int(time.time()) + self._longest_life)
        return first

    def _revoke(self, db: sqlite3.Connection, revoked_id: str, exp: int) -> bool:
        """Deny an id until ``exp``; say whether that is new.

        It is forgotten a day late, so that a clock which is put back by less revives nothing.
        """
        db.execute("DELETE FROM revoked WHERE exp <= ?", (int(time.time()) - DAY,))
        made = db.execute("INSERT OR IGNORE INTO revoked VALUES (?, ?)", (revoked_id, exp))
        return made.rowcount == 1


def _new_version() -> int:
    """Draw a token version of 16 digits: as a JSON number it is exact everywhere (RFC 8259 §6)."""
    return MIN_VERSION + secrets.randbelow(MAX_VERSION - MIN_VERSION)
