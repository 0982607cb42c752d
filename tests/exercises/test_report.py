"""What a learner is shown: right, wrong, not attempted, crashed, endless; as text and as HTML."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import jwt
import pytest

from exercises.attempt import Given, expect, expect_error, expect_that
from exercises.checking import Exercise
from exercises.report import Report

exercise = Exercise("double", "Twice a number is the number and the number.")


@exercise.must("doubles a number")
def _doubles(given: Given, random: Random) -> None:
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


def test_a_right_answer_gets_one_short_line() -> None:
    assert repr(report(double)) == "double: right. 2 of 2 properties hold."
    assert report(double)._repr_html_().count("<p>") == 1


def test_a_wrong_answer_is_shown_with_input_result_expectation_and_advice() -> None:
    def squared(number: int) -> int:
        return number**2

    lines = repr(report(squared)).splitlines()
    assert lines[0] == "double: not right yet. 1 of 2 properties hold."
    assert lines[1] == "  \N{MULTIPLICATION SIGN} does not hold: doubles a number"
    assert re.fullmatch(r" +tried +double\([3-8]\)", lines[2])
    assert re.fullmatch(r" +came back +\d+", lines[3])
    assert re.fullmatch(r" +expected +\d+", lines[4])
    assert lines[5].split(maxsplit=1) == ["advice", "You squared it: multiply by two instead."]
    assert lines[6] == "  \N{CHECK MARK} holds: refuses a text"


def test_another_wrong_answer_gets_no_advice_that_is_not_meant_for_it() -> None:
    assert "advice" not in repr(report(lambda number: number - 1))


def test_an_answer_that_returns_nothing_is_told_so() -> None:
    assert "does your function end with return?" in repr(report(lambda number: print(number)))


def test_other_inputs_are_drawn_for_another_seed_and_the_same_for_the_same() -> None:
    shown = {seed: repr(report(lambda _number: 0, seed)) for seed in range(6)}
    assert len(set(shown.values())) > 1
    assert repr(report(lambda _number: 0, 3)) == shown[3]


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

    @odd.must("is text")
    def _is_text(given: Given, _random: Random) -> None:
        expect_that(given(1).startswith("2"), "something else", "a text that begins with 2")

    (result,) = odd.examine(lambda _number: 2, 1)
    assert (result.state, result.got) == ("fails", "2")


def test_long_values_and_ports_are_cut() -> None:
    def long(_number: int) -> str:
        return "http://127.0.0.1:54321/" + "x" * 400

    shown = repr(report(long))
    assert "127.0.0.1:PORT" in shown
    assert all(len(line) < 440 for line in shown.splitlines())


def test_html_says_in_words_what_the_marks_say_and_escapes_what_was_sent() -> None:
    def marked(_number: int) -> str:
        return "<script>alert(1)</script>"

    html = report(marked)._repr_html_()
    assert "<script>" not in html
    assert "does not hold" in html
    assert html.count('<th scope="row"') == 2 * 3


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

    @own.must("leaves its list alone")
    def _alone(given: Given, _random: Random) -> None:
        expect(given([1, 2]), 2)

    (result,) = own.examine(lambda numbers: numbers.pop(), 1)
    assert (result.got, result.expected) == ("it changed what it was given: [1]", "still [1, 2]")


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


def test_a_token_is_shown_with_what_it_says() -> None:
    own = Exercise("double", "")

    @own.must("reads a token")
    def _reads(given: Given, _random: Random) -> None:
        expect(given(jwt.encode({"sub": "ann"}, bytes(32))), "ann")

    shown = repr(Report("double", tuple(own.examine(lambda _token: "ben", 1))))
    assert "its token {'alg': 'HS256', 'typ': 'JWT'} {'sub': 'ann'}" in shown


def test_no_address_in_memory_is_shown() -> None:
    def unfinished(number: int) -> object:
        return number.to_bytes

    assert "came back <built-in method to_bytes of int object>" in repr(report(unfinished))


def test_a_generator_of_answers_is_left_alone() -> None:
    def lazy(number: int) -> Iterator[int]:
        yield 2 * number

    assert report(lazy).state == "not right yet"


def test_a_mistake_is_tried_once_however_often_answers_are_wrong() -> None:
    counted, calls = Exercise("double", "As above."), list[int]()
    counted.must("doubles a number")(_doubles)

    @counted.mistake("Three times is too many.")
    def _tripled(number: int) -> int:
        calls.append(number)
        return 3 * number

    for factor in (3, 4, 3):
        (result,) = counted.examine(lambda number, by=factor: by * number, 1)
        assert result.advice == ("Three times is too many." if factor == 3 else "")
    assert len(calls) == 1
    counted.examine(lambda number: 3 * number, 2)  # other inputs
    assert len(calls) == 2
