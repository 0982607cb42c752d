"""An answer in any form is found by its name, or refused with the reason that is true of it."""

import base64
import functools
from collections.abc import Callable
from typing import Any

import pytest

import exercises
from exercises.checks.api import find
from exercises.checks.errors import ExerciseError
from exercises.checks.result import Outcome

RIGHT = "to_base64url: right. 4 of 4 properties hold.\n"


def spelled(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def with_altchars(altchars: bytes, data: bytes) -> str:
    return base64.b64encode(data, altchars).rstrip(b"=").decode()


class Speller:
    def __call__(self, data: bytes) -> str:
        return spelled(data)

    def method(self, data: bytes) -> str:
        return spelled(data)


def bare(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*values: Any) -> Any:
        return function(*values)

    return wrapper


class Text(str):
    """A class whose objects are texts."""

    def __new__(cls, data: bytes) -> "Text":
        return super().__new__(cls, spelled(data))


@pytest.mark.parametrize(
    "to_base64url",
    [lambda data: spelled(data), functools.partial(with_altchars, b"-_"), Speller(),
     Speller().method, bare(spelled), functools.wraps(find)(bare(spelled)),
     functools.lru_cache(spelled)],
)  # fmt: skip
def test_an_answer_is_known_by_the_name_that_it_is_assigned_to(
    to_base64url: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    exercises.check(to_base64url)
    assert capsys.readouterr().out == RIGHT
    exercises.hint(to_base64url)
    assert "**Hint 1 of 1.**" in capsys.readouterr().out
    assert exercises.grade(to_base64url, points=2) == 2.0


def test_of_two_names_the_one_in_the_call_counts(capsys: pytest.CaptureFixture[str]) -> None:
    def digest_of(data: bytes) -> str:
        return spelled(data)

    to_base64url = digest_of
    exercises.check(to_base64url)
    assert capsys.readouterr().out == RIGHT


async def awaited(data: bytes) -> str:
    return spelled(data)


async def yielding(data: bytes) -> Any:
    yield spelled(data)


@pytest.mark.parametrize(
    ("answer", "actual"),
    [(awaited, "a coroutine that nobody awaits"), (yielding, "an asynchronous generator"),
     (len, "1"), (Text, "'Wg'")],
)  # fmt: skip
def test_other_forms_are_judged_by_what_comes_back(answer: Any, actual: str) -> None:
    (name, *_) = find("to_base64url").properties
    result = find("to_base64url").run_property(name, answer, 1)
    if result.outcome is Outcome.PASSED:
        assert answer is Text
    else:
        assert result.actual == actual


def test_what_is_no_answer_is_told_why() -> None:
    digest_of = to_base64url = spelled
    for wrong, said in (
        (lambda: exercises.check("digest_of"), r"without quotation marks: check\(digest_of\)"),  # type: ignore[arg-type]
        (lambda: exercises.check(digest_of(b"x")), r"what digest_of returned \(str, 'eA'\)"),  # type: ignore[arg-type]
        (lambda: exercises.check(5), r"^check takes a function, and this is a value \(int\)"),  # type: ignore[arg-type]
        (lambda: exercises.check(lambda: 5), "a lambda without the name of an exercise"),
        (lambda: exercises.check(Speller()), r"an object \(Speller\) without the name"),
        (lambda: exercises.check(len), "No exercise is named len: keep the name"),
    ):
        with pytest.raises(ExerciseError, match=said):
            wrong()  # type: ignore[no-untyped-call] # a lambda
    assert to_base64url is digest_of
