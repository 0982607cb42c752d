"""Answers to the exercises of lesson 8."""

import base64
import re
from bisect import bisect_right
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from random import Random
from typing import Any

import jwt
import requests

from demo_server.jose import decode_object
from demo_server.notebook.wordlist import words
from exercises.checks.flag_server import ask, flag
from exercises.checks.stolen.filter_for import digest
from exercises.checks.stolen.flag_by_guessing import guessed
from tests.exercises.answers import Answers


def by_signing_input(token: str) -> str:
    return token[: token.rindex(".")]


def by_jti_of_pyjwt(token: str) -> str:
    """Let PyJWT read: it refuses a spelling with stray bits, and so does the server."""
    claims = jwt.decode(token, options={"verify_signature": False})
    return f"jti:{claims['jti']}" if "jti" in claims else token.rpartition(".")[0]


def constant(_token: str) -> str:
    return "a token"


def by_user_where_jti(token: str) -> str:
    claims = decode_object(token.split(".")[1])
    return str(claims["sub"]) if "jti" in claims else token.rpartition(".")[0]


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


def says_flag(url: str) -> str:
    return "flag-000000000000" if guessed(url) else ""


def by_reading(url: str, line: str) -> str:
    """Take the first text of three parts whose header says how it was signed."""
    for found in re.finditer(r"([\w-]+)\.[\w-]+\.[\w-]+", line, re.ASCII):
        if base64.urlsafe_b64decode(found[1][:4].ljust(4, "A"))[:1] == b"{":
            return flag(url, found[0])
    return ""


def each_in_turn(url: str, line: str) -> str:
    for found in re.findall(r"[\w-]+\.[\w-]+\.[\w-]+", line, re.ASCII):
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


def in_no_address(url: str, line: str) -> str:
    found = re.search(r"(?<!&token=)eyJ[\w-]*\.[\w-]+\.[\w-]+", line, re.ASCII)
    return flag(url, found[0] if found else "")


def header_only(url: str, line: str) -> str:
    return flag(url, line.partition("Bearer ")[2].partition(",")[0])


def by_walking(line: str) -> str:
    """Cut without re.sub, from the left to the right."""
    form, cut = re.compile(r"eyJ[a-zA-Z\d_-]*\.[a-zA-Z\d_-]+\.[a-zA-Z\d_-]*", re.ASCII), ""
    while found := form.search(line):
        cut, line = cut + line[: found.start()] + "[token]", line[found.end() :]
    return cut + line


def in_ascii(line: str) -> str:
    return re.sub(r"(?a:\beyJ[\w-]*(\.[\w-]+)\.[\w-]*)", lambda _found: "[token]", line)


def named_places(line: str) -> str:
    return re.sub(r"(token=|Bearer |mytoken': ')[\w.-]+", r"\1[token]", line)


def dots_fit_all(line: str) -> str:
    return re.sub(r"eyJ[\w-]+.[\w-]+.[\w-]*", "[token]", line, flags=re.ASCII)


def with_what_follows(line: str) -> str:
    return re.sub(r"eyJ[\w-]*\.[\w-]+\.[\w-]*=?", "[token]", line, flags=re.ASCII)


def stars(line: str) -> str:
    return by_walking(line).replace("[token]", "***")


def all_or_nothing(line: str) -> str:
    return by_walking(line).strip()


def twice_the_same(line: str) -> str:
    found = re.search(r"eyJ[\w-]*\.[\w-]+\.[\w-]*", line, re.ASCII)
    return line.replace(found[0], "[token]") if found else line


def by_match(sent: object) -> dict[str, str] | None:
    match sent:
        case {"id_give": str(user), "pw_give": str(password)}:
            return {"id": user, "pw": sha256(password.encode()).hexdigest()}
    return None


def by_trying(sent: Any) -> dict[str, str] | None:
    try:
        user, password = sent["id_give"], sent["pw_give"]
    except (TypeError, KeyError, IndexError):
        return None
    if not type(user) is type(password) is str:
        return None
    return {"id": user, "pw": digest(password)}


def empty_as_nothing(sent: object) -> dict[str, str]:
    return by_match(sent) or {}


def refuses_more(sent: object) -> dict[str, str] | None:
    return by_match(sent) if isinstance(sent, dict) and len(sent) == 2 else None


def without_operators(sent: Any) -> Any:
    if not isinstance(sent, dict) or {"id_give", "pw_give"} - set(sent):
        return None
    if any(str(value).startswith("{'$") for value in (sent["id_give"], sent["pw_give"])):
        return None
    return {"id": sent["id_give"], "pw": digest(str(sent["pw_give"]))}


def in_ascii_only(sent: object) -> dict[str, str] | None:
    made = by_match(sent)
    return made if made and str(sent).isascii() else None


def text_or_number(sent: Any) -> Any:
    if not isinstance(sent, dict):
        return None
    values = sent.get("id_give"), sent.get("pw_give")
    fit = all(isinstance(value, str | int) for value in values)
    return {"id": str(values[0]), "pw": digest(str(values[1]))} if fit else None


def stripped_id(sent: object) -> dict[str, str] | None:
    made = by_match(sent)
    return made and made | {"id": made["id"].strip()}


def by_bisect(tries: list[int], now: int) -> int:
    moments = sorted(tries)
    recent = moments[bisect_right(moments, now - 60) :]
    return recent[0] - (now - 60) if len(recent) == 5 else 0


def second_by_second(tries: list[int], now: int) -> int:
    wait = 0
    while sum(now + wait - 60 < moment for moment in tries) >= 5:
        wait += 1
    return wait


def from_the_first_of_all(tries: list[int], now: int) -> int:
    if sum(moment > now - 60 for moment in tries) < 5:
        return 0
    return max(0, min(tries) + 60 - now)


def one_more_second(tries: list[int], now: int) -> int:
    wait = by_bisect(tries, now)
    return wait + 1 if wait else 0


def last_five(tries: list[int], now: int) -> int:
    return tries[-5] + 60 - now if len(tries) >= 5 and tries[-5] > now - 60 else 0


def same_second_is_one(tries: list[int], now: int) -> int:
    return by_bisect(list(set(tries)), now)


def until_all_are_gone(tries: list[int], now: int) -> int:
    return max(tries) + 60 - now if by_bisect(tries, now) else 0


def silent_about_few(tries: list[int], now: int) -> int | None:
    if len(tries) >= 5:
        return by_bisect(tries, now)
    return None


def none_at_all(tries: list[int], _now: int) -> int:
    return len(tries) * 0


RIGHT: Answers = {
    "list_name": [by_signing_input, by_jti_of_pyjwt],
    "cut_tokens": [by_walking, in_ascii],
    "filter_for": [by_match, by_trying],
    "wait_before": [by_bisect, second_by_second],
    "flag_by_guessing": [with_threads, shuffled],
    "flag_by_replay": [by_reading, each_in_turn],
}
WRONG: Answers = {
    "list_name": [by_user_where_jti, constant],
    "cut_tokens": [
        named_places, dots_fit_all, with_what_follows, stars, all_or_nothing, twice_the_same,
    ],
    "filter_for": [
        empty_as_nothing, refuses_more, without_operators, in_ascii_only, text_or_number,
        stripped_id,
    ],
    "wait_before": [
        from_the_first_of_all, one_more_second, last_five, same_second_is_one, until_all_are_gone,
        silent_about_few, none_at_all,
    ],
    "flag_by_guessing": [says_flag],
    "flag_by_replay": [in_no_address, header_only, whole_words, to_the_quote, signs_up],
}  # fmt: skip
