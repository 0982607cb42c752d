"""Sign-in with what an attacker types: one answer for all that is wrong, and one rule for ids."""

import pytest

from tests.demo_server.adversarial.forms import (
    CONTROL,
    FORM,
    GOOD,
    ID,
    PASSWORD,
    SUCCESS,
    WRONG,
    Said,
    check,
    fields,
)
from tests.demo_server.adversarial.target import Target

RIGHT = "correct horse"

IDS: list[tuple[str, str]] = [
    ("SQL: a comment", "alice'--"),
    ("SQL: a comment over both fields", "alice'/*"),
    ("SQL: and", "alice' AND '1'='1"),
    ("SQL: or", "' OR '1'='1' --"),
    ("SQL: another statement", "alice'; UPDATE users SET version = 9; --"),
    ("SQL: a double quote", 'alice" OR ""="'),
    ("SQL: a backslash", "alice\\"),
    ("SQL: wildcards", "al_c%"),
    ("SQL: GLOB", "al*"),
    ("SQL: a number", "0"),
    ("NoSQL", '{"$gt": ""}'),
    ("JSON", '["alice"]'),
    ("LDAP", "alice)(|(id=*"),
    ("XPath", "alice' or name()='id"),
    ("Jinja", "{{ config.SECRET_KEY }}"),
    ("a format string", "{0.__class__}%(key)s"),
    ("a shell", "alice;$(id)"),
    ("CRLF and a header", "alice\r\nSet-Cookie: access_token=x"),
    ("a NUL at the end", "alice\0"),
    ("a NUL in the middle", "ali\0ce"),
    ("a zero-width space", "alice\u200b"),
    ("encoded twice", "%61lice"),
    ("a Cyrillic a", "\u0430lice"),
    ("a space within", "al ice"),
    ("nothing", ""),
    ("65 letters", "q" * 65),
    ("16,000 letters", "q" * 16_000),
    ("another user's", "bob"),
]

PASSWORDS: list[tuple[str, str]] = [
    ("nothing", ""),
    ("the beginning", "correct"),
    ("the beginning of another", "correct horsf"),
    ("a space at the end", RIGHT + " "),
    ("a NUL at the end", RIGHT + "\0"),
    ("a line end", RIGHT + "\r\n"),
    ("a tab for the space", "correct\thorse"),
    ("a Cyrillic letter", "\u0441orrect horse"),
    ("a variation selector", RIGHT + "\ufe0f"),
    ("encoded twice", "correct%20horse"),
    ("257 characters", RIGHT + "x" * 244),
    ("11,700 characters", RIGHT * 900),
    ("SQL", "' OR 1=1 --"),
    ("true", "true"),
    ("null", "null"),
    ("Bob's", "wooden teapot"),
]

REFUSED: list[tuple[str, str, str, Said]] = [
    ("an empty id", "", GOOD, ID),
    ("an id of spaces", " \t ", GOOD, ID),
    ("an id that is too long after casefold", "\u0390" * 22 + "x", GOOD, SUCCESS),
    ("an id of 65 letters after casefold", "\u00df" * 32 + "x", GOOD, ID),
    ("an id of 72 letters after NFKC", "\ufdfa" * 4, GOOD, ID),
    ("an id with a line end", "li\r\nne", GOOD, CONTROL),
    ("a password of 7", "seven", "1234567", PASSWORD),
    ("a password of 257", "toolong", "p" * 257, PASSWORD),
    ("both out of order: the id is named first", "", "", ID),
]


@pytest.mark.parametrize("case", IDS, ids=[case[0] for case in IDS])
def test_no_other_id_opens_a_user_s_door(target: Target, case: tuple[str, str]) -> None:
    name, user_id = case
    check(target, (name, "/sign_in", fields(user_id, RIGHT), FORM, WRONG))
    check(target, ("alice herself", "/sign_in", fields("alice", RIGHT), FORM, SUCCESS))


@pytest.mark.parametrize("case", PASSWORDS, ids=[case[0] for case in PASSWORDS])
def test_no_other_password_opens_it(target: Target, case: tuple[str, str]) -> None:
    name, password = case
    check(target, (name, "/sign_in", fields("alice", password), FORM, WRONG))


@pytest.mark.parametrize("case", REFUSED, ids=[case[0] for case in REFUSED])
def test_what_sign_up_refuses_sign_in_calls_wrong_and_says_no_more(
    target: Target, case: tuple[str, str, str, Said]
) -> None:
    name, user_id, password, said = case
    form = fields(user_id, password)
    check(target, (name, "/sign_up", form, FORM, said))
    check(target, (name, "/sign_in", form, FORM, SUCCESS if said == SUCCESS else WRONG))
