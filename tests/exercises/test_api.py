"""check, hint, solution and progress, as a learner meets them; grade, as a teacher does."""

import hashlib
import re

import pytest

import exercises
from demo_server.notebook.table import Table
from exercises.checks import api
from exercises.checks.errors import ExerciseError
from exercises.checks.progress import Keeper


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def bits_changed(first: str, second: str) -> int:
    raise NotImplementedError


def crack(table: dict[str, str], _words: list[str]) -> dict[str, str]:
    return table


@pytest.fixture(autouse=True)
def _a_new_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_kept", Keeper(None))
    api._hints_shown.clear()


def test_three_words_and_progress_are_all_there_is_to_import() -> None:
    assert set(exercises.__all__) == {"check", "grade", "hint", "progress", "solution"}


def test_check_shows_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    exercises.check(digest_of)
    assert capsys.readouterr().out == "digest_of: right. 2 of 2 properties hold.\n"


@pytest.mark.parametrize("wrong", [5, None, "digest_of", digest_of(""), len])
def test_what_is_no_exercise_is_told_in_one_sentence(wrong: object) -> None:
    with pytest.raises(ExerciseError) as caught:
        exercises.check(wrong)  # type: ignore[arg-type]
    (line,) = caught.value._render_traceback_()
    assert line.endswith((".", ")"))


def test_one_more_hint_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    shown = []
    for _ in range(3):
        exercises.hint("digest_of")
        shown.append(capsys.readouterr().out)
    assert [text.count("**Hint ") for text in shown] == [1, 2, 2]
    assert shown[0].startswith("**Hint 1 of 2.** `text.encode()`")


def test_solution_shows_a_model_answer_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    exercises.solution(crack)
    shown = capsys.readouterr().out
    assert "known = {hashlib.sha256(word.encode()).hexdigest(): word for word in words}" in shown
    assert "**Why.** Without a salt" in shown
    assert "###" not in shown


def test_progress_shows_what_is_right_and_what_is_next(capsys: pytest.CaptureFixture[str]) -> None:
    for answer in (digest_of, bits_changed, crack):
        exercises.check(answer)
    capsys.readouterr()
    exercises.progress(1)
    lines = capsys.readouterr().out.splitlines()
    squares = "\N{BLACK SQUARE}" + "\N{WHITE SQUARE}" * 5
    assert lines[0] == f"Lesson 1: 1 of 6 are right. {squares}"
    assert [re.split("  +", line) for line in lines[3:7]] == [
        ["A digest", "digest_of", "\N{CHECK MARK} right"],
        ["How far apart?", "bits_changed", "not attempted"],
        ["A leaked table", "crack", "\N{MULTIPLICATION SIGN} not right yet"],
        ["The same table, salted", "crack_salted", "not checked yet"],
    ]
    assert lines[-1] == "Next: bits_changed (lesson 1, How far apart?)"


def test_progress_is_a_table_with_colour_and_word(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = list[Table]()
    monkeypatch.setattr(api, "display", shown.append)
    for answer in (digest_of, bits_changed, crack):
        exercises.check(answer)
    shown.clear()
    exercises.progress(1)
    (table,) = shown
    html = table._repr_html_()
    colours = {text: colour for colour, text in re.findall(
        r'<td style="[^"]*?(?:background-color:(rgba[^"]*))?">([^<]+)</td>', html)}  # fmt: skip
    words = ["\N{CHECK MARK} right", "not attempted", "\N{MULTIPLICATION SIGN} not right yet"]
    assert len({colours[word] for word in words}) == 3
    assert colours["not checked yet"] == colours["not attempted"]
    assert colours["right_password"] == colours["A digest"] == ""  # a name is no verdict


def test_progress_of_a_lesson_without_exercises_names_those_that_have_some() -> None:
    with pytest.raises(ExerciseError, match=r"progress\(1\) to progress\(9\), or"):
        exercises.progress(0)


def test_grade_gives_a_share_of_the_points() -> None:
    assert exercises.grade(digest_of, points=2) == 2.0
    assert exercises.grade(bits_changed, points=3) == 0.0

    def half(text: str) -> str:
        return digest_of(text) if text else ""

    half.__name__ = "digest_of"
    assert exercises.grade(half, points=3) == 1.5


def test_grade_says_why_there_are_no_points(capsys: pytest.CaptureFixture[str]) -> None:
    def never(*_what: str) -> bool:
        return False

    never.__name__ = "right_password"
    assert exercises.grade(never, points=3) == 0.0
    assert capsys.readouterr().out.startswith("No points: it lacks the first property")
    exercises.grade(bits_changed, points=3)
    assert capsys.readouterr().out == ""
