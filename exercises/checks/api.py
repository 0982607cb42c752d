"""The learner's functions check, hint, solution and progress, and the teacher's grade."""

from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from IPython.display import Markdown, display

from demo_server.notebook.table import Table, Tone
from exercises.checks import assignments
from exercises.checks.errors import ExerciseError
from exercises.checks.exercise import Exercise, Outcome
from exercises.checks.report import Report

FOLDER = Path(__file__).parent
SEED = 1
UNNAMED = "Name the function, without brackets after it: check(my_function)."
NO_EXERCISES = "Name a lesson that has exercises: progress(1) to progress({})."
MARKS = {
    "right": "\N{CHECK MARK} right",
    "not right yet": "\N{MULTIPLICATION SIGN} not right yet",
}
TONES: dict[str, Tone] = {
    "\N{CHECK MARK}": "good",
    "\N{MULTIPLICATION SIGN}": "bad",
    "not ": "open",
}
_states: dict[str, str] = {}
_hints_shown: Counter[str] = Counter()


class PlainMarkdown(Markdown):
    """IPython's Markdown; where only text can be shown, its source is."""

    def __repr__(self) -> str:
        return str(self.data)


def _show(markdown: str) -> None:
    display(PlainMarkdown(markdown))  # type: ignore[no-untyped-call] # IPython has no types


def find(name: str) -> Exercise:
    """Return the exercise of that name; raise ExerciseError if there is none."""
    for module in FOLDER.glob(f"*/{name}.py"):
        found: Exercise = import_module(f"exercises.checks.{module.parent.name}.{name}").exercise
        return found
    raise ExerciseError(f"No exercise is named {name}: keep the name that the exercise gives.")


def _name(answer: Callable[..., Any] | str) -> str:
    name = answer if isinstance(answer, str) else getattr(answer, "__name__", "")
    if not name:
        raise ExerciseError(UNNAMED)
    return name


def check(answer: Callable[..., Any], seed: int = SEED) -> None:
    """Show which properties of an answer hold; another ``seed`` draws other inputs."""
    if not callable(answer):
        raise ExerciseError(UNNAMED)
    name = _name(answer)
    report = Report(name, tuple(find(name).run(answer, seed)))
    _states[name] = report.state
    display(report)


def hint(answer: Callable[..., Any] | str) -> None:
    """Show one hint more each time, then all of them again."""
    name = find(_name(answer)).name
    hints = assignments.hints(name)
    _hints_shown[name] = min(_hints_shown[name] + 1, len(hints))
    for number in range(_hints_shown[name]):
        _show(f"**Hint {number + 1} of {len(hints)}.** {hints[number]}")


def solution(answer: Callable[..., Any] | str) -> None:
    """Show one right answer, and why it is written so; others may be as right."""
    exercise = find(_name(answer))
    code = assignments.solution(exercise.name)
    _show(f"```python\n{code}\n```\n\n**Why.** {exercise.why}")


def progress(lesson: int) -> None:
    """Show what is right in a lesson's exercises, and what is next, since this kernel started."""
    path = assignments.notebook(lesson)
    if path is None:
        raise ExerciseError(NO_EXERCISES.format(len(assignments.notebooks())))
    states = {name: _states.get(name, "not checked yet") for name in assignments.names(path)}
    waiting = [name for name, state in states.items() if state != "right"]
    rows = [(assignments.title(name), name, MARKS.get(of, of)) for name, of in states.items()]
    count = f"Lesson {lesson}: {len(states) - len(waiting)} of {len(states)} are right."
    display(Table(["exercise", "function", "state"], rows, TONES, count))
    if waiting:
        print(f"Next: {waiting[0]}")


def grade(answer: Callable[..., Any], points: float, seed: int) -> float:
    """Return a share of the ``points``: as many as properties hold, on inputs drawn by ``seed``.

    The first property is what the function is for: without it, there are no points. Otherwise an
    answer that refuses everything would be paid for what it refuses.
    """
    exercise = find(_name(answer))
    held = [result.outcome is Outcome.PASSED for result in exercise.run(answer, seed)]
    if any(held) and not held[0]:
        print("No points: it lacks the first property, which is what the function is for.")
    return round(points * sum(held) / len(exercise.properties), 2) if held[0] else 0.0
