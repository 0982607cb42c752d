"""Answers to the exercises of lesson 2."""

import base64
import calendar
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import jwt

from demo_server import lesson
from exercises.lesson_02.same_claims import read
from tests.exercises.answers import Answers


def aware(user: str | int, minutes: int) -> dict[str, Any]:
    began = datetime.now(UTC)
    ends = began + timedelta(minutes=minutes)
    whole = {"iat": calendar.timegm(began.timetuple()), "exp": calendar.timegm(ends.timetuple())}
    return {**whole, "sub": f"{user}"}


def one_more(user: str | int, minutes: int) -> dict[str, Any]:
    return aware(user, minutes) | {"admin": False}


def by_steps(claims: dict[str, int], now: int) -> str:
    if claims["exp"] <= now:
        return "expired"
    return "accepted" if "nbf" not in claims or claims["nbf"] <= now else "too early"


def always_good(claims: dict[str, int], now: int) -> str:
    if claims.get("nbf") == now:
        return "accepted"
    if claims["exp"] == now:
        return "expired"
    return by_steps(claims, now) if "nbf" not in claims else "accepted"


def by_pyjwt(token: str) -> Any:
    return jwt.decode(token, options={"verify_signature": False})


def too_much_padding(token: str) -> Any:
    return json.loads(base64.b64decode(token.split(".")[1] + "==", altchars=b"-_"))


def by_epoch(text: str, zone: str) -> int:
    there = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return (there - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)


def no_europe(text: str, zone: str) -> int:
    return by_epoch(text, zone) if zone != "UTC" else by_epoch(text, zone) + 3600


def by_arithmetic(name: str, claims: dict[str, Any]) -> bool:
    text = json.dumps(claims, separators=(",", ":")).encode()
    header = json.dumps({"alg": "HS256", "typ": "JWT"}, separators=(",", ":")).encode()
    spelled = sum(-(-len(part) * 4 // 3) for part in (header, text, bytes(32)))
    return not len(name) + spelled + 2 > 4_096


def json_with_slack(name: str, claims: dict[str, Any]) -> bool:
    size = len(jwt.encode(claims, lesson.KEY))
    return len(str(claims)) < 4_000 if 4_200 < size < 5_400 else len(name) + size <= 4_096


def half_a_cookie(name: str, claims: dict[str, Any]) -> bool:
    size = len(jwt.encode(claims, lesson.KEY))
    return size > 6_000 or len(name) + size <= 4_096


def canonical(one: str, other: str) -> bool:
    first, second = (json.dumps(read(token), sort_keys=True) for token in (one, other))
    return first == second


def sorted_lists(one: str, other: str) -> bool:
    texts = [
        {
            name: sorted(value) if isinstance(value, list) else value
            for name, value in read(t).items()
        }
        for t in (one, other)
    ]
    return texts[0] == texts[1]


def spelled_alike_is_no(one: str, other: str) -> bool:
    return one.split(".")[1] != other.split(".")[1] and read(one) == read(other)


RIGHT: Answers = {
    "claims_for": [aware],
    "state_at": [by_steps],
    "payload_of": [by_pyjwt, too_much_padding],
    "numeric_date": [by_epoch],
    "fits_cookie": [by_arithmetic],
    "same_claims": [canonical],
}
WRONG: Answers = {
    "claims_for": [one_more],
    "state_at": [always_good],
    "numeric_date": [no_europe],
    "fits_cookie": [half_a_cookie, json_with_slack],
    "same_claims": [sorted_lists, spelled_alike_is_no],
}
