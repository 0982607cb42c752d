"""An exercise for the tests: double a number, and refuse a text."""

from collections.abc import Callable
from random import Random
from typing import Any

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_raises
from exercises.checks.report import Report

exercise = Exercise("double", "Twice a number is the number and the number.")


@exercise.property("doubles a number")
def doubles(answer: Answer, random: Random) -> None:
    number = random.randrange(3, 9)
    expect_equal(answer(number), 2 * number)


@exercise.property("refuses a text")
def _refuses(answer: Answer, _random: Random) -> None:
    expect_raises(TypeError, answer, "2")


@exercise.misconception("You squared it: multiply by two instead.")
def _squared(number: int) -> int:
    return number * number


def double(number: int) -> int:
    if isinstance(number, str):
        raise TypeError("a number, please")
    return number + number


def report(answer: Callable[..., Any], seed: int = 1) -> Report:
    answer.__name__ = "double"
    return Report("double", tuple(exercise.run(answer, seed)))
