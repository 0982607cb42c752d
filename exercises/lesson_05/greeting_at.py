"""One client for two servers."""

from random import Random
from typing import Any

import requests

from exercises.attempt import Given, expect, expect_error
from exercises.checking import Exercise
from exercises.lesson_05 import SECONDS, person, server

exercise = Exercise(
    "greeting_at",
    "The answer's words decide, since one server says fail with status 200. Where the token comes "
    "in the answer, the client puts it into the cookie, as the page's script does.",
)


def _greeted(given: Given, random: Random, version: str) -> None:
    user, password = person(random)
    with server(version) as running:
        expect(given(running.url, user, password), f"Hello, {user}.")


@exercise.must("signs a new user up and in at the published server", SECONDS)
def _published(given: Given, random: Random) -> None:
    _greeted(given, random, "published")


@exercise.must("signs a new user up and in at the hardened server", SECONDS)
def _hardened(given: Given, random: Random) -> None:
    _greeted(given, random, "hardened")


@exercise.must("raises ValueError where the id belongs to somebody with another password", SECONDS)
def _wrong(given: Given, random: Random) -> None:
    for version in ("published", "hardened"):
        with server(version) as running:
            expect_error(ValueError, given, running.url, "alice", person(random)[1])


def client(url: str, user: str, password: str) -> tuple[requests.Session, dict[str, Any]]:
    """Sign up and in; return the session and what the sign-in answered."""
    session = requests.Session()
    session.trust_env = False
    form = {"id_give": user, "pw_give": password}
    session.post(f"{url}/sign_up", data=form)
    answer: dict[str, Any] = session.post(f"{url}/sign_in", data=form).json()
    return session, answer


@exercise.mistake(
    "The published server hands the token to its script: set the cookie mytoken yourself."
)
def _no_cookie(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    if answer["result"] == "fail":
        raise ValueError(answer["msg"])
    return str(session.get(f"{url}/temp").json()["msg"])


@exercise.mistake("The hardened server's answer holds no token: it has set its cookie already.")
def _token_wanted(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    if answer["result"] == "fail":
        raise ValueError(answer["msg"])
    session.cookies.set("mytoken", answer["token"])
    return str(session.get(f"{url}/temp").json()["msg"])


@exercise.mistake("Look at result: the published server says fail with status 200.")
def _any_answer(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    if "token" in answer:
        session.cookies.set("mytoken", answer["token"])
    if session.cookies:
        return str(session.get(f"{url}/temp").json()["msg"])
    return ""
