"""Ask, renew, and ask again."""

from random import Random

import requests
import time_machine

from demo_server import lesson
from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_05 import SECONDS, server

exercise = Exercise(
    "fetch",
    "A 401 is the moment to renew, once. Renewing each time would wear out refresh tokens for "
    "nothing, and renewing until it works would never end for someone who is signed out.",
)


def _visit(given: Given, random: Random, later: int) -> tuple[int, list[str]]:
    """Sign in, let so many seconds pass, fetch; return the status and the paths that were asked."""
    with time_machine.travel(lesson.START, tick=False) as clock, server("hardened") as running:
        session = requests.Session()
        session.post(f"{running.url}/sign_in",
                     data={"id_give": "alice", "pw_give": "correct horse"})  # fmt: skip
        clock.shift(later + random.randint(0, 30))
        running.log()
        answer: requests.Response = given(session, f"{running.url}/temp")
        return answer.status_code, [entry.path for entry in running.log()]


@exercise.must("renews once when the access token has expired, and gets the page", SECONDS)
def _renews(given: Given, random: Random) -> None:
    expect(_visit(given, random, 15 * 60), (200, ["/temp", "/refresh", "/temp"]))


@exercise.must("does not renew what is still good", SECONDS)
def _good(given: Given, random: Random) -> None:
    expect(_visit(given, random, 60), (200, ["/temp"]))


@exercise.must("gives the 401 back when renewing does not help", SECONDS)
def _over(given: Given, random: Random) -> None:
    status, paths = _visit(given, random, 14 * 24 * 3600)
    expect((status, paths[:2]), (401, ["/temp", "/refresh"]))


def _refresh(session: requests.Session, url: str) -> bool:
    return session.post(url.rpartition("/")[0] + "/refresh").ok


@exercise.mistake("Ask first: a token that is still good needs no renewing.")
def _always(session: requests.Session, url: str) -> requests.Response:
    _refresh(session, url)
    return session.get(url)


@exercise.mistake("After the renewal the page has to be asked for again.")
def _not_again(session: requests.Session, url: str) -> requests.Response:
    answer = session.get(url)
    if answer.status_code == 401:
        _refresh(session, url)
    return answer


@exercise.mistake("When renewing does not help, the person is signed out: hand the 401 on.")
def _raises(session: requests.Session, url: str) -> requests.Response:
    answer = session.get(url)
    if answer.status_code == 401 and not _refresh(session, url):
        raise RuntimeError("signed out")
    return session.get(url) if answer.status_code == 401 else answer
