"""Solve a student's notebook as a student would: from its cells alone, by the lessons' means."""

import hashlib
import hmac
import json
import string
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import jwt

from demo_server.jose import base64url_decode, base64url_encode, decode_part, encode_part
from demo_server.notebook.wordlist import words

Given = dict[str, Any]
NO_CLOCK: Any = {"verify_exp": False, "verify_iat": False, "verify_aud": False}


def given(book: dict[str, Any], number: int) -> Given:
    """Run the set-up and a task's values, and return what they define."""
    sources = {cell["id"]: "".join(cell["source"]) for cell in book["cells"]}
    names: Given = {}
    for cell in ("set-up", "shapes", f"given-{number}"):
        exec(sources[cell], names)  # noqa: S102 - our own notebook, as its student runs it
    return names


def solve(text: str) -> list[Any]:
    """Return the eight answers to a notebook."""
    book = json.loads(text)
    return [solver(given(book, number)) for number, solver in enumerate(SOLVERS, start=1)]


def _passwords(have: Given) -> list[str]:
    return [
        next(
            word for word in words()
            if hashlib.sha256(bytes.fromhex(salt) + word.encode()).hexdigest() == digest
        )
        for salt, digest in have["table"].values()
    ]  # fmt: skip


def _seconds(text: str) -> int:
    return int(datetime.strptime(f"{text}+0000", "%Y-%m-%d %H:%M UTC%z").timestamp())


def _token_to_make(have: Given) -> str:
    jwk, order = have["jwk"], have["order"]
    begins = _seconds(order["issued at"])
    minutes = int(order["good for"].split()[0])
    claims = {
        "jti": order["the token's own id"],
        "iss": order["issuer"],
        "sub": order["subject"],
        "aud": order["audience"],
        "iat": begins,
        "exp": begins + 60 * minutes,
    }
    return jwt.encode(claims, base64url_decode(jwk["k"]), "HS256", {"kid": jwk["kid"]})


def _genuine(have: Given) -> list[str]:
    found, key = [], bytes.fromhex(have["shop_key"])
    for token in have["tokens"]:
        try:
            claims = jwt.decode(token, key, ["HS256"], NO_CLOCK)
        except jwt.InvalidTokenError:
            continue
        aud = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if have["audience"] in aud and claims["exp"] > have["now"]:
            found.append(claims["jti"])
    return found


def _token_to_repair(have: Given) -> str:
    header, payload, _ = have["refused"].split(".")
    expected, claims = have["expected"], decode_part(payload)
    begins = _seconds(expected["issued at"])
    claims |= {"iss": expected["iss"], "aud": expected["aud"], "iat": begins, "exp": begins + 900}
    signing_input = f"{header}.{encode_part(claims)}"
    digest = hmac.digest(bytes.fromhex(have["login_key"]), signing_input.encode(), "sha256")
    return f"{signing_input}.{base64url_encode(digest)}"


def _cookies(have: Given) -> list[str]:
    request, sent = have["request"], []
    url, page = urlsplit(request["url"]), urlsplit(request["page"])
    path = url.path
    for cookie in have["cookies"]:
        if cookie["host"] != url.hostname or cookie["max_age"] <= request["seconds_later"]:
            continue
        if cookie["secure"] and url.scheme == "http":
            continue
        folder = cookie["path"].rstrip("/") + "/"
        if path != cookie["path"] and not path.startswith(folder):
            continue
        if page.hostname != url.hostname and (
            cookie["same_site"] == "Strict"
            or (cookie["same_site"] == "Lax" and "POST" in request["does"])
        ):
            continue
        sent.append(cookie["name"])
    return sent


def _weak_key(have: Given) -> str:
    signing_input, _, signature = have["mallorys_token"].rpartition(".")
    wanted, data = base64url_decode(signature), signing_input.encode()
    key = next(
        key for word in words() for number in range(10)
        if hmac.digest(key := f"{word}{number}".encode(), data, "sha256") == wanted
    )  # fmt: skip
    header, payload = signing_input.split(".")
    forged = f"{header}.{encode_part(decode_part(payload) | {'id': 'admin'})}"
    return f"{forged}.{base64url_encode(hmac.digest(key, forged.encode(), 'sha256'))}"


def _flag(have: Given) -> str:
    vault: Callable[[str], str] = have["vault"]
    letters = string.ascii_letters + string.digits + "-_"
    token = have["signing_input"] + "."
    answer = ""
    for place in range(1, 44):
        for letter in letters:
            answer = vault(token + letter)
            if answer != f"no, after {place} letters":
                token += letter
                break
    return answer


def _sessions(have: Given) -> list[str]:
    now = datetime.fromisoformat(have["moment"])
    live: dict[str, dict[str, Any]] = {}

    def drop_old(at: datetime) -> None:
        for name, session in list(live.items()):
            too_old = at >= session["began"] + timedelta(days=30)
            if too_old or at >= session["seen"] + timedelta(days=14):
                del live[name]

    for line in have["log"]:
        day, time, what, *rest = line.split()
        at = datetime.fromisoformat(f"{day} {time}")
        drop_old(at)
        if what == "sign-in":
            live[rest[1]] = {"user": rest[0], "began": at, "seen": at, "next": 1}
        elif what == "sign-out-everywhere":
            live = {name: s for name, s in live.items() if s["user"] != rest[0]}
        elif session := live.get(rest[0]):
            if what == "sign-out" or int(rest[1]) < session["next"]:
                del live[rest[0]]
            else:
                session |= {"seen": at, "next": int(rest[1]) + 1}
    drop_old(now)
    return list(live)


SOLVERS: tuple[Callable[[Given], Any], ...] = (
    _passwords,
    _token_to_make,
    _genuine,
    _token_to_repair,
    _cookies,
    _weak_key,
    _flag,
    _sessions,
)
