"""Read and write one part of a token (RFC 7515 §2, §7.1)."""

import base64
import hmac
import json
from typing import Any

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""The letters of base64url, in order (RFC 4648 §5)."""


def encoded(data: bytes) -> str:
    """Return bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Return the bytes of a base64url text, forgiving as Python is; ValueError where it is none."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def read(part: str) -> dict[str, Any]:
    """Return one part of a token; ValueError where it is no JSON object."""
    try:
        found = json.loads(decoded(part))
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found


def write(part: dict[str, Any]) -> str:
    """Return one part of a token."""
    return encoded(json.dumps(part, separators=(",", ":")).encode())


def signed(message: str, key: bytes, digest: str) -> str:
    """Return a signing input with its HMAC by a key, as a token (RFC 7518 §3.2)."""
    return f"{message}.{encoded(hmac.digest(key, message.encode(), digest))}"
