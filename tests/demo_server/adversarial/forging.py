"""Tokens made by hand: any header, any payload, any key, where PyJWT's own encoder would refuse."""

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from tests.demo_server.adversarial.target import AUDIENCE, KEY

ABSENT = "no such member"
"""The value of a member of the header or a claim that is left out."""


def b64(data: bytes) -> str:
    """Encode as base64url without padding (RFC 7515 §2)."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def as_json(value: object) -> bytes:
    """Write JSON, NaN and Infinity too; bytes go as they are."""
    return value if isinstance(value, bytes) else json.dumps(value).encode()


@dataclass(frozen=True)
class Forger:
    """Somebody who knows what a good token of one server looks like, and may know its key.

    ``ver`` is alice's token version there.
    """

    kid: str
    ver: int

    @property
    def header(self) -> dict[str, Any]:
        """The header of a good token."""
        return {"alg": "HS256", "typ": "access+jwt", "kid": self.kid}

    @property
    def claims(self) -> dict[str, Any]:
        """The claims of a good token of alice's, issued now."""
        now = int(time.time())
        names = {"iss": "demo-server", "aud": AUDIENCE, "sub": "alice", "sid": "a", "jti": "a"}
        return names | {"ver": self.ver, "auth_time": now, "iat": now, "exp": now + 900}

    def token(
        self,
        header: object = None,
        payload: object = None,
        key: bytes = KEY,
        digest: str = "sha256",
    ) -> str:
        """Sign by HMAC: changes to the good header and claims, or bytes in their place."""
        parts = [self._changed(self.header, header), self._changed(self.claims, payload)]
        text = ".".join(b64(as_json(part)) for part in parts)
        return f"{text}.{b64(hmac.new(key, text.encode(), getattr(hashlib, digest)).digest())}"

    @staticmethod
    def _changed(good: dict[str, Any], changes: object) -> object:
        if changes is not None and not isinstance(changes, dict):
            return changes
        changed = good | (changes or {})
        return {name: value for name, value in changed.items() if value is not ABSENT}
