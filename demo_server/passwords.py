"""Keep passwords so that a thief of the table can't use them: argon2id (OWASP Password Storage)."""

import argon2


class Passwords:
    """Hash and verify at one cost: ``time_cost`` passes, ``memory_cost`` KiB, ``parallelism``."""

    def __init__(self, time_cost: int, memory_cost: int, parallelism: int) -> None:
        """Set the cost; argon2 raises HashingError where it makes no sense."""
        self._hasher = argon2.PasswordHasher(time_cost, memory_cost, parallelism)
        # What an unknown id is compared with, so that it costs as much as a known one (CWE-208).
        self._dummy = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """Return what may be stored: algorithm, cost, salt and hash in one string."""
        return self._hasher.hash(password)

    def verify(self, stored: str | None, password: str) -> bool:
        """Say whether ``password`` is the stored one; None (an unknown id) takes the same time."""
        try:
            self._hasher.verify(stored or self._dummy, password)
        except argon2.exceptions.VerificationError:
            return False
        return stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Say whether ``stored`` was made at another cost than today's, and wants a new hash."""
        return self._hasher.check_needs_rehash(stored)
