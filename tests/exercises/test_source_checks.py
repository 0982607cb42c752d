"""Comparisons that stop early, found in an answer's own code; those that tell nothing are left."""

import functools
import hashlib
import hmac
import operator
from collections.abc import Callable

import pytest

from exercises.checks.source_checks import assigns, has_early_exit_comparison


def equals(one: bytes, other: bytes) -> bool:
    return one == other


def differs(one: bytes, other: bytes) -> bool:
    if one != other:  # noqa: SIM103
        return False
    return True


def is_in(one: bytes, other: bytes) -> bool:
    return one in (other,)


def by_name(one: bytes, other: bytes) -> bool:
    return bool(operator.eq(one, other))


def by_method(one: bytes, other: bytes) -> bool:
    return one.startswith(other)


def by_what_is_left(one: bytes, other: bytes) -> bool:
    return not one.replace(other, b"")


def letter_by_letter(one: bytes, other: bytes) -> bool:
    for a, b in zip(one, other, strict=True):  # noqa: SIM110
        if a != b:
            return False
    return True


def with_the_right_one(one: bytes, other: bytes) -> bool:
    """Compare with == and nothing else."""
    # == would do
    return hmac.compare_digest(one, other)


def padded(one: str, other: bytes) -> bool:
    return hmac.compare_digest((one + "==").encode(), other)


def with_lengths(one: bytes, other: bytes) -> bool:
    return len(one) == len(other) and one.count(b".") == 2 and hmac.compare_digest(one, other)


def with_constants(one: str, other: str) -> bool:
    if one in ("", None) or one.endswith(".") or one.find(".") < 0:
        return False
    return hmac.compare_digest(one.replace("-", "+"), other)


def to_the_end(one: bytes, other: bytes) -> bool:
    difference = len(one) ^ len(other)
    for a, b in zip(one, other, strict=False):
        difference |= a ^ b
    return difference == 0


class Comparing:
    def __call__(self, one: bytes, other: bytes) -> bool:
        return one == other


@pytest.mark.parametrize(
    "answer", [Comparing(), Comparing().__call__, functools.partial(equals, b"")]
)
def test_the_source_of_an_object_a_method_and_a_partial_is_read(
    answer: Callable[..., bool],
) -> None:
    assert has_early_exit_comparison(answer)


def rebinding(used: set[str], ended: set[str]) -> None:
    used, _done = used | ended, True


def adding(used: set[str], ended: set[str]) -> None:
    used |= ended
    _same = used


def test_a_parameter_that_gets_a_new_value_is_found() -> None:
    assert assigns(rebinding, "used")
    assert not assigns(rebinding, "ended")
    assert not assigns(adding, "used", "ended")


@pytest.mark.parametrize(
    "answer", [equals, differs, is_in, by_name, by_method, by_what_is_left, letter_by_letter]
)
def test_it_stops_early(answer: Callable[..., bool]) -> None:
    assert has_early_exit_comparison(answer)


@pytest.mark.parametrize(
    "answer", [with_the_right_one, padded, with_lengths, with_constants, to_the_end, hashlib.sha256]
)
def test_it_does_not(answer: Callable[..., bool]) -> None:
    assert not has_early_exit_comparison(answer)
