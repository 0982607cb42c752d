"""One client for two servers."""

from json import JSONDecodeError
from random import Random
from typing import Any

import requests

from exercises.checks.errors import AnswerRaised, PropertyFailed
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.server import SECONDS, person, server

exercise = Exercise(
    "greeting_at",
    "The answer's words decide, since one server says fail with status 200. Where the token comes "
    "in the answer, the client puts it into the cookie, as the page's script does. Whether the id "
    "was free does not matter: the sign-in tells who may in.",
)
OWN_ERROR = "a ValueError, raised by your own code"


@exercise.property("signs a new user up and in at the published server", SECONDS)
def _published(answer: Answer, random: Random) -> None:
    user, password = person(random)
    with server("published") as running:
        expect_equal(answer(running.url, user, password), f"Hello, {user}.")


@exercise.property(
    "signs a new user up and in at the hardened server, and says what /temp says", SECONDS
)
def _hardened(answer: Answer, random: Random) -> None:
    user, password = person(random)
    with server("hardened") as running:
        expect_equal(answer(running.url, user.capitalize(), password), f"Hello, {user}.")


@exercise.property("signs in who has signed up before", SECONDS)
def _known(answer: Answer, _random: Random) -> None:
    with server("hardened") as running:
        expect_equal(answer(running.url, "alice", "correct horse"), "Hello, alice.")


@exercise.property(
    "raises ValueError where the id belongs to somebody with another password", SECONDS
)
def _wrong(answer: Answer, random: Random) -> None:
    for version in ("published", "hardened"):
        with server(version) as running:
            _refused(answer, running.url, "alice", person(random)[1])


def _refused(answer: Answer, *args: str) -> None:
    """Raise PropertyFailed unless the answer raises a ValueError that is no JSONDecodeError."""
    try:
        actual = answer(*args)
    except AnswerRaised as crash:
        if isinstance(crash.error, ValueError) and not isinstance(crash.error, JSONDecodeError):
            return
        crash.expected = OWN_ERROR
        raise
    raise PropertyFailed(repr(actual), OWN_ERROR)


def client(url: str, user: str, password: str) -> tuple[requests.Session, dict[str, Any]]:
    """Sign up and in; return the session and what the sign-in answered."""
    session = requests.Session()
    session.trust_env = False
    form = {"id_give": user, "pw_give": password}
    session.post(f"{url}/sign_up", data=form)
    answer: dict[str, Any] = session.post(f"{url}/sign_in", data=form).json()
    return session, answer


def greeted(session: requests.Session, url: str, answer: dict[str, Any]) -> str:
    """Return the greeting for a good sign-in."""
    if answer["result"] == "fail":
        raise ValueError(answer["msg"])
    if "token" in answer:
        session.cookies.set("mytoken", answer["token"])
    return str(session.get(f"{url}/temp").json()["msg"])


@exercise.misconception(
    "A page came, not JSON: see which address sent it. If it was home, /temp saw no token: the "
    "published server hands it to its script, so set the cookie mytoken yourself."
)
def _no_cookie(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    return greeted(session, url, {"result": answer["result"], "msg": answer.get("msg")})


@exercise.misconception(
    "The hardened server's answer holds no token: it has set its cookie already."
)
def _token_wanted(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    if answer["result"] == "success":
        session.cookies.set("mytoken", answer["token"])
    return greeted(session, url, answer)


@exercise.misconception("Look at result: the published server says fail with status 200.")
def _by_status(url: str, user: str, password: str) -> str:
    session = requests.Session()
    form = {"id_give": user, "pw_give": password}
    session.post(f"{url}/sign_up", data=form)
    answer = session.post(f"{url}/sign_in", data=form)
    if not answer.ok:
        raise ValueError("refused")
    return greeted(session, url, {**answer.json(), "result": "success"})


@exercise.misconception(
    "An id that is taken may be this user's own: the sign-in tells, not the sign-up."
)
def _new_ones_only(url: str, user: str, password: str) -> str:
    form = {"id_give": user, "pw_give": password}
    if requests.post(f"{url}/sign_up", data=form, timeout=9).json()["result"] == "fail":
        raise ValueError("taken")
    session, answer = client(url, user, password)
    return greeted(session, url, answer)


@exercise.misconception("Open /temp and return its msg: the server may spell an id in its own way.")
def _never_opened(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    greeted(session, url, answer)
    return f"Hello, {user}."
