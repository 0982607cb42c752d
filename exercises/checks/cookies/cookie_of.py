"""A Set-Cookie line, taken apart."""

import re
from http.cookies import SimpleCookie
from random import Random
from typing import Any

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "cookie_of",
    "RFC 6265 §5.2 reads the line this way: split at each semicolon, then at the first equals "
    "sign, and strip both sides. Names of attributes have no case, the cookie's own name has one, "
    "and what has no value is there or not.",
)


def _pair(random: Random) -> tuple[str, str]:
    return random.choice(generators.NAMES), f"v{random.randrange(10**6)}"


@exercise.property("finds name, value and attributes")
def _parts(answer: Answer, random: Random) -> None:
    (name, value), age = _pair(random), str(random.randrange(10**5))
    expect_equal(answer(f"{name}={value}; max-age={age}; path=/"),
           {"name": name, "value": value, "max-age": age, "path": "/"})  # fmt: skip


@exercise.property("keeps a value whole that holds an equals sign, or a comma")
def _whole(answer: Answer, random: Random) -> None:
    name, value = _pair(random)
    expect_equal(
        answer(f"{name}={value}==; path=/"), {"name": name, "value": f"{value}==", "path": "/"}
    )
    day = f"Mon, 05 Jan 2026 09:00:{random.randint(10, 59)} GMT"
    expect_equal(answer(f"{name}={value}; expires={day}"),
           {"name": name, "value": value, "expires": day})  # fmt: skip


@exercise.property("keeps an empty value, and an attribute with nothing after its equals sign")
def _empty(answer: Answer, random: Random) -> None:
    name, _ = _pair(random)
    expect_equal(
        answer(f"{name}=; domain=; path=/"), {"name": name, "value": "", "domain": "", "path": "/"}
    )


@exercise.property("takes every attribute, whatever it is called")
def _any_attribute(answer: Answer, random: Random) -> None:
    (name, value), (word, text) = _pair(random), _pair(random)
    attributes = {"priority": "High", word: text}
    line = f"{name}={value}; priority=High; {word}={text}"
    expect_equal(answer(line), {"name": name, "value": value} | attributes)


@exercise.property("names attributes in lower case, however they are written")
def _case(answer: Answer, random: Random) -> None:
    name, value = _pair(random)
    expect_equal(answer(f"{name}={value}; PATH=/; SameSite=Lax"),
           {"name": name, "value": value, "path": "/", "samesite": "Lax"})  # fmt: skip


@exercise.property("leaves the cookie's own name as it is written")
def _name(answer: Answer, random: Random) -> None:
    name, value = _pair(random)
    expect_equal(answer(f"__Host-{name}={value}; path=/"),
           {"name": f"__Host-{name}", "value": value, "path": "/"})  # fmt: skip


@exercise.property("gives True for an attribute without a value")
def _flags(answer: Answer, random: Random) -> None:
    name, value = _pair(random)
    expect_equal(answer(f"{name}={value}; httponly; secure"),
           {"name": name, "value": value, "httponly": True, "secure": True})  # fmt: skip


@exercise.property(
    "takes no notice of spaces around names and values, nor of a semicolon at the end"
)
def _spaces(answer: Answer, random: Random) -> None:
    name, value = _pair(random)
    for line in (
        "{}={};path=/ ;  domain=a.example",
        "{} = {}; path = /; domain = a.example",
        "{}={}; path=/; domain=a.example;",
        "{}={}; path=/; domain=a.example; ",
    ):
        expect_equal(answer(line.format(name, value)),
               {"name": name, "value": value, "path": "/", "domain": "a.example"})  # fmt: skip


def taken_apart(line: str, fold: bool = True, most: int = 1) -> dict[str, Any]:
    """Return what a right answer gives; the arguments break one property each."""
    found: dict[str, Any] = {}
    for number, part in enumerate(one for one in line.split(";") if one.strip()):
        name, sign, value = (text.strip() for text in part.partition("="))
        value = value if most == 1 else value.rstrip("=")
        if number == 0:
            found |= {"name": name, "value": value}
        else:
            found[name.lower() if fold else name] = value if sign else True
    return found


def as_it_stands(line: str, gap: str) -> dict[str, Any]:
    """Take a line apart at semicolon and ``gap``, and strip nothing."""
    first, *rest = (part.partition("=") for part in line.split(";" + gap))
    found: dict[str, Any] = {"name": first[0], "value": first[2]}
    return found | {name.lower(): value if sign else True for name, sign, value in rest}


first_equals = exercise.misconception("A value may hold an =: split at the first one only.")


@first_equals
def _every_equals(line: str) -> dict[str, Any]:
    return taken_apart(line, most=2)


@first_equals
def _unpacked(line: str) -> dict[str, Any]:
    name, _value = line.split(";")[0].split("=")
    return taken_apart(line) | {"name": name.strip()}


@first_equals
def _last_equals(line: str) -> dict[str, Any]:
    name, _, value = line.split(";")[0].rpartition("=")
    return taken_apart(line) | {"name": name.strip(), "value": value.strip()}


@exercise.misconception("Only the names of attributes get small letters: their texts stay.")
def _all_folded(line: str) -> dict[str, Any]:
    first, *rest = line.split(";")
    return taken_apart(";".join([first, *(part.lower() for part in rest)]))


@exercise.misconception("Spaces at the ends don't count, those inside do: a date has some.")
def _no_spaces(line: str) -> dict[str, Any]:
    return taken_apart(line.replace(" ", ""))


@exercise.misconception("What the line gives stays text: 60 is the text '60'.")
def _numbers(line: str) -> dict[str, Any]:
    found = taken_apart(line)
    return {name: int(text) if str(text).isdigit() else text for name, text in found.items()}


@exercise.misconception(
    'The keys are the words "name" and "value"; what the line gives for them stands behind.'
)
def _under_its_name(line: str) -> dict[str, Any]:
    found = taken_apart(line)
    return {found.pop("name"): found.pop("value")} | found


@exercise.misconception("One dictionary: the attributes stand in it beside name and value.")
def _nested(line: str) -> dict[str, Any]:
    found = taken_apart(line)
    return {"name": found.pop("name"), "value": found.pop("value"), "attributes": found}


@exercise.misconception(
    "A cookie may be empty, and so may an attribute: Domain= has an equals sign, and so a text."
)
def _no_empty_text(line: str) -> dict[str, Any]:
    first, *rest = taken_apart(line).items()
    return dict([first, *((name, text) for name, text in rest if text)])


known_only = exercise.misconception(
    "Servers and browsers go on to make attributes: take whatever stands there, not what you know."
)


@known_only
def _known(line: str) -> dict[str, Any]:
    known = {
        "name",
        "value",
        "path",
        "expires",
        "max-age",
        "httponly",
        "secure",
        "samesite",
        "domain",
    }
    return {name: text for name, text in taken_apart(line).items() if name in known}


@known_only
def _by_library(line: str) -> dict[str, Any]:
    ((name, morsel),) = SimpleCookie(line).items()
    attributes = {key: value for key, value in morsel.items() if value}
    return {"name": name, "value": morsel.value} | attributes


@exercise.misconception(
    "Attributes have no case: HttpOnly and httponly are one. Write them in lower case."
)
def _as_written(line: str) -> dict[str, Any]:
    return taken_apart(line, fold=False)


@exercise.misconception("HttpOnly and Secure have no value: give True for them.")
def _empty_text(line: str) -> dict[str, Any]:
    return {name: "" if value is True else value for name, value in taken_apart(line).items()}


one_space = exercise.misconception(
    "Not every server puts one space after a semicolon: split at ; and strip the parts."
)


@one_space
def _one_space_then_stripped(line: str) -> dict[str, Any]:
    first, *rest = (part.partition("=") for part in line.split("; "))
    found: dict[str, Any] = {"name": first[0].strip(), "value": first[2].strip()}
    rest = [part for part in rest if part[0].strip()]
    return found | {
        name.strip().lower(): text.strip() if sign else True for name, sign, text in rest
    }


@one_space
def _one_space(line: str) -> dict[str, Any]:
    return as_it_stands(line, " ")


@exercise.misconception(
    "Spaces may stand around the equals sign as well: strip the name, and strip the value."
)
def _spaces_at_equals(line: str) -> dict[str, Any]:
    return as_it_stands(re.sub(r"\s*;\s*", ";", line.rstrip("; ")), "")


nothing_after = exercise.misconception(
    "A semicolon may end the line, and nothing but spaces comes after it: skip such a part."
)


@nothing_after
def _space_part(line: str) -> dict[str, Any]:
    ends = {"": True} if line.endswith("; ") else {}
    return taken_apart(line) | ends


@nothing_after
def _empty_part(line: str) -> dict[str, Any]:
    ends = {"": True} if line.endswith(";") else {}
    return taken_apart(line) | ends


@exercise.misconception("A date has a comma in it: split at semicolons only.")
def _at_commas(line: str) -> dict[str, Any]:
    return taken_apart(line.replace(",", ";"))


@exercise.misconception("Only attributes have no case: a cookie Token and a cookie token are two.")
def _name_folded(line: str) -> dict[str, Any]:
    found = taken_apart(line)
    return found | {"name": found["name"].lower()}
