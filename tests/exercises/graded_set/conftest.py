"""A class with its notebooks, and what fills answers in as a student would."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exercises.instructor.graded_set.notebook import text
from exercises.instructor.graded_set.roster import Student, safe
from tests.exercises.graded_set.solver import solve

SECRET = bytes(range(32))
Solved = Callable[[str], list[Any]]


def student(name: str) -> Student:
    return Student(name, safe(name))


def filled(book: str, answers: list[Any]) -> dict[str, Any]:
    """Return a notebook with these answers written into its cells, None left alone."""
    loaded: dict[str, Any] = json.loads(book)
    for cell in loaded["cells"]:
        for number, answer in enumerate(answers, start=1):
            if cell["id"] == f"answer-{number}" and answer is not None:
                cell["source"] = [f"answer_{number} = {answer!r}\n"]
    return loaded


@pytest.fixture(scope="session")
def solved() -> Solved:
    """Give the answers to a student's notebook, each solved once."""
    known: dict[str, list[Any]] = {}

    def answers(name: str) -> list[Any]:
        if name not in known:
            known[name] = solve(text(SECRET, student(name)))
        return known[name]

    return answers


def hand_in(folder: Path, name: str, answers: list[Any]) -> Path:
    """Put a filled notebook where nbgrader collects it; return its path."""
    path = folder / safe(name) / "graded_set" / "graded_set.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(filled(text(SECRET, student(name)), answers)), encoding="utf-8")
    return path
