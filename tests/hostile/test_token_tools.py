"""The modes of the usual JWT attack tools, and every way to bend the text of a good token."""

from collections.abc import Callable

import jwt
import pytest

from demo_server.notebook.wordlist import words
from tests.hostile.forging import PLEASE, Forger, b64, present
from tests.hostile.target import KEY, Target

Bend = Callable[[str, str, str], str]
"""Makes a bad token of the three parts of a good one."""


def swap(part: str, place: int) -> str:
    """Change one character, at a place counted from either end."""
    place %= len(part)
    return part[:place] + ("A" if part[place] != "A" else "B") + part[place + 1 :]


BENT: list[tuple[str, Bend]] = [
    ("null signature", lambda h, p, _s: f"{h}.{p}."),
    ("a signature of one byte", lambda h, p, _s: f"{h}.{p}.AA"),
    ("a signature of zeros", lambda h, p, s: f"{h}.{p}.{'A' * len(s)}"),
    ("another token's signature", lambda h, p, s: f"{h}.{p}.{s[::-1]}"),
    *(
        (f"header, character {place}", lambda h, p, s, i=place: f"{swap(h, i)}.{p}.{s}")
        for place in (0, 1, 5, 40, -2, -1)
    ),
    *(
        (f"payload, character {place}", lambda h, p, s, i=place: f"{h}.{swap(p, i)}.{s}")
        for place in (0, 1, 9, 80, -2, -1)
    ),
    *(
        (f"signature, character {place}", lambda h, p, s, i=place: f"{h}.{p}.{swap(s, i)}")
        for place in (0, 1, 20, -2, -1)
    ),
    ("the signature's unused bits", lambda h, p, s: f"{h}.{p}.{s[:-1]}{chr(ord(s[-1]) + 1)}"),
    ("padding behind it", lambda h, p, s: f"{h}.{p}.{s}="),
    ("padding behind each part", lambda h, p, s: f"{h}=.{p}=.{s}="),
    ("the other base64 alphabet", lambda h, p, s: f"{h}.{p}.{s[:-4]}+/+/"),
    ("a space behind it", lambda h, p, s: f"{h}.{p}.{s} x"),
    ("a tab inside", lambda h, p, s: f"{h}.{p}\t.{s}"),
    ("percent signs", lambda h, p, s: f"{h}%2E{p}%2E{s}"),
    ("quoted inside", lambda h, p, s: f'{h}."{p}".{s}'),
    ("single quotes", lambda h, p, s: f"'{h}.{p}.{s}'"),
    ("a letter outside ASCII", lambda h, p, s: f"{h}.{p}.{s}\u00e9"),
    ("Bearer in the cookie", lambda h, p, s: f"Bearer {h}.{p}.{s}"),
    ("nothing", lambda *_: ""),
    ("one dot", lambda *_: "."),
    ("two dots", lambda *_: ".."),
    ("one part", lambda h, *_: h),
    ("two parts", lambda h, p, _s: f"{h}.{p}"),
    ("four parts", lambda h, p, s: f"{h}.{p}.{s}.{s}"),
    ("five parts (JWE)", lambda h, p, s: f"{h}.{p}.{s}.{s}.{s}"),
    ("no header", lambda _h, p, s: f".{p}.{s}"),
    ("no payload", lambda h, _p, s: f"{h}..{s}"),
    ("header and payload changed over", lambda h, p, s: f"{p}.{h}.{s}"),
    ("JWS as JSON", lambda h, p, s: f'{{"protected":"{h}","payload":"{p}","signature":"{s}"}}'),
    ("a token inside a token", lambda h, p, s: f"{h}.{b64(f'{h}.{p}.{s}'.encode())}.{s}"),
    ("twice, with a comma", lambda h, p, s: f"{h}.{p}.{s},{h}.{p}.{s}"),
    ("over 2,048 bytes", lambda h, p, s: f"{h}.{p}.{s}{'A' * 2_048}"),
    ("60,000 bytes", lambda h, p, s: f"{h}.{p}.{s}{'A' * 60_000}"),
    ("dots only", lambda *_: "." * 2_000),
]


@pytest.fixture(scope="module")
def forger(target: Target) -> Forger:
    return Forger(target.keys.current.kid)


@pytest.mark.parametrize("bend", [case[1] for case in BENT], ids=[case[0] for case in BENT])
def test_a_bent_token_is_refused(target: Target, bend: Bend) -> None:
    header, payload, signature = target.token().split(".")
    assert present(target, bend(header, payload, signature)) == PLEASE


@pytest.mark.parametrize("spelling", ["none", "None", "NONE", "nOnE"])
@pytest.mark.parametrize("ending", ["", "AA", "the signature"])
def test_four_spellings_of_none(target: Target, forger: Forger, spelling: str, ending: str) -> None:
    unsigned, _, signature = forger.token({"alg": spelling}).rpartition(".")
    ending = signature if ending == "the signature" else ending
    assert present(target, f"{unsigned}.{ending}") == PLEASE


@pytest.mark.parametrize("key", [b"", b"\0", b"\0" * 32, b" ", KEY[:-1], KEY + b"\1", KEY[::-1],
                                 KEY.hex().encode(), b64(KEY).encode()])  # fmt: skip
def test_a_blank_or_almost_right_key(target: Target, forger: Forger, key: bytes) -> None:
    assert present(target, forger.token(key=key)) == PLEASE


@pytest.mark.parametrize("bits", [384, 512])
def test_another_digest_under_the_right_key(target: Target, forger: Forger, bits: int) -> None:
    forged = forger.token({"alg": f"HS{bits}"}, digest=f"sha{bits}")
    assert present(target, forged) == PLEASE
    assert present(target, forger.token(digest=f"sha{bits}")) == PLEASE


def test_a_dictionary_of_keys(target: Target, forger: Forger) -> None:
    """All words by the verifier, and every twentieth over the wire."""
    tokens = target.app.extensions["demo_server"].access
    for number, word in enumerate(words()):
        forged = forger.token(key=word.encode())
        with pytest.raises(jwt.InvalidSignatureError):
            tokens.verify(forged)
        if number % 20 == 0:
            assert present(target, forged) == PLEASE
