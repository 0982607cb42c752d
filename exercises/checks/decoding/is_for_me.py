"""Read aud as the standard writes it."""

from random import Random
from typing import Any

from exercises.checks.decoding import expect_of
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer

exercise = Exercise(
    "is_for_me",
    "RFC 7519 §4.1.3 allows one name or a list of them, and in looks into both: among the items of "
    "a list, but for a part of a text. Making a list of the single name takes that trap away. "
    "Names are compared as they stand, small letters and capitals apart (§2).",
)
SERVICES = ["shop", "bank", "mail", "news"]


@exercise.property("accepts its own name and no other")
def _one_name(answer: Answer, random: Random) -> None:
    me, other = random.sample(SERVICES, 2)
    expect_of(True, "its own name", answer, {"aud": me}, me)
    expect_of(False, "another name", answer, {"aud": other}, me)


@exercise.property("finds its name in a list")
def _list(answer: Answer, random: Random) -> None:
    me, one, other = random.sample(SERVICES, 3)
    expect_of(True, "a list with its name", answer, {"aud": [one, me]}, me)
    expect_of(False, "a list without its name", answer, {"aud": [one, other]}, me)
    expect_of(True, "a list of its name alone", answer, {"aud": [me]}, me)


@exercise.property("refuses claims without aud")
def _none(answer: Answer, random: Random) -> None:
    expect_of(False, "claims without aud", answer, {"sub": "ann"}, random.choice(SERVICES))
    expect_of(False, "a list of no names", answer, {"aud": []}, random.choice(SERVICES))


@exercise.property("is not taken in by a name that is only like its own")
def _alike(answer: Answer, random: Random) -> None:
    me = random.choice(SERVICES)
    for like in (f"book{me}", f"{me}-test", me[:-1], me.upper(), me.title(), f"{me} ", f"'{me}'"):
        expect_of(False, "another name", answer, {"aud": like}, me)
        expect_of(False, "a list of other names", answer, {"aud": ["book", like]}, me)
    expect_of(False, "another name", answer, {"aud": me}, me[0])


@exercise.misconception("In a text, in looks for a part of it: 'shop' is in 'bookshop'.")
def _substring(claims: dict[str, Any], me: str) -> bool:
    return me in claims.get("aud", [])


@exercise.misconception(
    "Service names are compared letter by letter: 'SHOP' is another than 'shop'."
)
def _any_case(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud", [])
    return me.lower() in [name.lower() for name in ([aud] if isinstance(aud, str) else aud)]


@exercise.misconception("aud may be missing: claims.get('aud', []) asks without stopping.")
def _demanded(claims: dict[str, Any], me: str) -> bool:
    return me in ([claims["aud"]] if isinstance(claims["aud"], str) else claims["aud"])


@exercise.misconception("aud may be a list of names, too: look whether yours is among them.")
def _text_only(claims: dict[str, Any], me: str) -> bool:
    return bool(claims.get("aud") == me)


@exercise.misconception("A token that names nobody is not meant for you: refuse it.")
def _for_all(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud", me)
    return me == aud or (isinstance(aud, list) and me in aud)
