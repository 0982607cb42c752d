"""The keys that sign and verify tokens: the first one signs, older ones still verify."""

import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from demo_server.config import MIN_KEY_BYTES, ConfigError
from demo_server.jose import base64url_encode

RSA_BITS = 2_048
"""RS256 asks for no less (RFC 7518 §3.3)."""


def generate_key(algorithm: str) -> bytes:
    """Draw a new key: 32 random bytes for HS256, a private key as PEM for EdDSA and RS256."""
    if algorithm == "HS256":
        return secrets.token_bytes(MIN_KEY_BYTES)
    private: Any = (
        ed25519.Ed25519PrivateKey.generate()
        if algorithm == "EdDSA"
        else rsa.generate_private_key(65_537, RSA_BITS)
    )
    return bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def load_or_create(path: Path, algorithm: str) -> bytes:
    """Return the key kept at ``path``; generate it where there is none.

    Its owner only may read it; where the disk knows no such mode, whoever may read its folder.
    Keep the file: with another key, everyone is signed out. ConfigError where it can't be used.
    """
    try:
        if not path.exists():
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                whole = Path(folder) / "key"
                whole.touch(mode=0o600)
                whole.write_bytes(generate_key(algorithm))
                with suppress(FileExistsError):  # another process was first: its key is ours
                    os.link(whole, path)
        if path.stat().st_mode & 0o077 and _has_modes(path.parent):
            raise ConfigError(
                f"Others than its owner may read the key {path}: run chmod 600 {path}, or, where "
                "somebody may have seen it, delete it to have another made."
            )
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"The key {path} can't be kept ({error}): set SECRET_KEY, or DATABASE elsewhere."
        ) from error


def _has_modes(folder: Path) -> bool:
    """Say whether a file can be its owner's alone there: not on Windows, nor on a FAT disk."""
    with tempfile.TemporaryFile(dir=folder) as probe:  # made with mode 0600
        return os.fstat(probe.fileno()).st_mode & 0o077 == 0


@dataclass(frozen=True)
class Key:
    """A key as PyJWT takes it, for signing and for verifying, and its name (RFC 7515 §4.1.4)."""

    kid: str
    signing: Any
    verifying: Any
    public: dict[str, str]


class Keys:
    """Keys of one algorithm, "HS256", "EdDSA" or "RS256", and of no other (RFC 8725 §3.1)."""

    def __init__(self, algorithm: str, secret: bytes, old: Sequence[bytes], database: Path) -> None:
        """Read the keys; without a ``secret``, one is kept beside the ``database``."""
        self.algorithm = algorithm
        self._method = jwt.get_algorithm_by_name(algorithm)
        path = database.with_suffix(".key" if algorithm == "HS256" else f".{algorithm}.key")
        if secret:
            self.current = self._read("SECRET_KEY", secret)
        else:
            self.current = self._read(str(path), load_or_create(path, algorithm))
        known = [self.current, *(self._read("OLD_KEYS", text) for text in old)]
        self._by_kid = {key.kid: key for key in known}

    def _read(self, where: str, text: bytes) -> Key:
        try:
            signing = self._method.prepare_key(text)
            verifying = signing if self.algorithm == "HS256" else signing.public_key()
            short = self._method.check_key_length(verifying)
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError):
            short = "no key at all"
        if short:
            kind = "32 random bytes" if self.algorithm == "HS256" else "a private key as PEM"
            raise ConfigError(
                f"{where} must hold {kind} for {self.algorithm}: give another, or remove it to "
                "have one made."
            )
        shown = self._method.to_jwk(verifying, as_dict=True)
        kid = thumbprint(shown)
        public = {**shown, "kid": kid, "alg": self.algorithm, "use": "sig"}
        public.pop("key_ops", None)
        return Key(kid, signing, verifying, public)

    def by_kid(self, kid: object) -> Key | None:
        """Return the key of that name, or None: a name is looked up here and nowhere else."""
        return self._by_kid.get(kid) if isinstance(kid, str) else None

    def public(self) -> list[dict[str, str]]:
        """Return the public keys for a JWK Set (RFC 7517 §5); a secret key has none."""
        keys = [] if self.algorithm == "HS256" else self._by_kid.values()
        return [key.public for key in keys]


def thumbprint(jwk: dict[str, Any]) -> str:
    """Return a key's thumbprint (RFC 7638 §3): the same key has the same name everywhere."""
    members = {"oct": "k kty", "OKP": "crv kty x", "RSA": "e kty n"}[jwk["kty"]].split()
    text = json.dumps({name: jwk[name] for name in members}, separators=(",", ":"))
    return base64url_encode(hashlib.sha256(text.encode()).digest())
