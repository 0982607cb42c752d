"""What may be an id and what may be a password: the same rule at sign-up and at sign-in."""

import re
import unicodedata

from demo_server.hardened.errors import InvalidInput
from demo_server.hardened.passwords import popular_passwords

MAX_ID_LENGTH = 64
UNREADABLE = "\ufffd"
"""What stands in a form's text for bytes that are no UTF-8."""
NOT_SHOWN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
"""Unicode's categories of what controls, breaks a line, or has no shape."""
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""What can't be seen (Default_Ignorable_Code_Point), as NFKC leaves it; the blank of braille."""
BLANKS = re.compile("[ \u1680]+")
"""Spaces, as NFKC leaves them."""
SERVICE_NAMES = {"demoserver", "jwtlogin", "jwtlogindemo"}
"""What this service is called, without spaces and marks."""
MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH = 8, 256


def normalize_id(text: str) -> str:
    """Bring an id into its one spelling: NFKC, casefold, blanks joined, none at its ends.

    Letters of two alphabets may still look alike (Unicode TR 39). InvalidInput unless it has 1 to
    64 characters, none of them a control character or one that can't be seen.
    """
    cleaned = _fold(text)
    if not 1 <= len(cleaned) <= MAX_ID_LENGTH:
        raise InvalidInput(f"An id has 1 to {MAX_ID_LENGTH} characters.")
    _refuse_unreadable(cleaned)
    if UNSEEN.search(cleaned) or any(unicodedata.category(one) in NOT_SHOWN for one in cleaned):
        raise InvalidInput("An id has no control characters and no invisible ones.")
    return cleaned


def normalize_password(text: str) -> str:
    """Bring a password into NFKC, so that two keyboards spell it the same (NIST SP 800-63B).

    InvalidInput unless it has 8 to 256 characters.
    """
    cleaned = unicodedata.normalize("NFKC", text)
    _refuse_unreadable(cleaned)
    if not MIN_PASSWORD_LENGTH <= len(cleaned) <= MAX_PASSWORD_LENGTH:
        raise InvalidInput(
            f"A password has {MIN_PASSWORD_LENGTH} to {MAX_PASSWORD_LENGTH} characters."
        )
    return cleaned


def normalize_new_password(text: str, user_id: str) -> str:
    """Bring a password that somebody chooses into NFKC (NIST SP 800-63B §3.1.1.2).

    InvalidInput as of normalize_password, and for what a guesser tries first: a popular password,
    the id itself, the name of this service.
    """
    password = normalize_password(text)
    guessed = _fold(password)
    if guessed in popular_passwords():
        raise InvalidInput("Many people have this password, so guessers try it: choose another.")
    if guessed == user_id or re.sub(r"\W|_", "", guessed) in SERVICE_NAMES:
        raise InvalidInput("This password is the id or the name of this service: choose another.")
    return password


def _fold(text: str) -> str:
    # Casefolding can undo the normal form (Unicode §3.13, D145): normalise after it as well.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return BLANKS.sub(" ", folded.strip())


def _refuse_unreadable(text: str) -> None:
    # Otherwise all passwords of the same length in another encoding would be one password.
    if UNREADABLE in text:
        raise InvalidInput("Ids and passwords are sent as UTF-8.")
