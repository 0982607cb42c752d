"""Every exercise, with its model answer, with wrong answers, and with unusual right ones."""

import doctest
import linecache
from collections.abc import Callable
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from exercises.checks import assignments
from exercises.checks.api import find
from exercises.checks.exercise import SECONDS, Exercise
from exercises.checks.report import Report
from exercises.checks.result import Outcome, Result
from tests.exercises.answers import topic_of
from tests.exercises.answers.from_the_text import answers

Answer = Callable[..., Any]
LESSONS = assignments.notebooks()
NAMES = {name: path for path in LESSONS for name in assignments.names(path)}
SEEDS = (1, 2, 3)
run_property = Exercise.run_property
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
    module = import_module(f"tests.exercises.answers.{topic_of(name)}")
    answers: list[Answer] = getattr(module, kind).get(name, [])
    return answers


@cache
def result(exercise: str, property_name: str, answer: Answer, seed: int) -> Result:
    """Run one property with a wrong answer, once for all who are compared with it."""
    return run_property(find(exercise), property_name, answer, seed)


def run_once(exercise: Exercise, name: str, answer: Answer, seed: int) -> Result:
    return result(exercise.name, name, answer, seed)


@cache
def examined(name: str, answer: Answer) -> tuple[Result, ...]:
    """Examine a wrong answer, once for all the tests that ask."""
    with patch.object(Exercise, "run_property", run_once):
        return tuple(find(name).run(answer, 1))


def seeds(name: str) -> tuple[int, ...]:
    """Return the seeds to try right answers with: one where each run starts servers."""
    starts_servers = any(limit > SECONDS for _, limit in find(name).properties.values())
    return SEEDS[:1] if starts_servers else SEEDS


def failed(name: str, answer: Answer) -> set[str]:
    """Return the properties that an answer lacks."""
    return {
        result.name for result in examined(name, answer) if result.outcome is not Outcome.PASSED
    }


def stub(*_values: object) -> object:
    raise NotImplementedError


def test_there_are_six_a_lesson_and_the_last_is_a_challenge() -> None:
    for path in LESSONS:
        names = assignments.names(path)
        assert len(names) == 6, path.stem
        challenges = [assignments.title(name).startswith("Challenge: ") for name in names]
        assert challenges == [False] * 5 + [True], path.stem
    assert len(NAMES) == 6 * len(LESSONS)


@each_exercise
def test_the_model_answer_and_unusual_right_ones_pass(name: str) -> None:
    assert kept("RIGHT", name)
    for answer, seed in product([model(name), *kept("RIGHT", name)], seeds(name)):
        report = Report(name, tuple(find(name).run(answer, seed)))
        assert report.state == "right", f"{answer.__qualname__}, seed {seed}: {report!r}"


def test_the_example_is_what_the_model_answer_gives() -> None:
    for name, path in NAMES.items():
        text = model(name).__doc__ or ""
        test = doctest.DocTestParser().get_doctest(text, namespace(path), name, "", 0)
        assert test.examples, name
        said: list[str] = []
        runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
        runner.run(test, out=said.append)
        assert said == [], name


def test_an_exercise_is_complete() -> None:
    for name in NAMES:
        exercise: Exercise = find(name)
        assert exercise.name == name
        assert len(exercise.why) > 60, name
        assert len(exercise.misconceptions) >= 2, name
        assert 1 <= len(assignments.hints(name)) <= 4, name
        assert "### " not in assignments.solution(name), name


@each_exercise
def test_a_misconception_is_refused_with_its_feedback(name: str) -> None:
    for misconception in find(name).misconceptions:
        found = [one.feedback for one in examined(name, misconception.answer)]
        assert misconception.feedback in found, misconception.answer.__name__


@each_exercise
def test_wrong_answers_are_refused_and_each_property_alone_refuses_one(name: str) -> None:
    known = [misconception.answer for misconception in find(name).misconceptions]
    lacking = {answer: failed(name, answer) for answer in known + kept("WRONG", name)}
    assert [answer.__name__ for answer, properties in lacking.items() if not properties] == []
    alone = {min(properties) for properties in lacking.values() if len(properties) == 1}
    assert set(find(name).properties) - alone == set()


@each_exercise
def test_answers_written_from_the_text_alone_are_told_apart(name: str) -> None:
    wrong, right = answers(name, "wrong"), answers(name, "right")
    assert len(wrong) >= 8
    assert len(right) >= 2
    for key, answer in wrong.items():
        assert any(_fails(name, each, answer) for each in find(name).properties), f"{key} passed"
    for (key, answer), seed in product(right.items(), seeds(name)):
        report = Report(name, tuple(find(name).run(answer, seed)))
        assert report.state == "right", f"{key}, seed {seed}: {report!r}"


def _fails(name: str, property_: str, answer: Answer) -> bool:
    return find(name).run_property(property_, answer, 1).outcome is not Outcome.PASSED


def test_an_answer_that_is_not_there_yet_is_not_attempted() -> None:
    states = {name: Report(name, tuple(find(name).run(stub, 1))).state for name in NAMES}
    assert {name for name, state in states.items() if state != "not attempted"} == set()


def test_every_exercise_has_its_points_and_its_hidden_marks() -> None:
    for cell in (cell for path in LESSONS for cell in assignments.cells(path)):
        if "check(" in cell["source"]:
            marks = cell["metadata"]["nbgrader"]
            name = cell["id"].removesuffix("-check").replace("-", "_")
            assert f"grade({name}, points={marks['points']})" in cell["source"]
            assert marks["grade"], name
            assert marks["locked"], name
