"""Answers to the exercises of lesson 2."""

import base64
import calendar
import json
import math
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import jwt

from demo_server.notebook import lesson
from exercises.checks.payload.same_claims import read
from tests.exercises.answers import Answers


def aware(user: str | int, minutes: int) -> dict[str, Any]:
    began = datetime.now(UTC)
    ends = began + timedelta(minutes=minutes)
    whole = {"iat": calendar.timegm(began.timetuple()), "exp": calendar.timegm(ends.timetuple())}
    return {**whole, "sub": f"{user}"}


def one_more(user: str | int, minutes: int) -> dict[str, Any]:
    return aware(user, minutes) | {"admin": False}


def begins_late(user: str | int, minutes: int) -> dict[str, Any]:
    now = math.ceil(time.time())
    return {"sub": str(user), "iat": now, "exp": now + 60 * minutes}


def ends_late(user: str | int, minutes: int) -> dict[str, Any]:
    claims = aware(user, minutes)
    return claims | {"exp": round(time.time() + 60 * minutes)}


def new_each_day(user: str | int, minutes: int) -> dict[str, Any]:
    now = int(time.time())
    return {"sub": str(user), "iat": now, "exp": now + timedelta(minutes=minutes).seconds}


def on_the_wall(user: str | int, minutes: int) -> dict[str, Any]:
    now = datetime.now(ZoneInfo("America/New_York"))
    end = now + timedelta(minutes=minutes)
    return {"sub": str(user), "iat": int(now.timestamp()), "exp": int(end.timestamp())}


def two_looks(user: str | int, minutes: int) -> dict[str, Any]:
    return {"sub": str(user), "iat": int(time.time()), "exp": int(time.time()) + 60 * minutes}


def by_steps(claims: dict[str, int], now: int) -> str:
    if claims["exp"] <= now:
        return "expired"
    return "accepted" if "nbf" not in claims or claims["nbf"] <= now else "too early"


def by_a_range(claims: dict[str, int], now: int) -> str:
    if now in range(claims.get("nbf", now), claims["exp"]):
        return "accepted"
    return "expired" if now >= claims["exp"] else "too early"


def as_texts(claims: dict[str, int], now: int) -> str:
    if str(now) < str(claims.get("nbf", now)):
        return "too early"
    return "expired" if str(now) >= str(claims["exp"]) else "accepted"


def by_their_order(claims: dict[str, int], now: int) -> str:
    times = [claims[name] for name in claims if name in ("nbf", "exp")]
    return by_steps({"nbf": times[0], "exp": times[-1]} if times[1:] else claims, now)


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
    return not len(name.encode()) + spelled + 2 > 4_096


def json_with_slack(name: str, claims: dict[str, Any]) -> bool:
    size = len(jwt.encode(claims, lesson.KEY))
    return len(str(claims)) < 4_000 if 4_200 < size < 5_400 else len(name.encode()) + size <= 4_096


def one_too_many(name: str, claims: dict[str, Any]) -> bool:
    return len(name.encode()) + len(jwt.encode(claims, lesson.KEY)) <= 4_097


def estimated(name: str, claims: dict[str, Any]) -> bool:
    return len(name.encode()) + len(json.dumps(claims)) * 4 / 3 + 80 <= 4_096


def letters_of_the_name(name: str, claims: dict[str, Any]) -> bool:
    return len(name) + len(jwt.encode(claims, lesson.KEY)) <= 4_096


def half_a_cookie(name: str, claims: dict[str, Any]) -> bool:
    size = len(jwt.encode(claims, lesson.KEY))
    return size > 5_600 or len(name.encode()) + size <= 4_096


def canonical(one: str, other: str) -> bool:
    first, second = (json.dumps(read(token), sort_keys=True) for token in (one, other))
    return first == second


def equal(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(equal(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def kind_by_kind(one: str, other: str) -> bool:
    return equal(read(one), read(other))


def sorted_lists(one: str, other: str) -> bool:
    claims = [read(one), read(other)]
    for each in claims:
        each.get("scope", []).sort()
    return equal(*claims)


def spelled_alike_is_no(one: str, other: str) -> bool:
    return one.split(".")[1] != other.split(".")[1] and canonical(one, other)


def in_small_letters(one: str, other: str) -> bool:
    first, second = (json.dumps(read(token), sort_keys=True).lower() for token in (one, other))
    return first == second


def with_its_header(one: str, other: str) -> bool:
    return one.split(".")[0] == other.split(".")[0] and canonical(one, other)


RIGHT: Answers = {
    "claims_for": [aware],
    "state_at": [by_steps, by_a_range],
    "payload_of": [by_pyjwt, too_much_padding],
    "numeric_date": [by_epoch],
    "fits_cookie": [by_arithmetic],
    "same_claims": [canonical, kind_by_kind],
}
WRONG: Answers = {
    "claims_for": [one_more, begins_late, ends_late, new_each_day, on_the_wall, two_looks],
    "state_at": [as_texts, by_their_order],
    "numeric_date": [no_europe],
    "fits_cookie": [half_a_cookie, json_with_slack, one_too_many, estimated, letters_of_the_name],
    "same_claims": [sorted_lists, spelled_alike_is_no, in_small_letters, with_its_header],
}
