"""Fields by other names and in other encodings: what is not exactly a field is none."""

import pytest

from tests.demo_server.adversarial.forms import (
    CONTROL,
    FIELDS,
    FORM,
    GOOD,
    ID,
    SUCCESS,
    TAKEN,
    Said,
    check,
    fields,
)
from tests.demo_server.adversarial.target import Target

PW = b"&pw_give=blue+kettle"

NAMES: list[tuple[str, bytes, Said]] = [
    ("encoded letters", b"%69d%5Fgive=name1" + PW, SUCCESS),
    ("a space in front", b"+id_give=name2" + PW, FIELDS),
    ("a NUL at the end", b"id_give%00=name3" + PW, FIELDS),
    ("a byte-order mark", b"%EF%BB%BFid_give=name4" + PW, FIELDS),
    ("a raw byte-order mark", b"\xef\xbb\xbfid_give=name5" + PW, FIELDS),
    ("a dot", b"id.give=name6" + PW, FIELDS),
    ("a hyphen", b"id-give=name7" + PW, FIELDS),
    ("full width", "\uff49d_give=name8".encode() + PW, FIELDS),
    ("2,000 brackets", b"id_give" + b"[a]" * 2000 + b"=name9" + PW, FIELDS),
    ("a list by number", b"id_give[0]=name10" + PW, FIELDS),
    ("__proto__", b"__proto__[id_give]=name11" + PW, FIELDS),
    ("no equals sign", b"id_give&pw_give", ID),
    ("1,500 times the same", b"id_give=a&" * 1500 + PW[1:], FIELDS),
    ("8,000 times nothing", b"a&" * 8000, FIELDS),
    ("8,000 ampersands before", b"&" * 8000 + fields("name12", GOOD), SUCCESS),
    ("8,000 equals signs before", b"=" * 8000 + b"&" + fields("name13", GOOD), SUCCESS),
    ("_method", b"_method=DELETE&" + fields("name14", GOOD), SUCCESS),
    ("_charset_", b"_charset_=utf-16&" + fields("name15", GOOD), SUCCESS),
    ("an id that is there twice, once empty", b"id_give=&id_give=name16" + PW, FIELDS),
]

TEXTS: list[tuple[str, bytes, Said]] = [
    ("alice, encoded", b"id_give=%61%6c%69%63%65" + PW, TAKEN),
    ("alice, encoded twice", b"id_give=%2561lice" + PW, SUCCESS),
    ("alice, encoded as JavaScript once did", b"id_give=%u0061lice" + PW, SUCCESS),
    ("alice in UTF-7", b"id_give=%2BAGE-lice" + PW, SUCCESS),
    ("alice in overlong UTF-8", b"id_give=%C1%A1lice" + PW, SUCCESS),
    ("raw UTF-8", "id_give=d\u00e9p\u00eache".encode() + PW, SUCCESS),
    ("raw Latin-1", "id_give=d\u00e9p\u00eache".encode("latin-1") + PW, FIELDS),
    ("a raw NUL", b"id_give=alice\0" + PW, CONTROL),
    ("a raw line end behind it all", b"id_give=text1" + PW + b"\r\n", SUCCESS),
    ("raw bytes that are no UTF-8", b"id_give=text2&pw_give=" + b"\xff" * 8, FIELDS),
    ("a body in UTF-16", "id_give=text3&pw_give=blue+kettle".encode("utf-16"), FIELDS),
    ("a line end and a header", b"id_give=x%0D%0ASet-Cookie:+a=b" + PW, CONTROL),
    ("a line end and a log line", b"id_give=x%0A%7B%22status%22:200%7D" + PW, CONTROL),
]

KINDS: list[tuple[str, str | None, Said]] = [
    ("in capitals", FORM.upper(), SUCCESS),
    ("between spaces", f"  {FORM} ;", SUCCESS),
    ("UTF-7", f"{FORM}; charset=utf-7", SUCCESS),
    ("a charset nobody knows", f"{FORM}; charset=x-nonsense", SUCCESS),
    ("two kinds", f"{FORM}, text/plain", FIELDS),
    ("a letter more", f"{FORM}x", FIELDS),
    ("JSON", "application/json", FIELDS),
    ("CSP reports", "application/csp-report", FIELDS),
    ("anything", "*/*", FIELDS),
    ("none", None, FIELDS),
]


@pytest.mark.parametrize("case", NAMES, ids=[case[0] for case in NAMES])
def test_a_field_has_one_name(target: Target, case: tuple[str, bytes, Said]) -> None:
    name, body, said = case
    check(target, (name, "/sign_up", body, FORM, said))


@pytest.mark.parametrize("case", TEXTS, ids=[case[0] for case in TEXTS])
def test_a_text_is_decoded_once_and_as_utf_8(target: Target, case: tuple[str, bytes, Said]) -> None:
    name, body, said = case
    check(target, (name, "/sign_up", body, FORM, said))


@pytest.mark.parametrize("case", KINDS, ids=[case[0] for case in KINDS])
def test_a_form_says_that_it_is_one(target: Target, case: tuple[str, str | None, Said]) -> None:
    name, kind, said = case
    check(target, (name, "/sign_up", fields(f"kind: {name}", GOOD), kind, said))


@pytest.mark.parametrize("said", [SUCCESS, FIELDS], ids=["ours", "the address's"])
def test_what_stands_in_the_address_is_no_field(target: Target, said: Said) -> None:
    body = fields("from the body", GOOD) if said == SUCCESS else b"pw_give=blue+kettle"
    check(target, ("query", "/sign_up?id_give=from+the+address", body, FORM, said))
