"""The notebooks' own code: the example that is tried first, the names of the set-up cell."""

import hashlib

import pytest

import exercises
from exercises.checks import assignments, models
from exercises.checks.api import find
from exercises.checks.exercise import EXAMPLE, SECONDS
from exercises.checks.result import Outcome

NAMES = [name for path in assignments.notebooks() for name in assignments.names(path)]
WITHOUT = {
    "greeting_at", "version_at", "reasons_in", "same_password", "sign_out_holds", "fetch",
    "flag_by_forging", "flag_by_guessing", "flag_by_replay",
}  # fmt: skip
"""Their examples need the notebook's own server, call something else, or are cut short."""


def test_each_model_answer_gives_its_example_but_for_those_that_can_t_be_repeated() -> None:
    assert {name for name in NAMES if models.example(name) is None} == WITHOUT
    for name in set(NAMES) - WITHOUT:
        example, answer = models.example(name), models.model(name)
        assert example
        assert answer
        result = find(name).run_check(EXAMPLE, example, SECONDS, answer, 1)
        assert result.outcome is Outcome.PASSED, (name, result)


def test_an_answer_that_fails_is_shown_its_example_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def bits_changed(first: str, second: str) -> int:
        return sum(one != other for one, other in zip(first, second, strict=False))

    exercises.check(bits_changed)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "bits_changed: not right yet. 1 of 3 properties hold."
    assert lines[1].endswith(f"does not hold: {EXAMPLE}")
    assert lines[2].split(maxsplit=1)[1] == 'bits_changed("correct horse", "correct Horse")'


def test_an_example_of_several_lines_is_shown_as_it_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def claims_for(_user: str | int, minutes: int) -> dict[str, int]:
        return {"sub": 42, "iat": 0, "exp": minutes}

    exercises.check(claims_for)
    shown = capsys.readouterr().out
    tried = 'tried     claims = claims_for(42, 15); claims["sub"], claims["exp"] - claims["iat"]'
    assert tried in shown
    assert "expected  ('42', 900)" in shown


def test_the_marks_count_properties_only() -> None:
    def digest_of(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest() if text else ""

    assert exercises.grade(digest_of, points=3) == 2.0


def test_a_name_of_the_set_up_cell_is_told_from_others() -> None:
    assert models.is_set_up("strict_claims", "now")
    assert models.is_set_up("strict_claims", "jwt")
    assert not models.is_set_up("strict_claims", "strict_claims")
    assert not models.is_set_up("nothing", "jwt")


def test_a_forgotten_set_up_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    exec("def to_base64url(data):\n    return base64.b64encode(data)", names)  # noqa: S102
    exercises.check(names["to_base64url"])  # type: ignore[arg-type]
    shown = capsys.readouterr().out
    assert "base64 comes from the first code cell of this notebook: run that one" in shown
