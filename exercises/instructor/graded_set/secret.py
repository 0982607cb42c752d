"""The teacher's secret, and what is drawn from it: the same values for the same student, always."""

import hmac
import json
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
SECRET_BYTES = 32
FORM = re.compile(rf"[0-9a-f]{{{2 * SECRET_BYTES}}}\s*", re.ASCII)


class SecretError(Exception):
    """The secret can't be made, read or trusted; the text says what to do."""


def create(path: Path) -> bytes:
    """Make a new secret at ``path``, for its owner's eyes only, and return it.

    SecretError where a file is there already or none can be written.
    """
    secret = secrets.token_bytes(SECRET_BYTES)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{secret.hex()}\n")
    except OSError as error:
        raise SecretError(f"No secret can be kept at {path}: {error.strerror}.") from error
    return secret


def load(path: Path) -> bytes:
    """Return the secret kept at ``path``; SecretError where there is none that can be used."""
    try:
        text = path.read_text("ascii", errors="replace")
    except FileNotFoundError as error:
        raise SecretError(
            f"There is no secret at {path}. Name its file with --secret; without it, nobody can "
            "mark these notebooks."
        ) from error
    except OSError as error:
        raise SecretError(f"The secret {path} can't be read: {error.strerror}.") from error
    if not FORM.fullmatch(text):
        raise SecretError(
            f"{path} holds no secret of this command: one line of {2 * SECRET_BYTES} hexadecimal "
            "characters."
        )
    return bytes.fromhex(text)


def is_exposed(path: Path) -> bool:
    """Whether others than its owner may read the secret; Windows has no such mode to ask."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


@dataclass(frozen=True)
class Draw:
    """Draws for one student and one task: each purpose gives one value, whenever it is asked for.

    Every value is an HMAC-SHA256 under the secret, so one of them tells nothing about another.
    """

    secret: bytes
    student: str
    task: str

    def digest(self, purpose: str) -> bytes:
        """Return 32 bytes."""
        named = json.dumps([self.student, self.task, purpose])
        return hmac.digest(self.secret, named.encode(), "sha256")

    def hex(self, purpose: str, digits: int) -> str:
        """Return hexadecimal characters, at most 64."""
        return self.digest(purpose).hex()[:digits]

    def below(self, purpose: str, end: int) -> int:
        """Return a whole number from 0 to ``end`` - 1."""
        return int.from_bytes(self.digest(purpose), "big") % end

    def between(self, purpose: str, first: int, last: int) -> int:
        """Return a whole number from ``first`` to ``last``, both included."""
        return first + self.below(purpose, last - first + 1)

    def choice(self, purpose: str, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.below(purpose, len(options))]

    def sample(self, purpose: str, options: Sequence[T], count: int) -> list[T]:
        """Return ``count`` of the options, each at most once, in an order that is drawn, too."""
        numbers = sorted(range(len(options)), key=lambda n: self.digest(f"{purpose} {n}"))
        return [options[number] for number in numbers[:count]]
