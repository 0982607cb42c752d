"""Which address of a header a verifier may fetch keys from."""

from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import urlsplit

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "may_follow",
    "Two texts are equal or they are not: nothing is read, so nothing can be misread. Each rule "
    "about beginnings, hosts or paths is one that somebody has an address for.",
)
Header = dict[str, Any]


def _trusted(random: Random, count: int = 2) -> list[str]:
    """Draw addresses that a verifier trusts."""
    names = generators.random_names(random, count)
    paths = random.sample(["jwks.json", "keys", ".well-known/jwks.json", "v2/keys.json"], count)
    return [f"https://{name}.example/{path}" for name, path in zip(names, paths, strict=True)]


def _header(jku: object, random: Random) -> Header:
    return {"alg": "RS256", "kid": random.choice(generators.NAMES), "jku": jku}


def _like(url: str) -> list[str]:
    """Return addresses that look like ``url`` and are not."""
    parts = urlsplit(url)
    host, path, evil = parts.netloc, parts.path, "mallory.example"
    foreign = [f"https://{host}.{evil}{path}", f"https://{host}@{evil}{path}",
               f"https://{evil}/{url}", f"https://{evil}{path}?{url}", f"https://{evil}/#{url}",
               f"https://{evil}{path}", f"https://x{host}{path}"]  # fmt: skip
    same_host = [f"https://{host}/upload{path}", f"https://{host}/upload/..{path}",
                 f"https://{host}/", f"https://{host}:8443{path}",
                 f"http://{host}{path}"]  # fmt: skip
    spelled = [f"{url}?", f"{url}#", f"{url}/", f"{url} ", f"{url}\n", f" {url}", url[:-1],
               url[1:], url.upper(), f"https://{host.title()}{path}",
               f"https://{host}:443{path}"]  # fmt: skip
    return foreign + same_host + spelled


@exercise.property("follows each address of the list")
def _follows(answer: Answer, random: Random) -> None:
    for count in (1, 3):
        trusted = _trusted(random, count)
        for url in trusted:
            expect_equal(bool(answer(_header(url, random), trusted)), True)


@exercise.property("follows no address that only looks like one of them")
def _others(answer: Answer, random: Random) -> None:
    trusted = _trusted(random)
    wrong = [*_like(random.choice(trusted)), "".join(trusted), ",".join(trusted)]
    for url in wrong:
        expect_equal(bool(answer(_header(url, random), trusted)), False)
    expect_equal(bool(answer(_header(trusted[0], random), [])), False)


@exercise.property("follows nothing where no address stands, and raises no error")
def _no_address(answer: Answer, random: Random) -> None:
    trusted = _trusted(random)
    odd: list[Any] = [None, "", 0, True, [], [trusted[0]], trusted, {}, {trusted[0]: trusted[0]}]
    for jku in odd:
        expect_equal(bool(answer(_header(jku, random), trusted)), False)
    for header in ({}, {"alg": "RS256", "kid": trusted[0]}, {"x5u": trusted[0]}):
        expect_equal(bool(answer(header, trusted)), False)


def by_text(header: Header, trusted: list[str], fits: Callable[[str, str], bool]) -> bool:
    """Return whether an address fits one of the list, by a rule; anything but text does not."""
    jku = header.get("jku")
    return isinstance(jku, str) and any(fits(jku, url) for url in trusted)


@exercise.misconception(
    "Behind this beginning may stand anything: compare the whole text, not how it begins."
)
def _begins(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, lambda jku, url: jku.startswith(url))


@exercise.misconception(
    "An address can hold another one, as a path or behind a ?: compare the whole text."
)
def _holds(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, lambda jku, url: url in jku)


@exercise.misconception(
    "Where anybody may leave a file on that host, its host is not enough: compare the whole text."
)
def _by_host(header: Header, trusted: list[str]) -> bool:
    def fits(jku: str, url: str) -> bool:
        one, two = urlsplit(jku), urlsplit(url)
        return (one.scheme, one.netloc) == (two.scheme, two.netloc)

    return by_text(header, trusted, fits)


@exercise.misconception(
    "What stands before the @ of an address, or before its own name, is not the host. Compare the "
    "whole text."
)
def _begins_with_host(header: Header, trusted: list[str]) -> bool:
    def fits(jku: str, url: str) -> bool:
        return jku.startswith(f"https://{urlsplit(url).netloc}")

    return by_text(header, trusted, fits)


@exercise.misconception("Letter by letter: capitals and blanks make another text. Change nothing.")
def _tidied(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, lambda jku, url: jku.strip().lower() == url.lower())


@exercise.misconception("The list has more than one address: look at all of them.")
def _first(header: Header, trusted: list[str]) -> bool:
    return header.get("jku") in trusted[:1]


@exercise.misconception("in looks for a part of a text, where one text was joined from the list.")
def _in_a_text(header: Header, trusted: list[str]) -> bool:
    jku = header.get("jku")
    return isinstance(jku, str) and jku != "" and jku in " ".join(trusted)


@exercise.misconception(
    "A header need not have jku, and need not have text there: whatever it is, the answer is no."
)
def _must_be_there(header: Header, trusted: list[str]) -> bool:
    return bool(header["jku"] in trusted)


@exercise.misconception(
    "A list or an object can't be looked up in a set, and a sender may write one: that is a no, "
    "too, and no error."
)
def _in_a_set(header: Header, trusted: list[str]) -> bool:
    return header.get("jku") in set(trusted)
