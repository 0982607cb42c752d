"""An answer's own exceptions are told from those of the checks, whatever their class."""

import itertools
import os
import sys
import warnings
from unittest import mock

import pytest
from requests.utils import get_environ_proxies

from exercises.checks.answer import (
    FEW,
    MAX_SIZE,
    MAX_STDOUT,
    RecordedAnswer,
    quiet,
    source_line,
)
from exercises.checks.bounded_repr import MAX_BITS, MAX_DEPTH
from exercises.checks.errors import (
    AnswerRaised,
    AnswerTimeout,
    Interrupted,
    NotAttempted,
    PropertyFailed,
)
from exercises.checks.result import Outcome
from tests.exercises.sample_exercise import exercise


def asserting(number: int) -> int:
    assert number < 0, "a number below zero"
    return number


@pytest.mark.parametrize(
    "error",
    [AssertionError("wrong"), PropertyFailed("1", "2"), TimeoutError(), AnswerTimeout(), OSError()],
)
def test_whatever_an_answer_raises_is_its_own_error(error: Exception) -> None:
    def raising(_number: int) -> int:
        raise error

    with pytest.raises(AnswerRaised) as caught:
        RecordedAnswer(raising)(5)
    assert caught.value.error is error
    assert exercise.run_property("doubles a number", raising, 1).outcome is Outcome.ERROR


def test_an_assert_in_an_answer_is_shown_with_its_line() -> None:
    result = exercise.run_property("doubles a number", asserting, 1)
    assert result.outcome is Outcome.ERROR
    assert result.actual.startswith("AssertionError: a number below zero")
    assert result.source_line.endswith('assert number < 0, "a number below zero"')


def test_a_stub_and_a_person_s_interrupt_go_through() -> None:
    def stub(_number: int) -> int:
        """As a stub has."""
        raise NotImplementedError()

    def interrupted(_number: int) -> int:
        raise Interrupted

    with pytest.raises(NotAttempted):
        RecordedAnswer(stub)(5)
    with pytest.raises(Interrupted):
        RecordedAnswer(interrupted)(5)


def test_an_error_that_only_resembles_a_stub_s_is_the_answer_s_own() -> None:
    def asking(_number: int) -> str:
        return input()

    def calling(number: int) -> int:
        return unwritten(number)

    def unwritten(_number: int) -> int:
        raise NotImplementedError()

    def half_written(number: int) -> int:
        if number < 0:
            return -number
        raise NotImplementedError()

    def interrupting(_number: int) -> int:
        raise KeyboardInterrupt

    def stub_without_parameter() -> int:
        raise NotImplementedError()

    answers = (asking, calling, half_written, interrupting, stub_without_parameter)
    for answer in answers:
        with pytest.raises(AnswerRaised):
            RecordedAnswer(answer)(5)


def test_the_last_call_is_kept_with_its_result_and_what_was_printed() -> None:
    def greeting(name: str, *, loud: bool = False) -> str:
        print("I greet", name)
        return name.upper() if loud else name

    answer = RecordedAnswer(greeting)
    answer("ann")
    answer("ben", loud=True)
    kept = answer.call, answer.actual, answer.stdout
    assert kept == ("greeting('ben', loud=True)", "'BEN'", "I greet ben\n")


class EqualToAll:
    def __eq__(self, _other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize("value", [EqualToAll(), mock.ANY, mock.MagicMock(), [[EqualToAll()]]])
def test_a_result_that_says_itself_what_it_equals_is_no_plain_value(value: object) -> None:
    with pytest.raises(PropertyFailed) as caught:
        RecordedAnswer(lambda _number: value)(5)
    assert caught.value.expected.startswith("a plain value: ")


def nested(depth: int) -> list[object]:
    """Return a list that holds a list, and so on: ``depth`` of them below the first."""
    return [nested(depth - 1)] if depth else []


HELD_BY_ITSELF: list[object] = []
HELD_BY_ITSELF.append(HELD_BY_ITSELF)
MUCH_SMALLER = "something much smaller"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("a" * MAX_SIZE, ""),
        ("a" * (MAX_SIZE + 1), MUCH_SMALLER),
        ([0] * (MAX_SIZE // 2), ""),  # the list's length, and each number as one
        ([0] * (MAX_SIZE // 2 + 1), MUCH_SMALLER),
        ({0: b"a" * MAX_SIZE}, MUCH_SMALLER),
        (2**MAX_BITS - 1, ""),
        (2**MAX_BITS, MUCH_SMALLER),
        (nested(MAX_DEPTH), ""),
        (nested(MAX_DEPTH + 1), "something that does not hold itself, or less deep"),
        (HELD_BY_ITSELF, "something that does not hold itself, or less deep"),
        ([itertools.count()], "something that ends"),
    ],
)
def test_a_result_too_large_to_look_at_is_refused_and_one_at_the_limit_is_not(
    value: object, wanted: str
) -> None:
    try:
        RecordedAnswer(lambda _number: value)(5)
        expected = ""
    except PropertyFailed as refused:
        expected = refused.expected
    assert expected == wanted


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("a" * MAX_STDOUT, "a" * MAX_STDOUT),
        ("a" * (MAX_STDOUT + 1), f"{'a' * FEW} … ({MAX_STDOUT + 1:,} characters)"),
    ],
)
def test_of_much_that_is_printed_the_beginning_is_shown_with_its_length(
    printed: str, shown: str
) -> None:
    def printing(_number: int) -> None:
        print(printed[:-1], end="")
        print(printed[-1], end="")

    answer = RecordedAnswer(printing)
    answer(5)
    assert answer.stdout == shown


def test_a_list_that_holds_itself_afterwards_was_changed() -> None:
    def swallowing(values: list[object]) -> int:
        values.append(values)
        return 1

    given: list[object] = []
    given.append([given])
    with pytest.raises(PropertyFailed, match="it changed what it was given"):
        RecordedAnswer(swallowing)(given)


def test_what_an_answer_prints_and_warns_of_is_discarded(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with quiet():
        print("a word")
        print("another", file=sys.stderr)
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    assert capfd.readouterr() == ("", "")


def test_an_error_from_elsewhere_has_no_line_of_the_answer() -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("x")
    assert source_line(caught.value, len) == ""


@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
@pytest.mark.parametrize(("others", "past"), [("", False), ("shop.example", True), ("*", True)])
def test_answers_ask_the_servers_past_any_proxy(
    name: str, others: str, past: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"no_proxy": "", "NO_PROXY": "", "http_proxy": "http://127.0.0.1:9", name: others}
    for setting, value in settings.items():
        monkeypatch.setenv(setting, value)
    environment = dict(os.environ)
    direct = []

    def asking(number: int) -> int:
        urls = "http://127.0.0.1:5000/", "http://localhost:5000/", "http://shop.example/"
        direct.append([not get_environ_proxies(url) for url in urls])
        return number

    exercise.run_property("doubles a number", asking, 1)
    assert direct == [[True, True, past]]
    assert dict(os.environ) == environment
