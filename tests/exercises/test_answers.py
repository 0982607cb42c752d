"""Every exercise, with its model answer, with wrong answers, and with unusual right ones."""

import doctest
import linecache
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from exercises.checks import assignments
from exercises.checks.api import FOLDER, find
from exercises.checks.exercise import Exercise, Misconception, Outcome, Result
from exercises.checks.report import Report

Answer = Callable[..., Any]
LESSONS = assignments.notebooks()
NAMES = {name: path for path in LESSONS for name in assignments.names(path)}
SEEDS = (1, 2, 3)
each_exercise = pytest.mark.parametrize("name", NAMES)


@cache
def namespace(path: Path) -> dict[str, Any]:
    """Run the cells of a notebook but for those that check; return what they define."""
    names: dict[str, Any] = {"__name__": path.stem}
    for cell in assignments.cells(path):
        if cell["cell_type"] == "code" and "check(" not in cell["source"]:
            text = cell["source"].replace("progress(", "str(")
            file = f"<{path.stem} {cell['id']}>"
            linecache.cache[file] = len(text), None, text.splitlines(keepends=True), file
            exec(compile(text, file, "exec"), names)  # noqa: S102 - our own notebook
    return names


def model(name: str) -> Answer:
    answer: Answer = namespace(NAMES[name])[name]
    return answer


def kept(kind: str, name: str) -> list[Answer]:
    """Return the answers of one kind, RIGHT or WRONG, that the tests keep for an exercise."""
    (path,) = FOLDER.glob(f"*/{name}.py")
    module = import_module(f"tests.exercises.answers.{path.parent.name}")
    answers: list[Answer] = getattr(module, kind).get(name, [])
    return answers


@cache
def examined(name: str, answer: Answer) -> tuple[Result, ...]:
    """Examine a wrong answer, once for all the tests that ask."""
    return tuple(find(name).run(answer, 1))


def failed(name: str, answer: Answer) -> set[str]:
    """Return the properties that an answer lacks."""
    return {
        result.name for result in examined(name, answer) if result.outcome is not Outcome.PASSED
    }


def ids(value: object) -> str:
    return value if isinstance(value, str) else getattr(value, "__name__", "")


MISCONCEPTIONS = [
    (name, misconception) for name in NAMES for misconception in find(name).misconceptions
]
each_misconception = pytest.mark.parametrize(
    ("name", "misconception"),
    MISCONCEPTIONS,
    ids=lambda value: ids(getattr(value, "answer", value)),
)
each_right = pytest.mark.parametrize(
    ("name", "answer"), [(name, one) for name in NAMES for one in kept("RIGHT", name)], ids=ids
)
each_wrong = pytest.mark.parametrize(
    ("name", "answer"), [(name, one) for name in NAMES for one in kept("WRONG", name)], ids=ids
)


def test_there_are_at_least_forty_and_four_to_six_a_lesson() -> None:
    counts = [len(assignments.names(path)) for path in LESSONS]
    assert all(4 <= count <= 6 for count in counts)
    assert len(NAMES) == sum(counts) >= 40


@each_exercise
@pytest.mark.parametrize("seed", SEEDS)
def test_the_model_answer_is_right(name: str, seed: int) -> None:
    report = Report(name, tuple(find(name).run(model(name), seed)))
    assert report.state == "right", repr(report)


@each_exercise
def test_the_example_is_what_the_model_answer_gives(name: str) -> None:
    answer = model(name)
    assert answer.__doc__
    test = doctest.DocTestParser().get_doctest(answer.__doc__, namespace(NAMES[name]), name, "", 0)
    assert test.examples
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append)
    assert said == []


@each_exercise
def test_an_exercise_is_complete(name: str) -> None:
    exercise: Exercise = find(name)
    assert exercise.name == name
    assert len(exercise.why) > 60
    assert len(exercise.misconceptions) >= 2
    assert len(kept("RIGHT", name)) >= 1
    assert 1 <= len(assignments.hints(name)) <= 4
    assert "### " not in assignments.solution(name)


@each_misconception
def test_a_misconception_is_refused_with_its_feedback(
    name: str, misconception: Misconception
) -> None:
    assert misconception.feedback in [one.feedback for one in examined(name, misconception.answer)]


@each_right
@pytest.mark.parametrize("seed", SEEDS)
def test_an_unusual_right_answer_passes(name: str, answer: Answer, seed: int) -> None:
    report = Report(name, tuple(find(name).run(answer, seed)))
    assert report.state == "right", repr(report)


@each_wrong
def test_a_wrong_answer_is_refused(name: str, answer: Answer) -> None:
    assert failed(name, answer)


@each_exercise
def test_without_any_one_of_its_properties_a_wrong_answer_would_pass(name: str) -> None:
    wrong = [misconception.answer for misconception in find(name).misconceptions] + kept(
        "WRONG", name
    )
    alone = {next(iter(lacking)) for answer in wrong if len(lacking := failed(name, answer)) == 1}
    assert set(find(name).properties) - alone == set()


@each_exercise
def test_an_answer_that_is_not_there_yet_is_not_attempted(name: str) -> None:
    def stub(*_values: object) -> object:
        raise NotImplementedError

    stub.__name__ = name
    report = Report(name, tuple(find(name).run(stub, 1)))
    assert report.state == "not attempted"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_exercise_has_its_points_and_its_hidden_marks(path: Path) -> None:
    for cell in assignments.cells(path):
        if "check(" in cell["source"]:
            marks = cell["metadata"]["nbgrader"]
            name = cell["id"].removesuffix("-check").replace("-", "_")
            hidden = f"grade({name}, points={marks['points']}, seed=2026)"
            assert hidden in cell["source"]
            assert marks["grade"]
            assert marks["locked"]
