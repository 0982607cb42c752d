"""Keep passwords so that a thief of the table can't use them: argon2id (OWASP Password Storage)."""

import os
import threading

import argon2

AT_ONCE = os.cpu_count() or 1
"""How many hashes are made side by side. More would be no faster, and each holds its memory."""


class Passwords:
    """Hash and verify at one cost: ``time_cost`` passes, ``memory_cost`` KiB, ``parallelism``."""

    def __init__(self, time_cost: int, memory_cost: int, parallelism: int) -> None:
        """Set the cost; argon2 raises HashingError where it makes no sense."""
        self._hasher = argon2.PasswordHasher(time_cost, memory_cost, parallelism)
        self._turn = threading.Semaphore(AT_ONCE)
        # What an unknown id is compared with, so that it costs as much as a known one (CWE-208).
        self._dummy = self.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """Return what may be stored: algorithm, cost, salt and hash in one string."""
        with self._turn:
            return self._hasher.hash(password)

    def verify(self, stored: str | None, password: str) -> bool:
        """Say whether ``password`` is the stored one; None (an unknown id) takes the same time."""
        try:
            with self._turn:
                self._hasher.verify(stored or self._dummy, password)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False
        return stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Say whether ``stored`` was made at a lower cost than today's, and wants a new hash."""
        made = argon2.extract_parameters(stored)
        return (
            made.type is not argon2.Type.ID
            or made.time_cost < self._hasher.time_cost
            or made.memory_cost < self._hasher.memory_cost
        )
