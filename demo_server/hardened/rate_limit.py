"""Count the tries to sign in, so that nobody guesses at the speed of a program (CWE-307)."""

import math
import threading
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from demo_server.hardened.errors import RateLimitExceeded


class SignInLimiter:
    """Two limits such as "5 per minute": for a user from one address, and for an address.

    They are counted in the memory of this process and forgotten when their time is over: nobody is
    locked out for good, and an address over its limit takes no more of that memory.
    """

    def __init__(self, sign_in: str, address: str) -> None:
        """Read the limits; ValueError where they can't be read."""
        self._sign_in, self._address = parse(sign_in), parse(address)
        # The moving window of limits 5.8 never forgets a key that it has seen.
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        # Nor is its memory safe among threads: two may start one timer, and one of them gets a 500.
        self._turn = threading.Lock()

    def hit_address(self, address: str) -> None:
        """Count a try from an address, whatever the user id; RateLimitExceeded past the limit."""
        self._count(self._address, address)

    def hit_sign_in(self, address: str, user_id: str) -> None:
        """Count a try from an address for a user id; RateLimitExceeded past the limit."""
        self._count(self._sign_in, address, user_id)

    def reset(self, address: str, user_id: str) -> None:
        """Forget the tries of who has shown the right password."""
        with self._turn:
            self._limiter.clear(self._sign_in, address, user_id)

    def _count(self, limit: RateLimitItem, *who: str) -> None:
        with self._turn:
            if self._limiter.hit(limit, *who):
                return
            reset = self._limiter.get_window_stats(limit, *who).reset_time
        raise RateLimitExceeded(max(1, math.ceil(reset - time.time())))
