"""Ids and passwords: too long, look-alike, and full of other languages' code."""

import pytest

from tests.demo_server.adversarial.forms import (
    CONTROL,
    FORM,
    GOOD,
    ID,
    PASSWORD,
    SUCCESS,
    TAKEN,
    WRONG,
    Said,
    check,
    fields,
)
from tests.demo_server.adversarial.target import Target

Text = tuple[str, str, str, Said]
"""Name, id, password, and the answer."""

IDS: list[Text] = [
    ("an empty id", "", GOOD, ID),
    ("an id of spaces", "   ", GOOD, ID),
    ("an id of 64 letters", "q" * 64, GOOD, SUCCESS),
    ("an id of 65 letters", "q" * 65, GOOD, ID),
    ("an id of 64 emoji", "\U0001f511" * 64, GOOD, SUCCESS),
    ("an id of 33 ligatures that become 66 letters", "\ufb01" * 33, GOOD, ID),
    ("an id of 32 ligatures", "\ufb01" * 32, GOOD, SUCCESS),
    ("a NUL in the id", "da\0ve", GOOD, CONTROL),
    ("a line break in the id", "dave\r\nSet-Cookie: a=b", GOOD, CONTROL),
    ("an escape in the id", "\x1b[31mdave", GOOD, CONTROL),
    ("a zero-width space", "da\u200bve", GOOD, CONTROL),
    ("a right-to-left mark", "\u202edave", GOOD, CONTROL),
    ("a byte-order mark", "\ufeffdave", GOOD, CONTROL),
    ("a private-use character", "\ue000", GOOD, CONTROL),
    ("Alice in capitals", "ALICE", GOOD, TAKEN),
    ("Alice in full width", "\uff41\uff4c\uff49\uff43\uff45", GOOD, TAKEN),
    ("Alice with a space", "alice ", GOOD, TAKEN),
    ("Alice with a no-break space", "\u00a0alice", GOOD, TAKEN),
    (
        "Alice in mathematical letters",
        "\U0001d41a\U0001d425\U0001d422\U0001d41c\U0001d41e",
        GOOD,
        TAKEN,
    ),
    ("Alice with a Cyrillic a", "\u0430lice", GOOD, SUCCESS),
    ("SQL in the id", "x'); DROP TABLE users; --", GOOD, SUCCESS),
    ("a template", "{{config}}", GOOD, SUCCESS),
    ("markup", "<script>alert(1)</script>", GOOD, SUCCESS),
    ("a path as id", "../../etc/passwd", GOOD, SUCCESS),
    ("a command", "$(reboot)", GOOD, SUCCESS),
    ("a format string", "%s%n{0}", GOOD, SUCCESS),
]

PASSWORDS: list[Text] = [
    ("an empty password", "dave", "", PASSWORD),
    ("7 characters", "dave", "1234567", PASSWORD),
    ("8 characters", "eight", "12345678", SUCCESS),
    ("8 characters that are 4 after NFKC", "dave", "e\u0301" * 4, PASSWORD),
    ("256 characters", "long256", "p" * 256, SUCCESS),
    ("257 characters", "dave", "p" * 257, PASSWORD),
    ("10,000 characters", "dave", "p" * 10000, PASSWORD),
    ("256 emoji", "emoji256", "\U0001f511" * 256, SUCCESS),
]

SIGN_INS: list[Text] = [
    ("SQL at sign-in", "alice' --", "anything at all", WRONG),
    ("SQL in the password", "alice", "' OR '1'='1", WRONG),
    ("SQL with a union", "' UNION SELECT password_hash, 0 FROM users --", GOOD, WRONG),
    ("sign-in with NUL after the password", "alice", "correct horse\0", WRONG),
    ("sign-in with the password in capitals", "alice", "CORRECT HORSE", WRONG),
    ("sign-in with the password in full width", "alice", "\uff43orrect horse", SUCCESS),
    ("sign-in with ALICE", "ALICE", "correct horse", SUCCESS),
    ("sign-in with a space after the id", "alice ", "correct horse", SUCCESS),
    ("sign-in with a long password", "alice", "correct horse" * 700, WRONG),
    ("sign-in with a hash", "alice", "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA", WRONG),
]


@pytest.mark.parametrize("text", IDS + PASSWORDS, ids=[text[0] for text in IDS + PASSWORDS])
def test_an_id_or_a_password_is_taken_or_refused_by_one_rule(target: Target, text: Text) -> None:
    name, user_id, password, said = text
    check(target, (name, "/sign_up", fields(user_id, password), FORM, said))


@pytest.mark.parametrize("text", SIGN_INS, ids=[text[0] for text in SIGN_INS])
def test_a_strange_sign_in_gets_in_only_with_the_right_password(target: Target, text: Text) -> None:
    name, user_id, password, said = text
    check(target, (name, "/sign_in", fields(user_id, password), FORM, said))


@pytest.mark.parametrize(
    "text", [text for text in IDS + PASSWORDS if text[3] == SUCCESS], ids=lambda text: text[0]
)
def test_who_could_sign_up_can_sign_in_with_the_same_text(target: Target, text: Text) -> None:
    name, user_id, password, said = text
    target.ask("POST", "/sign_up", data={"id_give": user_id, "pw_give": password})
    check(target, (name, "/sign_in", fields(user_id, password), FORM, said))
    check(target, (name, "/sign_in", fields(user_id, password + "x"), FORM, WRONG))
