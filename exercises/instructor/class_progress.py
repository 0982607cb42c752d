"""A class at a glance: who has solved what, and which misconceptions the class is stuck on.

It reads the files ``progress.jsonl`` that students' checks write. Nothing is sent by itself: the
files lie in a shared folder, in the homes of a hub, or in what the students hand in.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demo_server.notebook.table import Table, Tone
from exercises.checks import api, assignments, progress_tables
from exercises.checks.progress import FILE_NAME, Progress, Record, read

TONES: dict[str, Tone] = {"\N{CHECK MARK}": "good", "\N{MULTIPLICATION SIGN}": "bad"}
STATES = {
    "right": "\N{CHECK MARK} right",
    "not right yet": "\N{MULTIPLICATION SIGN} not yet",
    "not attempted": "begun",
    "not checked yet": "",
}
UNKNOWN = "(a failure that no misconception of the kit explains)"


class NoProgressFiles(Exception):
    """No progress file was found; a notebook shows the sentence only."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass(frozen=True)
class ClassProgress:
    """The progress of each student, by the name of their folder or file."""

    students: dict[str, Progress]
    unreadable: dict[str, str]
    """What could not be read, and why."""

    def solved(self, lesson: int | None = None) -> Table:
        """Return how many exercises of each lesson each student has solved, or which of one lesson.

        Raises LookupError for a lesson without exercises.
        """
        if lesson is None:
            return self._by_lesson()
        path = assignments.notebook(lesson)
        if not path:
            raise LookupError(f"lesson {lesson} has no exercises")
        names = assignments.names(path)
        rows = [
            [student, *(_state(progress.of(name)) for name in names)]
            for student, progress in self.students.items()
        ]
        return Table(["student", *names], rows, TONES, f"Lesson {lesson}: who has solved what")

    def _by_lesson(self) -> Table:
        lessons = [(path, assignments.names(path)) for path in assignments.notebooks()]
        rows = []
        for student, progress in self.students.items():
            counts = [len(progress_tables.solved(progress, names)) for _, names in lessons]
            rows.append([student, *counts, sum(counts)])
        columns = ["student", *(str(progress_tables.number(path)) for path, _ in lessons), "all"]
        return Table(columns, rows, caption="Exercises solved, by lesson")

    def stuck(self, students: int = 1) -> Table:
        """Return the misconceptions by how many students are stuck on them now.

        Stuck is who never had the exercise right and met it at the last check. Those that fewer
        than ``students`` students are stuck on are left out.
        """
        stuck, ever = self._count()
        rows = [
            (count, ever[key], assignments.title(key[0]), key[0], _feedback(*key))
            for key, count in stuck.most_common()
            if count >= students
        ]
        caption = "What the class is stuck on"
        columns = ["stuck now", "met it ever", "exercise", "function", "misconception"]
        return Table(columns, rows, caption=caption)

    def _count(self) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
        """Return the students who are stuck now, and who ever met it, by exercise and name."""
        stuck, ever = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        known = _exercises()
        for progress in self.students.values():
            for exercise in sorted(known & progress.records.keys()):
                record = progress.of(exercise)
                ever.update((exercise, name) for name in record.misconceptions)
                if _is_stuck(record):
                    stuck.update((exercise, name) for name in record.latest or ("",))
        return stuck, ever

    def names_of(self, exercise: str) -> list[str]:
        """Return the students whose last check of an exercise failed and who never had it right.

        Raises LookupError for a name that is no exercise.
        """
        if exercise not in _exercises():
            raise LookupError(f"{exercise} is no exercise: take a name from the column function")
        tried = ((student, progress.of(exercise)) for student, progress in self.students.items())
        return [student for student, record in tried if _is_stuck(record)]

    def problems(self) -> list[str]:
        """Return what could not be read, a sentence each."""
        lines = [f"{student}: {why}" for student, why in self.unreadable.items()]
        for student, progress in self.students.items():
            if progress.unreadable:
                lines.append(f"{student}: {progress.unreadable} lines are no record of a check")
        return lines


def _exercises() -> set[str]:
    return {name for path in assignments.notebooks() for name in assignments.names(path)}


def _is_stuck(record: Record) -> bool:
    return record.state == "not right yet" and not record.solved


def _state(record: Record) -> str:
    state = "right" if record.solved else record.state
    return STATES.get(state, state)


def _feedback(exercise: str, name: str) -> str:
    if not name:
        return UNKNOWN
    found = [
        one.feedback for one in api.find(exercise).misconceptions if one.answer.__name__ == name
    ]
    return found[0] if found else f"({name}: of another version of the kit)"


def read_class(folder: str | Path, pattern: str = f"*/**/{FILE_NAME}") -> ClassProgress:
    """Read the progress files below ``folder`` that match ``pattern`` (of ``Path.glob``).

    A student is named by the first folder below ``folder``, or by the file where it stands there
    itself (``ann.jsonl``). Several files of a student are put together. Raises NoProgressFiles.
    """
    students, unreadable = dict[str, Progress](), dict[str, str]()
    root = Path(folder).expanduser()
    for student, file in _files(root, pattern):
        try:
            students[student] = read(file, students.get(student))
        except OSError as error:
            unreadable[student] = f"{file.name} can't be read: {error.strerror}"
    if not students and not unreadable:
        raise NoProgressFiles(f"Nothing below {root} matches {pattern}: name the folder that holds "
                              "a folder for each student.")  # fmt: skip
    return ClassProgress(students, unreadable)


def _files(root: Path, pattern: str) -> Iterator[tuple[str, Path]]:
    for file in sorted(root.glob(pattern)):
        first = file.relative_to(root).parts[0]
        yield first.removesuffix(".jsonl"), file
