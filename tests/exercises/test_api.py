"""check, hint, solution and progress, as a learner meets them; grade, as a teacher does."""

import hashlib

import pytest

import exercises
from exercises.checks import api
from exercises.checks.errors import ExerciseError


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def bits_changed(first: str, second: str) -> int:
    raise NotImplementedError


def crack(table: dict[str, str], _words: list[str]) -> dict[str, str]:
    return table


@pytest.fixture(autouse=True)
def _a_new_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_states", {})
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
    assert lines[0] == "Lesson 1: 1 of 6 are right."
    assert [line.split(maxsplit=1)[1] for line in lines[1:5]] == [
        "right",
        "not attempted",
        "not right yet",
        "not checked yet",
    ]
    assert lines[-1] == "Next: bits_changed"


def test_grade_gives_a_share_of_the_points() -> None:
    assert exercises.grade(digest_of, points=2, seed=5) == 2.0
    assert exercises.grade(bits_changed, points=3, seed=5) == 0.0

    def half(text: str) -> str:
        return digest_of(text) if text else ""

    half.__name__ = "digest_of"
    assert exercises.grade(half, points=3, seed=5) == 1.5


def test_grade_says_why_there_are_no_points(capsys: pytest.CaptureFixture[str]) -> None:
    def never(*_what: str) -> bool:
        return False

    never.__name__ = "right_password"
    assert exercises.grade(never, points=3, seed=5) == 0.0
    assert capsys.readouterr().out.startswith("No points: it lacks the first property")
    exercises.grade(bits_changed, points=3, seed=5)
    assert capsys.readouterr().out == ""
