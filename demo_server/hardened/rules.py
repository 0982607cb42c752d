"""What may be an id and what may be a password: the same rule at sign-up and at sign-in."""

import re
import unicodedata

LONGEST_ID = 64
UNREADABLE = "\ufffd"
"""What stands in a form's text for bytes that are no UTF-8."""
NOT_SHOWN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
"""Unicode's categories of what controls, breaks a line, or has no shape."""
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""Letters and marks that can't be seen (Default_Ignorable_Code_Point), as NFKC leaves them."""
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 256


class RuleError(ValueError):
    """An id or a password that can't be used; its text may be shown to the person who sent it."""


def clean_id(text: str) -> str:
    """Bring an id into its one spelling: NFKC, casefold, no space at its ends: one look, one user.

    RuleError unless it has 1 to 64 characters, none of them a control character.
    """
    # Casefolding can undo the normal form (Unicode §3.13, D145): normalise after it as well.
    cleaned = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).strip()
    if not 1 <= len(cleaned) <= LONGEST_ID:
        raise RuleError(f"An id has 1 to {LONGEST_ID} characters.")
    _refuse_unreadable(cleaned)
    if UNSEEN.search(cleaned) or any(unicodedata.category(one) in NOT_SHOWN for one in cleaned):
        raise RuleError("An id has no control characters and no invisible ones.")
    return cleaned


def clean_password(text: str) -> str:
    """Bring a password into NFKC, so that two keyboards spell it the same (NIST SP 800-63B).

    RuleError unless it has 8 to 256 characters.
    """
    cleaned = unicodedata.normalize("NFKC", text)
    _refuse_unreadable(cleaned)
    if not SHORTEST_PASSWORD <= len(cleaned) <= LONGEST_PASSWORD:
        raise RuleError(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    return cleaned


def _refuse_unreadable(text: str) -> None:
    # Otherwise all passwords of the same length in another encoding would be one password.
    if UNREADABLE in text:
        raise RuleError("Ids and passwords are sent as UTF-8.")
