"""Progress outlives the kernel, loses nothing, and holds nothing but what its page says."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

import exercises
from exercises.checks import api, assignments
from exercises.checks.errors import ExerciseError
from exercises.checks.progress import FILE_NAME, MAX_BYTES, VARIABLE, Keeper, default_file, read

RIGHT = """
import hashlib
from exercises import check, progress
def digest_of(text):
    return hashlib.sha256(text.encode()).hexdigest()
check(digest_of)
"""
LINE = '{"exercise": "digest_of", "state": "right", "misconceptions": []}\n'


def output_of(code: str, folder: Path) -> str:
    """Return what a cell prints in a kernel of its own, in a folder of its own."""
    printed = list[str]()
    environment = {key: value for key, value in os.environ.items() if key != VARIABLE}
    manager, client = start_new_kernel(cwd=str(folder), env=environment)

    def keep(message: dict[str, Any]) -> None:
        content = message["content"]
        printed.append(content.get("text") or content.get("data", {}).get("text/plain", ""))

    try:
        client.execute_interactive(code, timeout=60, output_hook=keep)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return "\n".join(printed)


def test_progress_survives_the_kernel_in_a_file_beside_the_notebook(tmp_path: Path) -> None:
    output_of(RIGHT, tmp_path)
    shown = output_of("from exercises import progress\nprogress(1)", tmp_path)
    assert "Lesson 1: 1 of 6 are right." in shown
    assert (tmp_path / FILE_NAME).read_text("utf-8") == LINE


def test_a_plain_script_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE)
    assert default_file() is None


@pytest.mark.parametrize(
    ("value", "expected"), [("", None), ("ann.jsonl", Path.cwd() / "ann.jsonl")]
)
def test_the_environment_names_another_file_or_none(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: Path | None
) -> None:
    monkeypatch.setenv(VARIABLE, value)
    assert default_file() == expected


def test_two_notebooks_share_one_file(tmp_path: Path) -> None:
    first, second = (Keeper(tmp_path / FILE_NAME) for _ in range(2))
    first.add("digest_of", "right", [])
    second.add("crack", "not right yet", ["_by_order"])
    assert first.progress() == second.progress()
    assert first.progress().records.keys() == {"digest_of", "crack"}


def test_where_the_file_cannot_be_written_progress_ends_with_the_kernel_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(api, "_kept", Keeper(tmp_path / "missing" / FILE_NAME))
    api._kept.add("digest_of", "right", [])
    exercises.progress(1)
    shown = capsys.readouterr().out
    assert "Lesson 1: 1 of 6 are right." in shown
    assert f"{FILE_NAME} can't be written: No such file or directory." in shown


@pytest.mark.parametrize("bad", [
    "{", "5", "[]", "null", '{"exercise": "crack"}', "[" * 100_000,
    '{"exercise": 5, "state": "right", "misconceptions": []}',
    '{"exercise": "crack", "state": "perfect", "misconceptions": []}',
    '{"exercise": "crack", "state": "right", "misconceptions": [5]}',
    '{"exercise": "crack", "state": ["right"], "misconceptions": []}',
])  # fmt: skip
def test_a_line_that_is_no_record_is_counted_and_loses_nothing_else(
    tmp_path: Path, bad: str
) -> None:
    (tmp_path / FILE_NAME).write_text(f"{LINE}{bad}\n{LINE}", "utf-8")
    found = read(tmp_path / FILE_NAME)
    assert (found.unreadable, found.of("digest_of").checks) == (1, 2)
    assert found.of("crack").state == "not checked yet"


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00junk\n" + LINE.encode())
    found = read(tmp_path / FILE_NAME)
    assert (found.unreadable, found.of("digest_of").solved) == (1, True)


def test_of_a_huge_file_only_the_beginning_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(LINE + " " * MAX_BYTES + LINE, "utf-8")
    assert read(tmp_path / FILE_NAME).of("digest_of").checks == 1


def test_a_record_holds_nothing_of_the_answer_the_learner_or_the_time(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / FILE_NAME)
    keeper.add("crack", "not right yet", ["_b", "_a", "_b"])
    assert json.loads((tmp_path / FILE_NAME).read_text("utf-8")) == {
        "exercise": "crack", "state": "not right yet", "misconceptions": ["_a", "_b"],
    }  # fmt: skip


def test_what_was_right_once_stays_right_and_says_what_came_after(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(api, "_kept", Keeper(None))
    for state in ("right", "not right yet"):
        api._kept.add("digest_of", state, [])
    exercises.progress(1)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Lesson 1: 1 of 6 are right.")
    assert lines[3].endswith("\N{CHECK MARK} right before, not right yet since")
    assert lines[-1] == "Next: bits_changed (lesson 1, How far apart?)"


def test_progress_over_the_whole_course_shows_each_lesson_and_what_is_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(api, "_kept", Keeper(None))
    for name in assignments.names(assignments.notebooks()[0]):
        api._kept.add(name, "right", [])
    exercises.progress()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "The course: 6 of 54 are right."
    squares = "\N{BLACK SQUARE}" * 6
    assert lines[3].split() == ["1", "Hashing", squares, "6", "of", "6"]
    assert len(lines) == 3 + 9 + 1
    assert lines[-1].startswith("Next: claims_for (lesson 2, ")


def test_when_all_is_right_nothing_is_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(api, "_kept", Keeper(None))
    for path in assignments.notebooks():
        for name in assignments.names(path):
            api._kept.add(name, "right", [])
    exercises.progress()
    shown = capsys.readouterr().out
    assert shown.startswith("The course: 54 of 54 are right.")
    assert "Next" not in shown


def test_a_lesson_that_is_no_number_is_told() -> None:
    with pytest.raises(ExerciseError, match="Name a lesson"):
        exercises.progress("two")  # type: ignore[arg-type]
