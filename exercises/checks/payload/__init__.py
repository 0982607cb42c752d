"""Lesson 2, payload: what its checks share."""

from datetime import UTC, datetime
from random import Random

SAMPLES = 5
"""How many inputs a property tries."""
ZONES = ["Asia/Seoul", "America/New_York", "Europe/London", "Asia/Kolkata", "America/Sao_Paulo"]


def moment(random: Random) -> datetime:
    """Draw a whole minute of the year 2026, in UTC."""
    return datetime(2026, random.randint(1, 12), random.randint(1, 28), random.randint(0, 23),
                    random.randint(0, 59), tzinfo=UTC)  # fmt: skip
