"""The learner's functions check, hint, solution and progress, and the teacher's grade."""

import sys
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

from IPython.display import Markdown, display

from exercises.checks import assignments
from exercises.checks.caller import exercise_name, stale_cell
from exercises.checks.errors import ExerciseError, Interrupted
from exercises.checks.exercise import Exercise
from exercises.checks.leftovers import restore_functions, undone
from exercises.checks.progress import FILE_NAME, Keeper, default_file
from exercises.checks.progress_tables import course_table, lesson_table, next_exercise
from exercises.checks.report import Report
from exercises.checks.result import Outcome, Result
from exercises.checks.seed import default_seed

FOLDER = Path(__file__).parent
PATCHED_BEFORE = (
    "In this notebook {} was replaced. It is the original again, and your answer is judged with it."
)
NOT_PATCHED = "leaves the functions of modules as they are"
PATCHED = "Other code uses it, too, so nothing that came back can be judged. It is undone."
NO_EXERCISES = "Name a lesson that has exercises, progress(1) to progress({}), or none: progress()."
_kept = Keeper(default_file())
_hints_shown: Counter[str] = Counter()


class PlainMarkdown(Markdown):
    """IPython's Markdown; where only text can be shown, its source is."""

    def __repr__(self) -> str:
        return str(self.data)


def _show(markdown: str) -> None:
    display(PlainMarkdown(markdown))  # type: ignore[no-untyped-call] # IPython has no types


def _exists(name: str) -> bool:
    return name.isidentifier() and name[0] != "_" and any(FOLDER.glob(f"*/{name}.py"))


def find(name: str) -> Exercise:
    """Return the exercise of that name; raise ExerciseError if there is none."""
    for module in FOLDER.glob(f"*/{name}.py") if _exists(name) else ():
        found: Exercise = import_module(f"exercises.checks.{module.parent.name}.{name}").exercise
        return found
    raise ExerciseError(f"No exercise is named {name}: keep the name that the exercise gives.")


def _named(answer: Callable[..., Any] | str, frame: FrameType) -> Exercise:
    if isinstance(answer, str) and _exists(answer):
        return find(answer)
    return find(exercise_name(answer, frame, _exists))


def examine(exercise: Exercise, answer: Callable[..., Any], seed: int) -> Report:
    """Return what is to be said about an answer, and undo what it left behind.

    If an answer replaces functions of modules, its results say nothing, and that is its result.
    """
    notes = [stale_cell(exercise.name, answer)]
    if patched := restore_functions():
        notes.append(PATCHED_BEFORE.format(", ".join(patched)))
    with undone() as told:
        results, patched = _run(exercise, answer, seed)
    if patched:
        exercise.forget_runs()
        replaced = f"another {', '.join(patched)}"
        results = [Result(NOT_PATCHED, Outcome.FAILED, actual=replaced, feedback=PATCHED)]
    return Report(exercise.name, tuple(results), tuple(filter(None, [*notes, *told])))


def _run(
    exercise: Exercise, answer: Callable[..., Any], seed: int
) -> tuple[list[Result], list[str]]:
    """Run an answer, and give modules back their functions; return its results and their names.

    With another ``len``, for instance, the check itself may break: that is the answer's doing.
    """
    results: list[Result] = []
    try:
        results = exercise.run(answer, seed)
        if any(result.outcome in (Outcome.FAILED, Outcome.ERROR) for result in results):
            results = [*exercise.run_example(answer, results, seed), *results]
    except BaseException as error:
        patched = restore_functions()
        if not patched or isinstance(error, Interrupted | ExerciseError):
            raise
        return results, patched
    return results, restore_functions()


def check(answer: Callable[..., Any], seed: int | None = None) -> None:
    """Show which properties of an answer hold; another ``seed`` draws other inputs."""
    exercise = find(exercise_name(answer, sys._getframe(1), _exists))
    report = examine(exercise, answer, default_seed() if seed is None else seed)
    met = (result.misconception for result in report.results if result.misconception)
    _kept.add(exercise.name, report.state, met)
    display(report)


def hint(answer: Callable[..., Any] | str) -> None:
    """Show one hint more each time, then all of them again."""
    name = _named(answer, sys._getframe(1)).name
    hints = assignments.hints(name)
    _hints_shown[name] = min(_hints_shown[name] + 1, len(hints))
    for number in range(_hints_shown[name]):
        _show(f"**Hint {number + 1} of {len(hints)}.** {hints[number]}")


def solution(answer: Callable[..., Any] | str) -> None:
    """Show one right answer, and why it is written so; others may be as right."""
    exercise = _named(answer, sys._getframe(1))
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


def share(exercise: Exercise, report: Report) -> float:
    """Return the share of the properties that hold, 0 to 1.

    The first property is what the function is for: without it, the share is 0. Otherwise an answer
    that refuses everything would be paid for what it refuses.
    """
    held = [result.outcome is Outcome.PASSED for result in report.properties]
    return sum(held) / len(exercise.properties) if held[0] else 0.0


def grade(answer: Callable[..., Any], points: float) -> float:
    """Return a share of the ``points``: as many as properties hold, on the inputs of the seed."""
    exercise = find(exercise_name(answer, sys._getframe(1), _exists))
    report = examine(exercise, answer, default_seed())
    for note in report.notes:
        print(note)
    part = share(exercise, report)
    if not part and any(result.outcome is Outcome.PASSED for result in report.properties):
        print("No points: it lacks the first property, which is what the function is for.")
    return round(points * part, 2)
