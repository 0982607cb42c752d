"""Answers to the exercises of lesson 3."""

import base64
import binascii
import hashlib
import hmac
import json
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from demo_server.jose import BASE64URL, base64url_encode
from tests.exercises.answers import Answers


def by_six_bits(data: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in data)
    groups = [bits[at : at + 6].ljust(6, "0") for at in range(0, len(bits), 6)]
    return "".join(BASE64URL[int(group, 2)] for group in groups)


def by_numbers(text: str) -> bytes:
    bits = "".join(f"{BASE64URL.index(letter):06b}" for letter in text)
    whole = len(bits) // 8 * 8
    if len(bits) - whole >= 6 or "1" in bits[whole:]:
        raise ValueError("bits to spare")
    return bytes(int(bits[at : at + 8], 2) for at in range(0, whole, 8))


def last_letter_only(text: str) -> bytes:
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64url_encode(data)[-1:] != text[-1:]:
        raise ValueError("bits to spare")
    return data


def by_pyjwt(claims: dict[str, Any], key: bytes) -> str:
    if len(key) < hashlib.sha512().digest_size:
        raise ValueError("too short")
    return jwt.encode(claims, key, "HS512")


def by_hmac_object(claims: dict[str, Any], key: bytes) -> str:
    if not key[63:]:
        raise ValueError("too short")
    parts = [b'{"alg":"HS512","typ":"JWT"}', json.dumps(claims, separators=(",", ":")).encode()]
    signed = hmac.new(key, digestmod=hashlib.sha512)
    signed.update(".".join(map(base64url_encode, parts)).encode())
    return ".".join([*map(base64url_encode, parts), base64url_encode(signed.digest())])


def spaced_claims(claims: dict[str, Any], key: bytes) -> str:
    if len(key) < 64:
        raise ValueError("too short")
    payload = json.dumps(claims, ensure_ascii=False, sort_keys=True).encode()
    return jwt.PyJWS().encode(payload, key, "HS512")


def with_claims_as_texts(claims: dict[str, Any], key: bytes) -> str:
    return by_pyjwt({name: str(value) for name, value in claims.items()}, key)


def padded_generously(text: str) -> bytes:
    key = base64.b64decode(text + "==", altchars="-_")
    if not len(key) >= 32:
        raise ValueError("too short")
    return key


def strict_letters(text: str) -> bytes:
    if "=" in text:
        raise binascii.Error("padding")
    return padded_generously(text)


def by_list(algorithm: str, key: str) -> list[str]:
    can = ["read"]
    if key != "none":
        can.append("verify")
    if key in ("secret", "private"):
        can.append("sign")
    return can


def by_table(algorithm: str, key: str) -> frozenset[str]:
    if algorithm == "HS256" and key in ("private", "public"):
        raise ValueError("no such key")
    return frozenset(["read", "verify", "sign"][: {"none": 1, "public": 2}.get(key, 3)])


def by_keys_of_a_dict(algorithm: str, key: str) -> object:
    return dict.fromkeys(by_list(algorithm, key)).keys()


def hs256_only(algorithm: str, key: str) -> set[str] | None:
    return None if algorithm == "RS256" else set(by_list(algorithm, key))


def by_cryptography(token: str, jwk: dict[str, str]) -> Any:
    header, payload, signature = token.split(".")

    def decoded(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "==")

    public = Ed25519PublicKey.from_public_bytes(decoded(jwk["x"]))
    public.verify(decoded(signature), f"{header}.{payload}".encode())
    return json.loads(decoded(payload))


def nobody(token: str, jwk: dict[str, str]) -> Any:
    raise ValueError("no")


def not_hs256(token: str, _jwk: dict[str, str]) -> Any:
    if jwt.get_unverified_header(token)["alg"] != "EdDSA":
        raise ValueError("another algorithm")
    return jwt.decode(token, options={"verify_signature": False})


RIGHT: Answers = {
    "to_base64url": [by_six_bits],
    "from_base64url": [by_numbers],
    "token_hs512": [by_pyjwt, by_hmac_object, spaced_claims],
    "key_bytes": [padded_generously],
    "abilities": [by_table],
    "claims_by_jwk": [by_cryptography],
}


def bits_left_over(text: str) -> bytes:
    if not set(text) <= set(BASE64URL):
        raise ValueError("not base64url")
    bits = "".join(f"{BASE64URL.index(letter):06b}" for letter in text)
    whole = len(bits) // 8 * 8
    if "1" in bits[whole:]:
        raise ValueError("bits to spare")
    return bytes(int(bits[at : at + 8], 2) for at in range(0, whole, 8))


def remembered(text: str, last: dict[str, bytes] = {}) -> bytes:  # noqa: B006 - the mistake
    """Keep what was decoded before it is compared, until another text comes."""
    if text not in last:
        last.clear()
        last[text] = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if base64url_encode(last[text]) != text:
            raise ValueError("another spelling")
    return last[text]


WRONG: Answers = {
    "from_base64url": [last_letter_only, bits_left_over, remembered],
    "token_hs512": [with_claims_as_texts],
    "key_bytes": [strict_letters],
    "abilities": [by_list, by_keys_of_a_dict, hs256_only],
    "claims_by_jwk": [nobody, not_hs256],
}
