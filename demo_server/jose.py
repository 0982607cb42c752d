"""Read and write the parts of a token (RFC 7515): base64url, JSON, and the HMAC of two of them."""

import base64
import hmac
import json
import re
from typing import Any

BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""The 64 letters of base64url, in order (RFC 4648 §5)."""


def base64url_encode(data: bytes) -> str:
    """Return bytes as base64url without padding (RFC 7515 §2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def base64url_decode(text: str) -> bytes:
    """Return the bytes of a base64url text without padding (RFC 7515 §2).

    The last letter may carry unused bits: another spelling of the same bytes. ValueError where a
    letter is none of the 64, or where their number can't be whole bytes.
    """
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise ValueError("not base64url: only A to Z, a to z, 0 to 9, - and _ may stand here")
    if len(text) % 4 == 1:
        raise ValueError(f"not base64url: {len(text)} characters can't be whole bytes")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encode_part(content: dict[str, Any]) -> str:
    """Return a header or a payload as one part of a token: JSON without spaces, in base64url."""
    return base64url_encode(json.dumps(content, separators=(",", ":")).encode())


def decode_part(part: str) -> Any:
    """Return the JSON value that a part of a token holds, in UTF-8 (RFC 7519 §3).

    ValueError, with the reason, where it is no base64url, no UTF-8, no JSON or nested too deeply.
    """
    data = base64url_decode(part)
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8 text") from error
    except RecursionError as error:
        raise ValueError("JSON nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error


def decode_object(part: str) -> dict[str, Any]:
    """Return the JSON object that a part of a token holds; ValueError as of decode_part."""
    found = decode_part(part)
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found


def hmac_sign(signing_input: str, key: bytes, digest: str) -> str:
    """Return a token: the signing input and its HMAC under ``key`` (RFC 7518 §3.2).

    ``digest`` names the hash as :mod:`hashlib` does, such as "sha256" for HS256.
    """
    signature = hmac.digest(key, signing_input.encode(), digest)
    return f"{signing_input}.{base64url_encode(signature)}"
