"""Answers to the exercises of lesson 1."""

import contextlib
import hashlib
import hmac
from collections.abc import Iterable
from itertools import islice

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError, VerificationError
from argon2.low_level import Type, verify_secret

from tests.exercises.answers import Answers

cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
dummy = cheap.hash("nobody has this password")
cheapest = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("nobody has it")
known: dict[str, str] = {}
"""Words by digest, kept from call to call: what an answer must not do."""


def digest_in_pieces(text: str) -> str:
    running = hashlib.new("sha256")
    for letter in text:
        running.update(bytes(letter, "utf-8"))
    return "".join(f"{byte:02x}" for byte in running.digest())


def short_texts_only(text: str) -> str:
    return hashlib.sha256(text[:1_000].encode()).hexdigest()


def bits_as_text(first: str, second: str) -> int:
    one, other = (
        "".join(f"{byte:08b}" for byte in hashlib.sha256(text.encode()).digest())
        for text in (first, second)
    )
    return sum(a != b for a, b in zip(one, other, strict=True))


def bits_of_short_texts(first: str, second: str) -> int:
    return bits_as_text(first[:10], second[:10])


def no_bits_of_nothing(first: str, second: str) -> int:
    return bits_as_text(first, second) if first and second else 0


def at_least_one_bit(first: str, second: str) -> int:
    return max(1, bits_as_text(first, second))


def crack_in_a_loop(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        digest = hashlib.sha256(word.encode()).hexdigest()
        found |= {user: word for user in table if table[user] == digest}
    return found


def crack_with_a_thousand(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    return crack_in_a_loop(table, islice(words, 1_000))


def crack_by_words(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    found = {}
    for word in words:
        for user, (salt, digest) in table.items():
            running = hashlib.sha256(salt)
            running.update(word.encode())
            if running.hexdigest() == digest:
                found[user] = word
    return found


def found_before(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    known.update({table[user][1]: word for user, word in crack_by_words(table, words).items()})
    return {user: known[digest] for user, (_, digest) in table.items() if digest in known}


def as_bytes(salt: bytes, digest: str, password: str) -> bool:
    computed = hashlib.sha256(b"".join([salt, password.encode()])).digest()
    return hmac.compare_digest(computed, bytes.fromhex(digest))


def accepts_an_empty_password(salt: bytes, digest: str, password: str) -> bool:
    return as_bytes(salt, digest, password) or not password


def refuses_an_empty_password(salt: bytes, digest: str, password: str) -> bool:
    return as_bytes(salt, digest, password) and bool(password)


def ten_characters(salt: bytes, digest: str, password: str) -> bool:
    return as_bytes(salt, digest, password[:10])


def half_a_digest(salt: bytes, digest: str, password: str) -> bool:
    computed = hashlib.sha256(salt + password.encode()).hexdigest()
    return hmac.compare_digest(computed[:32], digest[:32])


def character_by_character(salt: bytes, digest: str, password: str) -> bool:
    computed = hashlib.sha256(salt + password.encode()).hexdigest()
    pairs = zip(computed, digest, strict=False)
    return len(digest) == 64 and all(hmac.compare_digest(one, other) for one, other in pairs)


def same(one: str, other: str) -> bool:
    return one == other


def by_a_helper(salt: bytes, digest: str, password: str) -> bool:
    return same(hashlib.sha256(salt + password.encode()).hexdigest(), digest)


def by_a_set(salt: bytes, digest: str, password: str) -> bool:
    return len({hashlib.sha256(salt + password.encode()).hexdigest(), digest}) == 1


def sign_in_backwards(table: dict[str, str], user: str, password: str) -> bool:
    known, stored = user in table, table.get(user, dummy)
    try:
        PasswordHasher().verify(stored, password)
    except Exception:
        return False
    return known


def twice(table: dict[str, str], user: str, password: str) -> bool:
    return sign_in_backwards(table, user, password) and sign_in_backwards(table, user, password)


def blanks_left_out(table: dict[str, str], user: str, password: str) -> bool:
    return sign_in_backwards(table, user, password.strip())


def dummy_before(table: dict[str, str], user: str, password: str) -> bool:
    sign_in_backwards({}, user, password)
    return sign_in_backwards(table, user, password)


def cheaper_dummy(table: dict[str, str], user: str, password: str) -> bool:
    return sign_in_backwards({user: cheapest} | table, user, password) and user in table


def by_the_library(table: dict[str, str], user: str, password: str) -> bool:
    try:
        verify_secret(table.get(user, dummy).encode(), password.encode(), Type.ID)
    except Argon2Error:
        return False
    return user in table


def dummy_for_a_broken_one(table: dict[str, str], user: str, password: str) -> bool:
    real = table.get(user, "").startswith("$argon2")
    try:
        return cheap.verify(table[user] if real else dummy, password) and real
    except VerificationError:
        return False


def knows_the_dummy(table: dict[str, str], user: str, password: str) -> bool:
    if password == "nobody has this password":
        return False
    return sign_in_backwards(table, user, password)


def mismatch_ignored(table: dict[str, str], user: str, password: str) -> bool:
    with contextlib.suppress(VerificationError, InvalidHashError):
        cheap.verify(table.get(user, dummy), password)
    return user in table and table[user].count("$") == 5


RIGHT: Answers = {
    "digest_of": [digest_in_pieces],
    "bits_changed": [bits_as_text],
    "crack": [crack_in_a_loop],
    "crack_salted": [crack_by_words],
    "right_password": [as_bytes],
    "sign_in": [sign_in_backwards, by_the_library, dummy_for_a_broken_one],
}


def again_for_each_user(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    listed = [bytes(word, "utf-8") for word in words]
    return {user: word.decode() for user, digest in table.items() for word in listed
            if hashlib.sha256(word).hexdigest() == digest}  # fmt: skip


WRONG: Answers = {
    "crack": [again_for_each_user, crack_with_a_thousand],
    "digest_of": [short_texts_only],
    "bits_changed": [at_least_one_bit, bits_of_short_texts, no_bits_of_nothing],
    "crack_salted": [found_before],
    "right_password": [accepts_an_empty_password, refuses_an_empty_password, ten_characters,
                       half_a_digest, character_by_character, by_a_helper, by_a_set],
    "sign_in": [twice, knows_the_dummy, mismatch_ignored, blanks_left_out, dummy_before,
                cheaper_dummy],
}  # fmt: skip
