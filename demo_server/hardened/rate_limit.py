"""Count the tries to sign in, so that nobody guesses at the speed of a program (CWE-307)."""

import math
import threading

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from demo_server.hardened.errors import RateLimitExceeded


class SignInLimiter:
    """Three limits such as "5 per minute": of an account from one address, from all, of an address.

    OWASP's Authentication Cheat Sheet asks for the second. Windows slide. They are counted in the
    memory of this process and forgotten when their time is over: nobody is locked out for good,
    and an address over its limit takes no more of that memory.
    """

    def __init__(self, sign_in: str, account: str, address: str) -> None:
        """Read the limits; ValueError where they can't be read."""
        limits = [parse(text) for text in (sign_in, account, address)]
        for limit, name in zip(limits, ("sign-in", "account", "address"), strict=True):
            limit.namespace = name  # an id may read like an address, and limits may be alike
        self._sign_in, self._account, self._address = limits
        self._storage = MemoryStorage()
        self._limiter = SlidingWindowCounterRateLimiter(self._storage)
        # Its memory is not safe among threads: two may start one timer, and one gets a 500.
        self._turn = threading.Lock()

    def hit_address(self, address: str) -> None:
        """Count a try from an address, whatever the user id; RateLimitExceeded past the limit."""
        self._count(self._address, address)

    def hit_sign_in(self, address: str, user_id: str, *, known: bool) -> None:
        """Count a try from an address for a user id; RateLimitExceeded past a limit.

        An address that is ``known`` for the account is not held back by its count from everywhere.
        """
        self._count(self._sign_in, address, user_id)
        if not known:
            self._count(self._account, user_id)

    def forgive(self, address: str, user_id: str, *, known: bool) -> None:
        """Take back the try of who has shown the right password, and the wrong ones from there."""
        with self._turn:
            self._limiter.clear(self._sign_in, address, user_id)
            self._limiter.hit(self._address, address, cost=-1)
            if not known:
                self._limiter.hit(self._account, user_id, cost=-1)

    def _count(self, limit: RateLimitItem, *who: str) -> None:
        with self._turn:
            if self._limiter.hit(limit, *who):
                return
            window, key = limit.get_expiry(), limit.key_for(*who)
            found = self._storage.get_sliding_window(key, window)
        raise RateLimitExceeded(_seconds_to_wait(limit.amount, window, *found))


def _seconds_to_wait(
    limit: int, window: int, earlier: int, earlier_left: float, now: int, now_left: float
) -> int:
    """Return after how many seconds one more try fits: at least 1, at most the ``window``.

    ``earlier`` and ``now`` count the tries of the window before and of this one; what is ``left``
    of them are seconds. The earlier ones weigh less as the window slides over them.
    """
    if now < limit:
        wait = earlier_left - (limit - now) * window / earlier
    else:
        wait = now_left - limit * window / now
    return min(window, max(1, math.floor(wait) + 1))
