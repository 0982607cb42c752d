"""A Set-Cookie line, taken apart."""

import re
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
    for line in ("{}={};path=/ ;  domain=a.example", "{} = {}; path = /; domain = a.example",
                 "{}={}; path=/; domain=a.example;"):  # fmt: skip
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


@exercise.misconception("A value may hold an =: split at the first one only.")
def _every_equals(line: str) -> dict[str, Any]:
    return taken_apart(line, most=2)


@exercise.misconception(
    "Attributes have no case: HttpOnly and httponly are one. Write them in lower case."
)
def _as_written(line: str) -> dict[str, Any]:
    return taken_apart(line, fold=False)


@exercise.misconception("HttpOnly and Secure have no value: give True for them.")
def _empty_text(line: str) -> dict[str, Any]:
    return {name: "" if value is True else value for name, value in taken_apart(line).items()}


@exercise.misconception(
    "Not every server puts one space after a semicolon: split at ; and strip the parts."
)
def _one_space(line: str) -> dict[str, Any]:
    return as_it_stands(line, " ")


@exercise.misconception(
    "Spaces may stand around the equals sign as well: strip the name, and strip the value."
)
def _spaces_at_equals(line: str) -> dict[str, Any]:
    return as_it_stands(re.sub(r"\s*;\s*", ";", line.rstrip("; ")), "")


@exercise.misconception(
    "A semicolon may end the line, and nothing comes after it: skip empty parts."
)
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
