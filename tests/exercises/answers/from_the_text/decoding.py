"""Answers to lesson 4's exercises, from their texts alone."""

import base64
import binascii
import contextlib
import functools
import hashlib
import hmac
import json
import re
import secrets
import time
from typing import Any
import jwt


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _strict(text: str) -> bytes:
    data = _unb64(text)
    if _b64(data) != text:
        raise ValueError("not base64url")
    return data


def is_genuine__wrong_5(token: str, key: bytes) -> bool:
    """The encode stands outside try: a lone surrogate raises UnicodeEncodeError, "anybody may send you anything"."""
    message, _, signature = token.rpartition(".")
    expected = hmac.digest(key, message.encode(), "sha256")
    try:
        given = _strict(signature)
    except ValueError:
        return False
    return hmac.compare_digest(expected, given)


def is_genuine__wrong_6(token: str, key: bytes) -> bool:
    """Catches binascii.Error only: a signature outside ASCII raises another ValueError."""
    message, _, signature = token.rpartition(".")
    expected = hmac.digest(key, message.encode("utf-8", "surrogatepass"), "sha256")
    try:
        return hmac.compare_digest(expected, _unb64(signature))
    except binascii.Error:
        return False


def is_genuine__wrong_7(token: str, key: bytes) -> bool:
    """PyJWT looks at exp and aud, too: "`exp` and the other claims are not your concern here"."""
    try:
        jwt.decode(token, key, algorithms=["HS256"])
    except (jwt.InvalidTokenError, ValueError):
        return False
    return True


def is_genuine__wrong_10(token: str, key: bytes) -> bool:
    """partition for rpartition (hint 1): signs the header alone."""
    try:
        message, _, signature = token.partition(".")
        return hmac.compare_digest(hmac.digest(key, message.encode(), "sha256"), _strict(signature))
    except ValueError:
        return False


_GENUINE: dict[str, bool] = {}


def is_genuine__wrong_14(token: str, key: bytes) -> bool:
    """Remembers a token without its key: "whether a token carries this key's" signature."""
    if token not in _GENUINE:
        try:
            message, _, signature = token.rpartition(".")
            expected = hmac.digest(key, message.encode(), "sha256")
            _GENUINE[token] = hmac.compare_digest(expected, _strict(signature))
        except ValueError:
            return False
    return _GENUINE[token]


def is_genuine__wrong_21(token: str, key: bytes) -> bool:
    """Compares without capitals: a signature with other letters is other bytes."""
    try:
        message, _, signature = token.rpartition(".")
        expected = _b64(hmac.digest(key, message.encode(), "sha256"))
        return hmac.compare_digest(expected.lower().encode(), signature.lower().encode())
    except ValueError:
        return False


def is_genuine__wrong_22(token: str, key: bytes) -> bool:
    """zip stops at the shorter one: a signature cut short is believed (and `==` is used on it)."""
    try:
        message, _, signature = token.rpartition(".")
        expected = hmac.digest(key, message.encode(), "sha256")
        return all(a == b for a, b in zip(expected, _strict(signature)))
    except ValueError:
        return False


def is_genuine__wrong_23(token: str, key: bytes) -> bool:
    """Writes the JSON anew and signs that: a genuine token whose JSON is laid out otherwise is refused."""
    try:
        header, payload, signature = token.split(".")
        parts = (
            json.dumps(json.loads(_strict(p)), separators=(",", ":")) for p in (header, payload)
        )
        message = ".".join(_b64(part.encode()) for part in parts)
        return hmac.compare_digest(hmac.digest(key, message.encode(), "sha256"), _strict(signature))
    except ValueError:
        return False


def is_genuine__wrong_24(token: str, key: bytes) -> bool:
    """Knows one header by heart: a genuine token with kid, or with typ first, is refused."""
    try:
        header, payload, signature = token.split(".")
        if header != "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9":
            return False
        expected = hmac.digest(key, f"{header}.{payload}".encode(), "sha256")
        return hmac.compare_digest(expected, _strict(signature))
    except ValueError:
        return False


def is_genuine__wrong_25(token: str, key: bytes) -> bool:
    """Reads claims it is not asked for: a genuine token without sub gives KeyError, "not your concern here"."""
    try:
        header, payload, signature = token.split(".")
        expected = hmac.digest(key, f"{header}.{payload}".encode(), "sha256")
        fits = hmac.compare_digest(expected, _strict(signature))
        return fits and json.loads(_strict(payload))["sub"] is not None
    except ValueError:
        return False


def is_genuine__right_1(token: str, key: bytes) -> bool:
    # right: hmac.new, secrets.compare_digest, bytes of the one spelling
    try:
        message, _, signature = token.rpartition(".")
        code = hmac.new(key, message.encode(), hashlib.sha256)
        spelled = base64.urlsafe_b64encode(code.digest()).rstrip(b"=")
        return token.count(".") == 2 and secrets.compare_digest(spelled, signature.encode())
    except ValueError:
        return False


def is_genuine__right_3(token: str, key: bytes) -> bool:
    # right: compares two HMACs under a fresh key ("double HMAC")
    try:
        header, payload, signature = token.split(".")
        given = _strict(signature)
        expected = hmac.digest(key, (header + "." + payload).encode(), "sha256")
    except ValueError:
        return False
    fresh = secrets.token_bytes(32)
    first, second = (hmac.digest(fresh, one, "sha256") for one in (expected, given))
    return hmac.compare_digest(first, second)


def _false_for_no_token(function):
    @functools.wraps(function)
    def careful(token: str, key: bytes) -> bool:
        try:
            return function(token, key)
        except ValueError:
            return False

    return careful


@_false_for_no_token
def is_genuine__right_4(token: str, key: bytes) -> bool:
    # right: decorated with wraps; a regular expression takes the parts
    found = re.fullmatch(r"([\w-]*\.[\w-]*)\.([\w-]*)", token, re.ASCII)
    if found is None:
        return False
    return hmac.compare_digest(hmac.digest(key, found[1].encode(), "sha256"), _strict(found[2]))


def _shop(token: str, key: bytes, **rules: Any) -> dict[str, Any]:
    rules.setdefault("audience", "shop")
    rules.setdefault("options", {"require": ["exp", "aud"]})
    return jwt.decode(token, key, algorithms=["HS256"], **rules)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _word(token: str, key: bytes, **rules: Any) -> str:
    try:
        claims = _shop(token, key, **rules)
    except jwt.InvalidSignatureError:
        return "signature"
    except jwt.InvalidAlgorithmError:
        return "signature"
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError):
        return "time"
    except (jwt.DecodeError, UnicodeEncodeError):
        return "form"
    except jwt.InvalidTokenError:
        return "claims"
    return "accepted" if _is_number(claims["exp"]) else "claims"


def refusal__wrong_9(token: str, key: bytes) -> str:
    """Lets HS512 through, too: "a token under another algorithm" must be refused."""
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=["HS256", "HS384", "HS512"],
            audience="shop",
            options={"require": ["exp", "aud"]},
        )
    except (jwt.InvalidSignatureError, jwt.InvalidAlgorithmError):
        return "signature"
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError):
        return "time"
    except (jwt.DecodeError, UnicodeEncodeError):
        return "form"
    except jwt.InvalidTokenError:
        return "claims"
    return "accepted" if _is_number(claims["exp"]) else "claims"


def refusal__wrong_11(token: str, key: bytes) -> str:
    """Requires sub as the lesson does: "with `exp` and `aud` required", no more."""
    return _word(token, key, options={"require": ["exp", "aud", "sub"]})


def refusal__wrong_14(token: str, key: bytes) -> str:
    """Two audiences: a token for the bank is "`aud` names another"."""
    return _word(token, key, audience=["shop", "bank"])


def refusal__wrong_15(token: str, key: bytes) -> str:
    """`"shop" in aud` on a text: "bookshop" is another name."""
    word = _word(token, key, options={"require": ["exp", "aud"], "verify_aud": False})
    if word == "accepted":
        aud = jwt.decode(token, options={"verify_signature": False})["aud"]
        if not isinstance(aud, (str, list)) or "shop" not in aud:
            return "claims"
    return word


def refusal__wrong_16(token: str, key: bytes) -> str:
    """By hand with `exp < now`: at exp it is too late (RFC 7519 section 4.1.4, "on or after")."""
    word = _word(token, key, options={"require": ["exp", "aud"], "verify_exp": False})
    if word == "accepted":
        exp = jwt.decode(token, options={"verify_signature": False})["exp"]
        if exp < int(time.time()):
            return "time"
    return word


def refusal__wrong_17(token: str, key: bytes) -> str:
    """strict_aud: refuses a list that names the shop among others."""
    return _word(token, key, options={"require": ["exp", "aud"], "strict_aud": True})


def refusal__wrong_18(token: str, key: bytes) -> str:
    """Asks for an issuer, too: the text names none, so a good token is refused."""
    return _word(token, key, issuer="login")


def refusal__wrong_19(token: str, key: bytes) -> str:
    """`nbf` is not looked at: "too early" is accepted."""
    return _word(token, key, options={"require": ["exp", "aud"], "verify_nbf": False})


def refusal__wrong_20(token: str, key: bytes) -> str:
    """A missing aud is called "form": "`"claims"` where `exp` or `aud` is missing"."""
    word = _word(token, key, options={"require": ["exp"]})
    if word == "claims":
        with contextlib.suppress(jwt.InvalidTokenError):
            if not jwt.decode(token, options={"verify_signature": False}).get("aud"):
                return "form"
    return word


def refusal__wrong_23(token: str, key: bytes) -> str:
    """Counts the dots for form: a text with two dots, or a signed payload that is no JSON, raises."""
    if token.count(".") != 2:
        return "form"
    try:
        claims = _shop(token, key)
    except (jwt.InvalidSignatureError, jwt.InvalidAlgorithmError):
        return "signature"
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError):
        return "time"
    except (
        jwt.MissingRequiredClaimError,
        jwt.InvalidAudienceError,
        jwt.exceptions.InvalidSubjectError,
    ):
        return "claims"
    return "accepted" if _is_number(claims["exp"]) else "claims"


def refusal__right_2(token: str, key: bytes) -> str:
    # right: signature first by PyJWS, then the claims by a second call
    if not token.isascii():
        return "form"
    try:
        payload = jwt.PyJWS().decode(token, key, algorithms=["HS256"])
    except (jwt.InvalidSignatureError, jwt.InvalidAlgorithmError):
        return "signature"
    except jwt.InvalidTokenError:
        return "form"
    try:
        claims = json.loads(payload)
    except (ValueError, RecursionError):
        return "form"
    if not isinstance(claims, dict):
        return "form"
    if not isinstance(claims.get("exp"), (int, float)) or claims["exp"] is True:
        return "claims"
    try:
        _shop(token, key)
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError):
        return "time"
    except jwt.InvalidTokenError:
        return "claims"
    return "accepted"


def refusal__right_3(token: str, key: bytes) -> str:
    # right: match on the error
    found: Exception | None = None
    exp: Any = None
    try:
        exp = _shop(token, key)["exp"]
    except (jwt.InvalidTokenError, UnicodeEncodeError) as error:
        found = error
    match found:
        case None:
            return "accepted" if _is_number(exp) else "time"
        case jwt.InvalidSignatureError():
            return "signature"
        case jwt.ExpiredSignatureError() | jwt.ImmatureSignatureError():
            return "time"
        case jwt.DecodeError() | UnicodeEncodeError() | jwt.InvalidAlgorithmError():
            return "form"
        case _:
            return "claims"
