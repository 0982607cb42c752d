"""Answers to the exercises of lesson 2, from their texts alone."""

import base64
import binascii
import calendar
import email.utils
import functools
import itertools
import json
import math
import operator
import pprint
import re
import time
import unicodedata
import urllib.parse
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo
import jwt
from demo_server.notebook import lesson


def _part(token: str, index: int = 1) -> bytes:
    part = token.split(".")[index]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _claims(token: str) -> dict[str, Any]:
    return json.loads(_part(token))


def claims_for__wrong_10(user: str | int, minutes: int) -> dict[str, Any]:
    """'claims["exp"] - claims["iat"]' is 900: two looks at the clock may give 901."""
    return {
        "sub": str(user),
        "iat": int(time.time()),
        "exp": int(time.time() + minutes * 60),
    }


def claims_for__wrong_11(
    user: str | int, minutes: int, now: int = int(time.time())
) -> dict[str, Any]:
    """'good from now': the default was computed when the function was defined."""
    return {"sub": str(user), "iat": now, "exp": now + minutes * 60}


def claims_for__wrong_16(user: str | int, minutes: int) -> dict[str, Any]:
    """'Your database numbers some of its users': number 0 is false and becomes ''."""
    now = int(time.time())
    return {"sub": str(user or ""), "iat": now, "exp": now + minutes * 60}


def claims_for__wrong_17(user: str | int, minutes: int) -> dict[str, Any]:
    """'good for some minutes': .seconds starts again at each full day."""
    now = int(time.time())
    return {
        "sub": str(user),
        "iat": now,
        "exp": now + timedelta(minutes=minutes).seconds,
    }


def claims_for__wrong_18(user: str | int, minutes: int) -> dict[str, Any]:
    """'in Seoul as in New York': wall clock arithmetic is an hour off when summer time changes."""
    now = datetime.now()
    end = now + timedelta(minutes=minutes)
    return {"sub": str(user), "iat": int(now.timestamp()), "exp": int(end.timestamp())}


def claims_for__wrong_19(user: str | int, minutes: int) -> dict[str, Any]:
    """The same with an aware time: adding to a ZoneInfo time moves the wall clock."""
    now = datetime.now(ZoneInfo("America/New_York"))
    end = now + timedelta(minutes=minutes)
    return {"sub": str(user), "iat": int(now.timestamp()), "exp": int(end.timestamp())}


@functools.lru_cache
def claims_for__wrong_20(user: str | int, minutes: int) -> dict[str, Any]:
    """'from now': a cache gives the second call the first one's now."""
    now = int(time.time())
    return {"sub": str(user), "iat": now, "exp": now + minutes * 60}


def claims_for__wrong_22(user: str | int, minutes: int) -> dict[str, Any]:
    """'whole seconds': cuts off to whole minutes."""
    now = int(time.time()) // 60 * 60
    return {"sub": str(user), "iat": now, "exp": now + minutes * 60}


def claims_for__wrong_24(user: str | int, minutes: int) -> dict[str, Any]:
    """'seconds since 1970 in UTC, in every country': takes the local offset away once more."""
    now = int(time.time()) - time.timezone
    return {"sub": str(user), "iat": now, "exp": now + minutes * 60}


def claims_for__wrong_26(user: str | int, minutes: int) -> dict[str, Any]:
    """'leaves a text alone': trims it and makes small letters of capitals."""
    now = int(time.time())
    return {"sub": str(user).strip().lower(), "iat": now, "exp": now + minutes * 60}


_made: dict[str, Any] = {}


def claims_for__wrong_27(user: str | int, minutes: int) -> dict[str, Any]:
    """'Build the claims': one dictionary for all calls; the first answer changes with the second."""
    now = int(time.time())
    _made.update(sub=str(user), iat=now, exp=now + minutes * 60)
    return _made


def claims_for__right_2(user: str | int, minutes: int) -> dict[str, Any]:
    # right: struct_time in UTC and calendar
    iat = calendar.timegm(time.gmtime())
    exp = iat + int(timedelta(minutes=minutes).total_seconds())
    return {"exp": exp, "iat": iat, "sub": user if isinstance(user, str) else str(user)}


# right: lambda, nanoseconds
claims_for__right_3 = lambda user, minutes: (  # noqa: E731
    lambda now: {"sub": str(user), "iat": now, "exp": now + 60 * minutes}
)(time.time_ns() // 10**9)


def claims_for__right_5(user: str | int, minutes: int) -> dict[str, Any]:
    # right: a zone that is not UTC, counted from 1970 by hand
    here = datetime.now(ZoneInfo("Asia/Seoul"))
    iat = (here - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
    return {"sub": "%s" % (user,), "iat": iat, "exp": iat + minutes * 60}


class _Claims:
    def __call__(self, user: str | int, minutes: int) -> dict[str, Any]:
        iat = int(email.utils.mktime_tz(email.utils.parsedate_tz(email.utils.formatdate())))
        return {"sub": str(user), "iat": iat, "exp": iat + minutes * 60}


# right: callable object, by way of an e-mail's date
claims_for__right_6 = _Claims()


def state_at__wrong_5(claims: dict[str, int], now: int) -> str:
    """'by nbf and exp': takes iat for a missing nbf."""
    if now < claims.get("nbf", claims.get("iat", now)):
        return "too early"
    return "accepted" if now < claims["exp"] else "expired"


def state_at__wrong_8(claims: dict[str, int], now: int) -> str:
    """'the two boundaries': two strict comparisons leave None at nbf and at exp."""
    nbf, exp = claims.get("nbf", now - 1), claims["exp"]
    if now < nbf:
        return "too early"
    if nbf < now < exp:
        return "accepted"
    if now > exp:
        return "expired"


def state_at__wrong_9(claims: dict[str, int], now: int) -> str:
    """'claims of a token at a moment': writes the missing nbf into the caller's claims."""
    if now < claims.setdefault("nbf", now):
        return "too early"
    return "accepted" if now < claims["exp"] else "expired"


def state_at__wrong_11(claims: dict[str, int], now: int) -> str:
    """'NumericDates': compares them as texts, 99 after 100."""
    if str(now) < str(claims.get("nbf", now)):
        return "too early"
    return "accepted" if str(now) < str(claims["exp"]) else "expired"


def state_at__wrong_12(claims: dict[str, int], now: int) -> str:
    """'at exp itself the token is over': over one second before."""
    if now < claims.get("nbf", now):
        return "too early"
    return "accepted" if now < claims["exp"] - 1 else "expired"


def state_at__wrong_15(claims: dict[str, int], now: int) -> str:
    """'the two boundaries': bisect_left puts now before an equal number."""
    places = [claims.get("nbf", now - 1), claims["exp"]]
    return ("too early", "accepted", "expired")[bisect_left(places, now)]


def state_at__wrong_19(claims: dict[str, int], now: int) -> str:
    """'nbf is not always there': depends on the order in which nbf and exp stand."""
    times = [value for name, value in claims.items() if name in ("nbf", "exp")]
    begin, end = (times[0], times[1]) if len(times) == 2 else (now, times[0])
    if now < begin:
        return "too early"
    return "accepted" if now < end else "expired"


_begins: list[int] = []


def state_at__wrong_20(claims: dict[str, int], now: int) -> str:
    """'claims at a moment': without nbf, the nbf of the claims before is taken."""
    if "nbf" in claims:
        _begins[:] = [claims["nbf"]]
    if _begins and now < _begins[0]:
        return "too early"
    return "accepted" if now < claims["exp"] else "expired"


def state_at__wrong_21(claims: dict[str, int], now: int) -> str:
    """'expired' at exp itself: `is` is true for equal small numbers only."""
    if now < claims.get("nbf", now):
        return "too early"
    if now > claims["exp"] or now is claims["exp"]:
        return "expired"
    return "accepted"


def state_at__wrong_22(claims: dict[str, int], now: int) -> str:
    """'what a verifier would make of claims': refuses an iat in the future, not 'by nbf and exp'."""
    if now < max(claims.get("nbf", now), claims.get("iat", now)):
        return "too early"
    return "accepted" if now < claims["exp"] else "expired"


def state_at__right_1(claims: dict[str, int], now: int) -> str:
    # right: the end of an early token is never asked; range has both boundaries right
    begin = claims.get("nbf", now)
    if now in range(begin, max(begin, claims["exp"])):
        return "accepted"
    return "too early" if now < begin else "expired"


def state_at__right_4(claims: dict[str, int], now: int) -> str:
    # right: try/except, seconds counted from now
    try:
        wait = claims["nbf"] - now
    except KeyError:
        wait = 0
    left = claims["exp"] - now
    if not wait > 0:
        if not left > 0:
            return "expired"
        return "accepted"
    return "too early"


def state_at__right_5(claims: dict[str, int], now: int) -> str:
    # right: a table of answers, the first that fits
    answers = {
        "too early": now < claims.get("nbf", -math.inf),
        "expired": now >= claims["exp"],
        "accepted": True,
    }
    return next(answer for answer, fits in answers.items() if fits)


def payload_of__wrong_4(token: str) -> dict[str, Any]:
    """'how many = are missing': always adds one."""
    return json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "="))


def payload_of__wrong_5(token: str) -> dict[str, Any]:
    """'a token's part is base64url' (lesson): b64decode passes over - and _ in silence."""
    part = token.split(".")[1]
    return json.loads(base64.b64decode(part + "=" * (-len(part) % 4)))


def payload_of__wrong_9(token: str) -> dict[str, Any]:
    """'a stranger's token': JSON in UTF-8 with é or 비 in it can't be read as ASCII."""
    return json.loads(_part(token).decode("ascii"))


def payload_of__wrong_11(token: str) -> dict[str, Any]:
    """base64url's two letters are exchanged: - is 62, _ is 63."""
    part = token.split(".")[1]
    return json.loads(base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"_-"))


def payload_of__wrong_12(token: str) -> dict[str, Any]:
    """'Three parts with dots between': \\w+ has no -, so a part with - is cut there."""
    part = re.findall(r"\w+", token)[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def payload_of__wrong_15(token: str) -> dict[str, Any]:
    """'Return its claims': only the seven registered ones."""
    names = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti")
    return {name: value for name, value in _claims(token).items() if name in names}


_read: dict[str, dict[str, Any]] = {}


def payload_of__wrong_21(token: str) -> dict[str, Any]:
    """'its claims': a cache by the token's first 40 characters, mostly header."""
    if token[:40] not in _read:
        _read[token[:40]] = _claims(token)
    return _read[token[:40]]


def payload_of__wrong_22(token: str) -> dict[str, Any]:
    """'Return its claims': leaves out those that are null, false, 0 or empty."""
    return {name: value for name, value in _claims(token).items() if value}


def payload_of__wrong_23(token: str) -> dict[str, Any]:
    """'a stranger's token': verify_aud is left on; a token with aud is refused."""
    return jwt.decode(token, options={"verify_signature": False, "verify_aud": True})


def payload_of__wrong_25(token: str) -> dict[str, Any]:
    """'a stranger's token': only a header of HS256 is taken, RS256 is an error."""
    if json.loads(_part(token, 0)).get("alg") != "HS256":
        raise ValueError("unknown algorithm")
    return _claims(token)


def payload_of__right_1(token: str) -> dict[str, Any]:
    # right: PyJWT, the complete answer
    return jwt.decode_complete(token, options={"verify_signature": False})["payload"]


def payload_of__right_3(token: str) -> dict[str, Any]:
    # right: replace by hand, partition, binascii
    payload = token.partition(".")[2].partition(".")[0]
    payload = payload.replace("-", "+").replace("_", "/")
    while len(payload) % 4:
        payload += "="
    return json.JSONDecoder().decode(binascii.a2b_base64(payload).decode("utf-8"))


def payload_of__right_4(token: str) -> dict[str, Any]:
    # right: base64url bit by bit, very slow
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    bits = "".join(f"{letters.index(letter):06b}" for letter in token.split(".")[1])
    whole = len(bits) // 8
    return json.loads(bytes(int(bits[8 * i : 8 * i + 8], 2) for i in range(whole)))


# right: functools.partial of PyJWT's own function
payload_of__right_6 = functools.partial(jwt.decode, options={"verify_signature": False})


def numeric_date__wrong_8(text: str, zone: str) -> int:
    """'a zone's wall clock': .seconds of a negative offset is 19 hours for New York's -5."""
    wall = datetime.fromisoformat(text)
    offset = wall.replace(tzinfo=ZoneInfo(zone)).utcoffset().seconds
    return calendar.timegm(wall.timetuple()) - offset


def numeric_date__wrong_9(text: str, zone: str) -> int:
    """'some zone': whole hours only; India has half an hour, Nepal a quarter."""
    wall = datetime.fromisoformat(text)
    hours = wall.replace(tzinfo=ZoneInfo(zone)).utcoffset() // timedelta(hours=1)
    return calendar.timegm(wall.timetuple()) - hours * 3600


def numeric_date__wrong_10(text: str, zone: str) -> int:
    """'since 1970 in UTC': counts from 1970 on the zone's own wall; the zone drops out."""
    here = ZoneInfo(zone)
    wall = datetime.fromisoformat(text).replace(tzinfo=here)
    return int((wall - datetime(1970, 1, 1, tzinfo=here)).total_seconds())


def numeric_date__wrong_12(text: str, zone: str) -> int:
    """'Summer time counts': but once; dst() is in utcoffset() already."""
    wall = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return int(wall.timestamp() - wall.dst().total_seconds())


_offsets: dict[str, timedelta] = {}


def numeric_date__wrong_14(text: str, zone: str) -> int:
    """'Summer time counts': keeps a zone's first offset for all later calls."""
    wall = datetime.fromisoformat(text)
    if zone not in _offsets:
        _offsets[zone] = wall.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return int((wall.replace(tzinfo=UTC) - _offsets[zone]).timestamp())


def numeric_date__wrong_16(text: str, zone: str) -> int:
    """'Summer time counts': by the month, wrong at its edges and in the south."""
    wall = datetime.fromisoformat(text)
    winter = wall.replace(month=1, day=1, tzinfo=ZoneInfo(zone)).utcoffset()
    summer = wall.replace(month=7, day=1, tzinfo=ZoneInfo(zone)).utcoffset()
    offset = summer if 4 <= wall.month <= 10 else winter
    return int((wall.replace(tzinfo=UTC) - offset).timestamp())


def numeric_date__wrong_19(text: str, zone: str) -> int:
    """'a date and time': the minutes are lost."""
    wall = datetime.fromisoformat(text).replace(minute=0, tzinfo=ZoneInfo(zone))
    return int(wall.timestamp())


def numeric_date__wrong_22(text: str, zone: str) -> int:
    """'Summer time counts': the offset is asked at that clock time in UTC, wrong near the change."""
    wall = datetime.fromisoformat(text).replace(tzinfo=UTC)
    offset = wall.astimezone(ZoneInfo(zone)).utcoffset()
    return int((wall - offset).timestamp())


def numeric_date__right_1(text: str, zone: str) -> int:
    # right: offset taken away by hand
    wall = datetime.fromisoformat(text)
    offset = ZoneInfo(zone).utcoffset(wall)
    return calendar.timegm(wall.timetuple()) - int(offset.total_seconds())


# right: lambda, by way of struct_time in UTC
numeric_date__right_3 = lambda text, zone: calendar.timegm(  # noqa: E731
    datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).utctimetuple()
)


def numeric_date__right_5(text: str, zone: str) -> int:
    # right: slow, searches the moments at which that clock shows the text
    wall, here = datetime.fromisoformat(text), ZoneInfo(zone)
    near = calendar.timegm(wall.timetuple())
    for minutes in range(-26 * 60, 26 * 60 + 1):
        moment = near + minutes * 60
        if datetime.fromtimestamp(moment, here).replace(tzinfo=None, fold=0) == wall:
            return moment
    return int(wall.replace(tzinfo=here).timestamp())  # an hour that is left out


def _token(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, lesson.KEY, algorithm="HS256")


def fits_cookie__wrong_3(name: str, claims: dict[str, Any]) -> bool:
    """'len(name.encode()) are the name's bytes': counts its characters."""
    return len(name) + len(_token(claims)) <= 4096


def fits_cookie__wrong_10(name: str, claims: dict[str, Any]) -> bool:
    """'Does the token fit?': returns how many bytes are left."""
    return max(0, 4097 - len(name.encode()) - len(_token(claims)))


def fits_cookie__wrong_12(name: str, claims: dict[str, Any]) -> bool:
    """'the name's bytes': one byte for each character of Latin-1, an error for others."""
    return len(name.encode("latin-1")) + len(_token(claims)) <= 4096


def fits_cookie__wrong_13(name: str, claims: dict[str, Any]) -> bool:
    """'the name's bytes': escapes the name with % first, so é has six."""
    return len(urllib.parse.quote(name)) + len(_token(claims)) <= 4096


def fits_cookie__wrong_16(name: str, claims: dict[str, Any]) -> bool:
    """'the signed token': header and payload only, without the signature."""
    return len(name.encode()) + len(_token(claims).rpartition(".")[0]) <= 4096


_sizes: dict[str, int] = {}


def fits_cookie__wrong_18(name: str, claims: dict[str, Any]) -> bool:
    """'a cookie of that name': keeps the size by name, whatever the claims."""
    if name not in _sizes:
        _sizes[name] = len(name.encode()) + len(_token(claims))
    return _sizes[name] <= 4096


def fits_cookie__wrong_19(name: str, claims: dict[str, Any]) -> bool:
    """'name and value': without claims it says True at once, however long the name."""
    if not claims:
        return True
    return len(name.encode()) + len(_token(claims)) <= 4096


def fits_cookie__wrong_20(name: str, claims: dict[str, Any]) -> bool:
    """'more than 4,096': off by one on the other side, 4,097 fit."""
    return len(name.encode()) + len(_token(claims)) <= 4097


def fits_cookie__wrong_21(name: str, claims: dict[str, Any]) -> bool:
    """'-> bool': None when it does not fit."""
    if len(name.encode()) + len(_token(claims)) <= 4096:
        return True


def fits_cookie__wrong_24(name: str, claims: dict[str, Any]) -> bool:
    """'The claims are signed': makes texts of all values first, each longer by its quotes."""
    texts = {key: str(value) for key, value in claims.items()}
    return len(name.encode()) + len(_token(texts)) <= 4096


def fits_cookie__right_3(name: str, claims: dict[str, Any]) -> bool:
    # right: range, an object of PyJWT, sum over the parts
    token = jwt.PyJWT().encode(dict(claims), lesson.KEY, algorithm="HS256")
    parts = [*token.split("."), "..", *map(chr, name.encode())]
    return sum(map(len, parts)) in range(4097)


def fits_cookie__right_4(name: str, claims: dict[str, Any]) -> bool:
    # right: reads 4,097 bytes at most; an iterator with a byte left is too long
    stream = itertools.chain(name.encode(), _token(claims).encode("ascii"))
    return next(itertools.islice(stream, 4096, None), None) is None


def _at_most(limit: int):
    def decorate(function):
        def inner(name, claims):
            return operator.le(function(name, claims), limit)

        return inner

    return decorate


@_at_most(4096)
def fits_cookie__right_5(name: str, claims: dict[str, Any]) -> int:
    # right: decorated without wraps; the decorator compares
    return len(name.encode()) + len(_token(claims).encode())


def same_claims__wrong_8(one: str, other: str) -> bool:
    """'values and their kinds': asks the kinds at the top only; [1] and [true] are equal."""
    first, second = _claims(one), _claims(other)
    return first == second and all(type(first[n]) is type(second[n]) for n in first)


def same_claims__wrong_9(one: str, other: str) -> bool:
    """'Order doesn't matter': sorts the top only; an object inside is compared as written."""
    return repr(sorted(_claims(one).items())) == repr(sorted(_claims(other).items()))


def same_claims__wrong_10(one: str, other: str) -> bool:
    """'white space doesn't matter': between the tokens of JSON; inside a text it does."""
    first = json.dumps(_claims(one), sort_keys=True)
    second = json.dumps(_claims(other), sort_keys=True)
    return "".join(first.split()) == "".join(second.split())


def same_claims__wrong_14(one: str, other: str) -> bool:
    """'equal claims': by get(), a claim that is null equals one that is absent."""
    first, second = _claims(one), _claims(other)
    return all(
        json.dumps(first.get(name), sort_keys=True) == json.dumps(second.get(name), sort_keys=True)
        for name in {*first, *second}
    )


def same_claims__wrong_19(one: str, other: str) -> bool:
    """'values do matter': whole numbers as floats; from 2**53 on neighbours are one."""
    first = json.loads(_part(one), parse_int=float)
    second = json.loads(_part(other), parse_int=float)
    return json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)


def same_claims__wrong_22(one: str, other: str) -> bool:
    """'values do matter': é as one sign and as e with an accent are two texts."""
    first = json.dumps(_claims(one), sort_keys=True, ensure_ascii=False)
    second = json.dumps(_claims(other), sort_keys=True, ensure_ascii=False)
    return unicodedata.normalize("NFC", first) == unicodedata.normalize("NFC", second)


def same_claims__wrong_24(one: str, other: str) -> bool:
    """'1 is neither true nor "1"': true and 1 are told apart, 1 and "1" are not."""

    def text(value: Any) -> str:
        return value if isinstance(value, str) else json.dumps(value, sort_keys=True)

    first, second = _claims(one), _claims(other)
    return first.keys() == second.keys() and all(
        text(first[name]) == text(second[name]) for name in first
    )


def same_claims__wrong_26(one: str, other: str) -> bool:
    """'Exercise 3 has the way': b64decode drops - and _, so payloads are unreadable, an error."""
    first, second = (
        json.loads(base64.b64decode(token.split(".")[1] + "==")) for token in (one, other)
    )
    return json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)


def same_claims__wrong_27(one: str, other: str) -> bool:
    """'their kinds': isinstance(True, int) is true, so true passes for 1."""
    first, second = _claims(one), _claims(other)

    def same(a: Any, b: Any) -> bool:
        if not isinstance(b, type(a)) and not isinstance(a, type(b)):
            return False
        if isinstance(a, dict):
            return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
        if isinstance(a, list):
            return len(a) == len(b) and all(map(same, a, b))
        return a == b

    return same(first, second)


def same_claims__wrong_28(one: str, other: str) -> bool:
    """'equal claims': zip stops at the shorter list, so [1] and [1, 2] are equal."""

    def same(a: Any, b: Any) -> bool:
        if type(a) is not type(b):
            return False
        if isinstance(a, dict):
            return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
        if isinstance(a, list):
            return all(same(x, y) for x, y in zip(a, b))
        return a == b

    return same(_claims(one), _claims(other))


def same_claims__right_1(one: str, other: str) -> bool:
    # right: recursion, kind first, then value
    def same(a: Any, b: Any) -> bool:
        if type(a) is not type(b):
            return False
        if isinstance(a, dict):
            return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
        if isinstance(a, list):
            return len(a) == len(b) and all(map(same, a, b))
        return a == b

    return same(_claims(one), _claims(other))


def same_claims__right_4(one: str, other: str) -> bool:
    # right: each value is wrapped in its kind, then Python's own ==
    def wrapped(value: Any) -> tuple[str, Any]:
        kind = type(value).__name__
        if isinstance(value, dict):
            return kind, {name: wrapped(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return kind, [wrapped(inner) for inner in value]
        return kind, value

    return wrapped(_claims(one)) == wrapped(_claims(other))


def same_claims__right_5(one: str, other: str) -> bool:
    # right: pprint sorts dictionaries at every depth
    return pprint.pformat(_claims(one)) == pprint.pformat(_claims(other))


class _Sorted(json.JSONEncoder):
    def __init__(self) -> None:
        super().__init__(sort_keys=True)

    def __call__(self, one: str, other: str) -> bool:
        return len(set(map(self.encode, map(_claims, (one, other))))) == 1


# right: callable object, a JSON encoder
same_claims__right_6 = _Sorted()
