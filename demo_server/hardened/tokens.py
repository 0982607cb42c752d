"""Make tokens and check them; whatever is wrong with one is an InvalidTokenError."""

import re
import secrets
import time
from dataclasses import dataclass

import jwt
from jwt.types import Options

from demo_server.hardened.errors import (
    LifetimeExceededError,
    MalformedTokenError,
    UnexpectedClaimsError,
    UnexpectedHeaderError,
    UnknownKeyError,
    WrongTypeError,
)
from demo_server.hardened.keys import Key, Keys

ACCESS_TYPE, REFRESH_TYPE = "access+jwt", "refresh+jwt"
"""Types of our own (RFC 8725 §3.11): a token made for something else is no access token."""
ISSUER = "demo-server"
MAX_TOKEN_BYTES = 2_048
"""Bytes. Verifying costs time by the byte, and anyone may send one."""
COMPACT = re.compile(r"ey[I-L][\w-]*\.ey[I-L][\w-]*\.[\w-]+", re.ASCII)
"""Three parts in base64url, without padding (RFC 7515 §7.1).

``eyI`` to ``eyL`` is ``{"`` in UTF-8: PyJWT would read UTF-16 as well (RFC 8725 §3.7).
"""
CLOCK_SKEW_SECONDS = 60
"""A clock may be put back by so much, and what was just issued is still good."""
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: JSON can name it, UTF-8 can't (RFC 8259 §8.2)."""
MAX_SQLITE_INTEGER = 2**63 - 1


@dataclass(frozen=True)
class Session:
    """What the tokens of one session share: who signed in, when, and what the session is called.

    ``ver`` is the user's token version; ``auth_time`` is the sign-in (NumericDate, in seconds).
    """

    sub: str
    sid: str
    ver: int
    auth_time: int


@dataclass(frozen=True)
class Claims(Session):
    """What every token of ours says, and nothing else (RFC 7519 §4.1; OpenID Connect's auth_time).

    Times are NumericDates, in seconds.
    """

    iss: str
    aud: str
    iat: int
    exp: int
    jti: str


CLAIMS = {name: field.type for name, field in Claims.__dataclass_fields__.items()}

OPTIONS: Options = {
    "require": list(CLAIMS),
    "enforce_minimum_key_length": True,
    "verify_iat": False,  # by us, with a clock's step allowed for
}
"""What PyJWT is to do beyond its usual checks."""
STAND_IN_FOR_SESSION: Options = {**OPTIONS, "verify_exp": False}
"""The same for a token that may have expired: it still names its session."""


class Tokens:
    """Issue and verify tokens of one type, by one set of keys, for one audience.

    A token lives for ``lifetime`` seconds, and never beyond ``session_seconds`` after the sign-in.
    """

    def __init__(
        self, keys: Keys, typ: str, lifetime: int, session_seconds: int, audience: str
    ) -> None:
        """Keep what every token of this type shares."""
        self._keys, self._typ, self._audience = keys, typ, audience
        self._lifetime, self._session_seconds = lifetime, session_seconds
        self._known_headers: dict[str, Key] = {}  # as text, so that each is read only once

    def seconds_left(self, session: Session) -> int:
        """Return for how many seconds a token that is issued now will live."""
        end = session.auth_time + self._session_seconds
        return min(self._lifetime, end - int(time.time()))

    def issue(self, session: Session) -> str:
        """Sign a token for a session."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": self._audience,
            "sub": session.sub,
            "sid": session.sid,
            "ver": session.ver,
            "auth_time": session.auth_time,
            "iat": now,
            "exp": now + self.seconds_left(session),
            "jti": secrets.token_urlsafe(16),
        }
        key = self._keys.current
        headers = {"typ": self._typ, "kid": key.kid}
        return jwt.encode(claims, key.signing, self._keys.algorithm, headers)

    def verify(self, token: str, *, expired: bool) -> Claims:
        """Return the claims of a token that this server issued and that is still good.

        With ``expired=True`` its end may have passed. Raises InvalidTokenError, or a class under
        it, for everything else (RFC 8725 §3).
        """
        if len(token) > MAX_TOKEN_BYTES or not COMPACT.fullmatch(token):
            raise MalformedTokenError("too long, or not the form of a token")
        header = token.partition(".")[0]
        key = self._known_headers.get(header) or self._read_header(token)
        payload = jwt.decode(  # which refuses another spelling of a part by itself
            token,
            key.verifying,
            algorithms=[self._keys.algorithm],  # ours, never the token's own word (RFC 8725 §3.1)
            audience=self._audience,
            issuer=ISSUER,
            options=STAND_IN_FOR_SESSION if expired else OPTIONS,
        )
        self._known_headers[header] = key
        return self._as_issued(payload)

    def _read_header(self, token: str) -> Key:
        """Return the key that the header names; refuse a header that this server never writes."""
        header = jwt.get_unverified_header(token)
        if header.get("alg") != self._keys.algorithm:
            raise jwt.InvalidAlgorithmError("another algorithm than the server's")
        if header.get("typ") != self._typ:
            raise WrongTypeError("another type of token")
        key = self._keys.by_kid(header.get("kid"))
        if key is None:
            raise UnknownKeyError("no key of ours has this name")
        if header.keys() != {"alg", "typ", "kid"}:
            raise UnexpectedHeaderError("a header that this server would not have written")
        return key

    def _as_issued(self, payload: dict[str, object]) -> Claims:
        """Refuse what PyJWT lets pass but this server never writes: odd types, a longer life."""
        if {name: type(value) for name, value in payload.items()} != CLAIMS:
            raise UnexpectedClaimsError("claims that this server would not have written")
        claims = Claims(**payload)  # type: ignore[arg-type] # their types were just compared
        if max(claims.iat, claims.auth_time) > time.time() + CLOCK_SKEW_SECONDS:
            raise jwt.ImmatureSignatureError("issued in the future")
        if (
            claims.exp - claims.iat > self._lifetime
            or claims.exp - claims.auth_time > self._session_seconds
        ):
            raise LifetimeExceededError("a longer life than this server gives")
        texts = claims.sub + claims.sid + claims.jti
        if SURROGATE.search(texts) or not 0 <= claims.ver <= MAX_SQLITE_INTEGER:
            raise UnexpectedClaimsError("values that no database can be asked for")
        return claims
