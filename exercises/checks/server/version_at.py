"""Tell the two servers apart by what they answer."""

import sqlite3
from contextlib import closing
from random import Random

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


@exercise.property("leaves no user behind", SECONDS)
def _no_trace(answer: Answer, _random: Random) -> None:
    for version in ("published", "hardened"):
        with server(version) as running:
            answer(running.url)
            with closing(sqlite3.connect(running.database)) as db:
                (count,) = db.execute("SELECT count(*) FROM users").fetchone()
        expect_true(count == 3, f"{count - 3} users more than before", "the users as they were")


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
    "A program without a token gets 401 from the hardened server, and 302 from the published one: "
    "print what your question gets from each."
)
def _turned_round(url: str) -> str:
    return "published" if status_of(url) == 401 else "hardened"
