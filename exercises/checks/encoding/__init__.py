"""Lesson 3, encoding: what its checks share."""

from random import Random

from demo_server.jose import base64url_encode
from exercises.checks.errors import AnswerRaised

SAMPLES = 5
"""How many inputs a property tries."""


def plain(random: Random, length: int) -> bytes:
    """Draw so many bytes whose base64 has no letter that base64url writes otherwise."""
    while True:
        data = random.randbytes(length)
        if not {"-", "_"} & set(base64url_encode(data)):
            return data


def in_other_words(raised: AnswerRaised, what: str) -> AnswerRaised:
    """Return a ValueError of the answer's own with ``what`` it was for, any other error as it is.

    Everybody words it differently, so no misconception would be found by the message.
    """
    if type(raised.error) is not ValueError:
        return raised
    return AnswerRaised(ValueError(f"for {what}").with_traceback(raised.error.__traceback__))
