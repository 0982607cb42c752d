"""The bench's checks beside this kit's own verifiers: they agree, and the bench says why."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import jwt
import pytest
import time_machine
from playwright.sync_api import Browser

from demo_server.hardened.keys import Keys
from demo_server.hardened.tokens import ACCESS_TYPE, Tokens
from demo_server.jose import BASE64URL, base64url_encode
from tests.browser.bench_page import ACCEPTED, BenchPage
from tests.conftest import NOW
from tests.demo_server.adversarial.forging import ABSENT, Forger, as_json
from tests.demo_server.adversarial.target import AUDIENCE, KEY

pytestmark = pytest.mark.slow

KEYS = Keys("HS256", KEY, (), Path("unused"))
SERVER = Tokens(KEYS, ACCESS_TYPE, lifetime=900, session_seconds=86_400, audience=AUDIENCE)
FORM, SPELLING, JSON, TWICE = "Three parts", "Base64url", "JSON objects", "No member twice"
ALG, CRIT, KEY_LENGTH, SIGNATURE = "Algorithm", "Extensions", "Key", "Signature"
SECTIONS = {
    FORM: {"RFC 7515 §7.1"},
    SPELLING: {"RFC 7515 §2", "RFC 4648 §5", "RFC 4648 §3.5"},
    JSON: {"RFC 8259", "RFC 7519 §7.2"},
    ALG: {"RFC 8725 §3.1"},
    CRIT: {"RFC 7515 §4.1.11"},
    SIGNATURE: {"RFC 7515 §5.2"},
    "exp": {"RFC 7519 §4.1.4", "RFC 7519 §2", "RFC 8259 §6"},
    "iat": {"RFC 7519 §4.1.6", "RFC 7519 §2"},
}
"""What each check names where it fails: one of these, and each of them for some token."""
CITED = re.compile(r"RFC \d+(?: §[\d.]*\d)?")


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[BenchPage]:
    """Open the bench once, with the server's key and at the moment of every lesson."""
    with browser.new_context() as context:
        opened = BenchPage(context.new_page())
        opened.open()
        opened.key.fill(base64url_encode(KEY))
        yield opened


def other_spelling(part: str) -> str:
    """Return another spelling of the same bytes: a bit set in the last letter that no byte uses."""
    assert len(part) % 4 in (2, 3)
    return part[:-1] + BASE64URL[BASE64URL.index(part[-1]) + 1]


def good_tokens(forger: Forger) -> dict[str, str]:
    good = forger.token()
    spaced = as_json(forger.claims).replace(b",", b" ,\r\n\t ")
    korean = as_json(forger.claims).replace(b"alice", "비밀".encode())
    escaped = as_json(forger.claims).replace(b'"sub"', b'"\\u0073ub"')
    return {
        "good": good,
        "reordered": forger.token(payload=as_json(dict(reversed(forger.claims.items())))),
        "white space": forger.token(payload=spaced),
        "an escape in a name": forger.token(payload=escaped),
        "outside ASCII": forger.token(payload={"sub": "비밀 Zoë 𝄞"}),
        "in raw UTF-8": forger.token(payload=korean),
        "a second to go": forger.token(payload={"exp": NOW + 1}),
        "issued earlier": forger.token(payload={"iat": NOW - 800, "exp": NOW + 100}),
    }  # fmt: skip


def misspelled_tokens(forger: Forger) -> dict[str, tuple[str, str]]:
    good = forger.token()
    header, payload, signature = good.split(".")
    odd = forger.token(header=as_json(forger.header) + b" " * (1 if len(header) % 4 == 0 else 0))
    return {
        "no dot": ("eyJub25lIjoxfQ", FORM),
        "two parts": (f"{header}.{payload}", FORM),
        "four parts": (f"{good}.{signature}", FORM),
        "only dots": ("..", f"{JSON}, {SIGNATURE}"),
        "= at the end": (f"{good}=", SPELLING),
        "= in the header": (f"{header}=.{payload}.{signature}", SPELLING),
        "plus and slash": (f"{header}.{payload}.+/{signature[2:]}", SPELLING),
        "a space before": (f" {good}", SPELLING),
        "a line break after": (f"{good}\n", SPELLING),
        "a Cyrillic letter": (good.replace("e", "\u0435", 1), SPELLING),
        "a clef": (f"{good}\U0001d11e", SPELLING),
        "a character too few": (good[:-2], SPELLING),
        "other spelling": (f"{header}.{payload}.{other_spelling(signature)}", SPELLING),
        "other spelling of the header": (
            ".".join([other_spelling(odd.split(".")[0]), *odd.split(".")[1:]]), SPELLING),
    }  # fmt: skip


def unreadable_tokens(forger: Forger) -> dict[str, tuple[str, str]]:
    claims = as_json(forger.claims)
    payloads: dict[str, object] = {
        "a list": [1],
        "a text": "alice",
        "null": b"null",
        "nothing": b"",
        "single quotes": b"{'sub': 'alice'}",
        "a comma too many": claims[:-1] + b",}",
        "a comment": claims + b"/**/",
        "not a number": claims[:-1] + b',"a":NaN}',
        "no UTF-8": claims.replace(b"alice", b"\xff"),
        "a byte order mark": b"\xef\xbb\xbf" + claims,
        "UTF-16": claims.decode().encode("utf-16"),
        "cut": claims[:-1],
    }
    made = {name: forger.token(payload=bytes_or_list) for name, bytes_or_list in payloads.items()}
    made["a header that is a list"] = forger.token(header=[1])
    made["a header that is cut"] = forger.token(header=as_json(forger.header)[:-1])
    return {name: (token, JSON) for name, token in made.items()}


def forged_tokens(forger: Forger) -> dict[str, tuple[str, str]]:
    header, payload, signature = forger.token().split(".")
    first = "AB"[signature[0] == "A"]
    theirs = forger.token(payload={"sub": "bob"}).split(".")
    none = forger.token({"alg": "none"}).rpartition(".")[0]
    both = f"{ALG}, {SIGNATURE}"
    return {
        "none": (f"{none}.", both),
        "no alg": (forger.token({"alg": ABSENT}), ALG),
        "alg is null": (forger.token({"alg": None}), ALG),
        "alg is a list": (forger.token({"alg": ["HS256"]}), ALG),
        "alg in small letters": (forger.token({"alg": "hs256"}), ALG),
        "HS384": (forger.token({"alg": "HS384"}, digest="sha384"), both),
        "HS512": (forger.token({"alg": "HS512"}, digest="sha512"), both),
        "SHA-512 under HS256": (forger.token(digest="sha512"), SIGNATURE),
        "unknown crit": (forger.token({"crit": ["x"], "x": 1}), CRIT),
        "empty crit": (forger.token({"crit": []}), CRIT),
        "crit is null": (forger.token({"crit": None}), CRIT),
        "another key": (forger.token(key=bytes(32)), SIGNATURE),
        "no signature": (f"{header}.{payload}.", SIGNATURE),
        "a short signature": (f"{header}.{payload}.{signature[:40]}", SIGNATURE),
        "another token's signature": (f"{header}.{payload}.{theirs[2]}", SIGNATURE),
        "another token's payload": (f"{header}.{theirs[1]}.{signature}", SIGNATURE),
        "first character": (f"{header}.{payload}.{first}{signature[1:]}", SIGNATURE),
    }  # fmt: skip


def untimely_tokens(forger: Forger) -> dict[str, tuple[str, str]]:
    changes: dict[str, dict[str, Any]] = {
        "ends now": {"exp": NOW},
        "ended": {"exp": NOW - 1, "iat": NOW - 100},
        "exp is a text": {"exp": f"{NOW + 900}"},
        "exp is null": {"exp": None},
        "exp is true": {"exp": True},
        "exp is a list": {"exp": [NOW + 900]},
        "issued in an hour": {"iat": NOW + 3_600, "exp": NOW + 3_700},
        "iat is a text": {"iat": f"{NOW}"},
    }
    endless = as_json(forger.claims | {"exp": 0}).replace(b'"exp": 0', b'"exp": 1e999')
    return {
        "exp is infinity to Python and JavaScript": (forger.token(payload=endless), "exp"),
        **{
            name: (forger.token(payload=one), "iat" if "iat" in name or "issued" in name else "exp")
            for name, one in changes.items()
        },
    }


def all_tokens() -> dict[str, tuple[str, str]]:
    """Return each token by name, with the checks that it fails."""
    forger = Forger(KEYS.current.kid, ver=0)
    return {
        **{name: (token, "") for name, token in good_tokens(forger).items()},
        **misspelled_tokens(forger),
        **unreadable_tokens(forger),
        **forged_tokens(forger),
        **untimely_tokens(forger),
    }


def server_accepts(token: str) -> bool:
    try:
        SERVER.verify(token, expired=False)
    except jwt.InvalidTokenError:
        return False
    return True


def test_the_bench_and_the_hardened_server_agree_on_every_token_and_the_bench_says_why(
    bench: BenchPage,
) -> None:
    with time_machine.travel(NOW, tick=False):
        tokens = all_tokens()
        accepted = {name: server_accepts(token) for name, (token, _) in tokens.items()}
    assert len(tokens) > 55
    cited = defaultdict[str, set[str]](set)
    for name, (token, failing) in tokens.items():
        said = bench.check(token)
        assert said == (f"Refused: {failing}." if failing else ACCEPTED), name
        assert accepted[name] == (not failing), name
        for check in failing.split(", ") if failing else ():
            sentence = bench.sentence(check)
            assert sentence.startswith(f"{check} fails "), sentence
            (section,) = CITED.findall(sentence)
            cited[check].add(section)
    assert cited == SECTIONS


def test_the_bench_refuses_a_member_twice_which_the_standard_lets_a_reader_refuse(
    bench: BenchPage,
) -> None:
    with time_machine.travel(NOW, tick=False):
        forger = Forger(KEYS.current.kid, ver=0)
        claims, header = as_json(forger.claims), as_json(forger.header)
        last_wins = forger.token(payload=b'{"sub":"bob",' + claims[1:])
        nested = forger.token(payload=b'{"act":[{"sub":1},{"sub":":"}],' + claims[1:])
        twice = {
            last_wins: 'has "sub" twice: a name may stand only once (RFC 7519 §4), and not every',
            forger.token(payload=b'{"su\\u0062":1,' + claims[1:]): "RFC 7519 §4",
            forger.token(header=b'{"alg":"none",' + header[1:]): "RFC 7515 §4",
            forger.token(payload=b'{"act":{"sub":1,"sub":2},' + claims[1:]): "RFC 8259 §4",
        }
        assert server_accepts(last_wins)
    for token, words in twice.items():
        assert bench.check(token) == f"Refused: {TWICE}."
        assert words in bench.sentence(TWICE)
    assert bench.check(nested) == ACCEPTED


CLAIMS: list[dict[str, int]] = [
    {"iat": NOW, "nbf": NOW + 60, "exp": NOW + 900},
    {"nbf": NOW + 60},
    {"exp": NOW + 900},
    {"iat": NOW},
    {},
]


def pyjwt_accepts(token: str, moment: int) -> bool:
    with time_machine.travel(moment, tick=False):
        try:
            jwt.decode(token, KEY, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return False
    return True


@pytest.mark.parametrize(
    ("claim", "before", "after"),
    [
        ("exp", ACCEPTED, "Refused: exp."),
        ("nbf", "Refused: nbf.", ACCEPTED),
        ("iat", "Refused: iat.", ACCEPTED),
    ],
)
def test_a_fraction_of_a_second_counts_as_in_the_standard_and_pyjwt_cuts_it_off(
    bench: BenchPage, claim: str, before: str, after: str
) -> None:
    token = jwt.encode({claim: NOW + 0.5}, KEY, algorithm="HS256")
    assert bench.check(token) == before
    assert pyjwt_accepts(token, NOW) == (before != ACCEPTED)
    assert bench.check_at(NOW + 1) == after
    assert pyjwt_accepts(token, NOW + 1) == (after == ACCEPTED)
    bench.now.fill(str(NOW))


def test_the_bench_and_pyjwt_agree_at_each_moment(bench: BenchPage) -> None:
    verdicts = set()
    for claims in CLAIMS:
        token = jwt.encode(claims, KEY, algorithm="HS256")
        bench.check(token)
        for time in (NOW, NOW + 60, NOW + 900):
            for moment in (time - 1, time):
                verdict = bench.check_at(moment)
                verdicts.add(verdict.partition(":")[2])
                accepted = verdict.startswith("Accepted")
                assert accepted == pyjwt_accepts(token, moment), (claims, moment)
    bench.now.fill(str(NOW))
    assert verdicts == {" no check fails.", " exp.", " nbf.", " nbf, iat.", " iat."}


@pytest.mark.parametrize(("algorithm", "size"), [("HS256", 32), ("HS384", 48), ("HS512", 64)])
def test_a_key_is_as_long_as_the_hash_at_least(bench: BenchPage, algorithm: str, size: int) -> None:
    bench.field("The algorithm that you expect").select_option(algorithm)
    for length, verdict in ((size - 1, "Refused: Key."), (size, ACCEPTED)):
        key = bytes(range(length))
        with pytest.warns(jwt.InsecureKeyLengthWarning) if length < size else nullcontext():
            token = jwt.encode({}, key, algorithm=algorithm)
        bench.key.fill(base64url_encode(key))
        assert bench.check(token) == verdict
    assert f"{algorithm} needs {size}" in bench.sentence(KEY_LENGTH)
    bench.field("The algorithm that you expect").select_option("HS256")
    bench.key.fill(base64url_encode(KEY))
