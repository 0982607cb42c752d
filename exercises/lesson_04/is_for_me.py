"""Read aud as the standard writes it."""

from random import Random
from typing import Any

from exercises.attempt import Given, expect
from exercises.checking import Exercise

exercise = Exercise(
    "is_for_me",
    "RFC 7519 §4.1.3 allows one name or a list of them, and in looks into both: among the items of "
    "a list, but for a part of a text. Making a list of the single name takes that trap away.",
)
SERVICES = ["shop", "bank", "mail", "news"]


@exercise.must("accepts its own name and no other")
def _one_name(given: Given, random: Random) -> None:
    me, other = random.sample(SERVICES, 2)
    expect([given({"aud": me}, me), given({"aud": other}, me)], [True, False])


@exercise.must("finds its name in a list")
def _list(given: Given, random: Random) -> None:
    me, one, other = random.sample(SERVICES, 3)
    expect([given({"aud": [one, me]}, me), given({"aud": [one, other]}, me)], [True, False])


@exercise.must("refuses claims without aud")
def _none(given: Given, random: Random) -> None:
    expect(
        [given({"sub": "ann"}, random.choice(SERVICES)), given({"aud": []}, "shop")], [False] * 2
    )


@exercise.must("is not taken in by a name within a name")
def _within(given: Given, random: Random) -> None:
    me = random.choice(SERVICES)
    expect([given({"aud": f"book{me}"}, me), given({"aud": f"{me}-test"}, me)], [False, False])


@exercise.mistake("In a text, in looks for a part of it: 'shop' is in 'bookshop'.")
def _substring(claims: dict[str, Any], me: str) -> bool:
    return me in claims.get("aud", [])


@exercise.mistake("aud may be a list of names, too: look whether yours is among them.")
def _text_only(claims: dict[str, Any], me: str) -> bool:
    return bool(claims.get("aud") == me)


@exercise.mistake("A token that names nobody is not meant for you: refuse it.")
def _for_all(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud", me)
    return me == aud or (isinstance(aud, list) and me in aud)
