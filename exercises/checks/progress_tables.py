"""A learner's progress to look at: one lesson's exercises, or all lessons, and what is next."""

from collections.abc import Iterable
from pathlib import Path

from demo_server.notebook.table import Table, Tone
from exercises.checks import assignments
from exercises.checks.progress import Progress

FULL, EMPTY = "\N{BLACK SQUARE}", "\N{WHITE SQUARE}"
RIGHT = "\N{CHECK MARK} right"
MARKS = {
    "right": RIGHT,
    "not right yet": "\N{MULTIPLICATION SIGN} not right yet",
}
TONES: dict[str, Tone] = {
    "\N{CHECK MARK}": "good",
    "\N{MULTIPLICATION SIGN}": "bad",
    "not ": "open",
}


def mark(progress: Progress, name: str) -> str:
    """Return in words how an exercise stands; one that was right once counts as right."""
    record = progress.of(name)
    if record.solved and record.state != "right":
        return f"{RIGHT} before, {record.state} since"
    return MARKS.get(record.state, record.state)


def bar(solved: int, count: int) -> str:
    """Return a bar of ``count`` squares, ``solved`` of them full."""
    return FULL * solved + EMPTY * (count - solved)


def solved(progress: Progress, names: Iterable[str]) -> list[str]:
    """Return those of the exercises that were right at least once."""
    return [name for name in names if progress.of(name).solved]


def lesson_table(path: Path, progress: Progress) -> Table:
    """Return how each exercise of one notebook stands."""
    names = assignments.names(path)
    rows = [(assignments.title(name), name, mark(progress, name)) for name in names]
    done = len(solved(progress, names))
    count = f"Lesson {number(path)}: {done} of {len(names)} are right. {bar(done, len(names))}"
    return Table(["exercise", "function", "state"], rows, TONES, count)


def course_table(progress: Progress) -> Table:
    """Return how many exercises of each lesson are right."""
    rows, total, done = [], 0, 0
    for path in assignments.notebooks():
        names = assignments.names(path)
        right = len(solved(progress, names))
        total, done = total + len(names), done + right
        rows.append((number(path), assignments.heading(path), bar(right, len(names)),
                     f"{right} of {len(names)}"))  # fmt: skip
    count = f"The course: {done} of {total} are right."
    return Table(["lesson", "exercises", "done", "right"], rows, caption=count)


def next_exercise(paths: Iterable[Path], progress: Progress) -> str:
    """Return the first exercise that was never right, as a sentence; "" where all were."""
    for path in paths:
        for name in assignments.names(path):
            if not progress.of(name).solved:
                place = f"lesson {number(path)}, {assignments.title(name)}"
                return f"Next: {name} ({place})"
    return ""


def number(path: Path) -> int:
    """Return the lesson of an exercise notebook."""
    return int(path.stem[:2])
