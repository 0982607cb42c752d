"""Under what name a denylist remembers a token."""

import hashlib
import time
from random import Random
from typing import Any

import jwt

from demo_server.jose import BASE64URL, decode_object, encode_part
from exercises.checks import generators
from exercises.checks.errors import AnswerRaised
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true

exercise = Exercise(
    "list_name",
    "What was signed has one spelling, its signature has several. So the name comes from the "
    "signed part: the id inside, or a digest of the signing input where there is none.",
)

MANY = 2_000
"""How many tokens get a name of their own."""


def _token(random: Random, *without: str, alg: str = "HS256") -> str:
    """Draw a token, with a jti or ``without`` one, that may have ended."""
    claims: dict[str, Any] = {
        "sub": "alice",
        "jti": f"{random.choice(generators.NAMES)}-{random.random()}",
    }
    if without:
        claims = {"sub": "alice", "n": random.random()}
    end = int(time.time()) + random.choice([-600, 600])
    return jwt.encode(claims | {"exp": end}, random.randbytes(64), alg)


def _alike(random: Random) -> list[list[str]]:
    """Draw pairs of tokens that differ in one thing only, and have no jti."""
    key, kids = random.randbytes(32), ("monday", "friday")
    three = [{"sub": "alice", "nn": text} for text in ("aaa", "aaG", "aab")]  # letters by threes
    swapped = [{"sub": "alice", "nn": text} for text in ("abcxyz", "xyzabc")]
    late = [{"sub": "alice", "text": "x" * 200, "n": n} for n in (1, 2)]
    more = [{"sub": "alice", "exp": 9}, {"sub": "alice", "exp": 9, "aud": "shop"}]
    pairs: list[list[dict[str, Any]]] = [three[:2], three[::2], swapped, late, more]
    tokens = [[jwt.encode(claims, key) for claims in pair] for pair in pairs]
    tokens.append([jwt.encode(three[0], key, headers={"kid": kid}) for kid in kids])
    return tokens


def _many(random: Random) -> list[str]:
    """Draw so many tokens of one user that short names meet; nobody looks at their signatures."""
    token = _token(random)
    header, _, signature = token.split(".")
    return [f"{header}.{encode_part({'sub': 'alice', 'jti': str(n)})}.{signature}"
            for n in random.sample(range(10**9), MANY)]  # fmt: skip


def _stray_bits(token: str) -> str:
    """Return another spelling of the same token: with stray bits in its last letter."""
    return token[:-1] + BASE64URL[BASE64URL.index(token[-1]) ^ 1]


def _one_name(answer: Answer, token: str) -> str:
    """Return the name of a token; one that is refused for its spelling needs none."""
    name = answer(token)
    expect_true(isinstance(name, str), repr(name), "a str")
    expect_true(answer(token) == name, "another name at the second call", "the same name")
    padding = "=" * (-len(token.rpartition(".")[2]) % 4)
    expect_true(answer(token + padding) == name, "a second name for one token", "the same name")
    try:
        other = answer(_stray_bits(token))
    except AnswerRaised:
        return str(name)
    expect_true(other == name, "a second name for one token", "the same name")
    return str(name)


def _two_names(one: str, two: str) -> None:
    expect_true(one != two, "one name for two tokens", "two names")


@exercise.property("is one name for one token, however its end is spelled")
def _same(answer: Answer, random: Random) -> None:
    for alg in ("HS256", "HS512", "HS256"):
        _one_name(answer, _token(random, alg=alg))


@exercise.property("is another name for another token of the same user")
def _different(answer: Answer, random: Random) -> None:
    for _ in range(3):
        _two_names(answer(_token(random)), answer(_token(random)))
    names = set(map(answer, _many(random)))
    expect_true(len(names) == MANY, "one name for two of many tokens", f"{MANY} names")


@exercise.property("names tokens without jti, too")
def _no_jti(answer: Answer, random: Random) -> None:
    _two_names(*(_one_name(answer, _token(random, "jti")) for _ in range(2)))


@exercise.property("tells tokens apart that are alike but for one thing")
def _one_thing(answer: Answer, random: Random) -> None:
    for one, two in _alike(random):
        _two_names(answer(one), answer(two))


@exercise.misconception(
    "The header was signed as well, and another kid makes another token: name both parts."
)
def _by_payload(token: str) -> str:
    payload = token.split(".")[1]
    return str(decode_object(payload).get("jti", payload))


@exercise.misconception(
    "A short name soon stands for two tokens, and one would end with the other: keep all of the "
    "digest."
)
def _short(token: str) -> str:
    return hashlib.sha256(token.rpartition(".")[0].encode()).hexdigest()[:3]


@exercise.misconception(
    "A = at the end, and the text is another one, and the token the same: name what was signed."
)
def _by_text(token: str) -> str:
    if "jti" in decode_object(token.split(".")[1]):
        return hashlib.sha256(token.encode()).hexdigest()
    return token.rpartition(".")[0]


@exercise.misconception("The user has other tokens, too: they would all be on the list.")
def _by_user(token: str) -> str:
    return str(decode_object(token.split(".")[1])["sub"])


@exercise.misconception("A published token has no jti: take a digest of its signing input then.")
def _by_jti(token: str) -> str:
    return str(decode_object(token.split(".")[1])["jti"])


@exercise.misconception(
    "Tokens without jti would have one name, or none, and the first sign-out would end them all: "
    "take a digest of the signing input then."
)
def _by_jti_or_none(token: str) -> Any:
    return decode_object(token.split(".")[1]).get("jti")


@exercise.misconception(
    "All tokens without jti share this name: take a digest of the signing input then."
)
def _by_jti_or_word(token: str) -> str:
    return str(_by_jti_or_none(token))


@exercise.misconception(
    "The last letter has other spellings, too: leave the signature out of the name."
)
def _without_padding(token: str) -> str:
    return token.rstrip("=")


@exercise.misconception(
    "That is a part of what was signed: the name comes from all of header and payload."
)
def _beginning(token: str) -> str:
    return token.rpartition(".")[0][:80]


@exercise.misconception("Capitals count in base64url: leave the letters as they are.")
def _lowered(token: str) -> str:
    return token.rpartition(".")[0].lower()


@exercise.misconception(
    "You have no key here, and a token that has ended gets a name, too: only read it."
)
def _verified(token: str) -> str:
    return str(jwt.decode(token, bytes(32), algorithms=["HS256"]))


@exercise.misconception("Only the tokens without jti keep their end in the name: leave it out.")
def _text_without_jti(token: str) -> str:
    return str(decode_object(token.split(".")[1]).get("jti", token))
