"""Tokens made by hand: any header, any payload, any key, where PyJWT's own encoder would refuse."""

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from tests.demo_server.adversarial.target import KEY, Target

ABSENT = "no such member"
"""Says of a header or a claim that it is left out."""
PLEASE = (401, "Bearer", {"result": "fail", "msg": "Please sign in."})


def b64(data: bytes) -> str:
    """Encode as RFC 7515 §2 says: base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def as_json(value: object) -> bytes:
    """Write JSON, NaN and Infinity too; bytes go as they are."""
    return value if isinstance(value, bytes) else json.dumps(value).encode()


@dataclass(frozen=True)
class Forger:
    """Somebody who knows what a good token of one server looks like, and may know its key."""

    kid: str

    @property
    def header(self) -> dict[str, Any]:
        return {"alg": "HS256", "typ": "access+jwt", "kid": self.kid}

    @property
    def claims(self) -> dict[str, Any]:
        now = int(time.time())
        names = {"iss": "demo-server", "aud": "demo-server", "sub": "alice", "sid": "a", "ver": 0}
        return names | {"iat": now, "exp": now + 900, "jti": "a"}

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


def present(target: Target, token: str, path: str = "/temp", method: str = "GET") -> Any:
    """Show a token in its cookie, byte for byte, and return status, WWW-Authenticate and JSON."""
    line = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    cookie = "refresh_token" if path == "/refresh" else "access_token"
    answer = target.send(f"{line}Cookie: {cookie}={token}\r\n\r\n".encode("latin-1", "replace"))
    target.is_unharmed(answer, *([token] if len(token) > 20 else []))
    return answer.status, answer.headers.get("www-authenticate"), json.loads(answer.body)
