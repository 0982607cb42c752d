"""Each criterion can fail: its mutants fail it when it is graded alone."""

from pathlib import Path

import pytest

from exercises.capstone import RUBRIC, grade
from exercises.capstone.report_card import Status
from tests.capstone.mutants import page_mutants, token_mutants
from tests.capstone.mutants.lenient import accept_tokens_by, revoke_everybody
from tests.capstone.mutants.server import all_of, mutant_server, replace

MUTANTS = page_mutants.MUTANTS | token_mutants.MUTANTS


def test_every_row_has_a_server_that_is_broken_there() -> None:
    assert sorted(MUTANTS) == sorted(criterion.name for criterion in RUBRIC)


@pytest.mark.parametrize("name", MUTANTS)
def test_a_row_is_lost_where_the_server_is_broken(name: str, tmp_path: Path) -> None:
    for number, mutate in enumerate(MUTANTS[name]):
        folder = tmp_path / str(number)
        folder.mkdir()
        with mutant_server(mutate, folder) as url:
            (mark,) = grade(url, [name]).marks
        assert mark.status is Status.FAILED, f"mutant {number}: {mark}"


def test_a_session_that_has_ended_does_not_hide_that_any_signature_is_believed(
    tmp_path: Path,
) -> None:
    lax = all_of(
        accept_tokens_by(lambda token: token.split(".")[2]),
        replace("store.UserStore.revoke_session", revoke_everybody),
    )
    rows = ["a token opens the page", "signing out kills the copy", "a changed payload is refused"]
    with mutant_server(lax, tmp_path) as url:
        assert grade(url, rows).failed == rows[2:]
