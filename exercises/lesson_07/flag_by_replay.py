"""Catch the flag: Carol's."""

import re
from random import Random

from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_07 import SECONDS, hidden
from exercises.lesson_07.flag_by_forging import flag

exercise = Exercise(
    "flag_by_replay",
    "Carol is gone, her token is not: it was written into a log, and nobody looks her up again. A "
    "token belongs neither into an address nor into any line that somebody keeps.",
)


@exercise.must("brings Carol's flag from a line with an address", SECONDS)
def _address(given: Given, random: Random) -> None:
    with hidden(random) as prey:
        line = f'"GET /temp?from=mail&token={prey.carols_token} HTTP/1.1" 302 -'
        expect(given(prey.url, line), prey.flags["carol"])


@exercise.must("brings it from a line with a header as well", SECONDS)
def _header(given: Given, random: Random) -> None:
    with hidden(random) as prey:
        line = f"debug: headers Authorization: Bearer {prey.carols_token}, Accept: */*"
        expect(given(prey.url, line), prey.flags["carol"])


@exercise.mistake(
    "Other lines are built otherwise: look for the form of a token, three parts and two dots."
)
def _query_only(url: str, line: str) -> str:
    return flag(url, line.partition("token=")[2].split()[0])


@exercise.mistake(
    "Cookies are named here: the published server reads mytoken, and nothing from an address."
)
def _as_it_was(url: str, line: str) -> str:
    found = re.search(r"ey[\w-]+\.[\w-]+\.[\w-]+", line)
    return flag(f"{url}/temp?token={found[0] if found else ''}#", "")


@exercise.mistake("A token ends with its last letter: what follows in the line is not part of it.")
def _too_long(url: str, line: str) -> str:
    found = re.search(r"ey\S+", line)
    return flag(url, found[0] if found else "")
