"""Answers to lesson 4's exercises, from their texts alone."""

import base64
import binascii
import contextlib
import fnmatch
import functools
import hashlib
import hmac
import json
import re
import secrets
import string
import time
from collections.abc import Callable
from typing import Any
import jwt


ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"


REQUIRED = ["exp", "iat", "aud", "iss"]


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


def _login(token: str, key: bytes, **rules: Any) -> dict[str, Any]:
    rules.setdefault("audience", "shop")
    rules.setdefault("issuer", "login")
    rules.setdefault("options", {"require": REQUIRED})
    return jwt.decode(token, key, algorithms=["HS256"], **rules)


def _not_too_long(claims: dict[str, Any]) -> dict[str, Any]:
    if not _is_number(claims["exp"]) or not _is_number(claims["iat"]):
        raise jwt.InvalidTokenError("exp and iat are numbers")
    if claims["exp"] - claims["iat"] > 900:
        raise jwt.InvalidTokenError("good for too long")
    return claims


def strict_claims__wrong_1(token: str, key: bytes) -> dict[str, Any]:
    """Hint 1: "It requires `sub`, too: here that may be missing"."""
    return _not_too_long(_login(token, key, options={"require": [*REQUIRED, "sub"]}))


def strict_claims__wrong_3(token: str, key: bytes) -> dict[str, Any]:
    """>= for >: "more than 900 seconds", 900 is good."""
    claims = _not_too_long(_login(token, key))
    if claims["exp"] - claims["iat"] >= 900:
        raise jwt.InvalidTokenError("good for too long")
    return claims


def strict_claims__wrong_9(token: str, key: bytes) -> dict[str, Any]:
    """A token without iat passes: "with `exp`, `iat`, `aud` and `iss` all there"."""
    claims = _login(token, key, options={"require": ["exp", "aud", "iss"]})
    if "iat" in claims:
        _not_too_long(claims)
    return claims


def strict_claims__wrong_10(token: str, key: bytes) -> dict[str, Any]:
    """exp as text "9…" passes PyJWT, and text minus number raises TypeError: no InvalidTokenError."""
    claims = _login(token, key)
    if claims["exp"] - claims["iat"] > 900:
        raise jwt.InvalidTokenError("good for too long")
    return claims


def strict_claims__wrong_14(token: str, key: bytes) -> dict[str, Any]:
    """`"login" in iss`: "my-login.example" is another issuer."""
    claims = _not_too_long(_login(token, key, issuer=None))
    if not isinstance(claims["iss"], str) or "login" not in claims["iss"]:
        raise jwt.InvalidIssuerError("not from login")
    return claims


def strict_claims__wrong_16(token: str, key: bytes) -> dict[str, Any]:
    """verify_nbf off: "`iat` and `nbf` don't" lie ahead."""
    return _not_too_long(_login(token, key, options={"require": REQUIRED, "verify_nbf": False}))


def strict_claims__wrong_20(token: str, key: bytes) -> dict[str, Any]:
    """Takes aud and iss out once they are checked: "Return the claims"."""
    claims = _not_too_long(_login(token, key))
    claims.pop("aud")
    claims.pop("iss")
    return claims


def strict_claims__wrong_23(token: str, key: bytes) -> dict[str, Any]:
    """`nbf` counted in place of iat when it is there: the 900 seconds run from `iat`."""
    claims = _login(token, key)
    if not _is_number(claims["exp"]) or not _is_number(claims["iat"]):
        raise jwt.InvalidTokenError("exp and iat are numbers")
    if claims["exp"] - claims.get("nbf", claims["iat"]) > 900:
        raise jwt.InvalidTokenError("good for too long")
    return claims


def strict_claims__wrong_24(token: str, key: bytes) -> dict[str, Any]:
    """Audience must be the text "shop" alone: a list that names the shop is refused."""
    claims = _not_too_long(_login(token, key))
    if claims["aud"] != "shop":
        raise jwt.InvalidAudienceError("not for the shop")
    return claims


def strict_claims__wrong_25(token: str, key: bytes) -> dict[str, Any]:
    """By hand with `exp < now`: at exp itself it is too late, "`exp` lies ahead"."""
    claims = _not_too_long(_login(token, key, options={"require": REQUIRED, "verify_exp": False}))
    if claims["exp"] < int(time.time()):
        raise jwt.ExpiredSignatureError("too late")
    return claims


def strict_claims__right_1(token: str, key: bytes) -> dict[str, Any]:
    # right: everything defensive, text of any kind gives an InvalidTokenError
    try:
        claims = _login(token, key)
    except UnicodeEncodeError as error:
        raise jwt.DecodeError("no token") from error
    for name in ("exp", "iat"):
        if type(claims[name]) not in (int, float):
            raise jwt.InvalidTokenError(f"{name} is no number")
    if not claims["exp"] <= claims["iat"] + 900:
        raise jwt.ExpiredSignatureError("too long")
    return claims


class _Strict(jwt.PyJWT):
    def __init__(self, most: int) -> None:
        super().__init__(options={"require": REQUIRED})
        self.most = most

    def __call__(self, token: str, key: bytes) -> dict[str, Any]:
        try:
            claims = self.decode(token, key, ["HS256"], audience=["shop"], issuer=["login"])
            if claims["exp"] - claims["iat"] > self.most:
                raise jwt.InvalidTokenError("too long")
        except (TypeError, UnicodeError, OverflowError) as error:
            raise jwt.InvalidTokenError("odd") from error
        return claims


# right: a callable object, a child of PyJWT
strict_claims__right_2 = _Strict(900)


class TooLong(jwt.InvalidTokenError):
    pass


def strict_claims__right_3(token: str, key: bytes) -> dict[str, Any]:
    # right: an error class of its own; length looked at first, without believing anything
    if not token.isascii():
        raise jwt.DecodeError("no token")
    early = jwt.decode(token, options={"verify_signature": False})
    exp, iat = early.get("exp"), early.get("iat")
    if not (_is_number(exp) and _is_number(iat)) or exp > iat + 900:
        raise TooLong
    return _login(token, key)


def is_for_me__wrong_7(claims: dict[str, Any], me: str) -> bool:
    """`if not aud` takes the empty list for everyone: it "names nobody"."""
    aud = claims.get("aud", "")
    if aud == []:
        return True
    return aud == me if isinstance(aud, str) else me in aud


def is_for_me__wrong_9(claims: dict[str, Any], me: str) -> bool:
    """Strips white space: "shop " is only like yours."""
    aud = claims.get("aud", [])
    names = [aud] if isinstance(aud, str) else aud
    return me in [name.strip() for name in names]


def is_for_me__wrong_10(claims: dict[str, Any], me: str) -> bool:
    """startswith: "shopping" is only like yours."""
    aud = claims.get("aud", [])
    names = [aud] if isinstance(aud, str) else aud
    return any(name.startswith(me) for name in names)


def is_for_me__wrong_11(claims: dict[str, Any], me: str) -> bool:
    """Inside the list it looks for substrings: ["bookshop"] is another."""
    aud = claims.get("aud", [])
    if isinstance(aud, str):
        return aud == me
    return any(me in name for name in aud)


def is_for_me__wrong_13(claims: dict[str, Any], me: str) -> bool:
    """all() of an empty list is True: "A token that names nobody is not"."""
    aud = claims.get("aud", [])
    names = [aud] if isinstance(aud, str) else aud
    return all(name == me for name in names) or me in names


def is_for_me__wrong_15(claims: dict[str, Any], me: str) -> bool:
    """Splits one name at spaces and commas: "bank shop" is one name, another."""
    aud = claims.get("aud", [])
    names = re.split(r"[ ,]+", aud) if isinstance(aud, str) else aud
    return me in names


def is_for_me__wrong_16(claims: dict[str, Any], me: str) -> bool:
    """re.match without an end and without escaping: "shop2" is only like yours."""
    aud = claims.get("aud", [])
    names = [aud] if isinstance(aud, str) else aud
    return any(re.match(me, name) is not None for name in names)


def is_for_me__wrong_17(claims: dict[str, Any], me: str) -> bool:
    """Patterns: an aud of "*" or "sh?p" is taken for a name of mine."""
    aud = claims.get("aud", [])
    names = [aud] if isinstance(aud, str) else aud
    return any(fnmatch.fnmatchcase(me, name) for name in names)


def is_for_me__wrong_18(claims: dict[str, Any], me: str) -> bool:
    """Only the last of the list: it may stand anywhere in "a list of names"."""
    aud = claims.get("aud", [])
    name = None
    for name in [aud] if isinstance(aud, str) else aud:
        mine = name == me
    return name is not None and mine


def is_for_me__wrong_23(claims: dict[str, Any], me: str) -> bool:
    """Asks sub as well: only `aud` says for whom."""
    aud = claims.get("aud", [])
    names = [aud] if isinstance(aud, str) else aud
    return me in names or claims.get("sub") == me


def is_for_me__right_1(claims: dict[str, Any], me: str) -> bool:
    # right: match on the shape
    match claims:
        case {"aud": str() as name}:
            return name == me
        case {"aud": [*names]}:
            return any(isinstance(name, str) and name == me for name in names)
    return False


def is_for_me__right_2(claims: dict[str, Any], me: str) -> bool:
    # right: recursion, at most one level
    aud = claims.get("aud")
    if isinstance(aud, list):
        return any(is_for_me__right_2({"aud": name}, me) for name in aud if isinstance(name, str))
    return isinstance(aud, str) and aud == me


def is_for_me__right_3(claims: dict[str, Any], me: str) -> bool:
    # right: counts
    aud = claims.get("aud")
    names = aud if isinstance(aud, list) else [aud]
    return names.count(me) > 0


# right: lambda, one line
is_for_me__right_4 = lambda claims, me: (
    me
    in (  # noqa: E731
        aud if isinstance(aud := claims.get("aud"), list) else [aud]
    )
)


def _good(token: str, key: bytes, **rules: Any) -> dict[str, Any]:
    rules.setdefault("options", {"require": ["exp", "sub", "aud"]})
    return jwt.decode(token, key, algorithms=["HS256"], audience="shop", **rules)


NameOf = Callable[[str], str]


SORRY = (401, "Please sign in.")


def answer_for__wrong_14(
    token: str, key: bytes, name_of: NameOf, log: list[str]
) -> tuple[int, str]:
    """KeyError is caught for a missing sub, and name_of's KeyError with it: "let everyone see that"."""
    try:
        claims = _good(token, key, options={"require": ["exp"]})
        name = name_of(claims["sub"])
    except (jwt.InvalidTokenError, KeyError) as error:
        name_of_error = (
            "MissingRequiredClaimError" if isinstance(error, KeyError) else type(error).__name__
        )
        log.append(name_of_error)
        return SORRY
    return 200, f"Hello, {name}."


def answer_for__wrong_15(
    token: str, key: bytes, name_of: NameOf, log: list[str]
) -> tuple[int, str]:
    """A missing sub is logged as KeyError: "the class name of PyJWT's error"."""
    try:
        subject = _good(token, key, options={"require": ["exp"]})["sub"]
    except (jwt.InvalidTokenError, KeyError) as error:
        log.append(type(error).__name__)
        return SORRY
    return 200, f"Hello, {name_of(subject)}."


def answer_for__wrong_17(
    token: str, key: bytes, name_of: NameOf, log: list[str]
) -> tuple[int, str]:
    """Looks the name up before anything is verified: a forged token with an unknown sub breaks the view."""
    try:
        unverified = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError as error:
        log.append(type(error).__name__)
        return SORRY
    name = name_of(unverified.get("sub", ""))
    try:
        _good(token, key)
    except jwt.InvalidTokenError as error:
        log.append(type(error).__name__)
        return SORRY
    return 200, f"Hello, {name}."


def answer_for__wrong_20(
    token: str, key: bytes, name_of: NameOf, log: list[str]
) -> tuple[int, str]:
    """Logs one name for all, the family's: "the class name of PyJWT's error"."""
    try:
        claims = _good(token, key)
    except jwt.InvalidTokenError:
        log.append("InvalidTokenError")
        return SORRY
    return 200, f"Hello, {name_of(claims['sub'])}."


def answer_for__wrong_21(
    token: str, key: bytes, name_of: NameOf, log: list[str]
) -> tuple[int, str]:
    """Catches DecodeError only: an expired token raises instead of 401 ("For any bad token")."""
    try:
        claims = _good(token, key)
    except jwt.DecodeError as error:
        log.append(type(error).__name__)
        return SORRY
    return 200, f"Hello, {name_of(claims['sub'])}."


def answer_for__wrong_22(
    token: str, key: bytes, name_of: NameOf, log: list[str]
) -> tuple[int, str]:
    """Newest first: insert at the front is not "append"."""
    try:
        claims = _good(token, key)
    except jwt.InvalidTokenError as error:
        log.insert(0, type(error).__name__)
        return SORRY
    return 200, f"Hello, {name_of(claims['sub'])}."


def answer_for__wrong_23(
    token: str, key: bytes, name_of: NameOf, log: list[str]
) -> tuple[int, str]:
    """`if not name`: a name_of that gives "" is answered by 401, although the token is good."""
    name = ""
    try:
        subject = _good(token, key)["sub"]
    except jwt.InvalidTokenError as error:
        log.append(type(error).__name__)
    else:
        name = name_of(subject)
    return (200, f"Hello, {name}.") if name else SORRY


def answer_for__wrong_24(
    token: str, key: bytes, name_of: NameOf, log: list[str]
) -> tuple[int, str]:
    """Asks for iat, too: a good token is "one for the audience `"shop"` with `exp` and `sub`"."""
    try:
        claims = _good(token, key, options={"require": ["exp", "iat", "sub", "aud"]})
    except jwt.InvalidTokenError as error:
        log.append(type(error).__name__)
        return SORRY
    return 200, f"Hello, {name_of(claims['sub'])}."


def answer_for__wrong_25(
    token: str, key: bytes, name_of: NameOf, log: list[str]
) -> tuple[int, str]:
    """Tells the visitor the reason: "`Please sign in.`", no more."""
    try:
        claims = _good(token, key)
    except jwt.InvalidTokenError as error:
        log.append(type(error).__name__)
        return 401, f"Please sign in. ({error})"
    return 200, f"Hello, {name_of(claims['sub'])}."


def answer_for__wrong_26(
    token: str, key: bytes, name_of: NameOf, log: list[str]
) -> tuple[int, str]:
    """Makes sub pretty before the look-up (strip, lower): `name_of(sub)` gets another text."""
    try:
        subject = _good(token, key)["sub"].strip().lower()
    except jwt.InvalidTokenError as error:
        log.append(type(error).__name__)
        return SORRY
    return 200, f"Hello, {name_of(subject)}."


def answer_for__right_1(token: str, key: bytes, name_of: NameOf, log: list[str]) -> tuple[int, str]:
    # right: try … else
    try:
        claims = _good(token, key)
    except (jwt.InvalidTokenError, UnicodeEncodeError) as error:
        kind = type(error) if isinstance(error, jwt.InvalidTokenError) else jwt.DecodeError
        log.append(kind.__name__)
        return SORRY
    else:
        return 200, "Hello, " + name_of(claims["sub"]) + "."


def answer_for__right_2(token: str, key: bytes, name_of: NameOf, log: list[str]) -> tuple[int, str]:
    # right: a context manager that notes and suppresses
    @contextlib.contextmanager
    def noted():
        try:
            yield
        except jwt.InvalidTokenError as error:
            log.extend([error.__class__.__qualname__])

    subject = None
    with noted():
        if not token.isascii():
            raise jwt.DecodeError("no token")
        subject = _good(token, key, options={"require": ("sub", "exp")})["sub"]
    if subject is None:
        return 401, "Please sign in."
    return 200, "Hello, {}.".format(name_of(subject))


def answer_for__right_3(token: str, key: bytes, name_of: NameOf, log: list[str]) -> tuple[int, str]:
    # right: an inner function gives claims or None; `log += [one]` keeps the list
    def claims_or_none() -> dict[str, Any] | None:
        nonlocal log
        try:
            return _good(token.encode("utf-8", "replace"), key)
        except jwt.InvalidTokenError as error:
            log += [type(error).__name__]
            return None

    claims = claims_or_none()
    return SORRY if claims is None else (200, f"Hello, {name_of(claims['sub'])}.")


def spellings__wrong_7(token: str) -> set[str]:
    """Counts the bits of the whole token: what is left over is "in the last letter of a signature"."""
    spare = 2 ** (len(token) * 6 % 8)
    start = ALPHABET.index(token[-1]) // spare * spare
    return {token[:-1] + letter for letter in ALPHABET[start : start + spare]}


def spellings__wrong_8(token: str) -> set[str]:
    """-6n % 8 for 6n % 8: two and four spare bits come out as six and four (HS256 gets all 64)."""
    signature = token.rpartition(".")[2]
    spare = 2 ** (-len(signature) * 6 % 8)
    start = ALPHABET.index(token[-1]) // spare * spare
    return {token[:-1] + letter for letter in ALPHABET[start : start + spare]}


def spellings__wrong_11(token: str) -> set[str]:
    """Adds the padded spellings: "differ … in those spare bits only"."""
    message, _, signature = token.rpartition(".")
    same = [s for s in (signature[:-1] + c for c in ALPHABET) if _unb64(s) == _unb64(signature)]
    return {f"{message}.{s}{pad}" for s in same for pad in ("", "=" * (-len(signature) % 4))}


def spellings__wrong_12(token: str) -> set[str]:
    """Respells header and payload, too: "in the last letter of a signature"."""

    def same(part: str) -> list[str]:
        return [s for s in (part[:-1] + c for c in ALPHABET) if _unb64(s) == _unb64(part)] or [part]

    header, payload, signature = token.split(".")
    return {f"{h}.{p}.{s}" for h in same(header) for p in same(payload) for s in same(signature)}


def spellings__wrong_13(token: str) -> set[str]:
    """replace changes the letter everywhere in the token, not the last one only."""
    message, _, signature = token.rpartition(".")
    good = [c for c in ALPHABET if _unb64(signature[:-1] + c) == _unb64(signature)]
    return {token.replace(token[-1], c) for c in good}


def spellings__wrong_14(token: str) -> set[str]:
    """rstrip takes off all equal letters at the end: a signature that ends in "AA" gets shorter."""
    message, _, signature = token.rpartition(".")
    good = [c for c in ALPHABET if _unb64(signature[:-1] + c) == _unb64(signature)]
    return {token.rstrip(token[-1]) + c for c in good}


def spellings__wrong_16(token: str) -> set[str]:
    """Always two bits or none: "others leave more" (64 bytes, 86 letters: four bits)."""
    signature = token.rpartition(".")[2]
    if len(signature) * 6 % 8 == 0:
        return {token}
    start = ALPHABET.index(token[-1]) // 4 * 4
    return {token[:-1] + letter for letter in ALPHABET[start : start + 4]}


def spellings__wrong_17(token: str) -> set[str]:
    """Where no bit is left over it returns nothing: "itself included"."""
    signature = token.rpartition(".")[2]
    spare = len(signature) * 6 % 8
    if not spare:
        return set()
    start = ALPHABET.index(token[-1]) >> spare << spare
    return {token[:-1] + letter for letter in ALPHABET[start : start + 2**spare]}


def spellings__wrong_20(token: str) -> set[str]:
    """Alphabet in the order of ASCII, digits first: the four neighbours are others."""
    letters = "-" + string.digits + string.ascii_uppercase + "_" + string.ascii_lowercase
    spare = 2 ** (len(token.rpartition(".")[2]) * 6 % 8)
    start = letters.index(token[-1]) // spare * spare
    return {token[:-1] + letter for letter in letters[start : start + spare]}


def spellings__wrong_21(token: str) -> set[str]:
    """Compares the first 31 bytes only: 64 letters fit, most of them for other signatures."""
    message, _, signature = token.rpartition(".")
    data = _unb64(signature)
    return {
        f"{message}.{signature[:-1]}{c}"
        for c in ALPHABET
        if _unb64(signature[:-1] + c)[:-1] == data[:-1]
    }


def spellings__right_1(token: str) -> set[str]:
    # right: bit counting with a mask
    signature = token.rpartition(".")[2]
    spare = 6 * len(signature) & 7
    if not spare:
        return {token}
    base = ALPHABET.index(signature[-1]) >> spare << spare
    return {token[:-1] + ALPHABET[base | low] for low in range(1 << spare)}


def spellings__right_2(token: str) -> set[str]:
    # right: a table by the length of the signature, groups written out
    signature = token.rpartition(".")[2]
    size = {0: 1, 2: 16, 3: 4}[len(signature) % 4]
    groups = (ALPHABET[i : i + size] for i in range(0, 64, size))
    return {token} | {token[:-1] + c for g in groups if signature and signature[-1] in g for c in g}


def spellings__right_3(token: str) -> set[str]:
    # right: very slow, tries the letters in the signature and decodes by bits of its own
    message, dot, signature = token.rpartition(".")

    def whole_bytes(text: str) -> str:
        bits = "".join(f"{ALPHABET.index(c):06b}" for c in text)
        return bits[: len(bits) // 8 * 8]

    found = {token}
    for letter in ALPHABET if signature else "":
        if whole_bytes(signature[:-1] + letter) == whole_bytes(signature):
            found.add(message + dot + signature[:-1] + letter)
    return found


# right: one line, filter
spellings__right_4 = (
    lambda token: (
        {token}
        | set(  # noqa: E731
            filter(
                lambda other: (
                    other.count(".") == token.count(".")
                    and _unb64(other.rpartition(".")[2]) == _unb64(token.rpartition(".")[2])
                ),
                (token[:-1] + letter for letter in ALPHABET),
            )
        )
    )
)
