"""Ask, renew, and ask again."""

from collections.abc import Callable, Iterable
from itertools import count
from random import Random
from urllib.parse import urljoin

import requests
import time_machine
from flask import Flask, abort
from flask.typing import ResponseReturnValue

from demo_server.hardened.errors import RevokedTokenError
from demo_server.hardened.views import temp
from demo_server.notebook import lesson
from demo_server.notebook.live import LiveServer
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
MOST = 3
"""How often /closed answers 401, before it is gone: an answer that asks for ever has to end."""
Visit = tuple[str, list[str]]
"""What came back, and what the server was asked, each with the status of its answer."""


def more_addresses(app: Flask) -> None:
    """Add a page like /temp deeper down, one that is nobody's, and one that answers 401 to all."""
    asked = count(1)

    @app.get("/diary/<page>")
    def diary(page: str) -> ResponseReturnValue:
        return temp()

    @app.get("/staff")
    def staff() -> ResponseReturnValue:
        abort(403)

    @app.get("/closed")
    def closed() -> ResponseReturnValue:
        if next(asked) > MOST:
            abort(410)
        raise RevokedTokenError


def _fetched(answer: Answer, session: requests.Session, running: LiveServer, path: str) -> Visit:
    running.log()
    response = answer(session, running.url + path)
    expect_true(isinstance(response, requests.Response), repr(response), "a requests.Response")
    said = f"{response.status_code} of {response.url.removeprefix(running.url)}"
    return said, [f"{entry.method} {entry.path} {entry.status}" for entry in running.log()]


def _visits(answer: Answer, random: Random, later: int, *paths: str) -> list[Visit]:
    """Sign in; for each path let so many seconds pass, and fetch it."""
    with (
        time_machine.travel(lesson.START, tick=False) as clock,
        server("hardened", more_addresses) as running,
    ):
        session, found = requests.Session(), []
        session.post(f"{running.url}/sign_in",
                     data={"id_give": "alice", "pw_give": "correct horse"})  # fmt: skip
        for path in paths:
            clock.shift(later + random.randint(0, 30))
            found.append(_fetched(answer, session, running, path))
        return found


def _renewal(address: str, after: int = 200) -> Visit:
    """Return what is right where the access token has expired."""
    path = address.partition("?")[0]
    asked = [f"GET {path} 401", "POST /refresh 200", f"GET {path} {after}"]
    return f"{after} of {address}", asked


@exercise.property("renews once when the access token has expired, each time it has", SECONDS)
def _renews(answer: Answer, random: Random) -> None:
    expect_equal(_visits(answer, random, EXPIRED, "/temp", "/temp"), [_renewal("/temp")] * 2)


@exercise.property("does not renew what is still good, nor for another answer than 401", SECONDS)
def _good(answer: Answer, random: Random) -> None:
    right = {"/temp": 200, "/nowhere": 404, "/staff": 403}
    expected = [(f"{status} of {path}", [f"GET {path} {status}"]) for path, status in right.items()]
    expect_equal(_visits(answer, random, 60, *right), expected)


@exercise.property("asks for the very address again, its query included", SECONDS)
def _query(answer: Answer, random: Random) -> None:
    address = f"/temp?page={random.randint(2, 9)}&next=/a/b"
    expect_equal(_visits(answer, random, EXPIRED, address), [_renewal(address)])


@exercise.property("renews at /refresh, however deep the address lies", SECONDS)
def _deep(answer: Answer, random: Random) -> None:
    address = f"/diary/{random.randint(2, 9)}"
    expect_equal(_visits(answer, random, EXPIRED, address), [_renewal(address)])


@exercise.property("renews once only, though the address still answers 401 after it", SECONDS)
def _closed(answer: Answer, random: Random) -> None:
    expect_equal(_visits(answer, random, EXPIRED, "/closed"), [_renewal("/closed", 401)])


@exercise.property("gives the 401 back when renewing does not help", SECONDS)
def _over(answer: Answer, random: Random) -> None:
    ((said, asked),) = _visits(answer, random, OVER, "/temp")
    right = ["GET /temp 401", "POST /refresh 401"]
    expect_true(
        (said, asked[:2], asked.count(right[1])) == ("401 of /temp", right, 1),
        repr((said, asked)), repr(("401 of /temp", right)),
    )  # fmt: skip


def refreshed(session: requests.Session, url: str) -> requests.Response:
    """Return the answer of POST /refresh."""
    return session.post(urljoin(url, "/refresh"))


def asked_again(
    session: requests.Session,
    url: str,
    renew: Callable[[], requests.Response],
    statuses: Iterable[int] = (401,),
) -> requests.Response:
    """Return what is right, where ``renew`` is called for these statuses."""
    response = session.get(url)
    return session.get(url) if response.status_code in statuses and renew().ok else response


@exercise.misconception("Ask first: a token that is still good needs no renewing.")
def _always(session: requests.Session, url: str) -> requests.Response:
    refreshed(session, url)
    return session.get(url)


@exercise.misconception("After the renewal the page has to be asked for again.")
def _not_again(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    if response.status_code == 401:
        refreshed(session, url)
    return response


the_last = exercise.misconception(
    "The renewal worked, and what you return is not what the session gets after it: ask the "
    "session again, and return that answer."
)


@the_last
def _asks_outside(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    renewed = response.status_code == 401 and refreshed(session, url).ok
    return requests.get(url, timeout=9) if renewed else response


@the_last
def _first_one(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    if response.status_code == 401 and refreshed(session, url).ok:
        session.get(url)
    return response


@exercise.misconception(
    "No POST /refresh came to the server: do you renew, and at its own address, port included?"
)
def _only_asks(session: requests.Session, url: str) -> requests.Response:
    return session.get(url)


@exercise.misconception(
    "POST /refresh came without the refresh cookie: the session has it, so the session has to ask."
)
def _outside(session: requests.Session, url: str) -> requests.Response:
    elsewhere = requests.Session()
    return asked_again(session, url, lambda: refreshed(elsewhere, url))


@exercise.misconception("To renew changes something at the server: it takes POST, not GET.")
def _by_get(session: requests.Session, url: str) -> requests.Response:
    return asked_again(session, url, lambda: session.get(urljoin(url, "/refresh")))


only_401 = exercise.misconception(
    "Renew for a 401 only: another status has nothing to do with the token."
)


@only_401
def _whatever_failed(session: requests.Session, url: str) -> requests.Response:
    return asked_again(session, url, lambda: refreshed(session, url), range(400, 600))


@only_401
def _forbidden(session: requests.Session, url: str) -> requests.Response:
    return asked_again(session, url, lambda: refreshed(session, url), (401, 403))


once = exercise.misconception("Once: whoever is signed out stays so, however often you renew.")


@once
def _thrice(session: requests.Session, url: str) -> requests.Response:
    for _ in range(3):
        response = session.get(url)
        if response.status_code != 401:
            break
        refreshed(session, url)
    return response


@once
def _while_it_works(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    while response.status_code == 401 and refreshed(session, url).ok:
        response = session.get(url)
    return response


@exercise.misconception(
    "Once in a call, and not once in the life of a session: the next token expires as well."
)
def _once_for_ever(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    if response.status_code != 401 or session.headers.get("X-Renewed"):
        return response
    session.headers["X-Renewed"] = "yes"
    return session.get(url) if refreshed(session, url).ok else response


@exercise.misconception(
    "Ask again for the address that you were given: it may be any of this server."
)
def _always_temp(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    renewed = response.status_code == 401 and refreshed(session, url).ok
    return session.get(urljoin(url, "/temp")) if renewed else response


@exercise.misconception("Ask for the same address again, with its query.")
def _query_lost(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    renewed = response.status_code == 401 and refreshed(session, url).ok
    return session.get(url.partition("?")[0]) if renewed else response


at_the_root = exercise.misconception(
    "An address may have a query, slashes in it too, and lie deeper than /temp: "
    'urljoin(url, "/refresh"), with its slash, minds none of this.'
)


@at_the_root
def _below(session: requests.Session, url: str) -> requests.Response:
    return asked_again(session, url, lambda: session.post(f"{url}/refresh"))


@at_the_root
def _beside(session: requests.Session, url: str) -> requests.Response:
    return asked_again(session, url, lambda: session.post(f"{url.rpartition('/')[0]}/refresh"))


@at_the_root
def _in_place_of_temp(session: requests.Session, url: str) -> requests.Response:
    return asked_again(session, url, lambda: session.post(url.replace("/temp", "/refresh")))


@at_the_root
def _no_slash(session: requests.Session, url: str) -> requests.Response:
    return asked_again(session, url, lambda: session.post(urljoin(url, "refresh")))


@exercise.misconception("Hand on the 401 of the address itself: nobody asked you for /refresh.")
def _of_refresh(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    if response.status_code != 401:
        return response
    renewed = refreshed(session, url)
    return session.get(url) if renewed.ok else renewed


hand_it_on = exercise.misconception(
    "When renewing does not help, the person is signed out: hand the 401 on, and raise nothing."
)


@hand_it_on
def _raises(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    if response.status_code == 401 and not refreshed(session, url).ok:
        raise RuntimeError("signed out")
    return session.get(url) if response.status_code == 401 else response


@hand_it_on
def _raises_status(session: requests.Session, url: str) -> requests.Response:
    response = session.get(url)
    if response.status_code == 401 and refreshed(session, url).ok:
        response = session.get(url)
    response.raise_for_status()
    return response
