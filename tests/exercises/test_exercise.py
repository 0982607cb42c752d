"""Answers that crash, hang, print, change what they were given, or are no function at all."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.report import Report
from exercises.checks.result import Outcome
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


def test_what_failed_before_an_endless_loop_keeps_its_advice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (_, (name, (check, _limit))) = exercise.properties.items()
    monkeypatch.setitem(exercise.properties, name, (check, 0.2))

    def looping(number: object) -> int:
        while isinstance(number, str):
            pass
        return 2 * int(str(number)) + 1

    failed, stopped = exercise.run(looping, 1)
    assert (failed.outcome, stopped.outcome) == (Outcome.FAILED, Outcome.TIMEOUT)
    assert "Too large by 1" in failed.feedback


def test_what_cannot_be_looked_at_is_refused_and_no_error_of_ours() -> None:
    odd = Exercise("double", "")

    @odd.property("is text")
    def _is_text(answer: Answer, _random: Random) -> None:
        expect_true(answer(1).startswith("2"), "something else", "a text that begins with 2")

    (result,) = odd.run(lambda _number: 2, 1)
    assert (result.outcome, result.actual) == (Outcome.FAILED, "2")


def test_a_value_that_the_check_cannot_read_is_told_from_a_check_that_fails() -> None:
    broken = Exercise("digest_of", "")  # it has a model answer

    @broken.property("reads text")
    def _reads(answer: Answer, _random: Random) -> None:
        answer("a").strip()

    @broken.property("reads nothing")
    def _cannot(answer: Answer, _random: Random) -> None:
        answer("a").no_such_method()

    @broken.property("calls nothing")
    def _calls(_answer: Answer, _random: Random) -> None:
        raise OSError("no folder")

    results = broken.run(lambda _text: 5, 1)
    assert [result.outcome for result in results] == [
        Outcome.FAILED,
        Outcome.CHECK_FAILED,
        Outcome.CHECK_FAILED,
    ]
    assert "'int' object has no attribute 'strip'" in results[0].expected
    assert "OSError: no folder" in results[2].feedback
    shown = repr(Report("digest_of", tuple(results)))
    assert shown.startswith("digest_of: not judged. 0 of 3 properties hold.")
    assert "The check itself failed, and not your answer" in shown


def test_a_slip_in_an_answer_is_no_refusal() -> None:
    def slipping(number: int) -> int:
        if isinstance(number, str):
            raise TypErorr  # type: ignore[name-defined] # noqa: F821
        return 2 * number

    result = exercise.run_property("refuses a text", slipping, 1)
    assert result.actual == "NameError: name 'TypErorr' is not defined"


def test_a_misconception_that_lacks_more_than_the_answer_is_not_meant() -> None:
    own = Exercise("double", "")

    @own.property("doubles")
    def _doubles(answer: Answer, _random: Random) -> None:
        expect_equal(answer(3), 6)

    @own.property("keeps zero")
    def _keeps(answer: Answer, _random: Random) -> None:
        expect_equal(answer(0), 0)

    @own.misconception("You added three.")
    def _added(number: int) -> int:
        return number + 2

    @own.misconception("You took the next prime.")
    def _prime(number: int) -> int:
        return 5 if number else 0

    def nearly(number: int) -> int:
        return 5 if number == 3 else 0

    assert [one.misconception for one in own.run(nearly, 1)] == ["_prime", ""]
    own.misconceptions.pop()
    assert [one.misconception for one in own.run(nearly, 1)] == ["", ""]


def test_a_misconception_that_is_alike_by_chance_is_not_meant() -> None:
    own = Exercise("double", "")

    @own.property("doubles")
    def _doubles(answer: Answer, random: Random) -> None:
        number = random.randrange(1, 10**6)
        expect_equal(answer(number), 2 * number)

    numbers: list[int] = []
    own.run(lambda number: numbers.append(number), 1)

    @own.misconception("One too many.")
    def _one_more(number: int) -> int:
        return 2 * number + 1

    def by_chance(number: int) -> int:
        return 2 * numbers[0] + 1 + 5 * (number - numbers[0])

    (result,) = own.run(by_chance, 1)
    assert (result.misconception, result.feedback[:14]) == ("", "Too large by 1")
    (result,) = own.run(lambda number: 2 * number + 1, 1)
    assert result.misconception == "_one_more"


def test_a_result_that_many_have_needs_a_misconception_that_goes_the_same_way_throughout() -> None:
    own = Exercise("double", "")

    @own.property("is true of one")
    def _one(answer: Answer, _random: Random) -> None:
        expect_equal(answer(1), True)

    @own.property("doubles two")
    def _two(answer: Answer, _random: Random) -> None:
        expect_equal(answer(2), 4)

    @own.misconception("One counts, too.")
    def _refuses_one(number: int) -> int:
        return False if number == 1 else 2 * number

    @own.misconception("You wrote the next prime.")
    def _prime(number: int) -> int:
        return number == 1 or 5

    answers = {1: False, 2: 5}
    assert [one.misconception for one in own.run(answers.__getitem__, 1)] == ["", "_prime"]


def test_a_misconception_is_detected_by_other_things_than_its_results() -> None:
    own = Exercise("double", "")

    @own.property("doubles")
    def _doubles(answer: Answer, random: Random) -> None:
        number = random.randrange(3, 10**6)
        expect_equal(answer(number), 2 * number)

    @own.misconception("No numbers, please.", detect=lambda answer: answer is silent)
    def _silent(_number: int) -> None:
        return None

    def silent(number: int) -> int:
        return -number

    assert [one.misconception for one in own.run(silent, 1)] == ["_silent"]
    assert [one.misconception for one in own.run(lambda number: -number, 1)] == [""]


def test_a_misconception_is_run_anew_after_its_runs_are_forgotten() -> None:
    own = Exercise("double", "")
    added = [3]

    @own.property("doubles three")
    def _doubles(answer: Answer, _random: Random) -> None:
        expect_equal(answer(3), 6)

    @own.misconception("You added something.")
    def _adds(number: int) -> int:
        return number + added[0]

    def one_too_many(_number: int) -> int:
        return 7

    (before,) = own.run(one_too_many, 1)
    added[0] = 4
    own.forget_runs()
    (after,) = own.run(one_too_many, 1)
    assert (before.misconception, after.misconception) == ("", "_adds")


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
