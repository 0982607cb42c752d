"""An exercise for the tests: double a number, and refuse a text."""

from collections.abc import Callable
from random import Random
from typing import Any

from exercises.checks.answer import Given, expect, expect_error
from exercises.checks.exercise import Exercise
from exercises.checks.report import Report

exercise = Exercise("double", "Twice a number is the number and the number.")


@exercise.must("doubles a number")
def doubles(given: Given, random: Random) -> None:
    number = random.randrange(3, 9)
    expect(given(number), 2 * number)


@exercise.must("refuses a text")
def _refuses(given: Given, _random: Random) -> None:
    expect_error(TypeError, given, "2")


@exercise.mistake("You squared it: multiply by two instead.")
def _squared(number: int) -> int:
    return number * number


def double(number: int) -> int:
    if isinstance(number, str):
        raise TypeError("a number, please")
    return number + number


def report(answer: Callable[..., Any], seed: int = 1) -> Report:
    answer.__name__ = "double"
    return Report("double", tuple(exercise.examine(answer, seed)))
