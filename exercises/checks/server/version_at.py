"""Tell the two servers apart by what they answer."""

import sqlite3
from contextlib import closing
from random import Random
from urllib.request import urlopen

import requests

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.server import SECONDS, person, server

exercise = Exercise(
    "version_at",
    "A visitor without a token is enough: one server sends a program to the home page, the other "
    "answers 401. Knocking leaves nothing behind; signing up would.",
)


@exercise.property("knows the published server", SECONDS)
def _published(answer: Answer, _random: Random) -> None:
    with server("published") as running:
        expect_equal(answer(running.url), "published")


@exercise.property("knows the hardened server", SECONDS)
def _hardened(answer: Answer, _random: Random) -> None:
    with server("hardened") as running:
        expect_equal(answer(running.url), "hardened")


@exercise.property("leaves no user behind, and needs none", SECONDS)
def _without_users(answer: Answer, _random: Random) -> None:
    for version in ("published", "hardened"):
        with server(version) as running, closing(sqlite3.connect(running.database)) as db:
            db.execute("DELETE FROM users")
            db.commit()
            expect_equal(answer(running.url), version)
            (count,) = db.execute("SELECT count(*) FROM users").fetchone()
        expect_true(count == 0, f"{count} users more than before", "the users as they were")


def status_of(url: str) -> int:
    """Return what a program without a token is answered at the protected page."""
    return requests.get(f"{url}/temp", timeout=9, allow_redirects=False).status_code


@exercise.misconception(
    "The published server's /temp answers 302. requests follows it, and shows you 200, unless you "
    "say allow_redirects=False."
)
def _followed(url: str) -> str:
    return "published" if requests.get(f"{url}/temp", timeout=9).status_code == 302 else "hardened"


@exercise.misconception(
    "To sign up is to leave a user behind: find a question that changes nothing."
)
def _signs_up(url: str) -> str:
    user, _ = person(Random())  # noqa: S311 - any name will do
    form = {"id_give": user, "pw_give": "short"}
    status = requests.post(f"{url}/sign_up", data=form, timeout=9).status_code
    return "published" if status == 200 else "hardened"


@exercise.misconception(
    "An address is all you have: nobody need be signed up there, as alice is on your server."
)
def _as_alice(url: str) -> str:
    form = {"id_give": "alice", "pw_give": "correct horse"}
    answer = requests.post(f"{url}/sign_in", data=form, timeout=9)
    return "hardened" if "Set-Cookie" in answer.headers else "published"


@exercise.misconception(
    "urllib raises HTTPError for a 401: catch it, and look at its code. requests gives you the "
    "answer itself."
)
def _by_urllib(url: str) -> str:
    with urlopen(f"{url}/temp") as answer:  # noqa: S310 - our own server
        return "hardened" if answer.status == 401 else "published"


@exercise.misconception(
    "One of the servers answers with a page, which is no JSON: go by the status."
)
def _by_json(url: str) -> str:
    message = requests.get(f"{url}/temp", timeout=9).json()["msg"]
    return "hardened" if message == "Please sign in." else "published"


@exercise.misconception(
    "A program without a token gets 401 from the hardened server, and 302 from the published one: "
    "print what your question gets from each."
)
def _turned_round(url: str) -> str:
    return "published" if status_of(url) == 401 else "hardened"
