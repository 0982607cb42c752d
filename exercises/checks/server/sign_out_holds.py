"""Try whether a sign-out reaches a copy of the token."""

from random import Random
from unittest.mock import patch

import requests

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.server import SECONDS, server

exercise = Exercise(
    "sign_out_holds",
    "The browser's cookie is gone at either server, so the browser can't tell. Only a copy, made "
    "before, shows whether the server remembers.",
)
VIEWS = "demo_server.hardened.views"
ASKED = ("alice", "correct horse")


@exercise.property("says no at the published server", SECONDS)
def _published(answer: Answer, _random: Random) -> None:
    with server("published") as running:
        expect_equal(answer(running.url, *ASKED), False)


@exercise.property("says yes at the hardened server", SECONDS)
def _hardened(answer: Answer, _random: Random) -> None:
    with server("hardened") as running:
        expect_equal(answer(running.url, *ASKED), True)


@exercise.property("sees a hardened server that has lost its memory", SECONDS)
def _forgetful(answer: Answer, _random: Random) -> None:
    with (
        server("hardened") as running,
        patch("demo_server.hardened.store.UserStore.revoke_session"),
    ):
        expect_equal(answer(running.url, *ASKED), False)


@exercise.property("knows a dead copy also where it is sent home instead of refused", SECONDS)
def _sent_home(answer: Answer, _random: Random) -> None:
    with server("hardened") as running, patch(f"{VIEWS}.wants_html", return_value=True):
        expect_equal(answer(running.url, *ASKED), True)


def copied(url: str, user: str, password: str) -> tuple[requests.Session, dict[str, str]]:
    """Sign in; return the session and a cookie that was copied from it."""
    session = requests.Session()
    answer = session.post(f"{url}/sign_in", data={"id_give": user, "pw_give": password})
    if token := answer.json().get("token"):
        session.cookies.set("mytoken", token)
        return session, {"mytoken": token}
    return session, {"access_token": session.cookies["access_token"]}


def opens(url: str, cookie: dict[str, str]) -> bool:
    """Return whether the protected page accepts a cookie."""
    answer = requests.get(f"{url}/temp", cookies=cookie, timeout=9, allow_redirects=False)
    return answer.status_code == 200


try_the_copy = exercise.misconception(
    "Neither the answer of /sign_out nor the session that signed out, with its cookie cleared, "
    "tells whether the token is dead. Ask with a copy from before, and leave the session out."
)


@try_the_copy
def _same_session(url: str, user: str, password: str) -> bool:
    session, _ = copied(url, user, password)
    session.post(f"{url}/sign_out")
    return session.get(f"{url}/temp", allow_redirects=False).status_code != 200


@try_the_copy
def _by_status(url: str, user: str, password: str) -> bool:
    session, _ = copied(url, user, password)
    return session.post(f"{url}/sign_out").status_code == 200


redirects = exercise.misconception(
    "A dead copy may be sent home, too: without allow_redirects=False, requests goes there and "
    "shows you 200. Neither 302 nor 401 opens /temp."
)


@redirects
def _followed(url: str, user: str, password: str) -> bool:
    session, cookie = copied(url, user, password)
    session.post(f"{url}/sign_out")
    return requests.get(f"{url}/temp", cookies=cookie, timeout=9).status_code != 200


@redirects
def _refused_only(url: str, user: str, password: str) -> bool:
    session, cookie = copied(url, user, password)
    session.post(f"{url}/sign_out")
    answer = requests.get(f"{url}/temp", cookies=cookie, timeout=9, allow_redirects=False)
    return answer.status_code == 401


@exercise.misconception("Which of the servers it is does not tell: sign out, and try the copy.")
def _by_version(url: str, _user: str, _password: str) -> bool:
    return requests.get(f"{url}/temp", timeout=9, allow_redirects=False).status_code == 401


@exercise.misconception("True means that the copy is dead: you return True where it still opens.")
def _turned_round(url: str, user: str, password: str) -> bool:
    session, cookie = copied(url, user, password)
    session.post(f"{url}/sign_out")
    return opens(url, cookie)


@exercise.misconception("A server without such a route ends nothing: go on, and try the copy.")
def _route_needed(url: str, user: str, password: str) -> bool:
    session, cookie = copied(url, user, password)
    session.post(f"{url}/sign_out").raise_for_status()
    return not opens(url, cookie)


@exercise.misconception(
    "The published server sets no cookie, so you copied nothing: its token is in the answer."
)
def _nothing_copied(url: str, user: str, password: str) -> bool:
    session, cookie = copied(url, user, password)
    session.post(f"{url}/sign_out")
    return "mytoken" in cookie or not opens(url, cookie)


@exercise.misconception(
    "The session has to end first: POST /sign_out, with the session's own cookie."
)
def _never_signed_out(url: str, user: str, password: str) -> bool:
    _, cookie = copied(url, user, password)
    return not opens(url, cookie)
