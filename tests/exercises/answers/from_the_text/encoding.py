"""Answers to lesson 3's exercises, from their texts alone."""

import base64
import binascii
import functools
import hashlib
import hmac
import json
import re
import string
from typing import Any
import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"


HEADER_512 = {"alg": "HS512", "typ": "JWT"}


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _json(part: Any) -> bytes:
    return json.dumps(part, separators=(",", ":")).encode("utf-8")


def _sign512(message: str, key: bytes) -> str:
    return message + "." + _b64(hmac.new(key, message.encode("ascii"), hashlib.sha512).digest())


def _ed_key(jwk: dict[str, str]) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(_unb64(jwk["x"]))


def to_base64url__wrong_4(data: bytes) -> str:
    """Translates + only and forgets /: "as base64url"."""
    return base64.b64encode(data).decode().rstrip("=").replace("+", "-")


def to_base64url__wrong_5(data: bytes) -> str:
    """Takes off one `=` where there are two: "without padding"."""
    text = base64.urlsafe_b64encode(data).decode()
    if text.endswith("="):
        text = text[:-1]
    return text


def to_base64url__wrong_9(data: bytes) -> str:
    """Strips white space off the data first: other bytes are spelled ("Return bytes as base64url")."""
    return base64.urlsafe_b64encode(data.strip()).decode().rstrip("=")


def to_base64url__wrong_10(data: bytes) -> str:
    """By way of a number: zero bytes in front are lost ("Return bytes as base64url")."""
    number = int.from_bytes(data, "big")
    short = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return _b64(short)


def to_base64url__wrong_12(data: bytes) -> str:
    """Returns None for no bytes at all; the base64url of b"" is ""."""
    if data:
        return base64.urlsafe_b64encode(data).decode().rstrip("=")


def to_base64url__wrong_13(data: bytes) -> str:
    """Cuts 3 - len % 3 letters: three too many where the bytes fill whole groups and no `=` stands."""
    return base64.urlsafe_b64encode(data).decode()[: -(3 - len(data) % 3)]


def to_base64url__wrong_14(data: bytes) -> str:
    """text[:-pad] with pad 0 is empty: wrong for whole groups of three only."""
    pad = -len(data) % 3
    return base64.urlsafe_b64encode(data).decode()[:-pad]


def to_base64url__wrong_15(data: bytes) -> str:
    """Takes letters off by mistake: strips "A" with the padding, so zero bytes at the end are lost."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=A")


def to_base64url__wrong_18(data: bytes) -> str:
    """Group by group by hand, and an unfinished group at the end is forgotten."""
    letters = ""
    for start in range(0, len(data) - len(data) % 3, 3):
        letters += base64.urlsafe_b64encode(data[start : start + 3]).decode()
    return letters


def to_base64url__right_1(data: bytes) -> str:
    # right: by hand with bits, no library
    bits = "".join(f"{byte:08b}" for byte in data)
    return "".join(ALPHABET[int(bits[i : i + 6].ljust(6, "0"), 2)] for i in range(0, len(bits), 6))


# right: lambda, translate, and strip for rstrip (no `=` stands in front)
to_base64url__right_2 = lambda data: (
    base64.b64encode(data)
    .decode()
    .strip("=")
    .translate(  # noqa: E731
        str.maketrans("+/", "-_")
    )
)


def to_base64url__right_3(data: bytes) -> str:
    # right: recursion, three bytes at a time
    if not data:
        return ""
    head = binascii.b2a_base64(data[:3], newline=False).decode()
    head = head.partition("=")[0].replace("+", "-").replace("/", "_")
    return head + to_base64url__right_3(data[3:])


class _Speller:
    def __init__(self, letters: str) -> None:
        self.letters = letters

    def __call__(self, data: bytes) -> str:
        number = int.from_bytes(data, "big") << (-8 * len(data) % 6)
        count = -(-8 * len(data) // 6)
        return "".join(self.letters[number >> 6 * i & 63] for i in reversed(range(count)))


# right: a callable object that counts with one long number
to_base64url__right_4 = _Speller(ALPHABET)


def from_base64url__wrong_5(text: str) -> bytes:
    """validate=True knows + and / only: refuses - and _, which to_base64url writes."""
    data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    if _b64(data) != text:
        raise ValueError("spelling")
    return data


def from_base64url__wrong_7(text: str) -> bytes:
    """strip() first: spaces and newlines at the ends are foreign letters, too."""
    text = text.strip()
    data = _unb64(text)
    if _b64(data) != text:
        raise ValueError("spelling")
    return data


def from_base64url__wrong_8(text: str) -> bytes:
    """re.match with $ lets one newline at the end through: foreign letters."""
    if not re.match(r"^[A-Za-z0-9_-]*$", text):
        raise ValueError("foreign letter")
    data = _unb64(text)
    if _b64(data) != text.rstrip("\n"):
        raise ValueError("spare bits")
    return data


def from_base64url__wrong_13(text: str) -> bytes:
    """Refuses the empty text, which to_base64url writes for b""."""
    if not text:
        raise ValueError("empty")
    data = _unb64(text)
    if _b64(data) != text:
        raise ValueError("spelling")
    return data


def from_base64url__wrong_14(text: str) -> bytes:
    """Changes padding into letters: `=` becomes "A", so "with padding" and longer bytes come back."""
    text = text.replace("=", "A")
    data = _unb64(text)
    if _b64(data) != text:
        raise ValueError("spelling")
    return data


def from_base64url__wrong_16(text: str) -> bytes:
    """Checks spare bits for two-letter ends and forgets three-letter ends."""
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text) or len(text) % 4 == 1:
        raise ValueError("foreign letter")
    if len(text) % 4 == 2 and text[-1] not in "AQgw":
        raise ValueError("spare bits")
    return _unb64(text)


def from_base64url__wrong_18(text: str) -> bytes:
    """Compares what was encoded by startswith: anything the decoder stops before (`=`) passes."""
    data = _unb64(text)
    if not text.startswith(_b64(data)):
        raise ValueError("spelling")
    return data


def from_base64url__wrong_20(text: str) -> bytes:
    """`\\w` takes letters outside ASCII; encode with "ignore" then drops them: foreign letters pass."""
    if not re.fullmatch(r"[\w-]*", text):
        raise ValueError("foreign letter")
    short = text.encode("ascii", "ignore").decode()
    data = _unb64(short)
    if _b64(data) != short:
        raise ValueError("spelling")
    return data


_SEEN: dict[str, bytes] = {}


def from_base64url__wrong_21(text: str) -> bytes:
    """Keeps what it decoded before it compared: the second try of a bad spelling is accepted."""
    if text in _SEEN:
        return _SEEN[text]
    _SEEN[text] = data = _unb64(text)
    if _b64(data) != text:
        raise ValueError("spelling")
    return data


def from_base64url__wrong_22(text: str) -> bytes:
    """A lone letter (length 4n + 1) loses its last letter instead of being refused."""
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise ValueError("foreign letter")
    if len(text) % 4 == 1:
        text = text[:-1]
    data = _unb64(text)
    if _b64(data) != text:
        raise ValueError("spare bits")
    return data


def from_base64url__right_1(text: str) -> bytes:
    # right: bits by hand, nothing decoded by a library
    if any(letter not in ALPHABET for letter in text) or len(text) % 4 == 1:
        raise ValueError("no base64url")
    bits = "".join(f"{ALPHABET.index(letter):06b}" for letter in text)
    whole = len(bits) // 8 * 8
    if "1" in bits[whole:]:
        raise ValueError("spare bits")
    return bytes(int(bits[i : i + 8], 2) for i in range(0, whole, 8))


def from_base64url__right_2(text: str) -> bytes:
    # right: a pattern that says it all
    pattern = r"([A-Za-z0-9_-]{4})*([A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?"
    if re.fullmatch(pattern, text) is None:
        raise ValueError(f"not base64url: {text!r}")
    return base64.b64decode(text + "===", altchars=b"-_")


def from_base64url__right_3(text: str) -> bytes:
    # right: very defensive, a UnicodeDecodeError (a ValueError) for all
    try:
        raw = text.encode("ascii")
        data = base64.urlsafe_b64decode(raw + b"=" * (-len(raw) % 4))
    except Exception as error:
        raise ValueError("not base64url") from error
    else:
        if base64.urlsafe_b64encode(data).rstrip(b"=") == raw:
            return data
    raise ValueError("not the one spelling")


def _only_if_it_comes_back(function):
    def strict(text: str) -> bytes:
        data = function(text)
        if _b64(data) != text:
            raise ValueError("another spelling")
        return data

    return strict


@_only_if_it_comes_back
def from_base64url__right_4(text: str) -> bytes:
    # right: decorated without wraps
    return base64.urlsafe_b64decode(text + "==")


def from_base64url__right_5(text: str) -> bytes:
    # right: compares without capitals, yet lets nothing more through: no two spellings differ in case only
    data = _unb64(text)
    if not text.isascii() or _b64(data).casefold() != text.casefold():
        raise ValueError("spelling")
    return data


def _checked512(key: bytes) -> None:
    if len(key) < 64:
        raise ValueError("the key is too short")


def token_hs512__wrong_13(claims: dict[str, Any], key: bytes) -> str:
    """typ first: the header is `{"alg": "HS512", "typ": "JWT"}`, see the docstring's example."""
    _checked512(key)
    return _sign512(_b64(_json({"typ": "JWT", "alg": "HS512"})) + "." + _b64(_json(claims)), key)


def token_hs512__wrong_15(claims: dict[str, Any], key: bytes) -> str:
    """Python's text with other quotes: None, True and an apostrophe make no JSON."""
    _checked512(key)
    payload = str(claims).replace("'", '"').encode()
    return _sign512(_b64(_json(HEADER_512)) + "." + _b64(payload), key)


def token_hs512__wrong_18(claims: dict[str, Any], key: bytes) -> str:
    """Measures the key without white space at its ends: a 64-byte key may end in any bytes."""
    if len(key.strip()) < 64:
        raise ValueError("too short")
    return jwt.encode(claims, key, algorithm="HS512")


def token_hs512__wrong_19(claims: dict[str, Any], key: bytes) -> str:
    """Signs with the stripped key: another key than the one given."""
    _checked512(key)
    return jwt.encode(claims, key.strip(), algorithm="HS512")


def token_hs512__wrong_20(claims: dict[str, Any], key: bytes) -> str:
    """Cuts the signature to 32 bytes as with HS256: HS512's has 64 (RFC 7518 section 3.2)."""
    _checked512(key)
    message = _b64(_json(HEADER_512)) + "." + _b64(_json(claims))
    return message + "." + _b64(hmac.digest(key, message.encode(), "sha512")[:32])


def token_hs512__wrong_22(claims: dict[str, Any], key: bytes) -> str:
    """ensure_ascii=False and then ascii: breaks for names outside ASCII."""
    _checked512(key)
    payload = json.dumps(claims, ensure_ascii=False).encode("ascii")
    return _sign512(_b64(_json(HEADER_512)) + "." + _b64(payload), key)


def token_hs512__wrong_23(claims: dict[str, Any], key: bytes) -> str:
    """Makes every claim a text: {"exp": 5} becomes {"exp": "5"}, other claims."""
    _checked512(key)
    texts = {name: str(value) for name, value in claims.items()}
    return jwt.encode(texts, key, algorithm="HS512")


def token_hs512__wrong_24(claims: dict[str, Any], key: bytes) -> str:
    """SHA3-512: "HMAC with SHA-512"."""
    _checked512(key)
    message = _b64(_json(HEADER_512)) + "." + _b64(_json(claims))
    return message + "." + _b64(hmac.digest(key, message.encode(), "sha3_512"))


def token_hs512__wrong_25(claims: dict[str, Any], key: bytes) -> str:
    """Hint 2's job done by replace(" ", ""): eats the spaces inside the claims' own texts, too."""
    _checked512(key)
    payload = json.dumps(claims).replace(" ", "").encode()
    return _sign512(_b64(_json(HEADER_512)) + "." + _b64(payload), key)


def token_hs512__right_2(claims: dict[str, Any], key: bytes) -> str:
    # right: payload laid out with indent and sorted, header as a constant text
    if key[63:] == b"":
        raise ValueError("64 bytes or more")
    payload = json.dumps(claims, indent=2, sort_keys=True).encode()
    message = "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9." + _b64(payload)
    return _sign512(message, key)


def token_hs512__right_3(claims: dict[str, Any], key: bytes) -> str:
    # right: HMAC of RFC 2104 by hand
    if len(key) in range(64):
        raise ValueError("short")
    block = (hashlib.sha512(key).digest() if len(key) > 128 else key).ljust(128, b"\0")
    message = b".".join(map(lambda part: _b64(_json(part)).encode(), (HEADER_512, claims)))
    inner = hashlib.sha512(bytes(b ^ 0x36 for b in block) + message).digest()
    outer = hashlib.sha512(bytes(b ^ 0x5C for b in block) + inner).digest()
    return f"{message.decode()}.{_b64(outer)}"


def token_hs512__right_4(claims: dict[str, Any], key: bytes) -> str:
    # right: PyJWS with a payload of its own layout (spaces)
    if len(key) < 64:
        raise ValueError
    return jwt.PyJWS().encode(json.dumps(claims).encode(), key, algorithm="HS512")


def key_bytes__wrong_3(text: str) -> bytes:
    """Always one `=`: right for 32 and 33 bytes, an error for 34 ("put on what belongs there")."""
    key = base64.urlsafe_b64decode(text.rstrip("=") + "=")
    if len(key) < 32:
        raise ValueError("too short")
    return key


def key_bytes__wrong_6(text: str) -> bytes:
    """Counts by 3/4 of the padded text: 31 bytes count as 33, hint 2 "Count after decoding"."""
    if len(text) * 3 // 4 < 32:
        raise ValueError("too short")
    return _unb64(text.rstrip("="))


def key_bytes__wrong_13(text: str) -> bytes:
    """Cuts a longer key to 32 bytes: "Return the key's bytes"."""
    key = _unb64(text.rstrip("="))
    if len(key) < 32:
        raise ValueError("too short")
    return key[:32]


def key_bytes__wrong_14(text: str) -> bytes:
    """Takes zero bytes at the end for padding: they belong to the key."""
    key = _unb64(text.rstrip("=")).rstrip(b"\0")
    if len(key) < 32:
        raise ValueError("too short")
    return key


def key_bytes__wrong_17(text: str) -> bytes:
    """Takes for granted 43 letters: cuts the text, so keys of more than 32 bytes lose their end."""
    key = base64.urlsafe_b64decode(text[:43] + "=")
    if len(key) < 32:
        raise ValueError("too short")
    return key


def key_bytes__wrong_18(text: str) -> bytes:
    """Early return for an empty text (variable not set): there are fewer than 32 bytes."""
    if not text:
        return b""
    key = _unb64(text.rstrip("="))
    if len(key) < 32:
        raise ValueError("too short")
    return key


def key_bytes__wrong_20(text: str) -> bytes:
    """strip("A=") for rstrip("="): takes "A" off both ends as if it were filling, so zero bits are lost."""
    key = _unb64(text.strip("A="))
    if len(key) < 32:
        raise ValueError("too short")
    return key


def key_bytes__wrong_21(text: str) -> bytes:
    """Counts different bytes: a key of 32 bytes with one byte twice is refused."""
    key = _unb64(text.rstrip("="))
    if len(set(key)) < 32:
        raise ValueError("too weak")
    return key


def key_bytes__wrong_22(text: str) -> bytes:
    """Cuts the text to whole groups of four instead of putting on "what belongs there": the last bytes are lost."""
    bare = text.rstrip("=")
    key = base64.urlsafe_b64decode(bare[: len(bare) // 4 * 4])
    if len(key) < 32:
        raise ValueError("too short")
    return key


def key_bytes__wrong_23(text: str) -> bytes:
    """By way of a number: zero bytes in front of the key are lost."""
    key = _unb64(text.rstrip("="))
    if len(key) < 32:
        raise ValueError("too short")
    number = int.from_bytes(key, "big")
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def key_bytes__right_1(text: str) -> bytes:
    # right: two `=` too many do not trouble the decoder
    key = base64.urlsafe_b64decode(text + "==")
    if len(key) < 32:
        raise ValueError("fewer than 32 bytes")
    return key


def key_bytes__right_2(text: str) -> bytes:
    # right: slice tells the length, altchars for urlsafe
    bare = text.partition("=")[0]
    while len(bare) % 4:
        bare += "="
    data = base64.b64decode(bare, altchars="-_")
    try:
        data[31]
    except IndexError:
        raise ValueError("short") from None
    return data


def key_bytes__right_3(text: str) -> bytes:
    # right: bits by hand
    letters = [ALPHABET.index(letter) for letter in text if letter != "="]
    number = functools.reduce(lambda sofar, letter: sofar << 6 | letter, letters, 0)
    count, spare = divmod(6 * len(letters), 8)
    if count < 32:
        raise ValueError("short")
    return (number >> spare).to_bytes(count, "big")


class _KeyReader:
    least = 32

    def __call__(self, text: str) -> bytes:
        key = _unb64(text.replace("=", ""))
        if len(key) < self.least:
            raise ValueError(f"{len(key)} bytes")
        return key


# right: a callable object
key_bytes__right_4 = _KeyReader()


def abilities__wrong_4(algorithm: str, key: str) -> set[str]:
    """The public key only verifies: reading needs no key at all."""
    return {
        "none": {"read"},
        "public": {"verify"},
        "private": {"read", "sign", "verify"},
        "secret": {"read", "sign", "verify"},
    }[key]


def abilities__wrong_6(algorithm: str, key: str) -> set[str]:
    """set("read") is a set of letters: "Return the words as a set"."""
    if key == "none":
        return set("read")
    words = set("read")
    words.add("verify")
    if key != "public":
        words.add("sign")
    return words


def abilities__wrong_7(algorithm: str, key: str) -> set[str]:
    """update with a text adds its letters: "Return the words as a set"."""
    words = {"read"}
    if key != "none":
        words.update("verify")
    if key in ("secret", "private"):
        words.update("sign")
    return words


def abilities__wrong_10(algorithm: str, key: str) -> set[str]:
    """Without a key one can verify EdDSA, "it is public": the holder has no key."""
    if key == "none":
        return {"read"} if algorithm == "HS256" else {"read", "verify"}
    if key == "public":
        return {"read", "verify"}
    return {"read", "verify", "sign"}


def abilities__wrong_11(algorithm: str, key: str) -> set[str]:
    """The private key signs and cannot read (thought to encrypt): reading needs no key."""
    if key == "private":
        return {"verify", "sign"}
    if key == "public":
        return {"read", "verify"}
    return {"read", "verify", "sign"} if key == "secret" else {"read"}


def abilities__wrong_13(algorithm: str, key: str, words: set[str] = {"read"}) -> set[str]:
    """A default set that grows: after the first secret, one without a key signs, too."""
    if key != "none":
        words.add("verify")
    if key in ("secret", "private"):
        words.add("sign")
    return words


def abilities__wrong_15(algorithm: str, key: str) -> set[str]:
    """RS256 encrypts, it thinks: the public key can't read an RS256 token."""
    if key == "none":
        return {"read"} if algorithm != "RS256" else set()
    if key == "public":
        return {"read", "verify"} if algorithm == "EdDSA" else {"verify"}
    return {"read", "verify", "sign"}


def abilities__wrong_16(algorithm: str, key: str) -> set[str]:
    """The secret only signs: with HS256 to verify is to sign again."""
    if key in ("secret",):
        return {"read", "sign"}
    if key == "private":
        return {"read", "verify", "sign"}
    return {"read", "verify"} if key == "public" else {"read"}


def abilities__wrong_18(algorithm: str, key: str) -> set[str]:
    """`key in "private"` is a substring test and the branch for HS256 asks for "hs256": None for the secret."""
    if key in "none":
        return {"read"}
    if algorithm == "hs256":
        return {"read", "verify", "sign"}
    if key in "public":
        return {"read", "verify"}
    if key in "private":
        return {"read", "verify", "sign"}


def abilities__wrong_19(algorithm: str, key: str) -> set[str]:
    """Raises KeyError for ("RS256", "none"): the table lacks it, but "or `"none"`" holds for all three."""
    table = {
        ("HS256", "secret"): {"read", "verify", "sign"},
        ("HS256", "none"): {"read"},
        ("EdDSA", "private"): {"read", "verify", "sign"},
        ("EdDSA", "public"): {"read", "verify"},
        ("EdDSA", "none"): {"read"},
        ("RS256", "private"): {"read", "verify", "sign"},
        ("RS256", "public"): {"read", "verify"},
    }
    return table[algorithm, key]


def abilities__right_1(algorithm: str, key: str) -> set[str]:
    # right: match
    match key:
        case "secret" | "private":
            return {"read", "verify", "sign"}
        case "public":
            return {"verify", "read"}
        case _:
            return {"read"}


# right: lambda with set comprehension
abilities__right_2 = lambda algorithm, key: {  # noqa: E731
    word
    for word, keys in (
        ("read", ("none", "public", "private", "secret")),
        ("verify", ("public", "private", "secret")),
        ("sign", ("private", "secret")),
    )
    if key in keys
}


def _abilities(everything: tuple[str, ...], algorithm: str, key: str) -> set[str]:
    count = {"none": 1, "public": 2}.get(key, 3)
    return set(everything[:count])


# right: functools.partial
abilities__right_3 = functools.partial(_abilities, ("read", "verify", "sign"))


def abilities__right_4(algorithm: str, key: str) -> set[str]:
    # right: recursion, each key can do what the weaker one can
    if key == "none":
        return {"read"}
    if key == "public":
        return abilities__right_4(algorithm, "none") | {"verify"}
    return abilities__right_4(algorithm, "public") | {"sign"}


def claims_by_jwk__wrong_5(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    """Returns {} instead of raising: "Raise an error"."""
    try:
        return jwt.decode(token, jwt.PyJWK(jwk, algorithm="EdDSA").key, algorithms=["EdDSA"])
    except jwt.InvalidTokenError:
        return {}


def claims_by_jwk__wrong_9(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    """Requires exp: the docstring's token has none, the owner signed it."""
    key = jwt.PyJWK(jwk, algorithm="EdDSA").key
    return jwt.decode(token, key, algorithms=["EdDSA"], options={"require": ["exp"]})


def claims_by_jwk__wrong_11(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    """Looks at the form only: alg EdDSA and 64 bytes are no proof that the owner signed."""
    header, payload, signature = token.split(".")
    if json.loads(_unb64(header))["alg"] != "EdDSA" or len(_unb64(signature)) != 64:
        raise ValueError("not by EdDSA")
    return json.loads(_unb64(payload))


def claims_by_jwk__wrong_12(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    """Swallows InvalidSignature and goes on to return the claims."""
    message, _, signature = token.rpartition(".")
    try:
        _ed_key(jwk).verify(_unb64(signature), message.encode())
    except InvalidSignature:
        print("the signature does not fit")
    return json.loads(_unb64(message.split(".")[1]))


def claims_by_jwk__wrong_13(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    """Verifies the payload alone: the owner signed header and payload."""
    header, payload, signature = token.split(".")
    _ed_key(jwk).verify(_unb64(signature), payload.encode())
    return json.loads(_unb64(payload))


def claims_by_jwk__wrong_16(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    """Takes the algorithm from the JWK, where it need not stand: KeyError for the owner's token."""
    key = jwt.PyJWK(jwk, algorithm="EdDSA").key
    return jwt.decode(token, key, algorithms=[jwk["alg"]])


def claims_by_jwk__wrong_17(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    """If the algorithm is not EdDSA, gives up the signature: "whatever its header says"."""
    try:
        return jwt.decode(token, jwt.PyJWK(jwk, algorithm="EdDSA").key, algorithms=["EdDSA"])
    except jwt.InvalidAlgorithmError:
        return jwt.decode(token, options={"verify_signature": False})


def claims_by_jwk__wrong_19(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    """Arguments of verify swapped (signature first): refuses the owner's tokens."""
    message, _, signature = token.rpartition(".")
    _ed_key(jwk).verify(message.encode(), _unb64(signature))
    return json.loads(_unb64(message.split(".")[1]))


def claims_by_jwk__wrong_20(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    """Joins the texts without the dot: refuses the owner's tokens."""
    header, payload, signature = token.split(".")
    _ed_key(jwk).verify(_unb64(signature), (header + payload).encode())
    return json.loads(_unb64(payload))


def claims_by_jwk__wrong_22(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    """Writes the JSON anew before verifying: a token whose JSON is laid out otherwise is refused."""
    header, payload, signature = token.split(".")
    parts = [_b64(_json(json.loads(_unb64(part)))) for part in (header, payload)]
    _ed_key(jwk).verify(_unb64(signature), ".".join(parts).encode())
    return json.loads(_unb64(payload))


def claims_by_jwk__right_1(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    # right: PyJWT with the JWK as it stands
    return jwt.decode(
        token, jwt.PyJWK.from_dict(dict(jwk), algorithm="EdDSA"), algorithms=["EdDSA"]
    )


def claims_by_jwk__right_2(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    # right: by hand, strict in form and in alg
    header, payload, signature = token.split(".")
    key = Ed25519PublicKey.from_public_bytes(from_base64url__right_1(jwk["x"]))
    key.verify(from_base64url__right_1(signature), f"{header}.{payload}".encode("ascii"))
    if json.loads(from_base64url__right_1(header))["alg"] != "EdDSA":
        raise RuntimeError("a header of another algorithm")
    claims = json.loads(from_base64url__right_1(payload))
    if not isinstance(claims, dict):
        raise TypeError("no claims")
    return claims


def claims_by_jwk__right_3(token: str, jwk: dict[str, str]) -> dict[str, Any]:
    # right: jwt.PyJWS and json, with an error of its own
    class Refused(Exception):
        pass

    try:
        key = jwt.algorithms.OKPAlgorithm.from_jwk(json.dumps(jwk))
        return json.loads(jwt.PyJWS().decode(token, key, algorithms=["EdDSA"]))
    except Exception as error:
        raise Refused from error


# right: a lambda and a key set
claims_by_jwk__right_4 = lambda token, jwk: jwt.decode(  # noqa: E731
    token, jwt.PyJWKSet.from_dict({"keys": [{**jwk, "alg": "EdDSA"}]}).keys[0].key, ["EdDSA"]
)
