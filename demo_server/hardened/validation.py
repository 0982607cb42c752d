"""What may be an id and what may be a password: the same rule at sign-up and at sign-in."""

import re
import unicodedata

from demo_server.hardened.errors import InvalidInput

MAX_ID_LENGTH = 64
UNREADABLE = "\ufffd"
"""What stands in a form's text for bytes that are no UTF-8."""
NOT_SHOWN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
"""Unicode's categories of what controls, breaks a line, or has no shape."""
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""Letters and marks that can't be seen (Default_Ignorable_Code_Point), as NFKC leaves them."""
MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH = 8, 256


def normalize_id(text: str) -> str:
    """Bring an id into its one spelling: NFKC, casefold, no space at its ends: one look, one user.

    InvalidInput unless it has 1 to 64 characters, none of them a control character.
    """
    # Casefolding can undo the normal form (Unicode §3.13, D145): normalise after it as well.
    cleaned = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).strip()
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


def _refuse_unreadable(text: str) -> None:
    # Otherwise all passwords of the same length in another encoding would be one password.
    if UNREADABLE in text:
        raise InvalidInput("Ids and passwords are sent as UTF-8.")
