"""Make tokens and check them; whatever is wrong with one is an InvalidTokenError."""

import secrets
import time
from dataclasses import dataclass
from typing import Any

import jwt

ALGORITHM = "HS256"
TYPE = "access+jwt"
"""A type of our own (RFC 8725 §3.11): a token made for something else is no access token."""
ISSUER = "demo-server"
AUDIENCE = "demo-server"
LONGEST_TOKEN = 2_048
"""Bytes. Verifying costs time by the byte, and anyone may send one."""
REQUIRED = ("iss", "aud", "sub", "iat", "exp", "jti")


class UnexpectedTokenError(jwt.InvalidTokenError):
    """A token whose signature may be good, but that this server would not have issued."""


class MissingTokenError(jwt.InvalidTokenError):
    """A request without a token."""


class RevokedTokenError(jwt.InvalidTokenError):
    """A token that was signed out."""


@dataclass(frozen=True)
class Claims:
    """What a verified token says: whose it is, its own id, and its end (NumericDate, seconds)."""

    sub: str
    jti: str
    exp: int


class Tokens:
    """Issue and verify access tokens under one key (bytes, at least 32) and lifetime (seconds)."""

    def __init__(self, key: bytes, lifetime: int) -> None:
        """Keep the key and the lifetime."""
        self._key = key
        self.lifetime = lifetime

    def issue(self, subject: str) -> str:
        """Sign a token for ``subject`` (RFC 7519 §4.1 names the claims)."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": now,
            "exp": now + self.lifetime,
            "jti": secrets.token_urlsafe(16),
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM, headers={"typ": TYPE})

    def verify(self, token: str) -> Claims:
        """Return the claims of a token that this server issued and that is still good.

        Raises InvalidTokenError, or a class under it, for everything else (RFC 8725 §3).
        """
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise UnexpectedTokenError("too long, or not ASCII")
        complete = jwt.decode_complete(
            token,
            self._key,
            algorithms=[ALGORITHM],  # ours, never the token's own word (RFC 8725 §3.1)
            audience=AUDIENCE,
            issuer=ISSUER,
            options={"require": list(REQUIRED), "enforce_minimum_key_length": True},
        )
        if complete["header"].get("typ") != TYPE:
            raise UnexpectedTokenError("another type of token")
        return self._as_issued(complete["payload"])

    def _as_issued(self, payload: dict[str, Any]) -> Claims:
        """Refuse what PyJWT lets pass but this server never writes: odd types, a longer life."""
        exp, iat = payload["exp"], payload["iat"]
        if type(exp) is not int or type(iat) is not int or exp - iat > self.lifetime:
            raise UnexpectedTokenError("times that this server would not have written")
        return Claims(sub=payload["sub"], jti=payload["jti"], exp=exp)
