"""Make tokens and check them; whatever is wrong with one is an InvalidTokenError."""

import re
import secrets
import time
from dataclasses import asdict, dataclass

import jwt

from demo_server.hardened.errors import UnexpectedTokenError
from demo_server.hardened.keys import Keys

ACCESS_TYPE, REFRESH_TYPE = "access+jwt", "refresh+jwt"
"""Types of our own (RFC 8725 §3.11): a token made for something else is no access token."""
ISSUER = "demo-server"
AUDIENCE = "demo-server"
MAX_TOKEN_BYTES = 2_048
"""Bytes. Verifying costs time by the byte, and anyone may send one."""
COMPACT = re.compile(r"ey[I-L][\w-]*\.ey[I-L][\w-]*\.[\w-]+", re.ASCII)
"""Three parts in base64url, without padding (RFC 7515 §7.1).

``eyI`` to ``eyL`` is ``{"`` in UTF-8: PyJWT would read UTF-16 as well (RFC 8725 §3.7).
"""
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: JSON can name it, UTF-8 can't (RFC 8259 §8.2)."""
MAX_VERSION = 2**63 - 1


@dataclass(frozen=True)
class Claims:
    """What every token of ours says, and nothing else (RFC 7519 §4.1; NumericDates in seconds).

    ``sid`` names the session that began with a sign-in, ``ver`` the user's token version.
    """

    iss: str
    aud: str
    sub: str
    sid: str
    ver: int
    iat: int
    exp: int
    jti: str


class Tokens:
    """Issue and verify tokens of one type, by one set of keys, with one lifetime in seconds."""

    def __init__(self, keys: Keys, typ: str, lifetime: int) -> None:
        """Keep what every token of this type shares."""
        self._keys, self._typ, self.lifetime = keys, typ, lifetime

    def issue(self, subject: str, version: int, session: str) -> str:
        """Sign a token for the user ``subject``."""
        now = int(time.time())
        jti = secrets.token_urlsafe(16)
        claims = Claims(ISSUER, AUDIENCE, subject, session, version, now, now + self.lifetime, jti)
        key, algorithm = self._keys.current, self._keys.algorithm
        headers = {"typ": self._typ, "kid": key.kid}
        return jwt.encode(asdict(claims), key.signing, algorithm=algorithm, headers=headers)

    def verify(self, token: str) -> Claims:
        """Return the claims of a token that this server issued and that is still good.

        Raises InvalidTokenError, or a class under it, for everything else (RFC 8725 §3).
        """
        if len(token) > MAX_TOKEN_BYTES or not COMPACT.fullmatch(token):
            raise UnexpectedTokenError("too long, or not the form of a token")
        header = jwt.get_unverified_header(token)
        key = self._keys.by_kid(header.get("kid"))
        if key is None:
            raise UnexpectedTokenError("no key of ours has this name")
        if header != {"alg": self._keys.algorithm, "typ": self._typ, "kid": key.kid}:
            raise UnexpectedTokenError("another type of token")
        payload = jwt.decode(
            token,
            key.verifying,
            algorithms=[self._keys.algorithm],  # ours, never the token's own word (RFC 8725 §3.1)
            audience=AUDIENCE,
            issuer=ISSUER,
            options={"require": list(Claims.__annotations__), "enforce_minimum_key_length": True},
        )
        return self._as_issued(payload)

    def _as_issued(self, payload: dict[str, object]) -> Claims:
        """Refuse what PyJWT lets pass but this server never writes: odd types, a longer life."""
        if {name: type(value) for name, value in payload.items()} != Claims.__annotations__:
            raise UnexpectedTokenError("claims that this server would not have written")
        claims = Claims(**payload)  # type: ignore[arg-type] # their types were just compared
        if claims.exp - claims.iat > self.lifetime:
            raise UnexpectedTokenError("a longer life than this server gives")
        texts = claims.sub + claims.sid + claims.jti
        if SURROGATE.search(texts) or not 0 <= claims.ver <= MAX_VERSION:
            raise UnexpectedTokenError("values that no database can be asked for")
        return claims
