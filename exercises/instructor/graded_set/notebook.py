"""A student's notebook: the tasks with values of their own, and no word about what is right."""

import json
from collections.abc import Iterator
from typing import Any

from exercises.instructor.graded_set.roster import Student
from exercises.instructor.graded_set.secret import Draw
from exercises.instructor.graded_set.task import Challenge
from exercises.instructor.graded_set.tasks import TASKS

ASSIGNMENT = "graded_set"
MARK = "graded_set"
"""Under this name a notebook's metadata say for whom it was made."""
OPENING = """# A graded set

For **{name}** and nobody else: all values are your own. Another student's answer is wrong here, \
and your teacher sees whose it is.

| | |
| --- | --- |
| **You need** | lessons 1 to 9, and this course's kit |
| **Time** | about 60 minutes |

> **How it works.** Each task asks for a value: a text, or a list of texts. Work it out with code \
of your own, print it, and write the value itself into the answer's cell, in place of `None`: not \
the code that computes it. Run the cell below it, too: it says whether the answer has the right \
shape. Whether it is right, nobody tells you here. Each task is one point, all or nothing."""
SET_UP = """import hashlib
import hmac
import json
import re
from datetime import UTC, datetime

import jwt

from demo_server.jose import base64url_decode, base64url_encode
from demo_server.notebook.wordlist import words

print("ready:", len(words()), "words")"""
SHAPES = """def is_token(answer: object) -> bool:
    return isinstance(answer, str) and answer.count(".") == 2


def is_list(answer: object) -> bool:
    return isinstance(answer, list) and all(isinstance(a, str) for a in answer)


def shape(number: int, answer: object, fits: object, wanted: str) -> None:
    print(f"answer_{number} = {answer!r}")
    print("The shape is right." if fits else f"Wanted: {wanted}.")"""
NUMBERS = range(1, len(TASKS) + 1)
ENDING = """answers = [answer_1, answer_2, answer_3, answer_4]
answers += [answer_5, answer_6, answer_7, answer_8]
print(sum(answer is not None for answer in answers), "of", len(answers), "answered")"""


def challenges(secret: bytes, student: Student) -> list[Challenge]:
    """Return a student's challenges, one a task."""
    return [task.challenge(Draw(secret, student.key, task.name)) for task in TASKS]


def text(secret: bytes, student: Student) -> str:
    """Return a student's notebook as it stands in its file."""
    book = {
        "cells": list(_cells(student, challenges(secret, student))),
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            MARK: {"student": student.name},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"


def _cells(student: Student, drawn: list[Challenge]) -> Iterator[dict[str, Any]]:
    yield _markdown("title", OPENING.format(name=_plain(student.name)))
    yield _code("set-up", SET_UP)
    yield _code("shapes", SHAPES)
    for number, task, challenge in zip(NUMBERS, TASKS, drawn, strict=True):
        yield _markdown(
            f"task-{number}",
            f"## {number}. {task.title}\n\n*For after {task.lessons}.* {_flowing(task.text)}",
        )
        yield _code(f"given-{number}", challenge.given)
        yield _code(f"work-{number}", "# Your code: this cell, and more below it as you like.")
        yield _code(f"answer-{number}", f"answer_{number} = None")
        yield _code(
            f"shape-{number}",
            f"fits = {task.shape}\n"
            f"shape({number}, answer_{number}, fits, {json.dumps(task.wanted)})",
        )
    yield _markdown(
        "end", "## Before you hand it in\n\nRun the cell below and save. Keep the name of the file."
    )
    yield _code("count", ENDING)


def _plain(name: str) -> str:
    """Return a name that Markdown shows letter for letter."""
    return "".join(
        c if c.isalnum() or c in " .-'" or not c.isascii() else f"&#{ord(c)};" for c in name
    )


def _flowing(text: str) -> str:
    """Return a text with each paragraph in one line: some programs show each line's end."""
    return "\n\n".join(" ".join(part.split("\n")) for part in text.split("\n\n"))


def _markdown(name: str, source: str) -> dict[str, Any]:
    lines = source.splitlines(keepends=True)
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": lines}


def _code(name: str, source: str) -> dict[str, Any]:
    cell = _markdown(name, source) | {"cell_type": "code", "execution_count": None, "outputs": []}
    return dict(sorted(cell.items()))
