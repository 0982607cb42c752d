"""Each task is solved from the notebook alone, by its own student's answer and no other."""

import hashlib
import itertools
import json
import re
from typing import Any

import pytest

from demo_server.jose import base64url_decode, decode_object
from demo_server.notebook.wordlist import words
from exercises.instructor.graded_set.notebook import challenges, text
from exercises.instructor.graded_set.task import Challenge
from exercises.instructor.graded_set.tasks import TASKS
from exercises.instructor.graded_set.tasks.tokens import Part, sign, signed_parts
from tests.exercises.graded_set.conftest import SECRET, student
from tests.exercises.graded_set.solver import solve

NAMES = ["Ada Lovelace", "Zoë", "김민준", "Łukasz", "ada", "o'neil", "Şule", "राम", "x", "Ada-2",
         *(f"student {n}" for n in range(10))]  # fmt: skip


@pytest.mark.parametrize("secret", [SECRET, b"\0" * 32, b"\xff" * 32], ids=["a", "b", "c"])
def test_what_a_student_finds_out_is_right_in_all_tasks(secret: bytes) -> None:
    for name in NAMES:
        answers = solve(text(secret, student(name)))
        drawn = challenges(secret, student(name))
        right = [challenge.accepts(a) for challenge, a in zip(drawn, answers, strict=True)]
        assert right == [True] * len(TASKS), name


def test_no_two_of_thirty_students_share_an_answer() -> None:
    people = [student(f"student {number}") for number in range(30)]
    drawn = {person: challenges(SECRET, person) for person in people}
    shared = [
        (one.name, other.name, number)
        for one, other in itertools.permutations(people, 2)
        for number, (mine, theirs) in enumerate(zip(drawn[one], drawn[other], strict=True), 1)
        if mine.accepts(theirs.answer)
    ]
    assert shared == []


def test_the_same_name_and_secret_give_the_same_notebook_whatever_the_capitals() -> None:
    assert text(SECRET, student("Ada")) == text(SECRET, student("Ada"))
    given = [challenge.given for challenge in challenges(SECRET, student("Ada"))]
    assert given == [challenge.given for challenge in challenges(SECRET, student("ADA"))]
    other = [challenge.given for challenge in challenges(b"1" * 32, student("Ada"))]
    assert all(mine != theirs for mine, theirs in zip(given, other, strict=True))


def test_a_set_that_was_handed_out_can_still_be_marked() -> None:
    """Another digest here means: notebooks of before are marked by other answers."""
    answers = [c.answer for name in ("ada", "ben") for c in challenges(SECRET, student(name))]
    assert hashlib.sha256(json.dumps(answers).encode()).hexdigest() == PINNED


PINNED = "2fbf73ae0b4aa71f6098a1c0f15110b256db30e190540d013804fd7565f94385"
PLAIN: dict[str, list[Any]] = {
    "passwords": [["password"] * 4, "password", [], None, {1, 2}],
    "token to make": ["a.b.c", "", None, ["a.b.c"], 7, "\ud800.x.y", "é.é.é", "..", "a.b"],
    "genuine tokens": [[], None, "a", [["a"]], [1, 2]],
    "flag": ["flag-0000000000000000", None, 5, ["flag"]],
}


@pytest.mark.parametrize("name", PLAIN)
def test_whatever_is_no_answer_is_wrong_and_raises_nothing(name: str) -> None:
    challenge = challenge_of(name)
    assert [wrong for wrong in PLAIN[name] if challenge.accepts(wrong)] == []


def challenge_of(name: str) -> Challenge:
    (number,) = [number for number, task in enumerate(TASKS) if task.name == name]
    return challenges(SECRET, student("ada"))[number]


@pytest.mark.parametrize("name", [task.name for task in TASKS])
def test_a_half_right_answer_is_wrong(name: str) -> None:
    challenge = challenge_of(name)
    answer: Any = challenge.answer
    halves = [answer[:-1], answer[1:], answer + answer[:1]]
    assert [half for half in halves if challenge.accepts(half)] == []


@pytest.mark.parametrize("name", ["genuine tokens", "cookies", "sessions"])
def test_a_list_of_names_is_right_in_any_order_with_blanks_as_tuple_or_set(name: str) -> None:
    challenge = challenge_of(name)
    answer = list(challenge.answer)
    for form in (answer[::-1], tuple(answer), set(answer), [f" {a.upper()}\n" for a in answer]):
        assert challenge.accepts(form)


@pytest.mark.parametrize("name", ["token to make", "claims to repair", "weak key", "flag"])
def test_a_text_is_right_with_blanks_around_it(name: str) -> None:
    challenge = challenge_of(name)
    assert challenge.accepts(f"\n {challenge.answer}  ")
    assert not challenge.accepts([challenge.answer])


@pytest.mark.parametrize("name", ["token to make", "claims to repair", "weak key"])
def test_a_token_is_right_in_any_order_and_wrong_with_anything_else(name: str) -> None:
    challenge = challenge_of(name)
    header, claims = map(decode_object, str(challenge.answer).split(".")[:2])
    key = key_of(challenge)

    def accepts(header: Part, claims: Part, digest: str = "sha256") -> bool:
        return challenge.accepts(sign(header, claims, key, digest))

    assert accepts(dict(reversed(header.items())), dict(reversed(claims.items())))
    assert challenge.accepts(str(challenge.answer).replace(".", ".\n"))
    assert not accepts(header | {"alg": "HS512"}, claims, "sha512")
    assert not accepts(header | {"alg": "none"}, claims)
    assert not accepts(header | {"typ": "at+jwt"}, claims)
    assert not accepts(header | {"crit": ["x"]}, claims)
    assert not accepts(header, claims | {"admin": True})
    for claim in claims:
        assert not accepts(header, {other: claims[other] for other in claims if other != claim})
        assert not accepts(header, claims | {claim: f"{claims[claim]} "})
    assert not challenge.accepts(sign(header, claims, b"another key"))


def key_of(challenge: Challenge) -> bytes:
    """Return the key of a task, as its student finds it."""
    have: dict[str, Any] = {}
    exec(challenge.given, have)  # noqa: S102 - our own values
    if "jwk" in have:
        return base64url_decode(have["jwk"]["k"])
    if "login_key" in have:
        return bytes.fromhex(have["login_key"])
    guesses = (f"{word}{digit}".encode() for word in words() for digit in range(10))
    return next(key for key in guesses if signed_parts(have["mallorys_token"], key))


def test_the_tasks_are_for_after_all_nine_lessons() -> None:
    named = {int(digit) for task in TASKS for digit in re.findall(r"\d", task.lessons)}
    assert named == set(range(1, 10))


def test_passwords_are_right_in_the_order_of_the_table_only() -> None:
    challenge = challenge_of("passwords")
    assert challenge.accepts(tuple(challenge.answer))
    assert not challenge.accepts(list(challenge.answer)[::-1])
