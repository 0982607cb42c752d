"""Catch the flag: Erin's."""

from random import Random

import requests

from demo_server.wordlist import words
from exercises.attempt import Given, expect, expect_that
from exercises.checking import Exercise
from exercises.lesson_07 import SECONDS, hidden

exercise = Exercise(
    "flag_by_guessing",
    "Nobody counts the tries, so a list is as good as a key. Five tries a minute would have made "
    "an hour of it for this short list, and years for a long one.",
)


@exercise.must("brings Erin's flag", SECONDS)
def _brings(given: Given, random: Random) -> None:
    with hidden(random) as prey:
        expect(given(prey.url), prey.flags["erin"])


@exercise.must("stops guessing when it is in", SECONDS)
def _stops(given: Given, random: Random) -> None:
    with hidden(random) as prey:
        given(prey.url)
        tries = sum(entry.path == "/sign_in" for entry in prey.log)
        needed = words().index(prey.erins_password) + 1
    expect_that(tries <= max(needed, 1), f"{tries} tries", f"{needed} tries at most")


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


@exercise.mistake("You found the password; the flag is at /flag, for who comes with Erin's token.")
def _token_only(url: str) -> str:
    return "eyJ" if guessed(url) else ""


@exercise.mistake("You are in already: stop there. Every further try is noise in a log.")
def _goes_on(url: str) -> str:
    cookie = {"mytoken": guessed(url, stop=False)}
    return str(requests.get(f"{url}/flag", cookies=cookie, timeout=9).json()["msg"])
