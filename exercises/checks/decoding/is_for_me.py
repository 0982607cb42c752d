"""Read aud as the standard writes it."""

from random import Random
from typing import Any

from exercises.checks.answer import Given
from exercises.checks.decoding import expect_of
from exercises.checks.exercise import Exercise

exercise = Exercise(
    "is_for_me",
    "RFC 7519 §4.1.3 allows one name or a list of them, and in looks into both: among the items of "
    "a list, but for a part of a text. Making a list of the single name takes that trap away. "
    "Names are compared as they stand, small letters and capitals apart (§2).",
)
SERVICES = ["shop", "bank", "mail", "news"]


@exercise.must("accepts its own name and no other")
def _one_name(given: Given, random: Random) -> None:
    me, other = random.sample(SERVICES, 2)
    expect_of(True, "its own name", given, {"aud": me}, me)
    expect_of(False, "another name", given, {"aud": other}, me)


@exercise.must("finds its name in a list")
def _list(given: Given, random: Random) -> None:
    me, one, other = random.sample(SERVICES, 3)
    expect_of(True, "a list with its name", given, {"aud": [one, me]}, me)
    expect_of(False, "a list without its name", given, {"aud": [one, other]}, me)
    expect_of(True, "a list of its name alone", given, {"aud": [me]}, me)


@exercise.must("refuses claims without aud")
def _none(given: Given, random: Random) -> None:
    expect_of(False, "claims without aud", given, {"sub": "ann"}, random.choice(SERVICES))
    expect_of(False, "a list of no names", given, {"aud": []}, random.choice(SERVICES))


@exercise.must("is not taken in by a name that is only like its own")
def _alike(given: Given, random: Random) -> None:
    me = random.choice(SERVICES)
    for like in (f"book{me}", f"{me}-test", me[:-1], me.upper(), me.title(), f"{me} ", f"'{me}'"):
        expect_of(False, "another name", given, {"aud": like}, me)
        expect_of(False, "a list of other names", given, {"aud": ["book", like]}, me)
    expect_of(False, "another name", given, {"aud": me}, me[0])


@exercise.mistake("In a text, in looks for a part of it: 'shop' is in 'bookshop'.")
def _substring(claims: dict[str, Any], me: str) -> bool:
    return me in claims.get("aud", [])


@exercise.mistake("Service names are compared letter by letter: 'SHOP' is another than 'shop'.")
def _any_case(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud", [])
    return me.lower() in [name.lower() for name in ([aud] if isinstance(aud, str) else aud)]


@exercise.mistake("aud may be missing: claims.get('aud', []) asks without stopping.")
def _demanded(claims: dict[str, Any], me: str) -> bool:
    return me in ([claims["aud"]] if isinstance(claims["aud"], str) else claims["aud"])


@exercise.mistake("aud may be a list of names, too: look whether yours is among them.")
def _text_only(claims: dict[str, Any], me: str) -> bool:
    return bool(claims.get("aud") == me)


@exercise.mistake("A token that names nobody is not meant for you: refuse it.")
def _for_all(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud", me)
    return me == aud or (isinstance(aud, list) and me in aud)
