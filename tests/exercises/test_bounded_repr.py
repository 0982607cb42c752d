"""Values of any size and of any mood have a short text, and usual ones their own repr."""

from typing import Any

import pytest

from exercises.checks.bounded_repr import MAX_BITS, MAX_TEXT, bounded_repr, error_text
from exercises.checks.errors import Interrupted


@pytest.mark.parametrize(
    "value",
    ["it's", b"\xff", 5, True, None, 1.5, [], [1, "a"], (1,), (1, 2), set(), {3}, {}, {"a": [None]},
     frozenset({1}), {"deep": {"deeper": ({"x"}, [b""])}}, 10**300, range(3),
     "a" * MAX_TEXT, b"a" * MAX_TEXT, 2**MAX_BITS - 1],
)  # fmt: skip
def test_a_usual_value_has_its_own_repr(value: object) -> None:
    assert bounded_repr(value) == repr(value)


def holding_itself() -> list[Any]:
    held: list[Any] = []
    held.append(held)
    return held


def nested(depth: int) -> list[Any]:
    held: list[Any] = []
    for _ in range(depth):
        held = [held]
    return held


class Silent:
    def __repr__(self) -> str:
        raise SystemExit("no")


class Loud:
    def __repr__(self) -> str:
        return "x" * 10**6


@pytest.mark.parametrize(
    ("value", "end"),
    [("/" * 10**6, " … '////////////////////' (1,000,000 characters)"),
     ("a" * (MAX_TEXT + 1), "(10,001 characters)"), (2**MAX_BITS, "<a number of 10,001 bits>"),
     (bytes(20_000), "(20,000 bytes)"), ([0] * 10**6, " … (1,000,000 items)"),
     (dict.fromkeys(range(10**5), "x"), " … (100,000 items)"),
     (10**100_000, "<a number of 332,193 bits>"), (holding_itself(), "…" + "]" * 20),
     (nested(50_000), "…" + "]" * 20), (["y" * 50_000], "(50,000 characters)]"),
     (Silent(), "<an object of Silent, whose repr raises SystemExit>"),
     (Loud(), "(1,000,000 characters)")],
    ids=lambda value: value[-20:] if isinstance(value, str) else type(value).__name__,
)  # fmt: skip
def test_a_large_or_odd_one_is_short_and_says_what_it_is(value: object, end: str) -> None:
    shown = bounded_repr(value)
    assert shown.endswith(end)
    assert len(shown) < 300


def test_an_error_is_shown_by_class_and_message_whatever_they_are() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise KeyError

    assert error_text(KeyError("a")) == "KeyError: 'a'"
    assert error_text(ValueError()) == "ValueError"
    assert error_text(Mute()) == "Mute: its message can't be read (KeyError)"
    assert error_text(ValueError("x" * 10**6)).endswith("(1,000,012 characters)")


def test_a_person_s_interrupt_is_no_fault_of_the_value() -> None:
    class Interrupting(Exception):
        def __repr__(self) -> str:
            raise Interrupted

        __str__ = __repr__

    with pytest.raises(Interrupted):
        bounded_repr([Interrupting()])
    with pytest.raises(Interrupted):
        error_text(Interrupting())
