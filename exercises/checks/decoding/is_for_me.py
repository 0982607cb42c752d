"""Read aud as the standard writes it."""

import fnmatch
from random import Random
from typing import Any

from exercises.checks.decoding import expect_of
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer

exercise = Exercise(
    "is_for_me",
    "RFC 7519 §4.1.3 allows one name or a list of them, and in looks into both: among the items of "
    "a list, but for a part of a text. Making a list of whatever is none takes that trap away, and "
    "a missing aud, null or a number is a list of one thing that is not your name. "
    "Names are compared as they stand, small letters and capitals apart (§2).",
)
SERVICES = ["shop", "bank", "mail", "news", "https://shop.example/a", "café", "My Bank"]


@exercise.property("accepts its own name and no other")
def _one_name(answer: Answer, random: Random) -> None:
    for me in SERVICES:
        other = random.choice([one for one in SERVICES if one != me])
        expect_of(True, "its own name", answer, {"aud": me}, me)
        expect_of(False, "another name", answer, {"aud": other}, me)
        expect_of(False, "another name", answer, {"sub": me, "iss": me, "aud": other}, me)


@exercise.property("finds its name in a list")
def _list(answer: Answer, random: Random) -> None:
    me, one, other, third = random.sample(SERVICES, 4)
    expect_of(True, "a list of its name alone", answer, {"aud": [me]}, me)
    expect_of(True, "a list with its name in front", answer, {"aud": [me, other]}, me)
    expect_of(True, "a list with its name at the end", answer, {"aud": [one, me]}, me)
    expect_of(True, "a list with its name in the middle", answer, {"aud": [one, me, third]}, me)
    expect_of(True, "a list with its name twice", answer, {"aud": [me, me]}, me)
    expect_of(False, "a list without its name", answer, {"aud": [one, other]}, me)
    expect_of(False, "a list of one other name", answer, {"aud": [one]}, me)


@exercise.property("refuses claims that name nobody")
def _none(answer: Answer, random: Random) -> None:
    me = random.choice(SERVICES)
    expect_of(False, "claims without aud", answer, {"sub": "ann"}, me)
    expect_of(False, "no claims", answer, {}, me)
    expect_of(False, "a list of no names", answer, {"aud": []}, me)
    expect_of(False, "an empty name", answer, {"aud": ""}, me)
    expect_of(False, "a list of an empty name", answer, {"aud": [""]}, me)
    for other in (None, 42, True, {"name": me}, {me: 1}):
        expect_of(False, "neither a name nor a list", answer, {"aud": other}, me)


@exercise.property("is not taken in by a name that is only like its own")
def _alike(answer: Answer, random: Random) -> None:
    me = random.choice(SERVICES[:4])
    for like in (f"book{me}", f"{me}-test", me[:-1], me.upper(), me.title(), f"{me} ", f"'{me}'",
                 f"bank {me}", f"{me},bank", f"{me}\n", "*", f"{me[0]}*", f"{me[:2]}??", ".*"
                 ):  # fmt: skip
        expect_of(False, "another name", answer, {"aud": like}, me)
        expect_of(False, "a list of other names", answer, {"aud": ["book", like]}, me)
    expect_of(False, "another name", answer, {"aud": me}, me[0])
    for mine, like in (("shop.example", "shop-example"), ("café", "cafe\u0301"), ("é", "É"),
                       ("https://shop.example/", "https://shop.example")):  # fmt: skip
        expect_of(False, "another name", answer, {"aud": like}, mine)
        expect_of(False, "a list of other names", answer, {"aud": [like]}, mine)


def _names(claims: dict[str, Any]) -> list[Any]:
    aud = claims.get("aud")
    return aud if isinstance(aud, list) else [aud]


@exercise.misconception(
    "aud may be there and be null, or a number: in can't look into those, and raises TypeError."
)
def _looks_into(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud", [])
    return me in ([aud] if isinstance(aud, str) else aud)


@exercise.misconception(
    "aud may be there and be null, or a number: no loop goes through those, and raises TypeError."
)
def _looks_at_each(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud", [])
    return any(name == me for name in ([aud] if isinstance(aud, str) else aud))


@exercise.misconception("In a text, in looks for a part of it: 'shop' is in 'bookshop'.")
def _substring(claims: dict[str, Any], me: str) -> bool:
    return me in claims.get("aud", [])


@exercise.misconception(
    "Service names are compared letter by letter: 'SHOP' is another than 'shop'."
)
def _any_case(claims: dict[str, Any], me: str) -> bool:
    return me.lower() in [name.lower() for name in _texts(claims)]


@exercise.misconception("aud may be missing: claims.get('aud', []) asks without stopping.")
def _demanded(claims: dict[str, Any], me: str) -> bool:
    return me in ([claims["aud"]] if isinstance(claims["aud"], str) else claims["aud"])


@exercise.misconception("In an object, in looks among the keys: but an object is no list of names.")
def _into_objects(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud")
    return me in aud if isinstance(aud, list | dict) else aud == me


@exercise.misconception("aud may be a list of names, too: look whether yours is among them.")
def _text_only(claims: dict[str, Any], me: str) -> bool:
    return bool(claims.get("aud") == me)


@exercise.misconception("aud may be one name, without a list around it.")
def _list_only(claims: dict[str, Any], me: str) -> bool:
    return isinstance(claims.get("aud"), list) and me in claims["aud"]


@exercise.misconception("list makes of a text the list of its letters: put it in brackets, [aud].")
def _letters(claims: dict[str, Any], me: str) -> bool:
    return me in list(claims.get("aud", []))


@exercise.misconception(
    "Other names may stand in the list before yours and after it: look at each."
)
def _first_only(claims: dict[str, Any], me: str) -> bool:
    return bool((_names(claims) or [None])[0] == me)


@exercise.misconception(
    "Other names may stand in the list before yours and after it: look at each."
)
def _last_only(claims: dict[str, Any], me: str) -> bool:
    return bool((_names(claims) or [None])[-1] == me)


def _texts(claims: dict[str, Any]) -> list[str]:
    return [name for name in _names(claims) if isinstance(name, str)]


@exercise.misconception("A name that begins like yours is another: compare the whole.")
def _begins(claims: dict[str, Any], me: str) -> bool:
    return any(name.startswith(me) for name in _texts(claims))


@exercise.misconception("A text is one name, whatever stands in it: don't split it.")
def _split(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud")
    return me in (aud.replace(",", " ").split() if isinstance(aud, str) else _names(claims))


@exercise.misconception("A name with blanks around it is another: compare it as it stands.")
def _stripped(claims: dict[str, Any], me: str) -> bool:
    return me in [name.strip() for name in _texts(claims)]


@exercise.misconception("Within each text you look for a part of it: 'shop' is in 'bookshop'.")
def _part_of_one(claims: dict[str, Any], me: str) -> bool:
    return any(me in name for name in _texts(claims))


@exercise.misconception("In the list you look for a part of each text: ask for equal names.")
def _part_in_list(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud")
    return any(me in name for name in _texts(claims)) if isinstance(aud, list) else aud == me


@exercise.misconception("A name is no pattern: * stands for itself.")
def _pattern(claims: dict[str, Any], me: str) -> bool:
    return any(fnmatch.fnmatchcase(me, name) for name in _texts(claims))


@exercise.misconception("An empty list names nobody: refuse it.")
def _empty_for_all(claims: dict[str, Any], me: str) -> bool:
    return claims.get("aud") == [] or me in _names(claims)


@exercise.misconception("aud alone says for whom a token is meant, not sub or iss.")
def _subject_too(claims: dict[str, Any], me: str) -> bool:
    return me in _names(claims) or claims.get("sub") == me


@exercise.misconception("A token that names nobody is not meant for you: refuse it.")
def _for_all(claims: dict[str, Any], me: str) -> bool:
    aud = claims.get("aud", me)
    return me == aud or (isinstance(aud, list) and me in aud)
