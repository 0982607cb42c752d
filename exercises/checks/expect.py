"""The assertions of the properties: each raises PropertyFailed when it does not hold."""

from collections.abc import Callable
from typing import Any

from exercises.checks.bounded_repr import bounded_repr
from exercises.checks.errors import AnswerRaised, Interrupted, PropertyFailed

Answer = Callable[..., Any]
"""The function that a learner writes, or one that stands in for it."""


def expect_equal(actual: object, expected: object) -> None:
    """Raise PropertyFailed, with the repr of both, unless ``actual == expected``.

    What can't be compared is not equal.
    """
    try:
        differs = bool(actual != expected)
    except Interrupted:
        raise
    except BaseException:
        differs = True
    if differs:
        raise PropertyFailed(bounded_repr(actual), bounded_repr(expected))


def expect_true(condition: object, actual: str, expected: str) -> None:
    """Raise PropertyFailed, with these two texts, unless ``condition`` is true."""
    if not condition:
        raise PropertyFailed(actual, expected)


def expect_raises(kind: type[Exception], answer: Answer, *args: Any) -> None:
    """Call ``answer(*args)``, which has to raise ``kind`` or a subclass of it.

    Raises PropertyFailed if it returns, AnswerRaised if it raises something else. A NameError is a
    slip and refuses nothing, unless it is ``kind``.
    """
    expected = "an error" if kind is Exception else f"the error {kind.__name__}"
    try:
        actual = answer(*args)
    except AnswerRaised as raised:
        slip = isinstance(raised.error, NameError) and not issubclass(kind, NameError)
        if isinstance(raised.error, kind) and not slip:
            return
        raised.expected = expected
        raise
    raise PropertyFailed(bounded_repr(actual), expected)
