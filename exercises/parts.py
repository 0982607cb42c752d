"""Read and write one part of a token (RFC 7515 §7.1)."""

import base64
import hmac
import json
from typing import Any


def read(part: str) -> dict[str, Any]:
    """Return one part of a token; ValueError where it is no JSON object."""
    try:
        found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found


def write(part: dict[str, Any]) -> str:
    """Return one part of a token."""
    text = json.dumps(part, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def signed(message: str, word: str, digest: str) -> str:
    """Return a message with its HMAC by a word, as a token (RFC 7518 §3.2)."""
    signature = hmac.digest(word.encode(), message.encode(), digest)
    return f"{message}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"
