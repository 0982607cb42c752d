"""Passwords at sign-up and at sign-in: counted after NFKC, cut nowhere, mixed up with no other."""

from urllib.parse import quote

import pytest

from tests.demo_server.adversarial.forms import (
    FORM,
    GOOD,
    PASSWORD,
    SUCCESS,
    WRONG,
    Said,
    check,
    fail,
    fields,
)
from tests.demo_server.adversarial.target import Target

ACCENT = "e\u0301"
CODER = "\U0001f469\u200d\U0001f4bb"
NOT_UTF_8 = fail(400, "Ids and passwords are sent as UTF-8.")

LENGTHS: list[tuple[str, str, Said]] = [
    ("1 character that is 18", "\ufdfa", SUCCESS),
    ("4 ligatures that are 8 letters", "\ufb01" * 4, SUCCESS),
    ("3 ligatures that are 6 letters", "\ufb01" * 3, PASSWORD),
    ("128 ligatures that are 256 letters", "\ufb01" * 128, SUCCESS),
    ("129 ligatures that are 258 letters", "\ufb01" * 129, PASSWORD),
    ("14 characters that are 7", ACCENT * 7, PASSWORD),
    ("16 characters that are 8", ACCENT * 8, SUCCESS),
    ("512 characters that are 256", ACCENT * 256, SUCCESS),
    ("514 characters that are 257", ACCENT * 257, PASSWORD),
    ("an emoji of 3, three times", CODER * 3, SUCCESS),
    ("an emoji of 3, twice", CODER * 2, PASSWORD),
    ("7 emoji of 4 bytes each", "\U0001f511" * 7, PASSWORD),
    ("8 NULs", "\0" * 8, SUCCESS),
    ("8 spaces", " " * 8, SUCCESS),
    ("7 letters and a NUL", "1234567\0", SUCCESS),
    ("8 replacement characters", "\ufffd" * 8, NOT_UTF_8),
]

OTHERS: list[tuple[str, str, str]] = [
    ("cut at a NUL", "blue kettle\0one", "blue kettle"),
    ("cut at a NUL, the other way", "blue kettle", "blue kettle\0one"),
    ("another end behind a NUL", "blue kettle\0one", "blue kettle\0two"),
    ("cut after 72 bytes, as bcrypt does", "k" * 72 + "one", "k" * 72 + "two"),
    ("cut after 128", "k" * 128 + "one", "k" * 128 + "two"),
    ("cut after 255", "k" * 255 + "1", "k" * 255 + "2"),
    ("a space in front", "blue kettle", " blue kettle"),
    ("a space at the end", "blue kettle", "blue kettle "),
    ("a line end", "blue kettle", "blue kettle\r\n"),
    ("capitals", "blue kettle", "Blue Kettle"),
    ("no accent", "bl\u00fce kettle", "blue kettle"),
    ("a Cyrillic e", "blue kettle", "blu\u0435 kettle"),
    ("a zero-width space", "blue kettle", "blue\u200b kettle"),
    ("a sharp s for two", "heisse kanne", "hei\u00dfe kanne"),
    ("a percent sign", "blue kettle", "blue%20kettle"),
    ("a SQL wildcard", "blue kettle", "blue%"),
]
SAME: list[tuple[str, str, str]] = [
    ("NFC and NFD", "caf\u00e9 cr\u00e8me", "cafe\u0301 cre\u0300me"),
    ("full width", "teapot 42", "\uff54\uff45\uff41\uff50\uff4f\uff54 \uff14\uff12"),
    ("a no-break space", "blue kettle", "blue\u00a0kettle"),
    ("an ideographic space", "blue kettle", "blue\u3000kettle"),
    ("Hangul in parts", "\ud55c\uae00" * 4, "\u1112\u1161\u11ab\u1100\u1173\u11af" * 4),
]
INVALID = [b"%FF" * 8, b"%FE" * 8, b"%C3%28" * 4, b"%80" * 8, b"%ED%A0%80" * 8, b"%F8%88" * 4]
"""Bytes that are no UTF-8."""


@pytest.mark.parametrize("case", LENGTHS, ids=[case[0] for case in LENGTHS])
def test_a_password_is_counted_after_nfkc_at_sign_up_and_good_at_sign_in_if_it_was_taken(
    target: Target, case: tuple[str, str, Said]
) -> None:
    name, password, said = case
    form = fields(name, password)
    check(target, (name, "/sign_up", form, FORM, said))
    check(target, (name, "/sign_in", form, FORM, SUCCESS if said == SUCCESS else WRONG))


@pytest.mark.parametrize("case", OTHERS, ids=[case[0] for case in OTHERS])
def test_a_password_that_differs_anywhere_is_wrong(
    target: Target, case: tuple[str, str, str]
) -> None:
    name, password, other = case
    user_id = f"other: {name}"
    check(target, (name, "/sign_up", fields(user_id, password), FORM, SUCCESS))
    check(target, (name, "/sign_in", fields(user_id, other), FORM, WRONG))
    check(target, (name, "/sign_in", fields(user_id, password), FORM, SUCCESS))


@pytest.mark.parametrize("case", SAME, ids=[case[0] for case in SAME])
def test_two_keyboards_spell_one_password(target: Target, case: tuple[str, str, str]) -> None:
    name, password, other = case
    user_id = f"same: {name}"
    check(target, (name, "/sign_up", fields(user_id, password), FORM, SUCCESS))
    check(target, (name, "/sign_in", fields(user_id, other), FORM, SUCCESS))


@pytest.mark.parametrize("first", INVALID, ids=[f"{one[:6].decode()}…" for one in INVALID])
def test_two_passwords_that_are_no_utf_8_are_not_one(target: Target, first: bytes) -> None:
    def form(password: bytes) -> bytes:
        return b"id_give=bytes%d&pw_give=%s" % (INVALID.index(first), password)

    check(target, ("first", "/sign_up", form(first), FORM, SUCCESS))
    for other in INVALID:
        said = SUCCESS if other == first else WRONG
        check(target, ("other", "/sign_in", form(other), FORM, said))
    shown = quote("\ufffd" * 8).encode()  # what a careless decoder makes of each of them
    check(target, ("shown", "/sign_in", form(shown), FORM, WRONG))


@pytest.mark.parametrize("path", ["/sign_up", "/sign_in"])
def test_a_part_of_a_multipart_form_that_is_no_utf_8_is_nobody_s_password(
    target: Target, path: str
) -> None:
    part = b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    said = NOT_UTF_8 if path == "/sign_up" else WRONG
    for user_id, password in ((b"parts", b"\xff" * 8), (b"\xff\xfe", GOOD.encode())):
        body = part % (b"id_give", user_id) + part % (b"pw_give", password) + b"--B--\r\n"
        check(target, ("parts", path, body, "multipart/form-data; boundary=B", said))
