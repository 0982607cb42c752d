"""Answers to the exercises of lesson 9, written from their texts alone."""

import base64
import functools
import json
import operator
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

DAY = 86_400


def next_step__wrong_1(access_exp: int, refresh_exp: int, now: int) -> str:
    """Hint 1, "At its `exp` a token is over": uses the access token at its exp (<=)."""
    if now <= access_exp:
        return "use"
    if now < refresh_exp:
        return "refresh"
    return "sign in"


def next_step__wrong_2(access_exp: int, refresh_exp: int, now: int) -> str:
    """Hint 1: refreshes at the very exp of the refresh token (<=)."""
    if now < access_exp:
        return "use"
    if now <= refresh_exp:
        return "refresh"
    return "sign in"


def next_step__wrong_3(access_exp: int, refresh_exp: int, now: int) -> str:
    """Hint 1: both ends off by one (> for >=)."""
    if now > refresh_exp:
        return "sign in"
    if now > access_exp:
        return "refresh"
    return "use"


def next_step__wrong_4(access_exp: int, refresh_exp: int, now: int) -> str:
    """Text, '"use" the access token': asks for the long token first, so never uses."""
    if now < refresh_exp:
        return "refresh"
    if now < access_exp:
        return "use"
    return "sign in"


def next_step__wrong_7(access_exp: int, refresh_exp: int, now: int) -> str:
    """Docstring "all times are NumericDates": takes the exps for lifetimes from now."""
    if access_exp > 0:
        return "use"
    if refresh_exp > 0:
        return "refresh"
    return "sign in"


def next_step__wrong_9(access_exp: int, refresh_exp: int, now: int) -> str:
    """Text '"use" the access token': renews a minute before its end, while it is good."""
    if now < access_exp - 60:
        return "use"
    return "refresh" if now < refresh_exp else "sign in"


def next_step__wrong_10(access_exp: int, refresh_exp: int, now: int) -> str:
    """Hint 1: a leeway of ten seconds after each exp, as if it were a verifier."""
    if now < access_exp + 10:
        return "use"
    return "refresh" if now < refresh_exp + 10 else "sign in"


def next_step__wrong_11(access_exp: int, refresh_exp: int, now: int) -> str:
    """Text "knows when each ends": counts the refresh time from the access token's end."""
    if now < access_exp:
        return "use"
    return "refresh" if now - access_exp < refresh_exp else "sign in"


def next_step__wrong_12(access_exp: int, refresh_exp: int, now: int) -> str:
    """Text "the refresh token lives longer": chained comparison, exp itself left out."""
    if now < access_exp:
        return "use"
    if access_exp < now < refresh_exp:
        return "refresh"
    return "sign in"


def next_step__right_1(access_exp: int, refresh_exp: int, now: int) -> str:
    # right: counts how many tokens are over and indexes a tuple
    over = (now >= access_exp) + (now >= refresh_exp)
    return ("use", "refresh", "sign in")[over]


# right: lambda, nested conditional expression
next_step__right_2 = lambda access_exp, refresh_exp, now: (  # noqa: E731
    "use" if now < access_exp else "refresh" if now < refresh_exp else "sign in"
)


class _Steps:
    def __init__(self, *names: str) -> None:
        self.names = names

    def __call__(self, access_exp: int, refresh_exp: int, now: int) -> str:
        ends = (access_exp, refresh_exp, now + 1)
        return next(n for n, end in zip(self.names, ends) if end > now)


# right: a callable instance
next_step__right_3 = _Steps("use", "refresh", "sign in")


def next_step__right_4(access_exp: int, refresh_exp: int, now: int) -> str:
    # right: match with guards
    match (now < access_exp, now < refresh_exp):
        case (True, _):
            return "use"
        case (False, True):
            return "refresh"
        case _:
            return "sign in"


def next_step__right_5(access_exp: int, refresh_exp: int, now: int) -> str:
    # right: bisect in the list of ends
    import bisect

    place = bisect.bisect_right([access_exp, refresh_exp], now)
    return ["use", "refresh", "sign in"][place]


def spend__wrong_4(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Hint 1 "A new set would be forgotten": `used = used | {jti}` makes one."""
    if jti in used:
        ended = ended | {sid}
        return False
    if sid in ended:
        return False
    used = used | {jti}
    return True


def spend__wrong_5(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Hint 1: `update` with a text adds its letters, not the id."""
    if jti in used:
        ended.update(sid)
        return False
    if sid in ended:
        return False
    used.update(jti)
    return True


def spend__wrong_6(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Docstring "the session is ended": puts the jti into `ended`, not the sid."""
    if jti in used:
        ended.add(jti)
        return False
    if sid in ended:
        return False
    used.add(jti)
    return True


def spend__wrong_7(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Text "jti is its own id": notes the session as used, so one token a session."""
    if sid in used:
        ended.add(sid)
        return False
    if sid in ended:
        return False
    used.add(sid)
    return True


_spent: set[str] = set()


def spend__wrong_8(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Text "`used` holds the ids": keeps a global set of its own between calls."""
    if jti in _spent or jti in used:
        ended.add(sid)
        return False
    if sid in ended:
        return False
    _spent.add(jti)
    used.add(jti)
    return True


_sessions: dict[str, str] = {}


def spend__wrong_9(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Text "and that one only": a used token ends every session seen in this process."""
    _sessions[sid] = jti
    if jti in used:
        ended.update(_sessions)
        return False
    if sid in ended:
        return False
    used.add(jti)
    return True


def spend__wrong_10(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Docstring "Use up a refresh token": takes the id out of `used` at the reuse."""
    if jti in used:
        used.remove(jti)
        ended.add(sid)
        return False
    if sid in ended:
        return False
    used.add(jti)
    return True


def spend__wrong_13(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Text "Whoever comes with a used token ends its session": ends it at first use too."""
    fresh = jti not in used and sid not in ended
    used.add(jti)
    ended.add(sid)
    return fresh


def spend__wrong_14(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Text "was used": looks for the id inside the ids, so "t-1" counts for "t-10"."""
    if any(jti in old for old in used):
        ended.add(sid)
        return False
    if sid in ended:
        return False
    used.add(jti)
    return True


def spend__wrong_15(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Hint 2, "used before?": only whether *any* token was used (`if used`)."""
    if used:
        ended.add(sid)
        return False
    if sid in ended:
        return False
    used.add(jti)
    return True


def spend__wrong_16(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Text "and that one only": clears `ended` and keeps the last session in it."""
    if jti in used:
        ended.clear()
        ended.add(sid)
        return False
    if sid in ended:
        return False
    used.add(jti)
    return True


def spend__wrong_17(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    """Text "may be exchanged": compares ids without capitals, so T-1 is t-1."""
    if jti.lower() in {old.lower() for old in used}:
        ended.add(sid)
        return False
    if sid in ended:
        return False
    used.add(jti)
    return True


def spend__right_1(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    # right: in-place operators change the given sets
    if jti in used:
        ended |= {sid}
    if not {jti} & used | {sid} & ended:
        used |= {jti}
        return True
    return False


def spend__right_2(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    # right: compares the size before and after
    if sid in ended and jti not in used:
        return False
    size = len(used)
    used.add(jti)
    if len(used) == size:
        ended.add(sid)
    return len(used) > size


def _logged(function):  # type: ignore[no-untyped-def]
    @functools.wraps(function)
    def inner(*args, **kwargs):  # type: ignore[no-untyped-def]
        return function(*args, **kwargs)

    return inner


@_logged
def spend__right_3(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    # right: decorated with functools.wraps, one boolean expression
    return (jti not in used or bool(ended.add(sid))) and sid not in ended and used.add(jti) is None


def spend__right_4(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    # right: very defensive, try and finally
    reuse = jti in used
    try:
        if reuse:
            return False
        if sid in ended:
            return False
        used.add(jti)
        return True
    finally:
        if reuse:
            ended.add(sid)


def spend__right_5(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    # right: the other order; a used token of an ended session has nothing left to end
    if sid in ended:
        return False
    if jti in used:
        ended.add(sid)
        return False
    used.add(jti)
    return True


_Claims = dict[str, Any]
_Numbers = dict[str, int]


def still_stands__wrong_1(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Hint 1, deleted user: None == None lets a token without `ver` of nobody pass."""
    return users.get(claims["sub"]) == claims.get("ver") and claims.get("sid") not in revoked


def still_stands__wrong_3(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "this very one": accepts a higher version (>=)."""
    version = users.get(claims["sub"])
    if version is None:
        return False
    return claims.get("ver", -1) >= version and claims.get("sid") not in revoked


def still_stands__wrong_4(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "this very one": accepts a lower version (<=)."""
    version = users.get(claims["sub"])
    if version is None:
        return False
    return claims.get("ver", version + 1) <= version and (claims.get("sid") not in revoked)


def still_stands__wrong_5(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "has to carry this very one": a token without `ver` counts as version 0."""
    version = users.get(claims["sub"])
    if version is None:
        return False
    return claims.get("ver", 0) == version and claims.get("sid") not in revoked


def still_stands__wrong_6(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Hint 1 "A user who was deleted": `users.get(sub, 0)` makes them version 0."""
    return claims.get("ver") == users.get(claims["sub"], 0) and (claims.get("sid") not in revoked)


def still_stands__wrong_10(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "users holds *each* user's version": any user's version will do."""
    return (
        claims["sub"] in users
        and claims.get("ver") in users.values()
        and claims.get("sid") not in revoked
    )


def still_stands__wrong_11(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "a token has to carry": raises KeyError for a token without `ver`."""
    version = users.get(claims["sub"])
    return version is not None and claims["ver"] == version and claims.get("sid") not in revoked


def still_stands__wrong_12(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "this very one": compares as text, so that "2" passes for 2."""
    version = users.get(claims["sub"])
    return (
        version is not None
        and str(claims.get("ver")) == str(version)
        and claims.get("sid") not in revoked
    )


def still_stands__wrong_13(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "the sessions that were signed out": `or` for `and`."""
    version = users.get(claims["sub"])
    return version is not None and (
        claims.get("ver") == version or claims.get("sid") not in revoked
    )


def still_stands__wrong_14(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "`revoked` holds the sessions": passes if the token outlives the entry."""
    version = users.get(claims["sub"])
    return (
        version is not None
        and claims.get("ver") == version
        and revoked.get(claims.get("sid", ""), 0) < claims.get("exp", float("inf"))
    )


def still_stands__wrong_16(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "May this token pass?": forgets (pops) the revoked session after one look."""
    version = users.get(claims["sub"])
    gone = revoked.pop(claims.get("sid", ""), None) is not None
    return version is not None and claims.get("ver") == version and not gone


def still_stands__wrong_17(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "a token has to carry this very one": `is` for `==`; fails above 256."""
    version = users.get(claims["sub"])
    return version is not None and claims.get("ver") is version and claims.get("sid") not in revoked


def still_stands__wrong_18(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    """Text "`revoked` holds the sessions": a name that only begins like one is refused."""
    version = users.get(claims["sub"])
    return (
        version is not None
        and claims.get("ver") == version
        and not any(claims["sid"].startswith(one) for one in revoked)
    )


def still_stands__right_1(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    # right: looks the pair up among the items of the users
    pair = (claims.get("sub"), claims.get("ver"))
    return pair in users.items() and claims.get("sid") not in revoked


def still_stands__right_2(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    # right: asks forgiveness, KeyError is the refusal
    try:
        same = users[claims["sub"]] == claims["ver"]
    except KeyError:
        return False
    return same and claims.get("sid") not in revoked


def still_stands__right_3(claims: _Claims, users: _Numbers, revoked: _Numbers) -> bool:
    # right: match on the mapping
    match claims:
        case {"sub": user, "ver": int() as version}:
            return users.get(user) == version and claims.get("sid") not in revoked
    return False


# right: lambda with a default that nothing equals
still_stands__right_4 = lambda claims, users, revoked: (  # noqa: E731
    users.get(claims.get("sub")) == claims.get("ver", object())
    and not {claims.get("sid")} & revoked.keys()
)


def session_state__wrong_1(began: int, seen: int, now: int) -> str:
    """Text "ends when it was left alone for 14 days": > leaves it good at 14 days."""
    if now - began >= 30 * DAY:
        return "over"
    return "idle" if now - seen > 14 * DAY else "good"


def session_state__wrong_2(began: int, seen: int, now: int) -> str:
    """Text "30 days after the sign-in in any case": > at the absolute end."""
    if now - began > 30 * DAY:
        return "over"
    return "idle" if now - seen >= 14 * DAY else "good"


def session_state__wrong_3(began: int, seen: int, now: int) -> str:
    """Text 'where both ends have come, "over"': asks idle first."""
    if now - seen >= 14 * DAY:
        return "idle"
    return "over" if now - began >= 30 * DAY else "good"


def session_state__wrong_4(began: int, seen: int, now: int) -> str:
    """Text "left alone": counts the 14 days from the beginning, not from `seen`."""
    if now - began >= 30 * DAY:
        return "over"
    return "idle" if now - began >= 14 * DAY else "good"


def session_state__wrong_7(began: int, seen: int, now: int) -> str:
    """Docstring "in seconds": a day of 1440 (minutes)."""
    if now - began >= 30 * 1440:
        return "over"
    return "idle" if now - seen >= 14 * 1440 else "good"


def session_state__wrong_8(began: int, seen: int, now: int) -> str:
    """Text "14 days": rounds to whole days, so it ends half a day early."""
    if round((now - began) / DAY) >= 30:
        return "over"
    return "idle" if round((now - seen) / DAY) >= 14 else "good"


def session_state__wrong_9(began: int, seen: int, now: int) -> str:
    """Text "left alone": the time between beginning and last visit, not until now."""
    if now - began >= 30 * DAY:
        return "over"
    return "idle" if seen - began >= 14 * DAY else "good"


def session_state__wrong_10(began: int, seen: int, now: int) -> str:
    """Text "You know when it began": forgets `began`; right while it began at 0."""
    if now >= 30 * DAY:
        return "over"
    return "idle" if now - seen >= 14 * DAY else "good"


def session_state__wrong_11(began: int, seen: int, now: int) -> str:
    """Text "in any case": over only where it is idle as well."""
    if now - seen >= 14 * DAY:
        return "over" if now - began >= 30 * DAY else "idle"
    return "good"


def session_state__wrong_13(began: int, seen: int, now: int) -> str:
    """Text "30 days": whole days counted by > 29 and > 13 of //, but off by one."""
    if (now - began) // DAY > 30:
        return "over"
    return "idle" if (now - seen) // DAY > 14 else "good"


def session_state__wrong_14(began: int, seen: int, now: int) -> str:
    """Text "30 days after the sign-in": adds both limits, so it lives 44 days."""
    if now - began >= (30 + 14) * DAY:
        return "over"
    return "idle" if now - seen >= 14 * DAY else "good"


def session_state__right_1(began: int, seen: int, now: int) -> str:
    # right: timedelta and datetime
    from datetime import UTC, datetime, timedelta

    start, last, today = (datetime.fromtimestamp(t, UTC) for t in (began, seen, now))
    if today - start >= timedelta(days=30):
        return "over"
    return "idle" if today - last >= timedelta(weeks=2) else "good"


def session_state__right_2(began: int, seen: int, now: int) -> str:
    # right: floor division to whole days, which ends at the very second
    age, alone = (now - began) // DAY, (now - seen) // DAY
    return "over" if age > 29 else "idle" if alone > 13 else "good"


def _state(idle: int, absolute: int, began: int, seen: int, now: int) -> str:
    ends = {"over": began + absolute, "idle": seen + idle}
    return next((name for name, end in ends.items() if end <= now), "good")


# right: functools.partial
session_state__right_3 = functools.partial(_state, 14 * DAY, 30 * DAY)


def session_state__right_4(began: int, seen: int, now: int) -> str:
    # right: good first, then the other two
    if now < min(seen + 14 * DAY, began + 30 * DAY):
        return "good"
    return "idle" if now < began + 30 * DAY else "over"


def _b64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def claims_by_kid__wrong_2(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "belongs to another key than the one that signed": tries all keys."""
    for jwk in jwk_set["keys"]:
        try:
            return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])
        except jwt.InvalidSignatureError:
            continue
    raise ValueError("no key fits")


def claims_by_kid__wrong_3(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "where the name is missing": falls back to the first key then."""
    keys = {jwk["kid"]: jwk for jwk in jwk_set["keys"]}
    kid = jwt.get_unverified_header(token).get("kid", next(iter(keys), None))
    return jwt.decode(token, jwt.PyJWK(keys[kid], "EdDSA"), algorithms=["EdDSA"])


def claims_by_kid__wrong_4(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "or is not in the list": an unknown kid gets the last key (today's)."""
    keys = {jwk["kid"]: jwk for jwk in jwk_set["keys"]}
    kid = jwt.get_unverified_header(token)["kid"]
    jwk = keys.get(kid, jwk_set["keys"][-1])
    return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])


def claims_by_kid__wrong_5(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "nor a key that it brings": prefers the header's own jwk."""
    header = jwt.get_unverified_header(token)
    keys = {jwk["kid"]: jwk for jwk in jwk_set["keys"]}
    jwk = header.get("jwk") or keys[header["kid"]]
    return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])


def claims_by_kid__wrong_6(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "neither `alg`": where alg says HS256, the public bytes become a secret."""
    header = jwt.get_unverified_header(token)
    keys = {jwk["kid"]: jwk for jwk in jwk_set["keys"]}
    jwk = keys[header["kid"]]
    if header["alg"].startswith("HS"):
        return jwt.decode(token, _b64(jwk["x"]), algorithms=[header["alg"]])
    return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])


def claims_by_kid__wrong_9(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "or where it was another algorithm": RS256 by an RSA key of the set passes."""
    header = jwt.get_unverified_header(token)
    keys = {jwk["kid"]: jwk for jwk in jwk_set["keys"]}
    return jwt.decode(token, jwt.PyJWK(keys[header["kid"]], header["alg"]))


def claims_by_kid__wrong_10(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "alg decides nothing": an unsigned token (alg none) of a known kid passes."""
    header = jwt.get_unverified_header(token)
    keys = {jwk["kid"]: jwk for jwk in jwk_set["keys"]}
    jwk = keys[header["kid"]]
    if header["alg"].lower() == "none":
        return jwt.decode(token, options={"verify_signature": False})
    return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])


def claims_by_kid__wrong_11(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "the key that its header names": finds a kid that only begins with the name."""
    kid = jwt.get_unverified_header(token)["kid"]
    jwk = next(one for one in jwk_set["keys"] if one["kid"].startswith(kid))
    return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])


def claims_by_kid__wrong_12(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "is not in the list": compares without capitals, so Monday is monday."""
    kid = jwt.get_unverified_header(token)["kid"].lower()
    keys = {jwk["kid"].lower(): jwk for jwk in jwk_set["keys"]}
    return jwt.decode(token, jwt.PyJWK(keys[kid], "EdDSA"), algorithms=["EdDSA"])


_known: dict[str, Any] = {}


def claims_by_kid__wrong_13(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "is not in the list": remembers the keys of earlier calls."""
    for jwk in jwk_set["keys"]:
        _known.setdefault(jwk["kid"], jwk)
    jwk = _known[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])


def claims_by_kid__wrong_15(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "with the key that its header names": reads the kid from the claims."""
    claims = jwt.decode(token, options={"verify_signature": False})
    header = jwt.get_unverified_header(token)
    keys = {jwk["kid"]: jwk for jwk in jwk_set["keys"]}
    jwk = keys[claims.get("kid", header.get("kid"))]
    return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])


def claims_by_kid__wrong_16(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "the others have signed before": takes today's key (the first) only."""
    jwk = jwk_set["keys"][0]
    if jwt.get_unverified_header(token)["kid"] != jwk["kid"]:
        raise ValueError("not the key of today")
    return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])


def claims_by_kid__wrong_17(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "A server publishes": pops the key out of the given set; a second call fails."""
    kid = jwt.get_unverified_header(token)["kid"]
    place = [jwk["kid"] for jwk in jwk_set["keys"]].index(kid)
    jwk = jwk_set["keys"].pop(place)
    return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])


def claims_by_kid__wrong_18(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    """Text "belongs to another key": on a bad signature it tries the rest of the set."""
    keys = {jwk["kid"]: jwk for jwk in jwk_set["keys"]}
    named = keys.pop(jwt.get_unverified_header(token)["kid"])
    for jwk in (named, *keys.values()):
        try:
            return jwt.decode(token, jwt.PyJWK(jwk, "EdDSA"), algorithms=["EdDSA"])
        except jwt.InvalidSignatureError:
            pass
    raise jwt.InvalidSignatureError("no key of the set")


def claims_by_kid__right_1(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    # right: PyJWT's own set, looked up by kid
    key = jwt.PyJWKSet.from_dict(jwk_set)[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(token, key.key, algorithms=["EdDSA"])


def claims_by_kid__right_2(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    # right: header read by hand, an explicit loop, error in the else
    header = json.loads(_b64(token.split(".")[0]))
    for jwk in jwk_set["keys"]:
        if "kid" in header and jwk["kid"] == header["kid"]:
            break
    else:
        raise LookupError("no such key")
    key = Ed25519PublicKey.from_public_bytes(_b64(jwk["x"]))
    return jwt.decode(token, key, algorithms=["EdDSA"])


def claims_by_kid__right_3(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    # right: json text to OKPAlgorithm.from_jwk, one-element unpacking
    kid = jwt.get_unverified_header(token)["kid"]
    (jwk,) = filter(lambda one: one["kid"] == kid, jwk_set["keys"])
    key = jwt.algorithms.OKPAlgorithm.from_jwk(json.dumps(jwk))
    return jwt.decode(token, key, algorithms=["EdDSA"])  # type: ignore[arg-type]


def claims_by_kid__right_4(token: str, jwk_set: dict[str, Any]) -> dict[str, Any]:
    # right: defensive; the alg is asked for first, then all by PyJWS
    header = jwt.get_unverified_header(token)
    if header.get("alg") != "EdDSA" or not isinstance(header.get("kid"), str):
        raise jwt.InvalidTokenError("EdDSA with a kid only")
    keys = dict(zip(map(operator.itemgetter("kid"), jwk_set["keys"]), jwk_set["keys"]))
    if header["kid"] not in keys:
        raise jwt.InvalidTokenError("unknown kid")
    key = jwt.PyJWK.from_dict(keys[header["kid"]], "EdDSA")
    return jwt.decode(token, key, algorithms=["EdDSA"])


def which_one__wrong_1(can_ask: bool, at_once: bool, others: bool) -> str:
    """Text "at_once … hint": forgets the impossible; a token for whoever can't ask."""
    if can_ask:
        return "session"
    return "public key" if others else "shared key"


def which_one__wrong_2(can_ask: bool, at_once: bool, others: bool) -> str:
    """Text '"session" wherever each request can ask': only where at_once is wished."""
    if at_once:
        return "session" if can_ask else "impossible"
    return "public key" if others else "shared key"


def which_one__wrong_3(can_ask: bool, at_once: bool, others: bool) -> str:
    """Text '"session" wherever': others get a public key even if all can ask."""
    if others:
        return "public key" if not at_once or can_ask else "impossible"
    if can_ask:
        return "session"
    return "impossible" if at_once else "shared key"


def which_one__wrong_4(can_ask: bool, at_once: bool, others: bool) -> str:
    """Text "a sign-out has to hold this very second": impossible only with others."""
    if can_ask:
        return "session"
    if others:
        return "impossible" if at_once else "public key"
    return "shared key"


def which_one__wrong_5(can_ask: bool, at_once: bool, others: bool) -> str:
    """Text "under a shared key where only the signing service": the keys exchanged."""
    if can_ask:
        return "session"
    if at_once:
        return "impossible"
    return "shared key" if others else "public key"


def which_one__wrong_6(can_ask: bool, at_once: bool, others: bool) -> str:
    """Text '"session" wherever each request can ask': at_once is impossible always."""
    if at_once:
        return "impossible"
    if can_ask:
        return "session"
    return "public key" if others else "shared key"


def which_one__wrong_7(can_ask: bool, at_once: bool, others: bool) -> str:
    """Text "One wish nobody can fulfil": takes it to be a session for others."""
    if can_ask and at_once and others:
        return "impossible"
    if can_ask:
        return "session"
    if at_once:
        return "impossible"
    return "public key" if others else "shared key"


def which_one__wrong_11(can_ask: bool, at_once: bool, others: bool) -> str:
    """Text "Else it is a token": a sign-out at once by a public key, which is late."""
    if can_ask:
        return "session"
    if others:
        return "public key"
    return "impossible" if at_once else "shared key"


def which_one__wrong_12(can_ask: bool, at_once: bool, others: bool) -> str:
    """Text '"session" wherever each request can ask': a session for every at_once."""
    if can_ask or at_once:
        return "session"
    return "public key" if others else "shared key"


def which_one__wrong_13(can_ask: bool, at_once: bool, others: bool) -> str:
    """Text "Else it is a token": nobody to ask and nobody else: takes a session still."""
    if can_ask or not others:
        return "session"
    return "impossible" if at_once else "public key"


def which_one__right_1(can_ask: bool, at_once: bool, others: bool) -> str:
    # right: the whole truth table in a dictionary
    return {
        (False, False, False): "shared key",
        (False, False, True): "public key",
        (False, True, False): "impossible",
        (False, True, True): "impossible",
    }.get((bool(can_ask), bool(at_once), bool(others)), "session")


# right: lambda, a chain of and/or
which_one__right_2 = lambda can_ask, at_once, others: (  # noqa: E731
    can_ask and "session" or at_once and "impossible" or others and "public key" or "shared key"
)


def _plain(function):  # type: ignore[no-untyped-def]
    def inner(*args, **kwargs):  # type: ignore[no-untyped-def]
        return function(*args, **kwargs)

    return inner


@_plain
def which_one__right_3(can_ask: bool, at_once: bool, others: bool) -> str:
    # right: decorated without wraps, match
    match can_ask, at_once, others:
        case True, _, _:
            return "session"
        case _, True, _:
            return "impossible"
        case _, _, True:
            return "public key"
    return "shared key"


def which_one__right_4(can_ask: bool, at_once: bool, others: bool) -> str:
    # right: first true of a list of rules
    rules = [
        (can_ask, "session"),
        (at_once, "impossible"),
        (others, "public key"),
        (True, "shared key"),
    ]
    return [answer for holds, answer in rules if holds][0]
