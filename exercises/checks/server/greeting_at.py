"""One client for two servers."""

from json import JSONDecodeError
from random import Random
from typing import Any

import requests

from exercises.checks.errors import AnswerRaised, PropertyFailed
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.server import SECONDS, person, server, visited

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
        _greets(answer, user, running.url, user, password)


@exercise.property(
    "signs a new user up and in at the hardened server, and says what /temp says", SECONDS
)
def _hardened(answer: Answer, random: Random) -> None:
    user, password = person(random)
    with server("hardened") as running:
        _greets(answer, user, running.url, user.capitalize(), password)


@exercise.property(
    "signs in who has signed up before, with whatever signs in the password", SECONDS
)
def _known(answer: Answer, random: Random) -> None:
    user, password = person(random)
    with server("hardened") as running:
        _greets(answer, "alice", running.url, "alice", "correct horse")
        password = f" {password}&pw_give=1+1 %41#;"
        form = {"id_give": user, "pw_give": password}
        requests.post(f"{running.url}/sign_up", data=form, timeout=9).raise_for_status()
        _greets(answer, user, running.url, user, password)


@exercise.property(
    "raises ValueError where the id is somebody's, or the password too short to sign up", SECONDS
)
def _wrong(answer: Answer, random: Random) -> None:
    for version in ("published", "hardened"):
        with server(version) as running:
            _refused(answer, running.url, "alice", person(random)[1])
            if version == "hardened":
                _refused(answer, running.url, person(random)[0], "short")


def _is_own(error: BaseException) -> bool:
    return isinstance(error, ValueError) and not isinstance(error, JSONDecodeError)


def _greets(answer: Answer, user: str, *args: str) -> None:
    """Raise PropertyFailed unless the answer returns the greeting of a user.

    A ValueError is shown without its own words, so that advice does not hang on them.
    """
    greeting = f"Hello, {user}."
    try:
        expect_equal(answer(*args), greeting)
    except AnswerRaised as crash:
        if _is_own(crash.error):
            raise PropertyFailed("a ValueError", repr(greeting)) from crash
        raise


def _refused(answer: Answer, *args: str) -> None:
    """Raise PropertyFailed unless the answer raises a ValueError that is no JSONDecodeError."""
    try:
        actual = answer(*args)
    except AnswerRaised as crash:
        if _is_own(crash.error):
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


no_token = exercise.misconception(
    "The hardened server's answer holds no token: it has set its cookie already."
)


@no_token
def _token_needed(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    if "token" not in answer:
        raise ValueError(answer.get("msg"))
    return greeted(session, url, answer)


@no_token
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


def _signs_in_only(answer: Answer) -> bool:
    return set(visited(answer, "published", "ann", "a long password")) == {"/sign_in"}


@exercise.misconception(
    "Nobody has signed this user up yet: POST /sign_up first.",
    detect=_signs_in_only,
)
def _never_signed_up(url: str, user: str, password: str) -> str:
    session = requests.Session()
    form = {"id_give": user, "pw_give": password}
    return greeted(session, url, session.post(f"{url}/sign_in", data=form).json())


@exercise.misconception("The whole answer came back, as JSON: its msg is the greeting.")
def _whole_answer(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    greeted(session, url, answer)
    return session.get(f"{url}/temp").text


@exercise.misconception(
    "Who can't get in is not greeted, with no message either: raise ValueError."
)
def _message(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    return str(answer["msg"]) if answer["result"] == "fail" else greeted(session, url, answer)


please_sign_in = exercise.misconception(
    "Please sign in: so /temp saw no good token. Did the sign-in say fail, or was its cookie not "
    "sent on?"
)


@please_sign_in
def _temp_decides(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    try:
        return greeted(session, url, answer | {"result": "success"})
    except JSONDecodeError:
        raise ValueError("no greeting") from None


@please_sign_in
def _without_session(url: str, user: str, password: str) -> str:
    _, answer = client(url, user, password)
    return greeted(requests.Session(), url, answer)


@exercise.misconception(
    "An id that is taken answers 409 at the hardened server, and raise_for_status makes an error "
    "of it: it is none."
)
def _must_be_free(url: str, user: str, password: str) -> str:
    form = {"id_give": user, "pw_give": password}
    requests.post(f"{url}/sign_up", data=form, timeout=9).raise_for_status()
    session, answer = client(url, user, password)
    return greeted(session, url, answer)


@exercise.misconception("raise_for_status raises HTTPError, which is no ValueError.")
def _http_error(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    form = {"id_give": user, "pw_give": password}
    session.post(f"{url}/sign_in", data=form).raise_for_status()
    return greeted(session, url, answer)


@exercise.misconception(
    "A form has its own way of writing & and +, and spaces count in a password: hand requests the "
    "dictionary with data=, as it is."
)
def _stripped(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password.strip())
    return greeted(session, url, answer)


@exercise.misconception("Open /temp and return its msg: the server may spell an id in its own way.")
def _never_opened(url: str, user: str, password: str) -> str:
    session, answer = client(url, user, password)
    greeted(session, url, answer)
    return f"Hello, {user}."
