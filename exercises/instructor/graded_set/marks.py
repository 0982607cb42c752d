"""Mark what was handed in, by the secret and the roster, and write it as CSV."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exercises.instructor.graded_set import handed_in
from exercises.instructor.graded_set.handed_in import HandedIn
from exercises.instructor.graded_set.notebook import NUMBERS, challenges
from exercises.instructor.graded_set.roster import Student, safe
from exercises.instructor.graded_set.submission import Submission, SubmissionError, read
from exercises.instructor.graded_set.task import Challenge

NO_NOTEBOOK = "no notebook"
NONE = (0,) * len(NUMBERS)


@dataclass(frozen=True)
class Mark:
    """One student's points, one a task, and what the teacher should read beside them."""

    student: Student
    points: tuple[int, ...]
    remarks: tuple[str, ...]


def mark(secret: bytes, students: list[Student], folder: Path) -> tuple[list[Mark], list[str]]:
    """Return a mark for each student, and the entries of the folder that are nobody's.

    The folder holds an entry for each student: a folder with a notebook in it, however deep, or a
    notebook. Raises OSError.
    """
    drawn = {student: challenges(secret, student) for student in students}
    found, strangers = handed_in.sort(students, folder)
    return [_mark(student, drawn, found.get(student)) for student in students], strangers


def _mark(student: Student, drawn: dict[Student, list[Challenge]], found: HandedIn | None) -> Mark:
    if found is None:
        return Mark(student, NONE, (NO_NOTEBOOK,))
    remarks = []
    if (count := len(found.paths)) > 1:
        remarks.append(f"{count} notebooks; marked is {'/'.join(found.paths[0].parts[-2:])}")
    try:
        submission = read(found.paths[0])
    except SubmissionError as error:
        return Mark(student, NONE, (*remarks, str(error)))
    if not (found.is_exact or submission.made_for):
        remarks.append(f"taken for this student's: {found.entry}")
    if safe(submission.made_for).casefold() not in {"", student.key}:
        remarks.append(f"the notebook was made for {submission.made_for}")
    challenged = zip(NUMBERS, drawn[student], strict=True)
    points = tuple(
        int(challenge.accepts(submission.answers[number].value)) for number, challenge in challenged
    )
    return Mark(student, points, (*remarks, *_remarks(student, drawn, submission)))


def _remarks(
    student: Student, drawn: dict[Student, list[Challenge]], submission: Submission
) -> Iterator[str]:
    for number in NUMBERS:
        answer = submission.answers[number]
        if answer.remark:
            yield f"answer {number}: {answer.remark}"
        for other, theirs in drawn.items():
            if other != student and theirs[number - 1].accepts(answer.value):
                yield f"answer {number} is the one of {other.name}"


def write_csv(marks: list[Mark], path: Path) -> None:
    """Write a row for each student, in UTF-8 with the mark by which Excel knows it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        titles = [f"task {number}" for number in NUMBERS]
        writer.writerow(["student", *titles, "total", "remarks"])
        for row in marks:
            remarks = "; ".join(row.remarks)
            writer.writerow([row.student.name, *row.points, sum(row.points), remarks])
