"""The assertions of the properties, each once as it holds and once as it does not."""

import pytest

from exercises.checks.answer import RecordedAnswer
from exercises.checks.errors import AnswerRaised, PropertyFailed
from exercises.checks.expect import expect_equal, expect_raises, expect_true


def test_equal_values_pass_and_others_are_shown() -> None:
    expect_equal([1], [1])
    with pytest.raises(PropertyFailed) as caught:
        expect_equal("1", 1)
    assert (caught.value.actual, caught.value.expected) == ("'1'", "1")


def test_what_cannot_be_compared_is_not_equal() -> None:
    class Odd:
        def __eq__(self, _other: object) -> bool:
            raise OSError

        __hash__ = None  # type: ignore[assignment]

    with pytest.raises(PropertyFailed, match="Odd object"):
        expect_equal(Odd(), 5)


def test_a_condition_fails_with_its_own_two_texts() -> None:
    expect_true("yes", "this", "that")
    with pytest.raises(PropertyFailed) as caught:
        expect_true("", "this", "that")
    assert (caught.value.actual, caught.value.expected) == ("this", "that")


def test_an_error_of_the_kind_or_of_a_child_of_it_passes() -> None:
    answer = RecordedAnswer(int)
    expect_raises(ValueError, answer, "x")
    expect_raises(Exception, answer, "x")


@pytest.mark.parametrize(
    ("kind", "expected"), [(ValueError, "the error ValueError"), (Exception, "an error")]
)
def test_a_value_where_an_error_was_expected_fails(kind: type[Exception], expected: str) -> None:
    with pytest.raises(PropertyFailed) as caught:
        expect_raises(kind, RecordedAnswer(int), "5")
    assert (caught.value.actual, caught.value.expected) == ("5", expected)


def test_an_error_of_another_kind_comes_through_with_what_was_expected() -> None:
    with pytest.raises(AnswerRaised) as caught:
        expect_raises(KeyError, RecordedAnswer(int), "x")
    assert isinstance(caught.value.error, ValueError)
    assert caught.value.expected == "the error KeyError"
