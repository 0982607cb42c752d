"""Catch the flag: the admin's."""

import hmac
from random import Random

import jwt

from demo_server.jose import decode_object, encode_part, hmac_sign
from demo_server.notebook.wordlist import words
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true
from exercises.checks.flag_server import SECONDS, ask, flag, flag_server

exercise = Exercise(
    "flag_by_forging",
    "One token is all it took, and the server saw nothing but the last request. No limit on tries "
    "can help against guessing at home; 32 random bytes do.",
)


@exercise.property("brings the admin's flag, though there is no such user", SECONDS)
def _brings(answer: Answer, random: Random) -> None:
    with flag_server(random) as server:
        server.expect_flag(answer(server.url, server.mallorys_token), "admin")


@exercise.property("bothers the server once", SECONDS)
def _once(answer: Answer, random: Random) -> None:
    with flag_server(random) as server:
        answer(server.url, server.mallorys_token)
        asked = len(server.log)
    expect_true(asked <= 1, "more than one request", "one request")


def forged(token: str, key: bytes) -> str:
    """Return a token for admin, signed with a key."""
    header, payload, _ = token.split(".")
    return hmac_sign(
        f"{header}.{encode_part(decode_object(payload) | {'id': 'admin'})}", key, "sha256"
    )


@exercise.misconception(
    "The server did not believe this token. It has another weak key than the lesson's: crack it "
    "with the list."
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
