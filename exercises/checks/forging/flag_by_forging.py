"""Catch the flag: the admin's."""

import hmac
from random import Random
from typing import Any

import jwt
import requests

from demo_server.jose import decode_object, encode_part, hmac_sign
from demo_server.notebook.wordlist import words
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true
from exercises.checks.flag_server import LIKELY, SECONDS, ask, flag, flag_server, some_word

exercise = Exercise(
    "flag_by_forging",
    "One token is all it took, and the server saw nothing but the last request. No limit on tries "
    "can help against guessing at home; 32 random bytes do.",
)


@exercise.property("brings the admin's flag, though there is no such user", SECONDS)
def _brings(answer: Answer, random: Random) -> None:
    with flag_server(random, key=some_word(random)) as server:
        server.expect_flag(answer(server.url, server.mallorys_token), "admin")


@exercise.property("bothers the server once, whatever the key is", SECONDS)
def _once(answer: Answer, random: Random) -> None:
    with flag_server(random, key=words()[LIKELY - 1]) as server:
        actual = answer(server.url, server.mallorys_token)
        expect_true(len(server.log) <= 1, "more than one request", "one request")
        server.expect_flag(actual, "admin")


@exercise.property("tries the first word of the list as well", SECONDS)
def _first(answer: Answer, random: Random) -> None:
    with flag_server(random, key=words()[0]) as server:
        server.expect_flag(answer(server.url, server.mallorys_token), "admin")


def forged(token: str, key: bytes) -> str:
    """Return a token for admin, signed with a key."""
    header, payload, _ = token.split(".")
    return hmac_sign(
        f"{header}.{encode_part(decode_object(payload) | {'id': 'admin'})}", key, "sha256"
    )


@exercise.misconception(
    "The server did not believe this token: it is signed with another key than the server's, or "
    "with none. Crack the key with the list."
)
def _old_key(url: str, token: str) -> str:
    return flag(url, forged(token, b"ROLLINGDEV"))


@exercise.misconception(
    "One request is enough, the one that brings the flag: your own token tells whether a word is "
    "the key."
)
def _at_the_server(url: str, token: str) -> str:
    for word in words()[:130]:
        said = flag(url, forged(token, word.encode()))
        if said.startswith("flag"):
            return said
    return ""


@exercise.misconception(
    "There is no flag for this id: change id to admin in your own claims, and sign again."
)
def _her_own(url: str, token: str) -> str:
    return flag(url, token)


def cracked(token: str) -> bytes:
    """Return the key of a token, or nothing."""
    message, _, signature = token.rpartition(".")
    signed = jwt.utils.base64url_decode(signature)
    keys = (word.encode() for word in words())
    return next((k for k in keys if hmac.digest(k, message.encode(), "sha256") == signed), b"")


@exercise.misconception("/flag answers in JSON, as /temp does: the flag stands under msg.")
def _whole(url: str, token: str) -> str:
    return ask(url, forged(token, cracked(token))).text


@exercise.misconception("The flag stands under msg, as a greeting does.")
def _other_field(url: str, token: str) -> str:
    return str(ask(url, forged(token, cracked(token))).json()["flag"])


@exercise.misconception("The flag is what stands under msg, not the whole answer.")
def _object(url: str, token: str) -> Any:
    return ask(url, forged(token, cracked(token))).json()


@exercise.misconception("The server reads the token in the cookie mytoken and nowhere else.")
def _header(url: str, token: str) -> str:
    shown = {"Authorization": f"Bearer {forged(token, cracked(token))}"}
    return str(requests.get(f"{url}/flag", headers=shown, timeout=9).json()["msg"])


@exercise.misconception("That is a greeting, from /temp: the flag is told at /flag.")
def _greeting(url: str, token: str) -> str:
    shown = {"mytoken": forged(token, cracked(token))}
    return str(requests.get(f"{url}/temp", cookies=shown, timeout=9).json()["msg"])


@exercise.misconception("A key has capitals where the word has: try each word as it stands.")
def _small(url: str, token: str) -> str:
    key = cracked(token)
    return flag(url, forged(token, key if key == key.lower() else b""))


@exercise.misconception("The list begins at words()[0], and that word may be the key, too.")
def _from_one(url: str, token: str) -> str:
    key = cracked(token)
    return flag(url, forged(token, b"" if key == words()[0].encode() else key))
