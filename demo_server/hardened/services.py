"""What the hardened routes stand on, kept by the application."""

import hashlib
from dataclasses import dataclass

from flask import current_app

from demo_server.hardened.keys import Keys
from demo_server.hardened.passwords import Passwords
from demo_server.hardened.rate_limit import SignInLimiter
from demo_server.hardened.store import UserStore
from demo_server.hardened.tokens import Tokens


@dataclass(frozen=True)
class Services:
    """One of each; none of them knows of a request."""

    attempts: SignInLimiter
    passwords: Passwords
    users: UserStore
    keys: Keys
    access: Tokens
    refresh: Tokens
    log_key: bytes

    def log_name(self, user_id: str) -> str:
        """Return how the log calls an id that no account has: people type passwords there."""
        digest = hashlib.blake2b(user_id.encode(), key=self.log_key, digest_size=6)
        return f"unknown {digest.hexdigest()}"

    def close(self) -> None:
        """End the threads, and close the connections to the database; no request may follow."""
        self.passwords.close()
        self.users.database.close()


def services() -> Services:
    """Return those of the application that answers the present request."""
    found: Services = current_app.extensions["demo_server"]
    return found
