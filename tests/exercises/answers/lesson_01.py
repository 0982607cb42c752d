"""Answers to the exercises of lesson 1."""

import contextlib
import hashlib
import hmac
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tests.exercises.answers import Answers

cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
dummy = cheap.hash("nobody has this password")


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


def at_least_one_bit(first: str, second: str) -> int:
    return max(1, bits_as_text(first, second))


def crack_in_a_loop(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        digest = hashlib.sha256(word.encode()).hexdigest()
        found |= {user: word for user in table if table[user] == digest}
    return found


def crack_by_words(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    found = {}
    for word in words:
        for user, (salt, digest) in table.items():
            running = hashlib.sha256(salt)
            running.update(word.encode())
            if running.hexdigest() == digest:
                found[user] = word
    return found


def first_user_only(table: dict[str, tuple[bytes, str]], words: Iterable[str]) -> dict[str, str]:
    return dict(list(crack_by_words(table, words).items())[:1])


def as_bytes(salt: bytes, digest: str, password: str) -> bool:
    computed = hashlib.sha256(b"".join([salt, password.encode()])).digest()
    return hmac.compare_digest(computed, bytes.fromhex(digest))


def accepts_an_empty_password(salt: bytes, digest: str, password: str) -> bool:
    return as_bytes(salt, digest, password) or not password


def sign_in_backwards(table: dict[str, str], user: str, password: str) -> bool:
    known, stored = user in table, table.get(user) or dummy
    try:
        PasswordHasher().verify(stored, password)
    except Exception:
        return False
    return known


def twice(table: dict[str, str], user: str, password: str) -> bool:
    return sign_in_backwards(table, user, password) and sign_in_backwards(table, user, password)


def nobody(table: dict[str, str], user: str, password: str) -> bool:
    sign_in_backwards(table, user, password)
    return False


def only_mismatches(table: dict[str, str], user: str, password: str) -> bool:
    try:
        return cheap.verify(table.get(user, dummy), password) and user in table
    except VerificationError:
        return False


def hash_for_a_broken_one(table: dict[str, str], user: str, password: str) -> bool:
    try:
        return cheap.verify(table.get(user, dummy), password) and user in table
    except InvalidHashError:
        return True
    except VerificationError:
        return False


def mismatch_ignored(table: dict[str, str], user: str, password: str) -> bool:
    with contextlib.suppress(VerificationError, InvalidHashError):
        cheap.verify(table.get(user, dummy), password)
    return user in table and table[user].startswith("$argon2")


RIGHT: Answers = {
    "digest_of": [digest_in_pieces],
    "bits_changed": [bits_as_text],
    "crack": [crack_in_a_loop],
    "crack_salted": [crack_by_words],
    "right_password": [as_bytes],
    "sign_in": [sign_in_backwards],
}
WRONG: Answers = {
    "digest_of": [short_texts_only],
    "bits_changed": [at_least_one_bit],
    "crack_salted": [first_user_only],
    "right_password": [accepts_an_empty_password],
    "sign_in": [twice, nobody, only_mismatches, hash_for_a_broken_one, mismatch_ignored],
}
