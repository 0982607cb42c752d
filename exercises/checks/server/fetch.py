"""Ask, renew, and ask again."""

from random import Random
from urllib.parse import urljoin

import requests
import time_machine

from demo_server.notebook import lesson
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.server import SECONDS, server

exercise = Exercise(
    "fetch",
    "A 401 is the moment to renew, once. Renewing each time would wear out refresh tokens for "
    "nothing, and renewing until it works would never end for someone who is signed out. urljoin "
    "keeps scheme and host and takes the path anew, whatever query the address has.",
)
EXPIRED, OVER = 15 * 60, 14 * 24 * 3600
"""Seconds after which the access token has expired, and after which the refresh token has, too."""


def _visit(answer: Answer, random: Random, later: int, address: str) -> tuple[str, list[str]]:
    """Sign in, let so many seconds pass, fetch; return what came back, and the paths asked."""
    with time_machine.travel(lesson.START, tick=False) as clock, server("hardened") as running:
        session = requests.Session()
        session.post(f"{running.url}/sign_in",
                     data={"id_give": "alice", "pw_give": "correct horse"})  # fmt: skip
        clock.shift(later + random.randint(0, 30))
        running.log()
        response = answer(session, running.url + address)
        expect_true(isinstance(response, requests.Response), repr(response), "a requests.Response")
        said = f"{response.status_code} of {response.url.removeprefix(running.url)}"
        return said, [entry.path for entry in running.log()]


@exercise.property("renews once when the access token has expired, and gets the page", SECONDS)
def _renews(answer: Answer, random: Random) -> None:
    visit = _visit(answer, random, EXPIRED, "/temp")
    expect_equal(visit, ("200 of /temp", ["/temp", "/refresh", "/temp"]))


@exercise.property("does not renew what is still good, nor for another answer than 401", SECONDS)
def _good(answer: Answer, random: Random) -> None:
    expect_equal(_visit(answer, random, 60, "/temp"), ("200 of /temp", ["/temp"]))
    expect_equal(_visit(answer, random, 60, "/nowhere"), ("404 of /nowhere", ["/nowhere"]))


@exercise.property("asks for the very address again, its query included", SECONDS)
def _query(answer: Answer, random: Random) -> None:
    address = f"/temp?page={random.randint(2, 9)}"
    visit = _visit(answer, random, EXPIRED, address)
    expect_equal(visit, (f"200 of {address}", ["/temp", "/refresh", "/temp"]))


@exercise.property("gives the 401 back when renewing does not help", SECONDS)
def _over(answer: Answer, random: Random) -> None:
    said, paths = _visit(answer, random, OVER, "/temp")
    expect_equal((said, paths[:2]), ("401 of /temp", ["/temp", "/refresh"]))
    expect_true(paths.count("/refresh") == 1, "more than one POST /refresh", "one")


def _refresh(session: requests.Session, url: str) -> requests.Response:
    return session.post(urljoin(url, "/refresh"))


@exercise.misconception("Ask first: a token that is still good needs no renewing.")
def _always(session: requests.Session, url: str) -> requests.Response:
    _refresh(session, url)
    return session.get(url)


@exercise.misconception("After the renewal the page has to be asked for again.")
def _not_again(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    if response.status_code == 401:
        _refresh(session, url)
    return response


@exercise.misconception("Renew for a 401 only: another status has nothing to do with the token.")
def _whatever_failed(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    return session.get(url) if not response.ok and _refresh(session, url).ok else response


@exercise.misconception("Once: whoever is signed out stays so, however often you renew.")
def _thrice(session: requests.Session, url: str) -> requests.Response:
    for _ in range(3):
        response = session.get(url)
        if response.status_code != 401:
            break
        _refresh(session, url)
    return response


@exercise.misconception(
    "Ask again for the address that you were given: it may be any of this server."
)
def _always_temp(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    renewed = response.status_code == 401 and _refresh(session, url).ok
    return session.get(urljoin(url, "/temp")) if renewed else response


@exercise.misconception(
    'An address may have a query, and end in no /temp: urljoin(url, "/refresh") minds neither.'
)
def _end_cut_off(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    renewed = (
        response.status_code == 401 and session.post(f"{url.removesuffix('/temp')}/refresh").ok
    )
    return session.get(url) if renewed else response


@exercise.misconception("Hand on the 401 of the address itself: nobody asked you for /refresh.")
def _of_refresh(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    if response.status_code != 401:
        return response
    renewed = _refresh(session, url)
    return session.get(url) if renewed.ok else renewed


@exercise.misconception("When renewing does not help, the person is signed out: hand the 401 on.")
def _raises(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    if response.status_code == 401 and not _refresh(session, url).ok:
        raise RuntimeError("signed out")
    return session.get(url) if response.status_code == 401 else response
