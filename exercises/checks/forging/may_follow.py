"""Which address of a header a verifier may fetch keys from."""

import hmac
import re
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true

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


def _expect_no(jku: object, answer: Answer, random: Random, trusted: list[str]) -> None:
    """Ask for a jku that is not to be followed."""
    followed = bool(answer(_header(jku, random), trusted))
    expect_true(not followed, f"True, for {jku!r}", "False")


def _like(url: str) -> list[str]:
    """Return addresses that look like ``url`` and are not."""
    parts = urlsplit(url)
    host, path, evil = parts.netloc, parts.path, "mallory.example"
    foreign = [f"https://{host}.{evil}{path}", f"https://{host}@{evil}{path}",
               f"https://{evil}/{url}", f"https://{evil}{path}?{url}", f"https://{evil}/#{url}",
               f"https://{evil}{path}", f"https://x{host}{path}",
               url.replace(".example", "xexample")]  # fmt: skip
    same_host = [f"https://{host}/upload{path}", f"https://{host}/upload/..{path}",
                 f"https://{host}/.{path}", f"https://{host}/", f"https://{host}:8443{path}",
                 f"http://{host}{path}"]  # fmt: skip
    spelled = [f"{url}?", f"{url}#", f"{url}/", f"{url} ", f"{url}\n", f" {url}", url.upper(),
               f"https://{host.title()}{path}", f"https://{host}:443{path}", f"{url}\0",
               f"https://{host}/%{ord(path[1]):x}{path[2:]}", f"{url}é",
               f"{url}\ud800"]  # fmt: skip
    return foreign + same_host + spelled + [url[:-1], url[1:], url[8:], host, "é", "\ud800"]


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
        _expect_no(url, answer, random, trusted)
    _expect_no(trusted[0], answer, random, [])


@exercise.property("follows nothing where no address stands, and raises no error")
def _no_address(answer: Answer, random: Random) -> None:
    trusted = _trusted(random)
    odd: list[Any] = [None, "", 0, True, [], trusted, [trusted[0]], {}, {trusted[0]: trusted[0]}]
    for jku in odd:
        _expect_no(jku, answer, random, trusted)
    for header in ({}, {"alg": "RS256", "kid": trusted[0]}, {"x5u": trusted[0]}):
        followed = bool(answer(header, trusted))
        expect_true(not followed, "True, though no jku stands there", "False")


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


@exercise.misconception("A part of an address is none of the list: compare the whole text with ==.")
def _in_each(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, lambda jku, url: jku in url)


@exercise.misconception("A header without jku names no address, and none may be followed: False.")
def _nothing_to_follow(header: Header, trusted: list[str]) -> bool:
    return "jku" not in header or header["jku"] in trusted


@exercise.misconception("A list is no address, even where every one in it is trusted.")
def _all_of_a_list(header: Header, trusted: list[str]) -> bool:
    jku = header.get("jku")
    return jku in trusted if isinstance(jku, str) else (
        isinstance(jku, list) and jku != [] and all(one in trusted for one in jku))  # fmt: skip


@exercise.misconception("With a slash behind it, it is another text: compare it as it stands.")
def _slash(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, lambda jku, url: jku.rstrip("/") == url.rstrip("/"))


@exercise.misconception("A line end is a letter, too, and $ does not see it: compare with ==.")
def _line_end(header: Header, trusted: list[str]) -> bool:
    return by_text(
        header, trusted, lambda jku, url: re.match(f"{re.escape(url)}$", jku) is not None
    )


@exercise.misconception("In a regular expression, a dot stands for every letter: compare with ==.")
def _dots(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, lambda jku, url: re.fullmatch(url, jku) is not None)


@exercise.misconception("Capitals make another text here: change nothing before you compare.")
def _any_case(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, lambda jku, url: jku.lower() == url.lower())


@exercise.misconception(
    "Where an address is resolved or decoded, many spellings lead to one: compare it as it stands."
)
def _resolved(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, lambda jku, url: urljoin(jku, urlsplit(jku).path) == url)


@exercise.misconception("An escape such as %6a is another spelling: compare it as it stands.")
def _unquoted(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, lambda jku, url: unquote(jku) == url)


@exercise.misconception("JSON may have anything there: only text has startswith. Ask with ==.")
def _methods_of_text(header: Header, trusted: list[str]) -> bool:
    jku: Any = header.get("jku", "")
    return any(jku.startswith(url) and jku == url for url in trusted)


@exercise.misconception("JSON may hold letters that this way can't compare: == takes any text.")
def _compare_digest(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, hmac.compare_digest)


@exercise.misconception("JSON can write half a letter, which has no bytes in UTF-8: compare texts.")
def _bytes(header: Header, trusted: list[str]) -> bool:
    return by_text(header, trusted, lambda jku, url: jku.encode() == url.encode())
