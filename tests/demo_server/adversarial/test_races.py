"""Twenty at once: for one refresh token, one id, one session, one password."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.demo_server.adversarial.serving import KINDS, attacked
from tests.demo_server.adversarial.target import Target

AT_ONCE = 20
ALICE = {"id_give": "alice", "pw_give": "correct horse"}


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Target]:
    with attacked(request.param, tmp_path, SIGN_IN_LIMIT="5 per minute") as started:
        yield started
        assert started.answers_the_next()
        assert [line for line in started.lines if "Traceback" in line] == []


def at_once(ask: Callable[[int], Any]) -> list[Any]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(ask, range(AT_ONCE)))


def sign_in(target: Target) -> dict[str, str]:
    """Sign alice in and return her two tokens."""
    return dict(target.ask("POST", "/sign_in", data=ALICE).cookies)


def opens(target: Target, access_token: str) -> bool:
    cookie = {"Cookie": f"access_token={access_token}"}
    return target.ask("GET", "/temp", headers=cookie).status_code == 200


def refresh(target: Target, token: str) -> Any:
    return target.ask("POST", "/refresh", headers={"Cookie": f"refresh_token={token}"})


def test_one_refresh_token_used_by_twenty_gives_one_pair_and_ends_the_session(
    target: Target,
) -> None:
    kept = sign_in(target)
    answers = at_once(lambda _n: refresh(target, kept["refresh_token"]))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * (AT_ONCE - 1)
    (won,) = [dict(answer.cookies) for answer in answers if answer.status_code == 200]
    assert not opens(target, won["access_token"])
    assert not opens(target, kept["access_token"])
    assert refresh(target, won["refresh_token"]).status_code == 401


def test_one_id_signed_up_by_twenty_is_made_once(target: Target) -> None:
    form = {"id_give": "dave", "pw_give": "blue kettle"}
    answers = at_once(lambda _n: target.ask("POST", "/sign_up", data=form).status_code)
    assert sorted(answers) == [200] + [409] * (AT_ONCE - 1)


def test_twenty_sign_outs_at_once_end_the_session_and_harm_nothing(target: Target) -> None:
    kept = sign_in(target)
    cookie = {"Cookie": f"access_token={kept['access_token']}"}
    answers = at_once(lambda _n: target.ask("POST", "/sign_out", headers=cookie).status_code)
    assert answers == [200] * AT_ONCE
    assert not opens(target, kept["access_token"])
    assert refresh(target, kept["refresh_token"]).status_code == 401


def test_whichever_comes_first_no_token_outlives_a_sign_out(target: Target) -> None:
    kept = sign_in(target)
    cookie = {"Cookie": f"access_token={kept['access_token']}"}

    def ask(number: int) -> Any:
        if number == AT_ONCE // 2:
            return target.ask("POST", "/sign_out", headers=cookie)
        return refresh(target, kept["refresh_token"])

    tokens = [dict(answer.cookies).get("access_token", "") for answer in at_once(ask)]
    assert not any(opens(target, token) for token in tokens)


def test_twenty_guesses_at_once_are_no_more_than_five(target: Target) -> None:
    form = ALICE | {"pw_give": "a wrong password"}
    answers = at_once(lambda _n: target.ask("POST", "/sign_in", data=form).status_code)
    assert sorted(answers) == [401] * 5 + [429] * (AT_ONCE - 5)


def test_thirty_students_who_sign_in_at_once_are_all_signed_in(target: Target) -> None:
    forms = [{"id_give": f"student {n}", "pw_give": "blue kettle"} for n in range(30)]
    with ThreadPoolExecutor(30) as pool:
        made = list(pool.map(lambda f: target.ask("POST", "/sign_up", data=f).status_code, forms))
        came = list(pool.map(lambda f: target.ask("POST", "/sign_in", data=f), forms))
    assert made == [200] * 30
    assert [opens(target, dict(one.cookies)["access_token"]) for one in came] == [True] * 30
