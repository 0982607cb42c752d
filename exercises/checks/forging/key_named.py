"""The key of a token, from a table and nowhere else."""

import unicodedata
from itertools import product
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
NAMES = [["Monday", "tuesday"], ["jeudi été"], ["수요일", "2026-01"]]
"""Names with capitals to change, with two spellings in Unicode, and others."""
LIKE_VALUES = ["7", "None", "True", "['monday']"]
"""Names that some other JSON value looks like as text."""
BESIDE: list[dict[str, Any]] = [{}, {"typ": "JWT"}, {"typ": "access+jwt", "cty": "x"}, {"n": None}]
"""What else may stand in a header, and changes nothing."""


def _keys(random: Random, count: int = 4) -> Keys:
    """Draw a table of keys, each for another algorithm, with a name of each kind."""
    names = [random.choice(kind) for kind in (LIKE_VALUES, *NAMES)[:count]]
    algorithms = random.sample(ALGORITHMS, count)
    return {
        name: {"alg": alg, "key": random.randbytes(32)}
        for name, alg in zip(random.sample(names, count), algorithms, strict=True)
    }


def _headers(keys: Keys, random: Random) -> list[dict[str, Any]]:
    """Return a good header for each key of the table."""
    more = random.choice(BESIDE)
    return [{"alg": entry["alg"], **more, "kid": name} for name, entry in keys.items()]


@exercise.property("returns the key that the header names")
def _named(answer: Answer, random: Random) -> None:
    keys = _keys(random)
    for header, more in product(_headers(keys, random), BESIDE):
        expect_equal(answer(header | more, keys), keys[header["kid"]]["key"])
    again = _keys(random)
    same = dict(zip(keys, again.values(), strict=True))  # the same names, other keys
    for header in _headers(same, random):
        expect_equal(answer(header, same), same[header["kid"]]["key"])


def _wrong_names(name: str, keys: Keys, random: Random) -> list[Any]:
    """Return values for kid that are not in the table, and some of them much like ``name``."""
    other = random.choice(generators.NAMES)
    paths = [f"../{name}", f"./{name}", f"/etc/{name}", f"keys/{name}", f"{name}\0"]
    parts = [f"{name} ", f" {name}", f"{name}\n", name[:-1], name[1:], f"{name}x", ""]
    wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in name)
    cases = [name.upper(), name.lower(), name.title(), wide, unicodedata.normalize("NFD", name)]
    values: list[Any] = [None, 0, 7, True, [name], {"kid": name}, ["monday"]]
    return [other, *paths, *parts, *(case for case in cases if case not in keys), *values]


@exercise.property("refuses a name that is missing or not in the table")
def _unknown(answer: Answer, random: Random) -> None:
    for keys in (_keys(random), _keys(random, 1)):
        for header in _headers(keys, random):
            for wrong in _wrong_names(header["kid"], keys, random):
                expect_raises(Exception, answer, header | {"kid": wrong}, keys)
            del header["kid"]
            expect_raises(Exception, answer, header, keys)
    other = random.choice(generators.NAMES)
    for header in ({"kid": other}, {"kid": other, "alg": None}, {}, {"alg": "HS256"}):
        expect_raises(Exception, answer, header, _keys(random))
    expect_raises(Exception, answer, {"alg": "HS256", "kid": other}, {})


@exercise.property("refuses an algorithm that is not the key's own")
def _other_algorithm(answer: Answer, random: Random) -> None:
    keys = _keys(random)
    for header in _headers(keys, random):
        own = header["alg"]
        others = [alg for alg in ALGORITHMS if alg != own]
        odd: list[Any] = ["none", own[:-1], own[1:], own.swapcase(), f"{own} ", "", None, [own]]
        for wrong in [*odd, *others]:
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


@exercise.misconception("No kid names no key: raise an error there, and choose no other key.")
def _default_name(header: dict[str, Any], keys: Keys) -> Any:
    return looked_up({"kid": next(iter(keys))} | header, keys)


@exercise.misconception("Blanks and line ends are letters, too: look the name up as it stands.")
def _stripped(header: dict[str, Any], keys: Keys) -> Any:
    return looked_up(header | {"kid": header["kid"].strip()}, keys)


@exercise.misconception("Letters that look alike are different letters: look the name up as it is.")
def _normalized(header: dict[str, Any], keys: Keys) -> Any:
    return looked_up(header | {"kid": unicodedata.normalize("NFKC", header["kid"])}, keys)


@exercise.misconception("A part of a name is another name: look up the whole.")
def _begins(header: dict[str, Any], keys: Keys) -> Any:
    name = next(name for name in keys if name.startswith(header["kid"]))
    return looked_up(header | {"kid": name}, keys)


@exercise.misconception(
    "str makes a name of anything: 7 and null are no text, and so not in the table."
)
def _made_text(header: dict[str, Any], keys: Keys) -> Any:
    return looked_up(header | {"kid": str(header["kid"])}, keys)


@exercise.misconception("The only key of a table is asked for by its name, too.")
def _only_key(header: dict[str, Any], keys: Keys) -> Any:
    return looked_up(header | {"kid": next(iter(keys))} if len(keys) == 1 else header, keys)


@exercise.misconception("Where alg is missing, it is not the key's own: refuse that as well.")
def _alg_if_there(header: dict[str, Any], keys: Keys) -> Any:
    return looked_up(header, keys, alg="alg" in header)


@exercise.misconception("in looks for a part of a text: an algorithm is the key's own by ==.")
def _part_of_alg(header: dict[str, Any], keys: Keys) -> Any:
    if header["alg"] not in keys[header["kid"]]["alg"]:
        raise ValueError("not this key's algorithm")
    return looked_up(header, keys, alg=False)


@exercise.misconception(
    "Taking jwk and jku out lets the sender go on, and changes the header that you got: refuse."
)
def _removed(header: dict[str, Any], keys: Keys) -> Any:
    header.pop("jwk", None)
    header.pop("jku", None)
    return looked_up(header, keys)


@exercise.misconception(
    "Where a name is unknown, get gives None, and so it does for a missing alg: they are equal, "
    "and no key at all comes back."
)
def _two_nones(header: dict[str, Any], keys: Keys) -> Any:
    name = header.get("kid")
    entry = keys.get(name, {}) if isinstance(name, str) else keys[name]  # type: ignore[index]
    if {"jwk", "jku"} & set(header) or entry.get("alg") != header.get("alg"):
        raise ValueError("no such key")
    return entry.get("key")


@exercise.misconception("What was caught is refused no longer: let the error out of the function.")
def _caught(header: dict[str, Any], keys: Keys) -> Any:
    try:
        return looked_up(header, keys)
    except Exception:
        return None


@exercise.misconception("Other members of a header, such as typ, are no reason to refuse it.")
def _nothing_else(header: dict[str, Any], keys: Keys) -> Any:
    if set(header) - {"alg", "kid"}:
        raise ValueError
    return looked_up(header, keys)
