"""Criteria on tokens: what they hold, and which are accepted."""

from demo_server.jose import BASE64URL, decode_object, encode_part, hmac_sign
from demo_server.notebook.wordlist import words
from exercises.capstone.exceptions import CriterionFailed
from exercises.capstone.grader import Grader
from exercises.capstone.rubric import Topic, criterion

MAX_LIFETIME = 3_600
"""Seconds from iat to exp of an access token."""
CLOCK_SKEW = 60
"""Seconds by which two clocks may differ."""


@criterion(
    Topic.TOKENS,
    3,
    "Any library of any language can then verify it, and every rule is written down.",
)
def the_access_token_is_a_jwt(grader: Grader) -> None:
    """Three parts in base64url, two of them JSON; alg is not none; no claim holds the password."""
    header, claims = grader.header_and_claims()
    named = str(header.get("alg", "none")).lower() != "none"
    if not named:
        raise CriterionFailed(
            "the access token", f"header: {header}", "a header that names an algorithm"
        )
    leaks = [
        name for name, value in claims.items() if grader.shared_session().password in str(value)
    ]
    if leaks:
        actual = f"the password, in the claim {leaks[0]}"
        raise CriterionFailed(
            "the access token", actual, "no secret: whoever has a token can read it"
        )


def _expect_claims(grader: Grader, expected: str, *names: str) -> None:
    _, claims = grader.header_and_claims()
    missing = [name for name in names if name not in claims]
    if missing:
        raise CriterionFailed("the access token", f"claims: {', '.join(claims)}", expected)


@criterion(
    Topic.TOKENS, 2, "Weakness 9: sub is where every library looks for the user, and it is text."
)
def sub_names_the_user(grader: Grader) -> None:
    """The sub claim is a non-empty string: the id, or another name of the user."""
    _expect_claims(grader, "sub, as text", "sub")
    _, claims = grader.header_and_claims()
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise CriterionFailed("the access token", f"sub: {claims['sub']!r}", "sub, as text")


@criterion(Topic.TOKENS, 2, "Weakness 9: without them a token of another service opens this one.")
def issuer_and_audience_are_named(grader: Grader) -> None:
    """The claims iss and aud hold text, aud perhaps in a list (RFC 8725 §3.8, §3.9)."""
    _expect_claims(grader, "iss and aud", "iss", "aud")
    _, claims = grader.header_and_claims()
    audience = claims["aud"]
    named = [claims["iss"], *(audience if isinstance(audience, list) and audience else [audience])]
    if not all(isinstance(one, str) and one.strip() for one in named):
        raise CriterionFailed("the access token", f"iss and aud: {named}", "iss and aud, as text")


@criterion(Topic.TOKENS, 9, "Weakness 10: what has no name can't be taken back.")
def the_token_has_an_id_and_a_birthday(grader: Grader) -> None:
    """The claims jti and iat are present, and two tokens differ in jti."""
    _expect_claims(grader, "jti and iat", "jti", "iat")
    first, second = (decode_object(one.token.split(".")[1]) for one in grader.issued_sessions())
    if first["jti"] == second.get("jti"):
        actual = f"jti: {first['jti']}, in both"
        raise CriterionFailed("two access tokens", actual, "an id of its own for each")


@criterion(Topic.TOKENS, 2, "Weakness 4: a stolen token is good until it ends.")
def the_access_token_is_short_lived(grader: Grader) -> None:
    """The claim iat is not later than now, exp within an hour of it; both are NumericDates."""
    _, claims = grader.header_and_claims()
    issued, ends, now = claims.get("iat"), claims.get("exp"), grader.shared_session().response.time
    if not (
        isinstance(issued, int | float)
        and isinstance(ends, int | float)
        and issued - CLOCK_SKEW <= now < ends <= issued + MAX_LIFETIME
    ):
        actual = f"iat: {issued}, exp: {ends}, at {now:.0f}"
        raise CriterionFailed(
            "the access token", actual, "iat not later than now, exp within an hour of it"
        )


@criterion(
    Topic.TOKENS,
    7,
    "Weakness 9: a token that does not say what it is for can be used for another thing.",
)
def the_token_says_its_type(grader: Grader) -> None:
    """The header has a typ other than JWT (RFC 8725 §3.11)."""
    header, _ = grader.header_and_claims()
    typ = header.get("typ")
    if not typ or str(typ).lower() == "jwt":
        raise CriterionFailed(
            "the access token", f"typ: {typ}", "a type of your own, such as access+jwt"
        )


@criterion(Topic.TOKENS, 4, "Whoever can change the payload is whoever they like.")
def a_changed_payload_is_refused(grader: Grader) -> None:
    """A token with another sub and the old signature is refused."""
    grader.header_and_claims()
    header, payload, signature = grader.shared_session().token.split(".")
    forged = encode_part(decode_object(payload) | {"sub": "admin", "id": "admin"})
    grader.expect_rejected(f"{header}.{forged}.{signature}")


@criterion(Topic.TOKENS, 4, "The signature is what the token is believed for.")
def a_changed_signature_is_refused(grader: Grader) -> None:
    """A token whose signature has another first letter, or is missing, is refused."""
    head, _, signature = grader.shared_session().token.rpartition(".")
    for changed in (("A" if signature[:1] != "A" else "B") + signature[1:], ""):
        grader.expect_rejected(f"{head}.{changed}")


@criterion(Topic.TOKENS, 7, "RFC 8725 §3.2: an unsigned token is anybody's.")
def an_unsigned_token_is_refused(grader: Grader) -> None:
    """A token with the algorithm none, in four spellings, is refused."""
    header, claims = grader.header_and_claims()
    for alg in ("none", "None", "NONE", "nOnE"):
        grader.expect_rejected(f"{encode_part(header | {'alg': alg})}.{encode_part(claims)}.")


@criterion(Topic.TOKENS, 7, "Weakness 3: one token is enough to try a word list at home.")
def the_key_is_in_no_word_list(grader: Grader) -> None:
    """Neither the empty key nor one of the thousand words of the course verifies an HMAC."""
    header, claims = grader.header_and_claims()
    hashes = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
    digest = hashes.get(str(header.get("alg")))
    if not digest:
        return
    token = grader.shared_session().token
    for word in ("", *words()):
        if hmac_sign(token.rpartition(".")[0], word.encode(), digest) != token.rstrip("="):
            continue
        actual = f"signed with {word!r}" if word else "signed with an empty key"
        claims.pop("exp", None)
        endless = hmac_sign(f"{encode_part(header)}.{encode_part(claims)}", word.encode(), digest)
        if grader.temp(grader.shared_session().with_token(endless)).success:
            actual += "; a token made with it, without exp, opens the page (weakness 11)"
        raise CriterionFailed("the access token", actual, "32 random bytes")


@criterion(Topic.TOKENS, 8, "Two spellings of one token get past a list that knows one of them.")
def another_spelling_is_refused(grader: Grader) -> None:
    """A good token with = at its end is refused, and one that ends in another letter.

    The letter decodes to the same bytes: its unused bits differ (RFC 4648 §3.5). Where the
    algorithm's signature leaves none, as that of HS384, only the = is tried.
    """
    token = grader.shared_session().token
    grader.expect_rejected(f"{token}=", "a refusal: = is no part of a token (RFC 7515 §2)")
    if respelled := other_last_letter(token):
        expected = "a refusal: the last letter has other unused bits (RFC 4648 §3.5)"
        grader.expect_rejected(respelled, expected)


def other_last_letter(token: str) -> str:
    """Return a token whose signature is the same bytes in another spelling.

    Empty where the last letter has no unused bits: a whole number of bytes fills its letters.
    """
    head, _, signature = token.rpartition(".")
    if len(signature) % 4 < 2 or signature[-1] not in BASE64URL:  # 2 or 3 letters are left over
        return ""
    other = BASE64URL[BASE64URL.index(signature[-1]) ^ 1]
    return f"{head}.{signature[:-1]}{other}"


@criterion(
    Topic.TOKENS, 4, "Anybody may send anything: that is no reason for an error of the server."
)
def nonsense_is_refused(grader: Grader) -> None:
    """Texts that are not tokens are refused with a status below 500."""
    for text in ("x", "a.b.c", "..", "e30.e30.e30", "%00", "eyJ" * 900):
        grader.expect_rejected(text)
