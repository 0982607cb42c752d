"""The students' notebook: its cells, its shape checks, and nothing of the secret or the answers."""

import ast
import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from demo_server.notebook import handout
from exercises.instructor.graded_set.notebook import challenges, text
from exercises.instructor.graded_set.tasks import TASKS
from tests.exercises.graded_set.conftest import SECRET, Solved, filled, student
from tests.exercises.graded_set.solver import given
from tests.helpers.stored_notebooks import words

BOOK = text(SECRET, student("Ada"))
CELLS = json.loads(BOOK)["cells"]
SOURCES = {cell["id"]: "".join(cell["source"]) for cell in CELLS}


def test_it_is_a_notebook_without_outputs() -> None:
    nbformat.validate(nbformat.reads(BOOK, as_version=4))
    assert [cell["id"] for cell in CELLS if cell.get("outputs")] == []


def test_texts_and_code_are_as_short_as_in_every_notebook() -> None:
    code = {cell["id"] for cell in CELLS if cell["cell_type"] == "code"}
    assert [name for name in SOURCES if name not in code and words(SOURCES[name]) > 120] == []
    ours = {name: source for name, source in SOURCES.items() if not name.startswith("given")}
    shapes = {name: (source.count("\n") + 1, max(map(len, source.splitlines())))
              for name, source in ours.items() if name in code}  # fmt: skip
    assert [name for name, (lines, width) in shapes.items() if lines > 12 or width > 88] == []


def test_each_name_is_given_once_so_that_the_tasks_can_be_done_in_any_order() -> None:
    trees = [ast.parse(source) for name, source in SOURCES.items() if name.startswith("given")]
    nodes = [node for tree in trees for statement in tree.body for node in ast.walk(statement)]
    stored = [node.id for node in nodes if isinstance(node, ast.Name)
              and isinstance(node.ctx, ast.Store)]  # fmt: skip
    assert len(trees) == len(TASKS)
    assert sorted(stored) == sorted(set(stored))


def test_each_paragraph_is_one_line() -> None:
    texts = [SOURCES[f"task-{number}"] for number in range(1, len(TASKS) + 1)]
    assert [text for text in texts if re.search(r"[^\n]\n[^\n]", text)] == []


def test_neither_the_secret_nor_an_answer_stands_in_it() -> None:
    assert SECRET.hex() not in BOOK
    for challenge in challenges(SECRET, student("Ada"))[:2]:
        answers = [challenge.answer] if isinstance(challenge.answer, str) else challenge.answer
        assert [answer for answer in answers if repr(answer) in BOOK] == []
    whole = {task.name: c.answer for task, c in zip(TASKS, challenges(SECRET, student("Ada")),
                                                    strict=True)}  # fmt: skip
    for name in ("token to make", "claims to repair", "weak key", "flag"):
        answer = whole[name]
        assert isinstance(answer, str)
        assert answer not in BOOK
        assert answer.rpartition(".")[2] not in BOOK


def test_a_name_is_shown_letter_for_letter() -> None:
    book = json.loads(text(SECRET, student("*A* <b>|ö")))
    assert "For **&#42;A&#42; &#60;b&#62;&#124;ö**" in "".join(book["cells"][0]["source"])
    assert book["metadata"]["graded_set"] == {"student": "*A* <b>|ö"}


def shape(number: int, answer: Any) -> list[str]:
    """Return what the cell below an answer says to it."""
    names = given(json.loads(BOOK), number) | {f"answer_{number}": answer}
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(SOURCES[f"shape-{number}"], names)  # noqa: S102 - our own cell
    return said.getvalue().splitlines()


def test_the_shape_of_a_right_answer_is_right(solved: Solved) -> None:
    for number, answer in enumerate(solved("Ada"), start=1):
        assert shape(number, answer) == [f"answer_{number} = {answer!r}", "The shape is right."]


@pytest.mark.parametrize("number", range(1, len(TASKS) + 1))
def test_what_has_another_shape_is_told_which_is_wanted(number: int) -> None:
    for other in (None, 7, "abc", ["zzz"], [1, 2, 3, 4], b"a.b.c"):
        assert shape(number, other)[1] == f"Wanted: {TASKS[number - 1].wanted}."


def test_a_wrong_answer_of_the_right_shape_is_not_told_from_a_right_one(solved: Solved) -> None:
    drawn = challenges(SECRET, student("Ada"))
    wrong = [answer[::-1] if number == 1 else answer[:-1] if isinstance(answer, list)
             else answer[:-5] + ("0" if answer[-5] != "0" else "1") + answer[-4:]
             for number, answer in enumerate(solved("Ada"), start=1)]  # fmt: skip
    for number, answer in enumerate(wrong, start=1):
        assert not drawn[number - 1].accepts(answer)
        assert shape(number, answer)[1] == "The shape is right."


def test_it_runs_to_its_end_with_nothing_and_with_all_answered(
    solved: Solved, tmp_path: Path
) -> None:
    counted = []
    for answers in ([], solved("Ada")):
        book = nbformat.reads(json.dumps(filled(BOOK, answers)), as_version=4)
        NotebookClient(book, timeout=60, resources={"metadata": {"path": tmp_path}}).execute()
        counted.append("".join(output.text for output in book.cells[-1].outputs))
    assert counted == ["0 of 8 answered\n", "8 of 8 answered\n"]


def test_nothing_of_it_reaches_a_learner_s_folder() -> None:
    assert [name for name, _ in handout.kit_files() if "instructor" in name] == []
