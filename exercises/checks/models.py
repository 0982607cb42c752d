"""The exercises' own notebooks, run: their model answers, and the examples of their docstrings."""

import ast
import contextlib
import doctest
import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import time_machine

from demo_server.notebook.lesson import START
from exercises.checks import assignments
from exercises.checks.bounded_repr import bounded_repr
from exercises.checks.errors import PropertyFailed
from exercises.checks.expect import Answer

KEPT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Assign)
"""What is run of a notebook: it must not start a server, nor print."""
LEFT_OUT = ("server.", "live.")
"""What an example can't be repeated with: the notebook's own server."""


@cache
def _notebook(name: str) -> Path | None:
    paths = assignments.notebooks()
    return next((path for path in paths if name in assignments.names(path)), None)


def _statements(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Yield what a notebook's code cells hold, each statement with the id of its cell."""
    for cell in assignments.cells(path):
        if cell["cell_type"] == "code":
            yield from ((cell["id"], each) for each in ast.parse(cell["source"]).body)


def _serves(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign) and "live." in ast.unparse(statement)


@cache
def _namespace(path: Path) -> dict[str, Any]:
    body = [each for _, each in _statements(path) if isinstance(each, KEPT) and not _serves(each)]
    names: dict[str, Any] = {"__name__": path.stem}
    with contextlib.redirect_stdout(io.StringIO()), time_machine.travel(START, tick=False):
        exec(compile(ast.Module([*body], []), f"<{path.stem}>", "exec"), names)  # noqa: S102 - our own notebook
    return names


def model(name: str) -> Answer | None:
    """Return the model answer of an exercise, None for one without a notebook."""
    path = _notebook(name)
    return _namespace(path)[name] if path else None


def is_set_up(exercise: str, name: str) -> bool:
    """Return whether a name is one that the first code cell of an exercise's notebook defines."""
    path = _notebook(exercise)
    defined = set[str]()
    for cell, each in _statements(path) if path else ():
        if cell == "set-up" and isinstance(each, ast.Import | ast.ImportFrom):
            defined |= {alias.asname or alias.name for alias in each.names}
        elif cell == "set-up" and isinstance(each, ast.Assign):
            defined |= {getattr(target, "id", "") for target in each.targets}
    return name in defined


@cache
def example(name: str) -> Callable[[Answer, Random], None] | None:
    """Return a property that holds for an answer which gives the example of its docstring.

    None where there is no example of a call, or none that can be repeated.
    """
    found = model(name)
    parsed = doctest.DocTestParser().get_examples(getattr(found, "__doc__", None) or "")
    steps = [(one.source.strip(), one.want.strip()) for one in parsed if "print(" not in one.source]
    calls = any(f"{name}(" in source for source, _ in steps)
    written = any(word in source for source, _ in steps for word in LEFT_OUT)
    if not calls or written or any("..." in want for _, want in steps):
        return None

    def gives_its_example(answer: Answer, _random: Random) -> None:
        path = _notebook(name)
        setattr(answer, "may_change", True)  # noqa: B010 - a list that it is shown to change
        names = {**(_namespace(path) if path else {}), name: answer}
        for number, (source, want) in enumerate(steps, 1):
            if not want:
                exec(source, names)  # noqa: S102 - our own example
                continue
            value = eval(source, names)  # noqa: S307 - our own example
            if value != ast.literal_eval(want):
                written = "; ".join(step for step, _ in steps[:number])
                setattr(answer, "call", written)  # noqa: B010 - what a learner has read
                raise PropertyFailed(bounded_repr(value), want)

    return gives_its_example
