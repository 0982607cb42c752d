"""What the hardened routes stand on, kept by the application."""

from dataclasses import dataclass

from flask import current_app

from demo_server.hardened.attempts import Attempts
from demo_server.hardened.keys import Keys
from demo_server.hardened.passwords import Passwords
from demo_server.hardened.tokens import Tokens
from demo_server.hardened.users import Users


@dataclass(frozen=True)
class Parts:
    """One of each; none of them knows of a request."""

    attempts: Attempts
    passwords: Passwords
    users: Users
    keys: Keys
    access: Tokens
    refresh: Tokens


def parts() -> Parts:
    """Return those of the application that answers the present request."""
    found: Parts = current_app.extensions["demo_server"]
    return found
