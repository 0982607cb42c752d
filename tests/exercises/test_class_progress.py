"""A class at a glance, from made-up files and from those of the sample class."""

from pathlib import Path

import pytest

from exercises.checks.api import find
from exercises.checks.progress import FILE_NAME, Keeper, read
from exercises.instructor import class_progress
from exercises.instructor.class_progress import NoProgressFiles, read_class

SAMPLE = Path(class_progress.__file__).parent / "sample_class"
EQUALS = "_with_equals"


def student(folder: Path, name: str, *checks: tuple[str, str, list[str]]) -> None:
    (folder / name).mkdir(parents=True, exist_ok=True)
    for check in checks:
        Keeper(folder / name / FILE_NAME).add(*check)


def test_the_class_is_stuck_where_the_last_check_met_a_misconception_and_none_was_right(
    tmp_path: Path,
) -> None:
    failed = ("is_genuine", "not right yet", [EQUALS])
    student(tmp_path, "ann", failed, ("is_genuine", "right", []))
    student(tmp_path, "ben", failed, failed)
    student(tmp_path, "chloe", failed, ("is_genuine", "not right yet", []))
    student(tmp_path, "dora", failed, ("is_genuine", "not attempted", []))
    student(tmp_path, "emil", ("is_genuine", "right", []), failed)
    found = read_class(tmp_path)
    feedback = next(one.feedback for one in find("is_genuine").misconceptions if one.name == EQUALS)
    assert found.stuck().rows == [
        (1, 5, "Genuine or not", "is_genuine", feedback),
        (1, 0, "Genuine or not", "is_genuine", class_progress.UNKNOWN),
    ]
    assert found.stuck(students=2).rows == []
    assert found.names_of("is_genuine") == ["ben", "chloe"]
    with pytest.raises(LookupError, match="genuine is no exercise"):
        found.names_of("genuine")


def test_who_has_solved_what_by_lesson_and_by_exercise(tmp_path: Path) -> None:
    student(tmp_path, "ann", ("digest_of", "right", []), ("digest_of", "not attempted", []))
    student(tmp_path, "ben", ("crack", "not right yet", []), ("spend", "right", []))
    found = read_class(tmp_path)
    assert found.solved().rows == [
        ["ann", 1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
        ["ben", 0, 0, 0, 0, 0, 0, 0, 0, 1, 1],
    ]
    assert found.solved(1).rows[1][1:4] == ["", "", "\N{MULTIPLICATION SIGN} not yet"]
    with pytest.raises(LookupError, match="lesson 12 has no exercises"):
        found.solved(12)


@pytest.mark.parametrize(("pattern", "place"), [
    ("*/**/progress.jsonl", "ann/progress.jsonl"),
    ("*/**/progress.jsonl", "ann/01_hashing/progress.jsonl"),
    ("*/work/exercises/progress.jsonl", "ann/work/exercises/progress.jsonl"),
    ("*.jsonl", "ann.jsonl"),
])  # fmt: skip
def test_a_student_is_named_by_the_first_folder_or_by_the_file(
    tmp_path: Path, pattern: str, place: str
) -> None:
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    Keeper(tmp_path / place).add("digest_of", "right", [])
    assert list(read_class(tmp_path, pattern).students) == ["ann"]


def test_several_files_of_a_student_are_put_together(tmp_path: Path) -> None:
    student(tmp_path, "ann/01_hashing", ("digest_of", "right", []))
    student(tmp_path, "ann/02_payload", ("claims_for", "right", []))
    assert read_class(tmp_path).solved().rows == [["ann", 1, 1, 0, 0, 0, 0, 0, 0, 0, 2]]


def test_what_cannot_be_read_is_named_and_loses_nobody_else(tmp_path: Path) -> None:
    student(tmp_path, "ann", ("digest_of", "right", []))
    (tmp_path / "ben" / FILE_NAME).mkdir(parents=True)
    (tmp_path / "chloe").mkdir()
    (tmp_path / "chloe" / FILE_NAME).write_text("nothing of the kind\n", "utf-8")
    found = read_class(tmp_path)
    assert [line.partition(":")[0] for line in found.problems()] == ["ben", "chloe"]
    assert found.problems()[1] == "chloe: 1 lines are no record of a check"
    assert found.solved().rows[0][1] == 1


def test_names_from_another_version_of_the_kit_are_shown_as_such(tmp_path: Path) -> None:
    student(tmp_path, "ann", ("is_genuine", "not right yet", ["_of_old"]))
    student(tmp_path, "ben", ("no_such_exercise", "not right yet", ["_with_equals"]))
    rows = read_class(tmp_path).stuck().rows
    assert [row[4] for row in rows] == ["(_of_old: of another version of the kit)"]


def test_a_folder_without_progress_says_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(NoProgressFiles) as caught:
        read_class(tmp_path)
    (line,) = caught.value._render_traceback_()
    assert "name the folder that holds a folder for each student" in line


def test_markup_in_a_students_name_is_text(tmp_path: Path) -> None:
    student(tmp_path, "<b>ann", ("digest_of", "right", []))
    assert "<b>" not in read_class(tmp_path).solved()._repr_html_()


def test_the_sample_class_names_exercises_and_misconceptions_that_exist() -> None:
    for file in SAMPLE.glob("*/*.jsonl"):
        for name, record in read(file).records.items():
            known = {one.name for one in find(name).misconceptions}
            assert set(record.misconceptions) <= known, file
