"""Keep passwords so that a thief of the table can't use them: argon2id (OWASP Password Storage)."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import argon2

AT_ONCE = os.cpu_count() or 1
"""How many hashes are made side by side. More would be no faster, and each holds its memory."""


class Passwords:
    """Hash and verify at one cost: ``time_cost`` passes, ``memory_cost`` KiB, ``parallelism``.

    A pool of threads does it, as many as there are cores: what they hold together is all the
    memory that hashing takes, however many requests wait.
    """

    def __init__(self, time_cost: int, memory_cost: int, parallelism: int) -> None:
        """Set the cost; argon2 raises HashingError where it makes no sense."""
        self._hasher = argon2.PasswordHasher(time_cost, memory_cost, parallelism)
        # What an unknown id is compared with, so that it costs as much as a known one (CWE-208).
        # Made here and not in the pool: its threads must not start before a server has forked.
        self._dummy = self._hasher.hash("nobody has this password")
        self._pool = ThreadPoolExecutor(AT_ONCE, "argon2")

    def hash(self, password: str) -> str:
        """Return what may be stored: algorithm, cost, salt and hash in one string."""
        return self._pool.submit(self._hasher.hash, password).result()

    def verify(self, stored: str | None, password: str) -> bool:
        """Say whether ``password`` is the stored one; None (an unknown id) takes the same time."""
        try:
            self._pool.submit(self._hasher.verify, stored or self._dummy, password).result()
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

    def close(self) -> None:
        """End the threads of the pool, as soon as they have done what they were given."""
        self._pool.shutdown(wait=False)


@cache
def popular_passwords() -> frozenset[str]:
    """Return passwords that many people have, in small letters, as zxcvbn lists them."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # read at the first sign-up: it is large

    return frozenset(FREQUENCY_LISTS["passwords"])
