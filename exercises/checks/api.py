"""The learner's functions check, hint, solution and progress, and the teacher's grade."""

from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from IPython.display import Markdown, display

from exercises.checks import assignments
from exercises.checks.errors import ExerciseError
from exercises.checks.exercise import Exercise, Outcome
from exercises.checks.progress import FILE_NAME, Keeper, default_file
from exercises.checks.progress_tables import course_table, lesson_table, next_exercise
from exercises.checks.report import Report
from exercises.checks.seed import default_seed

FOLDER = Path(__file__).parent
UNNAMED = "Name the function, without brackets after it: check(my_function)."
NO_EXERCISES = "Name a lesson that has exercises, progress(1) to progress({}), or none: progress()."
_kept = Keeper(default_file())
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


def check(answer: Callable[..., Any], seed: int | None = None) -> None:
    """Show which properties of an answer hold; another ``seed`` draws other inputs."""
    if not callable(answer):
        raise ExerciseError(UNNAMED)
    name = _name(answer)
    report = Report(name, tuple(find(name).run(answer, default_seed() if seed is None else seed)))
    _kept.add(
        name, report.state, (one.misconception for one in report.results if one.misconception)
    )
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


def progress(lesson: int | None = None) -> None:
    """Show which exercises of a lesson are right, or how many of each lesson, and what is next.

    It is kept in the file ``progress.jsonl`` beside the notebook, so it outlives the kernel.
    """
    path = None if lesson is None else assignments.notebook(lesson)
    if lesson is not None and path is None:
        raise ExerciseError(NO_EXERCISES.format(len(assignments.notebooks())))
    found = _kept.progress()
    display(lesson_table(path, found) if path else course_table(found))
    for line in (
        next_exercise([path] if path else assignments.notebooks(), found),
        f"{found.unreadable} lines of {FILE_NAME} can't be read." if found.unreadable else "",
        f"{_kept.refused}. So this ends with the kernel." if _kept.refused else "",
    ):
        if line:
            print(line)


def grade(answer: Callable[..., Any], points: float) -> float:
    """Return a share of the ``points``: as many as properties hold, on the inputs of the seed.

    The first property is what the function is for: without it, there are no points. Otherwise an
    answer that refuses everything would be paid for what it refuses.
    """
    exercise = find(_name(answer))
    held = [result.outcome is Outcome.PASSED for result in exercise.run(answer, default_seed())]
    if any(held) and not held[0]:
        print("No points: it lacks the first property, which is what the function is for.")
    return round(points * sum(held) / len(exercise.properties), 2) if held[0] else 0.0
