"""Answers to the exercises of lesson 1, from their texts alone."""

import base64
import binascii
import functools
import hashlib
import hmac
import itertools
import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
import argon2
import argon2.low_level
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError


hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


dummy = hasher.hash("nobody has this password")


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of__wrong_5(text: str) -> str:
    """'the text becomes UTF-8 first': takes Latin-1, wrong from é on, an error for 비."""
    return hashlib.sha256(text.encode("latin-1")).hexdigest()


def digest_of__wrong_6(text: str) -> str:
    """'the text becomes UTF-8 first': drops what is not ASCII."""
    return hashlib.sha256(text.encode("ascii", "ignore")).hexdigest()


def digest_of__wrong_9(text: str) -> str:
    """'the digest of a text': trims the text, so ' a' and 'a' have one digest."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def digest_of__wrong_10(text: str) -> str:
    """'the digest of a text': an empty text has a digest, too; here it gives ''."""
    if not text:
        return ""
    return hashlib.sha256(text.encode()).hexdigest()


_seen_digests: dict[str, str] = {}


def digest_of__wrong_12(text: str) -> str:
    """'the digest of a text': a cache whose key is the lower-case text mixes Horse and horse."""
    key = text.lower()
    if key not in _seen_digests:
        _seen_digests[key] = hashlib.sha256(text.encode()).hexdigest()
    return _seen_digests[key]


def digest_of__wrong_16(text: str) -> str:
    """'UTF-8 bytes of the text': normalises to NFC first, so e + accent becomes é."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def digest_of__wrong_17(text: str) -> str:
    """'UTF-8 bytes of the text': turns \\r\\n into \\n first."""
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()


def digest_of__wrong_18(text: str) -> str:
    """'SHA-256 digest of a text': hashes the first 72 bytes only, as bcrypt does."""
    return hashlib.sha256(text.encode()[:72]).hexdigest()


def digest_of__wrong_19(text: str) -> str:
    """'the UTF-8 bytes': unicode_escape is right for ASCII, but not for a line break, \\ or é."""
    return hashlib.sha256(text.encode("unicode_escape")).hexdigest()


def digest_of__wrong_22(text: str) -> str:
    """'in hexadecimal': joins hex(byte) without its zero, so a byte 0x04 is one character."""
    return "".join(f"{byte:x}" for byte in hashlib.sha256(text.encode()).digest())


def digest_of__right_1(text: str) -> str:
    # right: bytes(…, "utf-8"), hashlib.new, binascii
    return binascii.hexlify(hashlib.new("sha256", bytes(text, "utf-8")).digest()).decode()


class _Digester:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, text: str) -> str:
        return hashlib.new(self.name, text.encode()).hexdigest()


# right: callable object
digest_of__right_4 = _Digester("sha256")


def digest_of__right_6(text: str) -> str:
    # right: base16 of the base64 module
    return base64.b16encode(hashlib.sha256(str.encode(text)).digest()).decode().lower()


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def bits_changed__wrong_4(first: str, second: str) -> int:
    """'how many bits differ': bin() drops leading zeros, so the places slip."""
    return sum(x != y for x, y in zip(bin(_number(first))[2:], bin(_number(second))[2:]))


def bits_changed__wrong_5(first: str, second: str) -> int:
    """'an integer counts its ones: bit_count()': takes bit_length()."""
    return (_number(first) ^ _number(second)).bit_length()


def bits_changed__wrong_9(first: str, second: str) -> int:
    """'a ^ b': with signed numbers the result may be negative; bit_count takes its absolute value."""
    one = int.from_bytes(hashlib.sha256(first.encode()).digest(), "big", signed=True)
    two = int.from_bytes(hashlib.sha256(second.encode()).digest(), "big", signed=True)
    return (one ^ two).bit_count()


def bits_changed__wrong_12(first: str, second: str) -> int:
    """'how many of 256': off by one, the last bit is never looked at."""
    changed = _number(first) ^ _number(second)
    return sum(changed >> place & 1 for place in range(1, 256))


def bits_changed__wrong_13(first: str, second: str) -> int:
    """'wherever a and b differ': counts only bits that went from 1 to 0."""
    return (_number(first) & ~_number(second)).bit_count()


_pairs: dict[str, int] = {}


def bits_changed__wrong_14(first: str, second: str) -> int:
    """'any two texts': a cache by first + second mixes ('ab', 'c') and ('a', 'bc')."""
    key = first + second
    if key not in _pairs:
        _pairs[key] = (_number(first) ^ _number(second)).bit_count()
    return _pairs[key]


def bits_changed__wrong_16(first: str, second: str) -> int:
    """'any two texts': an empty text has a digest, too."""
    if not first or not second:
        return 0
    return (_number(first) ^ _number(second)).bit_count()


def bits_changed__wrong_20(first: str, second: str) -> int:
    """'bits that differ': a set of bytes forgets their places and repetitions."""
    one = set(hashlib.sha256(first.encode()).digest())
    two = set(hashlib.sha256(second.encode()).digest())
    return sum(byte.bit_count() for byte in one ^ two)


def bits_changed__wrong_22(first: str, second: str) -> int:
    """'any two texts': trims both before hashing."""
    one, two = first.strip(), second.strip()
    return (_number(one) ^ _number(two)).bit_count()


def bits_changed__right_2(first: str, second: str) -> int:
    # right: recursion, the lowest one is taken away each time
    def ones(number: int) -> int:
        return 0 if number == 0 else 1 + ones(number & (number - 1))

    return ones(int(_sha(first), 16) ^ int(_sha(second), 16))


def bits_changed__right_5(first: str, second: str) -> int:
    # right: arithmetic, no ^: |a| + |b| - 2 |a and b|
    a, b = _number(first), _number(second)
    return a.bit_count() + b.bit_count() - 2 * (a & b).bit_count()


@functools.lru_cache(maxsize=None)
def _cached_number(text: str) -> int:
    return _number(text)


@functools.lru_cache
def bits_changed__right_6(first: str, second: str) -> int:
    # right: decorated with lru_cache, whose key is the pair
    return (_cached_number(first) ^ _cached_number(second)).bit_count()


def crack__wrong_1(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'Two users may have the same password': digest to user loses one of them."""
    users = {digest: user for user, digest in table.items()}
    found = {}
    for word in words:
        digest = _sha(word)
        if digest in users:
            found[users[digest]] = word
    return found


def crack__wrong_2(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'a generator, which is read once': words are read anew for each user."""
    found = {}
    for user, digest in table.items():
        for word in words:
            if _sha(word) == digest:
                found[user] = word
                break
    return found


def crack__wrong_6(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'passwords that a word list finds': trims the words, so ' a' is never found."""
    guesses = {_sha(word.strip()): word.strip() for word in words}
    return {user: guesses[digest] for user, digest in table.items() if digest in guesses}


def crack__wrong_8(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'Whoever isn't found': tests the found word's truth and loses the empty password."""
    guesses = {_sha(word): word for word in words}
    found = {}
    for user, digest in table.items():
        if word := guesses.get(digest):
            found[user] = word
    return found


def crack__wrong_12(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'Two users may have the same password': breaks at the first user of a word."""
    found = {}
    for word in words:
        digest = _sha(word)
        for user in table:
            if table[user] == digest:
                found[user] = word
                break
    return found


def crack__wrong_14(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'is read once': any(words) reads a generator's first word away."""
    if not any(words):
        return {}
    guesses = {_sha(word): word for word in words}
    return {user: guesses[digest] for user, digest in table.items() if digest in guesses}


def crack__wrong_15(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'The list may be long': gives up after a thousand words."""
    guesses = {_sha(word): word for word in itertools.islice(words, 1000)}
    return {user: guesses[digest] for user, digest in table.items() if digest in guesses}


def crack__wrong_16(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'that are among the words': words outside ASCII are passed over."""
    guesses = {_sha(word): word for word in words if word.isascii()}
    return {user: guesses[digest] for user, digest in table.items() if digest in guesses}


def crack__wrong_19(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'Whoever isn't found …': the KeyError is caught outside the loop, the rest is lost."""
    guesses = {_sha(word): word for word in words}
    found = {}
    try:
        for user, digest in table.items():
            found[user] = guesses[digest]
    except KeyError:
        pass
    return found


_known_guesses: dict[str, str] = {}


def crack__wrong_20(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'that are among the words': remembers the words of earlier calls."""
    for word in words:
        _known_guesses[_sha(word)] = word
    return {u: _known_guesses[d] for u, d in table.items() if d in _known_guesses}


def crack__wrong_21(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'the passwords of a table': stops after as many words as the table has users have hit."""
    found: dict[str, str] = {}
    left = len(set(table.values()))
    for word in words:
        digest = _sha(word)
        hit = [user for user in table if table[user] == digest]
        found.update(dict.fromkeys(hit, word))
        left -= len(hit)
        if left <= 0:
            break
    return found


def crack__wrong_22(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'is the digest among …': compares the first 16 characters, as the lesson printed them."""
    guesses = {_sha(word)[:16]: word for word in words}
    return {u: guesses[d[:16]] for u, d in table.items() if d[:16] in guesses}


def crack__wrong_23(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    """'-> dict': None when the table is empty."""
    guesses = {_sha(word): word for word in words}
    for user in table:
        return {u: guesses[d] for u, d in table.items() if d in guesses}


def crack__right_1(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    # right: one pass over the words, digest to list of users, stops when nobody is left
    users = defaultdict(list)
    for user, digest in table.items():
        users[digest].append(user)
    found: dict[str, str] = {}
    for word in words:
        if not users:
            break
        for user in users.pop(_sha(word), ()):
            found[user] = word
    return found


def crack__right_3(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    # right: recursion over the users, try/except KeyError
    guesses = dict(zip(*(lambda ws: (map(_sha, ws), ws))(tuple(words))))

    def search(users: list[str]) -> dict[str, str]:
        if not users:
            return {}
        try:
            return {users[0]: guesses[table[users[0]]]} | search(users[1:])
        except KeyError:
            return search(users[1:])

    return search(list(table))


def crack__right_4(table: dict[str, str], words: Iterable[str]) -> dict[str, str]:
    # right: no second look at a repeated word, the answer sorted by user
    seen: dict[str, str] = {}
    for word in dict.fromkeys(words):
        seen[_sha(word)] = word
    hits = ((user, seen.get(table[user])) for user in sorted(table))
    return {user: word for user, word in hits if word is not None}


def _salted(salt: bytes, word: str) -> str:
    return hashlib.sha256(salt + word.encode()).hexdigest()


def crack_salted__wrong_1(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """'may come from a generator': it is empty from the second user on."""
    found = {}
    for user, (salt, digest) in table.items():
        for word in words:
            if _salted(salt, word) == digest:
                found[user] = word
                break
    return found


def crack_salted__wrong_5(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """'each user has a salt': one dictionary, made with the first user's salt."""
    if not table:
        return {}
    salt = next(iter(table.values()))[0]
    guesses = {_salted(salt, word): word for word in words}
    return {u: guesses[d] for u, (_, d) in table.items() if d in guesses}


def crack_salted__wrong_8(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """'sha256(salt + password)': one object is updated on and on, without copy()."""
    words = list(words)
    found = {}
    for user, (salt, digest) in table.items():
        hash_ = hashlib.sha256(salt)
        for word in words:
            hash_.update(word.encode())
            if hash_.hexdigest() == digest:
                found[user] = word
    return found


def crack_salted__wrong_9(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """Words outside, users inside, and a break: of two users with one password one is lost."""
    found = {}
    for word in words:
        for user, (salt, digest) in table.items():
            if _salted(salt, word) == digest:
                found[user] = word
                break
    return found


def crack_salted__wrong_13(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """'each user has a salt': a result kept by salt is wrong for two users with one salt."""
    words = list(words)
    by_salt: dict[bytes, str | None] = {}
    for salt, digest in table.values():
        if salt not in by_salt:
            hits = [word for word in words if _salted(salt, word) == digest]
            by_salt[salt] = hits[0] if hits else None
    return {u: by_salt[s] for u, (s, _) in table.items() if by_salt[s] is not None}


def crack_salted__wrong_14(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """'each user has a salt': passes over an empty one, b''."""
    words = list(words)
    found = {}
    for user, (salt, digest) in table.items():
        if not salt:
            continue
        for word in words:
            if _salted(salt, word) == digest:
                found[user] = word
    return found


def crack_salted__wrong_15(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """'among the words': the test of the word's truth loses the empty password."""
    words = list(words)
    found = {}
    for user, (salt, digest) in table.items():
        word = next((word for word in words if _salted(salt, word) == digest), None)
        if word:
            found[user] = word
    return found


def crack_salted__wrong_17(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """'a table': stops when one user is not found."""
    words = list(words)
    found = {}
    for user, (salt, digest) in table.items():
        for word in words:
            if _salted(salt, word) == digest:
                found[user] = word
                break
        else:
            break
    return found


def crack_salted__wrong_19(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """'among the words': lines are trimmed, so a password with a space at its end is lost."""
    words = [word.rstrip() for word in words]
    found = {}
    for user, (salt, digest) in table.items():
        for word in words:
            if _salted(salt, word) == digest:
                found[user] = word
    return found


def crack_salted__wrong_22(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """'the passwords of a table': a guess once given to a user is not tried with the next."""
    left = list(words)
    found = {}
    for user, (salt, digest) in table.items():
        for word in left:
            if _salted(salt, word) == digest:
                found[user] = word
                left.remove(word)
                break
    return found


def crack_salted__wrong_23(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    """'sha256(salt + password)': ends the salt at its zero bytes, as a C string."""
    words = list(words)
    found = {}
    for user, (salt, digest) in table.items():
        for word in words:
            if _salted(salt.rstrip(b"\0"), word) == digest:
                found[user] = word
    return found


def crack_salted__right_2(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    # right: itertools.product reads the generator once by itself
    return {
        user: word
        for (user, (salt, digest)), word in itertools.product(table.items(), words)
        if hmac.compare_digest(_salted(salt, word), digest)
    }


def crack_salted__right_3(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    # right: the salt is hashed once for each user, then copied
    tries = tuple(word.encode() for word in words)
    found: dict[str, str] = {}
    for user in table:
        salt, digest = table[user]
        base = hashlib.sha256(salt)
        for word in tries:
            hash_ = base.copy()
            hash_.update(word)
            if hash_.hexdigest() == digest:
                found[user] = word.decode()
                break
    return found


def crack_salted__right_5(
    table: dict[str, tuple[bytes, str]], words: Iterable[str]
) -> dict[str, str]:
    # right: itertools.tee gives each user a reader of its own
    readers = itertools.tee(words, len(table))
    pairs = (
        (user, next((w for w in reader if _salted(*pair[:1], w) == pair[1]), None))
        for (user, pair), reader in zip(table.items(), readers)
    )
    return {user: word for user, word in pairs if word is not None}


def right_password__wrong_4(salt: bytes, digest: str, password: str) -> bool:
    """'in constant time': all() stops at the first False; zip passes over a missing rest."""
    computed = hashlib.sha256(salt + password.encode()).hexdigest()
    return all(hmac.compare_digest(x, y) for x, y in zip(computed, digest))


def right_password__wrong_6(salt: bytes, digest: str, password: str) -> bool:
    """'is the digest': compares only as many characters as the kept text has; '' fits all."""
    computed = hashlib.sha256(salt + password.encode()).hexdigest()
    return hmac.compare_digest(computed[: len(digest)], digest)


def right_password__wrong_7(salt: bytes, digest: str, password: str) -> bool:
    """'is the digest': compares the first half only."""
    computed = hashlib.sha256(salt + password.encode()).hexdigest()
    return hmac.compare_digest(computed[:32], digest[:32])


def right_password__wrong_11(salt: bytes, digest: str, password: str) -> bool:
    """'whether sha256(salt + password) is the digest': an empty password is refused unasked."""
    if not password:
        return False
    return hmac.compare_digest(hashlib.sha256(salt + password.encode()).hexdigest(), digest)


def right_password__wrong_12(salt: bytes, digest: str, password: str) -> bool:
    """'whether sha256(salt + password) is': trims what was typed, so 'dragon ' fits, too."""
    computed = hashlib.sha256(salt + password.strip().encode()).hexdigest()
    return hmac.compare_digest(computed, digest)


def right_password__wrong_16(salt: bytes, digest: str, password: str) -> bool:
    """'-> bool': nothing at all comes back for a wrong password."""
    computed = hashlib.sha256(salt + password.encode()).hexdigest()
    if hmac.compare_digest(computed, digest):
        return True


def right_password__wrong_18(salt: bytes, digest: str, password: str) -> bool:
    """'without telling': a quick look at the first character before the comparison."""
    computed = hashlib.sha256(salt + password.encode()).hexdigest()
    if computed[:1] != digest[:1]:
        return False
    return hmac.compare_digest(computed, digest)


_passed: dict[str, str] = {}


def right_password__wrong_22(salt: bytes, digest: str, password: str) -> bool:
    """'whether it is the digest': remembers the password that fitted a digest, not the salt."""
    if _passed.get(digest) == password:
        return True
    computed = hashlib.sha256(salt + password.encode()).hexdigest()
    if hmac.compare_digest(computed, digest):
        _passed[digest] = password
        return True
    return False


def right_password__wrong_24(salt: bytes, digest: str, password: str) -> bool:
    """'how much of the digest was right': `in` stops early, and a part of the digest fits."""
    return digest in hashlib.sha256(salt + password.encode()).hexdigest()


def right_password__wrong_25(salt: bytes, digest: str, password: str) -> bool:
    """'salt + password': an empty salt is taken for no user and refused."""
    if not salt or not digest:
        return False
    return hmac.compare_digest(hashlib.sha256(salt + password.encode()).hexdigest(), digest)


def right_password__right_1(salt: bytes, digest: str, password: str) -> bool:
    # right: secrets.compare_digest, on bytes (takes digests outside ASCII, too)
    hash_ = hashlib.sha256(salt)
    hash_.update(password.encode())
    return secrets.compare_digest(
        hash_.hexdigest().encode(), digest.encode("utf-8", "surrogatepass")
    )


def _compared(function):
    def inner(salt, digest, password):
        return hmac.compare_digest(function(salt, password), digest)

    return inner


@_compared
def right_password__right_3(salt: bytes, password: str) -> str:
    # right: decorated without functools.wraps; the decorator compares
    return hashlib.sha256(salt + password.encode()).hexdigest()


def right_password__right_4(salt: bytes, digest: str, password: str) -> bool:
    # right: early return for a wrong length, which tells nothing of the content
    computed = hashlib.new("sha256", bytes([*salt, *password.encode()])).hexdigest()
    if len(digest) != 64:
        return False
    if hmac.compare_digest(computed, digest):
        return True
    return False


def _fits(compare, salt: bytes, digest: str, password: str) -> bool:
    return compare(digest, hashlib.sha256(salt + password.encode()).hexdigest())


# right: functools.partial
right_password__right_5 = functools.partial(_fits, secrets.compare_digest)


def sign_in__wrong_7(table: dict[str, str], user: str, password: str) -> bool:
    """'exactly one hash': the dummy first, then the user's: two for known users."""
    try:
        hasher.verify(dummy, password)
    except VerificationError:
        pass
    if user not in table:
        return False
    try:
        return hasher.verify(table[user], password)
    except (VerificationError, InvalidHashError):
        return False


def sign_in__wrong_9(table: dict[str, str], user: str, password: str) -> bool:
    """'old SHA-256 digest … That is a False': lets the owner of an old digest in."""
    stored = table.get(user, dummy)
    try:
        return hasher.verify(stored, password) and user in table
    except InvalidHashError:
        return hmac.compare_digest(stored, _sha(password))
    except VerificationError:
        return False


def sign_in__wrong_10(table: dict[str, str], user: str, password: str) -> bool:
    """'an unknown user gets False': `or dummy` also stands in for a damaged hash ''."""
    stored = table.get(user) or dummy
    try:
        return hasher.verify(stored, password) and user in table
    except (VerificationError, InvalidHashError):
        return False


def sign_in__wrong_11(table: dict[str, str], user: str, password: str) -> bool:
    """'Say whether user and password fit': refuses a known user with the dummy's password."""
    try:
        fits = hasher.verify(table.get(user, dummy), password)
    except (VerificationError, InvalidHashError):
        fits = False
    return fits and password != "nobody has this password"


def sign_in__wrong_12(table: dict[str, str], user: str, password: str) -> bool:
    """'Nobody may learn from the time': an unknown user costs a hash and a verify."""
    try:
        stored = table[user]
    except KeyError:
        stored = hasher.hash("nobody")
    try:
        return hasher.verify(stored, password) and user in table
    except (VerificationError, InvalidHashError):
        return False


def sign_in__wrong_15(table: dict[str, str], user: str, password: str) -> bool:
    """'looks a user up': goes through the table and takes anybody's password."""
    for stored in table.values():
        try:
            if hasher.verify(stored, password):
                return user in table
        except (VerificationError, InvalidHashError):
            continue
    return False


def sign_in__wrong_17(table: dict[str, str], user: str, password: str) -> bool:
    """'at each call': an empty password is refused without verifying."""
    if not password:
        return False
    try:
        return hasher.verify(table.get(user, dummy), password) and user in table
    except (VerificationError, InvalidHashError):
        return False


_signed_in: set[tuple[str, str]] = set()


def sign_in__wrong_18(table: dict[str, str], user: str, password: str) -> bool:
    """'at each call': whoever passed once passes again, without a verify, in any table."""
    if (user, password) in _signed_in:
        return True
    try:
        fits = hasher.verify(table.get(user, dummy), password) and user in table
    except (VerificationError, InvalidHashError):
        fits = False
    if fits:
        _signed_in.add((user, password))
    return fits


def sign_in__wrong_20(table: dict[str, str], user: str, password: str) -> bool:
    """'user and password fit': Ann is let in as ann, an id the table does not have."""
    user = user.lower()
    try:
        return hasher.verify(table.get(user, dummy), password) and user in table
    except (VerificationError, InvalidHashError):
        return False


_costly = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA"
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)


def sign_in__wrong_21(table: dict[str, str], user: str, password: str) -> bool:
    """'Nobody may learn from the time': its own dummy costs a thousand times more (hint 1)."""
    try:
        return hasher.verify(table.get(user, _costly), password) and user in table
    except (VerificationError, InvalidHashError):
        return False


def sign_in__wrong_22(table: dict[str, str], user: str, password: str) -> bool:
    """'exactly one hash': after a failure it tries once more with the trimmed password."""
    for typed in (password, password.strip()):
        try:
            if hasher.verify(table.get(user, dummy), typed):
                return user in table
        except (VerificationError, InvalidHashError):
            continue
    return False


def sign_in__wrong_23(table: dict[str, str], user: str, password: str) -> bool:
    """'a damaged hash is a False': trusts the prefix and lets the decoding error out."""
    stored = table.get(user, dummy)
    if not stored.startswith("$argon2id$"):
        return False
    try:
        return hasher.verify(stored, password) and user in table
    except VerifyMismatchError:
        return False


def sign_in__right_3(table: dict[str, str], user: str, password: str) -> bool:
    # right: argon2.low_level, without the PasswordHasher
    marker = object()
    stored = table.get(user, marker)
    text = dummy if stored is marker else stored
    try:
        fits = argon2.low_level.verify_secret(
            text.encode(), password.encode(), argon2.low_level.Type.ID
        )
    except (VerificationError, ValueError):
        return False
    return fits and stored is not marker


def _false_for(*kinds):
    def decorate(function):
        @functools.wraps(function)
        def inner(*args, **kwargs):
            try:
                return function(*args, **kwargs)
            except kinds:
                return False

        return inner

    return decorate


@_false_for(VerificationError, ValueError)
def sign_in__right_4(table: dict[str, str], user: str, password: str) -> bool:
    # right: decorated with wraps; the decorator makes False of errors
    return hasher.verify({user: dummy, **table}[user], password) and user in table


class _Door:
    def __init__(self, spare: str) -> None:
        self.spare = spare

    def fits(self, stored: str, password: str) -> bool:
        try:
            return bool(hasher.verify(stored, password))
        except InvalidHashError:
            return False
        except VerificationError:
            return False
        except ValueError:
            return False

    def __call__(self, table: dict[str, str], user: str, password: str) -> bool:
        return (user in table) & self.fits(table.get(user, self.spare), password)


# right: callable object
sign_in__right_5 = _Door(dummy)


def sign_in__right_6(table: dict[str, str], user: str, password: str) -> bool:
    # right: match, and the two cases apart, each with one verify
    match table.get(user):
        case None:
            try:
                hasher.verify(dummy, password)
            except (VerificationError, ValueError):
                pass
            return False
        case stored:
            try:
                return hasher.verify(stored, password)
            except (VerificationError, ValueError):
                return False
