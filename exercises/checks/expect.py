"""The assertions of the properties: each raises PropertyFailed when it does not hold."""

from collections.abc import Callable
from typing import Any

from exercises.checks.errors import AnswerRaised, PropertyFailed

Answer = Callable[..., Any]
"""The function that a learner writes, or one that stands in for it."""


def expect_equal(actual: object, expected: object) -> None:
    """Raise PropertyFailed, with the repr of both, unless ``actual == expected``."""
    if actual != expected:
        raise PropertyFailed(repr(actual), repr(expected))


def expect_true(condition: object, actual: str, expected: str) -> None:
    """Raise PropertyFailed, with these two texts, unless ``condition`` is true."""
    if not condition:
        raise PropertyFailed(actual, expected)


def expect_raises(kind: type[Exception], answer: Answer, *args: Any) -> None:
    """Call ``answer(*args)``, which has to raise ``kind`` or a subclass of it.

    Raises PropertyFailed if it returns, AnswerRaised if it raises something else.
    """
    expected = "an error" if kind is Exception else f"the error {kind.__name__}"
    try:
        actual = answer(*args)
    except AnswerRaised as raised:
        if isinstance(raised.error, kind):
            return
        raised.expected = expected
        raise
    raise PropertyFailed(repr(actual), expected)
