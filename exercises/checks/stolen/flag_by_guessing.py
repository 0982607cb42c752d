"""Catch the flag: Erin's."""

from random import Random

import requests

from demo_server.notebook.wordlist import words
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true
from exercises.checks.flag_server import SECONDS, ask, flag_server

exercise = Exercise(
    "flag_by_guessing",
    "Nobody counts the tries, so a list is as good as a key. Five tries a minute would have made "
    "24 minutes of it for these 120 words, and years for ten million.",
)


@exercise.property("brings Erin's flag", SECONDS)
def _brings(answer: Answer, random: Random) -> None:
    with flag_server(random) as server:
        server.expect_flag(answer(server.url), "erin")


@exercise.property("stops guessing when it is in", SECONDS)
def _stops(answer: Answer, random: Random) -> None:
    with flag_server(random) as server:
        answer(server.url)
        goes_on = True in server.tries[:-1]
    expect_true(not goes_on, "more tries after the one that was right", "no more tries")


def guessed(url: str, stop: bool = True) -> str:
    """Return Erin's token, guessed."""
    found = ""
    with requests.Session() as session:
        for word in words()[:130]:
            form = {"id_give": "erin", "pw_give": word}
            found = session.post(f"{url}/sign_in", data=form).json().get("token") or found
            if found and stop:
                break
    return found


@exercise.misconception(
    "A token is not yet the flag: visit /flag with it, and return what stands under msg."
)
def _token_only(url: str) -> str:
    return guessed(url)


@exercise.misconception("You are in already: stop there. Every further try is noise in a log.")
def _goes_on(url: str) -> str:
    return str(ask(url, guessed(url, stop=False)).json()["msg"])


@exercise.misconception(
    "This sign-in was refused, so its answer has no token. The published server refuses with "
    "status 200: look at result."
)
def _by_status(url: str) -> str:
    form = {"id_give": "erin", "pw_give": words()[0]}
    return str(requests.post(f"{url}/sign_in", data=form, timeout=9).json()["token"])


@exercise.misconception(
    "/flag saw no token: take it from the sign-in whose result is success, since a refusal has "
    "status 200 as well, and show it in the cookie mytoken."
)
def _without(url: str) -> str:
    return str(ask(url, "").json()["msg"])


@exercise.misconception("/flag answers in JSON, as /temp does: the flag stands under msg.")
def _whole(url: str) -> str:
    return ask(url, guessed(url)).text


@exercise.misconception("The flag stands under msg, as a greeting does.")
def _other_field(url: str) -> str:
    return str(ask(url, guessed(url)).json()["flag"])
