"""What the hardened routes stand on, kept by the application."""

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


def services() -> Services:
    """Return those of the application that answers the present request."""
    found: Services = current_app.extensions["demo_server"]
    return found
