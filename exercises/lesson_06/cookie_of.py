"""A Set-Cookie line, taken apart."""

from random import Random
from typing import Any

from exercises import draw
from exercises.attempt import Given, expect
from exercises.checking import Exercise

exercise = Exercise(
    "cookie_of",
    "RFC 6265 §5.2 reads the line this way: split at each semicolon, then at the first equals "
    "sign. Names of attributes have no case, and what has no value is there or not.",
)


def _pair(random: Random) -> tuple[str, str]:
    return random.choice(draw.NAMES), f"v{random.randrange(10**6)}"


@exercise.must("finds name, value and attributes")
def _parts(given: Given, random: Random) -> None:
    (name, value), age = _pair(random), str(random.randrange(10**5))
    expect(given(f"{name}={value}; max-age={age}; path=/"),
           {"name": name, "value": value, "max-age": age, "path": "/"})  # fmt: skip


@exercise.must("keeps a value whole that holds an equals sign")
def _equals(given: Given, random: Random) -> None:
    name, value = _pair(random)
    expect(given(f"{name}={value}==; path=/"), {"name": name, "value": f"{value}==", "path": "/"})


@exercise.must("names attributes in lower case, however they are written")
def _case(given: Given, random: Random) -> None:
    name, value = _pair(random)
    expect(given(f"{name}={value}; PATH=/; SameSite=Lax"),
           {"name": name, "value": value, "path": "/", "samesite": "Lax"})  # fmt: skip


@exercise.must("gives True for an attribute without a value")
def _flags(given: Given, random: Random) -> None:
    name, value = _pair(random)
    expect(given(f"{name}={value}; httponly; secure"),
           {"name": name, "value": value, "httponly": True, "secure": True})  # fmt: skip


@exercise.must("takes no notice of spaces around the parts")
def _spaces(given: Given, random: Random) -> None:
    name, value = _pair(random)
    expect(given(f"{name}={value};path=/ ;  domain=a.example"),
           {"name": name, "value": value, "path": "/", "domain": "a.example"})  # fmt: skip


def taken_apart(line: str, gap: str = "", fold: bool = True, most: int = 1) -> dict[str, Any]:
    """Return what a right answer gives; the arguments break one property each."""
    found: dict[str, Any] = {}
    for number, part in enumerate(line.split(";" + gap)):
        name, sign, value = part.partition("=") if gap else part.strip().partition("=")
        value = value if most == 1 else value.rstrip("=")
        if number == 0:
            found |= {"name": name, "value": value}
        else:
            found[name.lower() if fold else name] = value if sign else True
    return found


@exercise.mistake("A value may hold an =: split at the first one only.")
def _every_equals(line: str) -> dict[str, Any]:
    return taken_apart(line, most=2)


@exercise.mistake(
    "Attributes have no case: HttpOnly and httponly are one. Write them in lower case."
)
def _as_written(line: str) -> dict[str, Any]:
    return taken_apart(line, fold=False)


@exercise.mistake("HttpOnly and Secure have no value: give True for them.")
def _empty_text(line: str) -> dict[str, Any]:
    return {name: "" if value is True else value for name, value in taken_apart(line).items()}


@exercise.mistake(
    "Not every server puts one space after a semicolon: split at ; and strip the parts."
)
def _one_space(line: str) -> dict[str, Any]:
    return taken_apart(line, gap=" ")
