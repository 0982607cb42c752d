"""What has happened before: replay, reuse, restart, another key, another time, another person."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from time_machine import Traveller

from demo_server.hardened.keys import generate_key
from tests.conftest import NOW
from tests.hostile.serving import KINDS, attacked
from tests.hostile.target import Target
from tests.hostile.test_races import opens, refresh, sign_in

Served = Callable[..., Target]


@pytest.fixture(params=KINDS)
def served(request: pytest.FixtureRequest, tmp_path: Path, clock: Traveller) -> Iterator[Served]:
    """Start servers one after the other on one database, each with settings of its own."""
    running: list[AbstractContextManager[Target]] = []

    def start(**settings: object) -> Target:
        while running:
            running.pop().__exit__(None, None, None)
        running.append(attacked(request.param, tmp_path, **settings))
        return running[-1].__enter__()

    yield start
    while running:
        running.pop().__exit__(None, None, None)


def state(target: Target, kept: dict[str, str]) -> tuple[bool, int]:
    """Say whether the access token opens the page, and how its refresh token is answered."""
    return opens(target, kept["access_token"]), refresh(target, kept["refresh_token"]).status_code


def end(target: Target, path: str, kept: dict[str, str]) -> None:
    cookie = {"Cookie": f"access_token={kept['access_token']}"}
    assert target.ask("POST", path, headers=cookie).status_code == 200


@pytest.mark.parametrize("path", ["/sign_out", "/sign_out_everywhere"])
@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
def test_a_replay_after_signing_out_is_refused(served: Served, path: str, restart: bool) -> None:
    target = served()
    ended, other = sign_in(target), sign_in(target)
    end(target, path, ended)
    target = served() if restart else target
    assert state(target, ended) == (False, 401)
    assert state(target, other) == ((True, 200) if path == "/sign_out" else (False, 401))


def test_a_used_refresh_token_ends_the_session_even_after_a_restart(served: Served) -> None:
    target = served()
    kept = sign_in(target)
    newer = dict(refresh(target, kept["refresh_token"]).cookies)
    target = served()
    assert refresh(target, kept["refresh_token"]).status_code == 401
    assert state(target, newer) == (False, 401)


def test_a_refused_refresh_clears_both_cookies(served: Served) -> None:
    answer = refresh(served(), "nonsense")
    cleared = answer.raw.headers.getlist("Set-Cookie")
    assert [line.partition(";")[0] for line in cleared] == ["access_token=", "refresh_token="]


@pytest.mark.parametrize("algorithm", ["HS256", "EdDSA", "RS256"])
def test_a_new_key_signs_nobody_out_while_the_old_one_is_named(
    served: Served, algorithm: str
) -> None:
    old, new = generate_key(algorithm), generate_key(algorithm)
    target = served(ALGORITHM=algorithm, SECRET_KEY=old)
    kept, other = sign_in(target), sign_in(target)
    target = served(ALGORITHM=algorithm, SECRET_KEY=new, OLD_KEYS=[old])
    assert state(target, kept) == (True, 200)
    newer = sign_in(target)
    target = served(ALGORITHM=algorithm, SECRET_KEY=new)
    assert state(target, other) == (False, 401)
    assert state(target, newer) == (True, 200)


def test_a_clock_that_goes_forward_ends_and_one_that_goes_back_revives_nothing_signed_out(
    served: Served, clock: Traveller
) -> None:
    target = served()
    kept, ended = sign_in(target), sign_in(target)
    end(target, "/sign_out", ended)
    clock.move_to(NOW + 900)
    assert state(target, kept) == (False, 200)
    clock.move_to(NOW + 1_209_599)
    assert refresh(target, ended["refresh_token"]).status_code == 401
    clock.move_to(NOW - 3_600)  # no token of ours is from the future
    assert not opens(target, kept["access_token"])
    clock.move_to(NOW)
    assert state(target, ended) == (False, 401)


def test_whoever_takes_a_deleted_user_s_id_is_not_opened_by_the_old_tokens(
    served: Served, clock: Traveller
) -> None:
    target = served()
    kept = sign_in(target)
    with closing(sqlite3.connect(target.database)) as db, db:
        db.execute("DELETE FROM users WHERE id = 'alice'")
    clock.shift(1)
    form = {"id_give": "alice", "pw_give": "somebody else"}
    assert target.ask("POST", "/sign_up", data=form).status_code == 200
    assert state(target, kept) == (False, 401)
