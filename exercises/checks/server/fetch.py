"""Ask, renew, and ask again."""

from random import Random
from urllib.parse import urljoin

import requests
import time_machine

from demo_server.notebook import lesson
from exercises.checks.answer import Given, expect, expect_that
from exercises.checks.exercise import Exercise
from exercises.checks.server import SECONDS, server

exercise = Exercise(
    "fetch",
    "A 401 is the moment to renew, once. Renewing each time would wear out refresh tokens for "
    "nothing, and renewing until it works would never end for someone who is signed out. urljoin "
    "keeps scheme and host and takes the path anew, whatever query the address has.",
)
EXPIRED, OVER = 15 * 60, 14 * 24 * 3600
"""Seconds after which the access token has expired, and after which the refresh token has, too."""


def _visit(given: Given, random: Random, later: int, address: str) -> tuple[str, list[str]]:
    """Sign in, let so many seconds pass, fetch; return what came back, and the paths asked."""
    with time_machine.travel(lesson.START, tick=False) as clock, server("hardened") as running:
        session = requests.Session()
        session.post(f"{running.url}/sign_in",
                     data={"id_give": "alice", "pw_give": "correct horse"})  # fmt: skip
        clock.shift(later + random.randint(0, 30))
        running.log()
        answer = given(session, running.url + address)
        expect_that(isinstance(answer, requests.Response), repr(answer), "a requests.Response")
        said = f"{answer.status_code} of {answer.url.removeprefix(running.url)}"
        return said, [entry.path for entry in running.log()]


@exercise.must("renews once when the access token has expired, and gets the page", SECONDS)
def _renews(given: Given, random: Random) -> None:
    visit = _visit(given, random, EXPIRED, "/temp")
    expect(visit, ("200 of /temp", ["/temp", "/refresh", "/temp"]))


@exercise.must("does not renew what is still good, nor for another answer than 401", SECONDS)
def _good(given: Given, random: Random) -> None:
    expect(_visit(given, random, 60, "/temp"), ("200 of /temp", ["/temp"]))
    expect(_visit(given, random, 60, "/nowhere"), ("404 of /nowhere", ["/nowhere"]))


@exercise.must("asks for the very address again, its query included", SECONDS)
def _query(given: Given, random: Random) -> None:
    address = f"/temp?page={random.randint(2, 9)}"
    visit = _visit(given, random, EXPIRED, address)
    expect(visit, (f"200 of {address}", ["/temp", "/refresh", "/temp"]))


@exercise.must("gives the 401 back when renewing does not help", SECONDS)
def _over(given: Given, random: Random) -> None:
    said, paths = _visit(given, random, OVER, "/temp")
    expect((said, paths[:2]), ("401 of /temp", ["/temp", "/refresh"]))
    expect_that(paths.count("/refresh") == 1, "more than one POST /refresh", "one")


def _refresh(session: requests.Session, url: str) -> requests.Response:
    return session.post(urljoin(url, "/refresh"))


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


@exercise.mistake("Renew for a 401 only: another status has nothing to do with the token.")
def _whatever_failed(session: requests.Session, url: str) -> requests.Response:
    answer = session.get(url)
    return session.get(url) if not answer.ok and _refresh(session, url).ok else answer


@exercise.mistake("Once: whoever is signed out stays so, however often you renew.")
def _thrice(session: requests.Session, url: str) -> requests.Response:
    for _ in range(3):
        answer = session.get(url)
        if answer.status_code != 401:
            break
        _refresh(session, url)
    return answer


@exercise.mistake("Ask again for the address that you were given: it may be any of this server.")
def _always_temp(session: requests.Session, url: str) -> requests.Response:
    answer = session.get(url)
    renewed = answer.status_code == 401 and _refresh(session, url).ok
    return session.get(urljoin(url, "/temp")) if renewed else answer


@exercise.mistake(
    'An address may have a query, and end in no /temp: urljoin(url, "/refresh") minds neither.'
)
def _end_cut_off(session: requests.Session, url: str) -> requests.Response:
    answer = session.get(url)
    renewed = answer.status_code == 401 and session.post(f"{url.removesuffix('/temp')}/refresh").ok
    return session.get(url) if renewed else answer


@exercise.mistake("Hand on the 401 of the address itself: nobody asked you for /refresh.")
def _of_refresh(session: requests.Session, url: str) -> requests.Response:
    answer = session.get(url)
    if answer.status_code != 401:
        return answer
    renewed = _refresh(session, url)
    return session.get(url) if renewed.ok else renewed


@exercise.mistake("When renewing does not help, the person is signed out: hand the 401 on.")
def _raises(session: requests.Session, url: str) -> requests.Response:
    answer = session.get(url)
    if answer.status_code == 401 and not _refresh(session, url).ok:
        raise RuntimeError("signed out")
    return session.get(url) if answer.status_code == 401 else answer
