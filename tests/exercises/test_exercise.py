"""Answers that crash, hang, print, change what they were given, or are no function at all."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from exercises.checks.exercise import Exercise, Outcome
from exercises.checks.expect import Answer, expect_equal, expect_true
from tests.exercises.sample_exercise import double, exercise, report


def test_an_answer_that_returns_nothing_is_told_so() -> None:
    assert "does your function end with return?" in repr(report(lambda number: print(number)))


def test_an_error_in_the_answer_is_shown_as_the_answer_s_own_line() -> None:
    ages: dict[str, int] = {}

    def crashing(number: int) -> int:
        return ages["nobody"] + number

    shown = repr(report(crashing))
    assert "\N{MULTIPLICATION SIGN} stops with an error: doubles a number" in shown
    assert "came back KeyError: 'nobody'" in shown
    assert re.search(r'your code line \d+: return ages\["nobody"\] \+ number', shown)
    assert shown.count("the same error as above") == 1
    assert "exercises/" not in shown


@pytest.mark.parametrize("error", [SystemExit, RecursionError, MemoryError, GeneratorExit])
def test_whatever_an_answer_raises_ends_in_a_report(error: type[BaseException]) -> None:
    def raising(_number: int) -> int:
        raise error

    assert f"came back {error.__name__}" in repr(report(raising))


def test_an_endless_loop_is_stopped_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(number: int) -> int:
        while True:
            number += 1

    for name, (check, _) in list(exercise.properties.items()):
        monkeypatch.setitem(exercise.properties, name, (check, 0.2))
    shown = repr(report(endless))
    assert shown.startswith("double: not right yet. It took too long, so no more was tried.")
    assert "nothing within 0.2 seconds" in shown
    assert "A loop that never ends?" in shown
    assert "refuses a text" not in shown


def test_what_cannot_be_looked_at_is_refused_and_no_error_of_ours() -> None:
    odd = Exercise("double", "")

    @odd.property("is text")
    def _is_text(answer: Answer, _random: Random) -> None:
        expect_true(answer(1).startswith("2"), "something else", "a text that begins with 2")

    (result,) = odd.run(lambda _number: 2, 1)
    assert (result.outcome, result.actual) == (Outcome.FAILED, "2")


def test_what_an_answer_prints_or_warns_of_is_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    def talking(number: int) -> int:
        print("I am here")
        return double(number)

    assert report(talking).state == "right"
    assert capsys.readouterr() == ("", "")


def test_what_an_answer_prints_is_shown_where_it_fails() -> None:
    def talking(number: int) -> None:
        print("twice is", 2 * number)

    assert re.search(r"printed +twice is \d+\n", repr(report(talking)))


def test_an_answer_that_changes_what_it_was_given_is_told_so() -> None:
    own = Exercise("double", "")

    @own.property("leaves its list alone")
    def _alone(answer: Answer, _random: Random) -> None:
        expect_equal(answer([1, 2]), 2)

    (result,) = own.run(lambda numbers: numbers.pop(), 1)
    assert (result.actual, result.expected) == ("it changed what it was given: [1]", "still [1, 2]")


def test_a_coroutine_is_told_from_an_answer() -> None:
    async def waiting(number: int) -> int:
        return 2 * number

    assert "expected  a function: def without async" in repr(report(waiting))


def test_an_answer_of_another_number_of_values_is_not_shown_our_code() -> None:
    shown = repr(report(lambda _one, _other: 2))
    assert "came back TypeError" in shown
    assert "your code" not in shown


def test_an_error_of_another_kind_is_shown_with_the_one_that_was_expected() -> None:
    shown = repr(report(lambda number: 2 * number if number != "2" else {}[number]))
    assert "came back KeyError: '2'" in shown
    assert "expected  the error TypeError" in shown


def test_a_generator_of_answers_is_left_alone() -> None:
    def lazy(number: int) -> Iterator[int]:
        yield 2 * number

    assert report(lazy).state == "not right yet"
