"""Catch the flag: Erin's."""

import hashlib
from random import Random
from typing import Any

import requests

from demo_server.notebook.wordlist import words
from exercises.checks.errors import AnswerRaised
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true
from exercises.checks.flag_server import (
    LIKELY,
    SECONDS,
    FlagServer,
    ask,
    flag_server,
    some_word,
)

exercise = Exercise(
    "flag_by_guessing",
    "Nobody counts the tries, so a list is as good as a key. Five tries a minute would have made "
    "24 minutes of it for these 120 words, and years for ten million.",
)


def _guess(answer: Answer, server: FlagServer) -> Any:
    """Return what an answer brings; PropertyFailed where it failed and its sign-ins were odd."""
    try:
        actual = answer(server.url)
    except AnswerRaised:
        _expect_guesses(server)
        raise
    if actual != server.flags["erin"]:
        _expect_guesses(server)
    return actual


def _expect_guesses(server: FlagServer) -> None:
    expected = "sign-ins of erin, each with a word of the list, in a form"
    expect_true(not server.odd, server.odd[0] if server.odd else "", expected)


@exercise.property("brings Erin's flag", SECONDS)
def _brings(answer: Answer, random: Random) -> None:
    with flag_server(random, password=some_word(random)) as server:
        server.expect_flag(_guess(answer, server), "erin")


@exercise.property("guesses to the last of the 120 words", SECONDS)
def _to_the_last(answer: Answer, random: Random) -> None:
    with flag_server(random, password=words()[LIKELY - 1]) as server:
        server.expect_flag(_guess(answer, server), "erin")


@exercise.property("stops guessing when it is in", SECONDS)
def _stops(answer: Answer, random: Random) -> None:
    with flag_server(random, password=words()[0]) as server:
        actual = _guess(answer, server)
        goes_on = True in server.tries[:-1]
        expect_true(not goes_on, "more tries after the one that was right", "no more tries")
        server.expect_flag(actual, "erin")


TRIED = [words()[LIKELY - 1], *words()[:35]]
"""Words that the passwords here are among, so that a misconception need not guess for long."""


def sign_in(url: str, word: str) -> str:
    """Return the token for a guess, or nothing."""
    form = {"id_give": "erin", "pw_give": word}
    return str(requests.post(f"{url}/sign_in", data=form, timeout=9).json().get("token", ""))


def guessed(url: str, tried: list[str] = TRIED) -> str:
    """Return Erin's token, guessed with some words, or nothing."""
    return next(filter(None, (sign_in(url, word) for word in tried)), "")


@exercise.misconception(
    "A token is not yet the flag: visit /flag with it, and return what stands under msg."
)
def _token_only(url: str) -> str:
    return guessed(url)


@exercise.misconception("You are in already: stop there. Every further try is noise in a log.")
def _goes_on(url: str) -> str:
    return str(ask(url, max(sign_in(url, word) for word in TRIED)).json()["msg"])


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


@exercise.misconception("The flag is what stands under msg, not the whole answer.")
def _object(url: str) -> Any:
    return ask(url, guessed(url)).json()


@exercise.misconception("That is a greeting, from /temp: the flag is told at /flag.")
def _greeting(url: str) -> str:
    shown = {"mytoken": guessed(url)}
    return str(requests.get(f"{url}/temp", cookies=shown, timeout=9).json()["msg"])


@exercise.misconception(
    "Her password is not yet the flag: visit /flag with the token of the sign-in."
)
def _password_only(url: str) -> str:
    return next(word for word in TRIED if sign_in(url, word))


@exercise.misconception("This server reads a form, in the body: requests sends one with data=….")
def _as_json(url: str) -> str:
    form = {"id_give": "erin", "pw_give": words()[0]}
    return str(requests.post(f"{url}/sign_in", json=form, timeout=9).json()["token"])


@exercise.misconception("Her id is erin, in small letters, and nobody else's flag is asked for.")
def _other_user(url: str) -> str:
    form = {"id_give": "Erin", "pw_give": words()[0]}
    return str(requests.post(f"{url}/sign_in", data=form, timeout=9).json()["token"])


@exercise.misconception(
    "What was sent is no word of the list: send each as it stands. The server hashes by itself."
)
def _hashed(url: str) -> str:
    form = {"id_give": "erin", "pw_give": hashlib.sha256(words()[0].encode()).hexdigest()}
    return str(requests.post(f"{url}/sign_in", data=form, timeout=9).json()["token"])


@exercise.misconception("Any of the 120 words may be the one: begin with the first, and go on.")
def _few(url: str) -> str:
    token = guessed(url, TRIED[1:11])
    return str(ask(url, token).json()["msg"]) if token else ""


@exercise.misconception("The first of the words, words()[0], may be the one as well.")
def _from_one(url: str) -> str:
    return str(ask(url, guessed(url, [word for word in TRIED if word != words()[0]])).json()["msg"])


@exercise.misconception("There are 120 words in question, and the last of them may be the one.")
def _one_less(url: str) -> str:
    return str(ask(url, guessed(url, TRIED[1:])).json()["msg"])


@exercise.misconception("Some of the words have capitals: send each as it stands.")
def _small(url: str) -> str:
    return str(ask(url, guessed(url, [word for word in TRIED if word.islower()])).json()["msg"])
