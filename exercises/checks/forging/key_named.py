"""The key of a token, from a table and nowhere else."""

from pathlib import PurePosixPath
from random import Random
from typing import Any

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_raises

exercise = Exercise(
    "key_named",
    "A name that is looked up in a table can only choose among your own keys. The algorithm stands "
    "beside the key, so the token has no say in how the key is used, and what the header brings "
    "along is never even read.",
)
Keys = dict[str, dict[str, Any]]
ALGORITHMS = ["HS256", "HS512", "RS256", "EdDSA"]
WEEKDAYS = ["Monday", "tuesday", "수요일", "jeudi été", "2026-01"]


def _keys(random: Random) -> Keys:
    """Draw a table of three keys, each for another algorithm."""
    names, algorithms = random.sample(WEEKDAYS, 3), random.sample(ALGORITHMS, 3)
    return {
        name: {"alg": alg, "key": random.randbytes(32)}
        for name, alg in zip(names, algorithms, strict=True)
    }


def _headers(keys: Keys, random: Random) -> list[dict[str, Any]]:
    """Return a good header for each key of the table."""
    more = random.choice([{}, {"typ": "JWT"}, {"typ": "access+jwt", "cty": "x"}])
    return [{"alg": entry["alg"], **more, "kid": name} for name, entry in keys.items()]


@exercise.property("returns the key that the header names")
def _named(answer: Answer, random: Random) -> None:
    keys = _keys(random)
    for header in _headers(keys, random):
        expect_equal(answer(header, keys), keys[header["kid"]]["key"])


def _wrong_names(name: str, keys: Keys, random: Random) -> list[Any]:
    """Return values for kid that are not in the table, and some of them much like ``name``."""
    other = random.choice(generators.NAMES)
    paths = [f"../{name}", f"./{name}", f"/etc/{name}", f"keys/{name}", f"{name}\0"]
    parts = [name[:-1], name[1:], f"{name} ", f" {name}", ""]
    cases = [case for case in (name.upper(), name.lower(), name.title()) if case not in keys]
    return [other, *paths, *parts, *cases, None, 0, [name], {"kid": name}]


@exercise.property("refuses a name that is missing or not in the table")
def _unknown(answer: Answer, random: Random) -> None:
    keys = _keys(random)
    for header in _headers(keys, random):
        for wrong in _wrong_names(header["kid"], keys, random):
            expect_raises(Exception, answer, header | {"kid": wrong}, keys)
        del header["kid"]
        expect_raises(Exception, answer, header, keys)


@exercise.property("refuses an algorithm that is not the key's own")
def _other_algorithm(answer: Answer, random: Random) -> None:
    keys = _keys(random)
    for header in _headers(keys, random):
        own = header["alg"]
        others = [alg for alg in ALGORITHMS if alg != own]
        odd: list[Any] = ["none", own[:-1], own[1:], own.swapcase(), f"{own} ", "", None, [own]]
        for wrong in [*others, *odd]:
            expect_raises(Exception, answer, header | {"alg": wrong}, keys)
        del header["alg"]
        expect_raises(Exception, answer, header, keys)


@exercise.property("refuses a header that has a key or an address of one")
def _own_key(answer: Answer, random: Random) -> None:
    keys = _keys(random)
    for header in _headers(keys, random):
        jwk = {"kty": "oct", "k": "AAAA", "kid": header["kid"]}
        for brought in (jwk, {}, None):
            expect_raises(Exception, answer, header | {"jwk": brought}, keys)
        for address in ("https://mallory.example/jwks.json", "", None):
            expect_raises(Exception, answer, header | {"jku": address}, keys)


def looked_up(header: dict[str, Any], keys: Keys, *, alg: bool = True, own: bool = True) -> Any:
    """Return the right answer; without one of the two checks it is wrong."""
    if own and {"jwk", "jku"} & set(header):
        raise ValueError("the table has the keys")
    entry = keys[header["kid"]]
    if alg and header.get("alg") != entry["alg"]:
        raise ValueError("not this key's algorithm")
    return entry["key"]


@exercise.misconception(
    "A name that is missing or unknown leads to no key at all: raise an error there."
)
def _first_key(header: dict[str, Any], keys: Keys) -> Any:
    name: Any = header.get("kid")
    if not isinstance(name, str) or name not in keys:
        name = next(iter(keys))
        header = header | {"alg": keys[name]["alg"]}
    return looked_up(header | {"kid": name}, keys)


@exercise.misconception(
    "An empty key is one that everybody has: where the table has none, raise an error."
)
def _empty_key(header: dict[str, Any], keys: Keys) -> Any:
    name = header.get("kid")
    return looked_up(header, keys) if isinstance(name, str) and name in keys else b""


@exercise.misconception(
    "None is no key, and what verifies with it may do anything: where the table has none, raise an "
    "error."
)
def _none(header: dict[str, Any], keys: Keys) -> Any:
    name = header.get("kid")
    return looked_up(header, keys) if isinstance(name, str) and name in keys else None


@exercise.misconception(
    "A kid is a name and no path: what has a folder in front is not in the table. Refuse it."
)
def _cleaned(header: dict[str, Any], keys: Keys) -> Any:
    return looked_up(header | {"kid": PurePosixPath(header["kid"]).name}, keys)


@exercise.misconception("The name is compared letter by letter: another case is another name.")
def _any_case(header: dict[str, Any], keys: Keys) -> Any:
    names = {name.lower(): name for name in keys}
    return looked_up(header | {"kid": names[header["kid"].lower()]}, keys)


@exercise.misconception("alg is the sender's word: compare it with the one that the table has.")
def _any_algorithm(header: dict[str, Any], keys: Keys) -> Any:
    return looked_up(header, keys, alg=False)


@exercise.misconception(
    "That algorithm is another key's: a public key would be taken for a secret. Each key has one."
)
def _some_algorithm(header: dict[str, Any], keys: Keys) -> Any:
    if header["alg"] not in {entry["alg"] for entry in keys.values()}:
        raise ValueError("no such algorithm")
    return looked_up(header, keys, alg=False)


@exercise.misconception(
    "A header with jwk or jku comes from somebody who wants another key: refuse it, whatever "
    "stands there."
)
def _ignored(header: dict[str, Any], keys: Keys) -> Any:
    return looked_up(header, keys, own=False)


@exercise.misconception("jku is the address of a key, and as much the sender's as jwk: refuse it.")
def _jwk_only(header: dict[str, Any], keys: Keys) -> Any:
    return looked_up({name: header[name] for name in header if name != "jku"}, keys)


@exercise.misconception(
    "It is there, even where nothing stands behind it: ask whether the name is in the header."
)
def _unless_empty(header: dict[str, Any], keys: Keys) -> Any:
    brought = header.get("jwk") or header.get("jku")
    return looked_up(header, keys, own=bool(brought))
