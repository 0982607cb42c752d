"""Catch the flag: Carol's."""

import re
from random import Random
from typing import Any

import requests

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true
from exercises.checks.flag_server import SECONDS, ask, flag, flag_server

exercise = Exercise(
    "flag_by_replay",
    "Carol is gone, her token is not: it was written into a log, and nobody looks her up again. A "
    "token belongs neither into an address nor into any line that somebody keeps.",
)


def _from(lines: list[str], answer: Answer, random: Random) -> None:
    """Let Carol's flag be caught with each of these lines, which hold her token."""
    with flag_server(random) as server:
        for line in lines:
            server.shown.clear()
            actual = answer(server.url, line.format(server.carols_token))
            again = any(entry.path == "/sign_up" for entry in server.log)
            expect_true(not again, "somebody new who signed up as carol", "the token from the line")
            server.expect_flag(actual, "carol", _shown(server.shown[-1:], server.carols_token))


def _shown(cookies: list[str], token: str) -> str:
    """Return what was sent in place of the token, or "" if nothing was."""
    if not cookies or cookies == [token]:
        return ""
    longer = cookies[0].startswith(token)
    return ", for the token with more behind it" if longer else f", for {cookies[0]!r}"


@exercise.property("brings Carol's flag from an address, or from behind a header's name", SECONDS)
def _address(answer: Answer, random: Random) -> None:
    lines = [
        '"GET /temp?from=mail&token={} HTTP/1.1" 302 -',
        "debug: headers Authorization: Bearer {}, Accept: */*",
    ]
    _from(lines, answer, random)


@exercise.property("brings it from a line that holds other words with dots", SECONDS)
def _dots(answer: Answer, random: Random) -> None:
    host = f"{'a-long-name-' * 20}.shop.example"
    words_with_dots = [
        "127.0.0.1 - www.shop.example python-requests/2.32.5 cookies={{'mytoken': '{}'}} 200",
        f"{host} asked with mytoken={{}}; path=/ {host}",
    ]
    _from(words_with_dots, answer, random)


@exercise.property("brings it wherever it stands", SECONDS)
def _anywhere(answer: Answer, random: Random) -> None:
    places = ["{}", "({})", "eyJournal opened by {}", "A sentence ends with {}.",
              "로그인 {}을 거절", "\tref\x00{}é", "path/{}/more"]  # fmt: skip
    _from(places, answer, random)


def token_in(line: str) -> str:
    """Return the token of a line, or nothing."""
    found = re.search(r"eyJ[\w-]*\.[\w-]+\.[\w-]+", line, re.ASCII)
    return found[0] if found else ""


@exercise.misconception(
    "Other lines are built otherwise: look for the form of a token, three parts and two dots."
)
def _query_only(url: str, line: str) -> str:
    return flag(url, line.partition("token=")[2].split()[0])


@exercise.misconception("No such name stands in this line: look for the token's own form.")
def _after_names(url: str, line: str) -> str:
    found = re.search(r"(?:token=|Bearer )([\w.-]+)", line)
    return flag(url, found[1])  # type: ignore[index]


@exercise.misconception(
    "Addresses have dots, too, and so have versions: a token's header is JSON and begins with eyJ."
)
def _first_dots(url: str, line: str) -> str:
    found = re.search(r"[\w-]+\.[\w-]+\.[\w-]+", line)
    return flag(url, found[0] if found else "")


@exercise.misconception(
    "No token came in the cookie mytoken, and the server reads nothing else: was one found in this "
    "line, and was it shown there?"
)
def _as_it_was(url: str, line: str) -> str:
    asked = requests.get(f"{url}/flag", params={"token": token_in(line)}, timeout=9)
    return str(asked.json()["msg"])


@exercise.misconception(
    "A token ends with its last letter: what follows in the line is not part of it."
)
def _too_long(url: str, line: str) -> str:
    found = re.search(r"ey\S+", line)
    return flag(url, found[0] if found else "")


@exercise.misconception(
    "Her name is free, but that is a new Carol: the line has the old one's token."
)
def _another_carol(url: str, line: str) -> str:
    requests.post(f"{url}/sign_up", data={"id_give": "carol", "pw_give": "x"}, timeout=9)
    return flag(url, token_in(line))


@exercise.misconception("/flag answers in JSON, as /temp does: the flag stands under msg.")
def _whole(url: str, line: str) -> str:
    return ask(url, token_in(line)).text


@exercise.misconception("The flag stands under msg, as a greeting does.")
def _other_field(url: str, line: str) -> str:
    return str(ask(url, token_in(line)).json()["flag"])


@exercise.misconception("The flag is what stands under msg, not the whole answer.")
def _object(url: str, line: str) -> Any:
    return ask(url, token_in(line)).json()


@exercise.misconception("That is her token. Show it to /flag, and return what stands under msg.")
def _token_only(_url: str, line: str) -> str:
    return token_in(line)


@exercise.misconception("That is a greeting, from /temp: the flag is told at /flag.")
def _greeting(url: str, line: str) -> str:
    shown = {"mytoken": token_in(line)}
    return str(requests.get(f"{url}/temp", cookies=shown, timeout=9).json()["msg"])


@exercise.misconception("Parts of a token hold - and _ as well as letters and digits.")
def _letters_only(url: str, line: str) -> str:
    found = re.search(r"eyJ[A-Za-z0-9]+\.[A-Za-z0-9]+\.[A-Za-z0-9]+", line)
    return flag(url, found[0])  # type: ignore[index]


@exercise.misconception("Capitals count in base64url: leave the line as it is.")
def _lowered(url: str, line: str) -> str:
    return flag(url, token_in(line).lower())


@exercise.misconception("Other words have two dots as well, and may be longer: look for eyJ.")
def _longest(url: str, line: str) -> str:
    found = re.findall(r"[\w-]+\.[\w-]+\.[\w-]+", line, re.ASCII)
    return flag(url, max(found, key=len, default=""))


@exercise.misconception(
    "In Python, \\w fits é and 을 as well, which may follow a token: write the letters down, or "
    "add flags=re.ASCII."
)
def _any_letter(url: str, line: str) -> str:
    found = re.search(r"eyJ[\w-]*\.[\w-]+\.[\w-]+", line)
    return flag(url, found[0] if found else "")


@exercise.misconception(r"A dot that stands for itself is written \. in a regular expression.")
def _any_dot(url: str, line: str) -> str:
    found = re.search(r"eyJ[\w-]*.[\w-]+.[\w-]+", line, re.ASCII)
    return flag(url, found[0] if found else "")


@exercise.misconception("The last part has no dot in it: a dot behind it belongs to the sentence.")
def _to_the_dot(url: str, line: str) -> str:
    found = re.search(r"eyJ[\w-]+\.[\w-]+\.[\w.-]+", line, re.ASCII)
    return flag(url, found[0] if found else "")
