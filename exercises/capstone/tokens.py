"""Rows on tokens: what they say, and which ones are believed."""

import base64
import hmac

from demo_server.wordlist import words
from exercises.capstone.client import LostError
from exercises.capstone.rows import Visit, read, row, write

TOKENS = "Tokens"
LONGEST_LIFE = 3_600
"""Seconds an access token may live: the contract says 900."""


@row(TOKENS, 3, "Any library of any language can then verify it, and every rule is written down.")
def the_access_token_is_a_jwt(visit: Visit) -> None:
    """Three parts in base64url; header and payload are JSON objects; alg is there and not none."""
    header, _ = visit.header_and_claims()
    named = str(header.get("alg", "none")).lower() != "none"
    visit.somebody().answer.must(named, "a header that names an algorithm")


def _claims(visit: Visit, holds: str, *names: str) -> None:
    _, claims = visit.header_and_claims()
    missing = [name for name in names if name not in claims]
    if missing:
        raise LostError("the access token", f"claims: {', '.join(claims)}", holds)


@row(TOKENS, 2, "Weakness 9: sub is where every library looks for the user, and it is text.")
def sub_names_the_user(visit: Visit) -> None:
    """The sub claim is text; a name of its own for the user is as good as the id."""
    _claims(visit, "sub, as text", "sub")
    _, claims = visit.header_and_claims()
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise LostError("the access token", f"sub: {claims['sub']!r}", "sub, as text")


@row(TOKENS, 2, "Weakness 9: without them a token of another service opens this one.")
def issuer_and_audience_are_named(visit: Visit) -> None:
    """Both claims are there (RFC 8725 §3.8, §3.9)."""
    _claims(visit, "iss and aud", "iss", "aud")


@row(TOKENS, 8, "Weakness 10: what has no name can't be taken back.")
def the_token_has_an_id_and_a_birthday(visit: Visit) -> None:
    """The claims jti and iat are there."""
    _claims(visit, "jti and iat", "jti", "iat")


@row(TOKENS, 2, "Weakness 4: a stolen token is good until it ends.")
def the_access_token_is_short_lived(visit: Visit) -> None:
    """At most an hour from iat to exp, both whole numbers."""
    _, claims = visit.header_and_claims()
    times = claims.get("iat"), claims.get("exp")
    short = all(type(one) is int for one in times) and times[1] - times[0] <= LONGEST_LIFE  # type: ignore[operator]
    if not short:
        raise LostError("the access token", f"iat and exp: {times}", "at most an hour between them")


@row(
    TOKENS, 7, "Weakness 9: a token that does not say what it is for can be used for another thing."
)
def the_token_says_its_type(visit: Visit) -> None:
    """The header's typ is something else than JWT (RFC 8725 §3.11)."""
    header, _ = visit.header_and_claims()
    typ = header.get("typ")
    if not typ or str(typ).lower() == "jwt":
        raise LostError("the access token", f"typ: {typ}", "a type of your own, such as access+jwt")


@row(TOKENS, 4, "Whoever can change the payload is whoever they like.")
def a_changed_payload_is_refused(visit: Visit) -> None:
    """Another sub under the old signature."""
    visit.header_and_claims()
    header, payload, signature = visit.somebody().token.split(".")
    visit.refuses(f"{header}.{write(read(payload) | {'sub': 'admin', 'id': 'admin'})}.{signature}")


@row(TOKENS, 4, "The signature is what the token is believed for.")
def a_changed_signature_is_refused(visit: Visit) -> None:
    """Its first letter is another one, or all of it is missing."""
    head, _, signature = visit.somebody().token.rpartition(".")
    for changed in (("A" if signature[:1] != "A" else "B") + signature[1:], ""):
        visit.refuses(f"{head}.{changed}")


@row(TOKENS, 7, "RFC 8725 §3.2: an unsigned token is anybody's.")
def an_unsigned_token_is_refused(visit: Visit) -> None:
    """The algorithm none, in four spellings."""
    header, claims = visit.header_and_claims()
    for alg in ("none", "None", "NONE", "nOnE"):
        visit.refuses(f"{write(header | {'alg': alg})}.{write(claims)}.")


@row(TOKENS, 7, "Weakness 3: one token is enough to try a word list at home.")
def the_key_is_in_no_word_list(visit: Visit) -> None:
    """No word of the course's list of a thousand fits an HMAC signature."""
    header, claims = visit.header_and_claims()
    hashes = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
    digest = hashes.get(str(header.get("alg")))
    if not digest:
        return
    token = visit.somebody().token
    for word in words():
        if _signed(token.rpartition(".")[0], word, digest) != token.rstrip("="):
            continue
        got = f"signed with {word!r}"
        claims.pop("exp", None)
        endless = _signed(f"{write(header)}.{write(claims)}", word, digest)
        if visit.shown(endless).status == 200:
            got += "; a token made with it, without exp, opens the page (weakness 11)"
        raise LostError("the access token", got, "32 random bytes")


def _signed(message: str, word: str, digest: str) -> str:
    signature = hmac.digest(word.encode(), message.encode(), digest)
    return f"{message}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


@row(TOKENS, 7, "Two spellings of one token get past a list that knows one of them.")
def another_spelling_is_refused(visit: Visit) -> None:
    """The same token with = at its end."""
    visit.refuses(f"{visit.somebody().token}=")


@row(TOKENS, 4, "Anybody may send anything: that is no reason for an error of the server.")
def nonsense_is_refused(visit: Visit) -> None:
    """Texts that are no tokens: refused, below 500."""
    for text in ("x", "a.b.c", "..", "e30.e30.e30", "%00", "eyJ" * 900):
        visit.refuses(text)
