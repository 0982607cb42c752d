"""Ids that look alike: which are one user, which are two, and which nobody may have."""

import pytest

from tests.demo_server.adversarial.forms import (
    CONTROL,
    FORM,
    GOOD,
    SUCCESS,
    WRONG,
    check,
    fail,
    fields,
)
from tests.demo_server.adversarial.target import Target

SAME: list[tuple[str, str, str]] = [
    ("capitals", "carla", "CARLA"),
    ("full width", "dora", "\uff44\uff4f\uff52\uff41"),
    ("a ligature", "fifi", "\ufb01\ufb01"),
    ("a Kelvin sign", "kevin", "\u212aevin"),
    ("an Ohm sign", "\u03c9", "\u2126"),
    ("a micro sign", "\u03bcm", "\u00b5m"),
    ("a sharp s", "strasse", "stra\u00dfe"),
    ("a sharp s in capitals", "gasse", "GA\u1e9eE"),
    ("a long s", "sonja", "\u017fonja"),
    ("NFC and NFD", "ren\u00e9", "rene\u0301"),
    ("NFD in capitals", "\u00e9mile", "E\u0301MILE"),
    ("a capital I with a dot", "i\u0307rem", "\u0130rem"),
    ("a final sigma", "\u03bd\u03b9\u03ba\u03bf\u03c3", "\u03bd\u03b9\u03ba\u03bf\u03c2"),
    ("an iota below", "\u03b1\u03b9\u03b1", "\u1fb3\u03b1"),
    ("a digit in a circle", "user1", "user\u2460"),
    ("a fraction", "user1\u20442", "user\u00bd"),
    ("a superscript", "user2", "user\u00b2"),
    ("Roman numerals", "henry viii", "henry \u2167"),
    ("three dots in one", "wait...", "wait\u2026"),
    ("Hangul in parts", "\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
    ("Katakana in half width", "\u30ab\u30ca", "\uff76\uff85"),
    ("Arabic in a shape of its own", "\u0628\u0629", "\ufe91\ufe94"),
    ("spaces at the end", "emil", "emil  "),
    ("a tab in front", "frida", "\tfrida"),
    ("a line end", "gustav", "gustav\r\n"),
    ("an ideographic space", "hanna", "\u3000hanna\u3000"),
    ("a no-break space within", "ida b", "ida\u00a0b"),
]
TWO: list[tuple[str, str, str]] = [
    ("a Cyrillic a", "anna", "\u0430nna"),
    ("a Greek omicron", "otto", "\u03bftto"),
    ("a capital I and a dotless i", "ines", "\u0131nes"),
    ("a capital I and one with a dot", "irma", "\u0130rma"),
    ("an accent", "jose", "jos\u00e9"),
    ("a dot at the end", "karl", "karl."),
    ("a one for an l", "lotte", "1otte"),
    ("two spaces within", "max m", "max  m"),
    ("a percent sign", "nora", "%6eora"),
    ("a SQL wildcard", "olaf", "ol_f"),
]
UNSEEN: list[tuple[str, str]] = [
    ("a zero-width space", "ali\u200bce"),
    ("a zero-width joiner", "alice\u200d"),
    ("a word joiner", "\u2060alice"),
    ("a soft hyphen", "ali\u00adce"),
    ("a right-to-left mark", "alice\u200f"),
    ("a right-to-left override", "\u202ealice"),
    ("an isolate", "\u2066alice\u2069"),
    ("a NUL at the end", "alice\0"),
    ("a NUL in front", "\0alice"),
    ("a delete", "alice\x7f"),
    ("a C1 control", "ali\x85ce"),
    ("a language tag", "alice\U000e0041"),
    ("no character", "alice\ufdd0"),
    ("a code point for later", "alice\u0378"),
    ("a line separator", "ali\u2028ce"),
    ("a paragraph separator", "ali\u2029ce"),
    ("a variation selector", "alice\ufe0f"),
    ("a variation selector of plane 14", "alice\U000e0101"),
    ("a Mongolian variation selector", "alice\u180b"),
    ("a grapheme joiner", "alice\u034f"),
    ("a Hangul filler", "alice\u3164"),
    ("a Hangul filler alone", "\u3164"),
    ("a Hangul filler in half width", "alice\uffa0"),
    ("a Hangul leading filler", "alice\u115f"),
    ("a Khmer vowel without a sign", "alice\u17b4"),
]


@pytest.mark.parametrize("case", SAME, ids=[case[0] for case in SAME])
def test_two_spellings_of_one_id_are_one_user(target: Target, case: tuple[str, str, str]) -> None:
    name, first, second = case
    taken = fail(409, f"The id {first} is taken.")
    check(target, (name, "/sign_up", fields(first, GOOD), FORM, SUCCESS))
    check(target, (name, "/sign_up", fields(second, "another kettle"), FORM, taken))
    check(target, (name, "/sign_in", fields(second, GOOD), FORM, SUCCESS))
    check(target, (name, "/sign_in", fields(second, "another kettle"), FORM, WRONG))


@pytest.mark.parametrize("case", TWO, ids=[case[0] for case in TWO])
def test_another_letter_is_another_user(target: Target, case: tuple[str, str, str]) -> None:
    name, first, second = case
    check(target, (name, "/sign_up", fields(first, GOOD), FORM, SUCCESS))
    check(target, (name, "/sign_in", fields(second, GOOD), FORM, WRONG))
    check(target, (name, "/sign_up", fields(second, "another kettle"), FORM, SUCCESS))
    check(target, (name, "/sign_in", fields(second, GOOD), FORM, WRONG))
    check(target, (name, "/sign_in", fields(first, "another kettle"), FORM, WRONG))


@pytest.mark.parametrize("case", UNSEEN, ids=[case[0] for case in UNSEEN])
def test_what_nobody_can_see_is_in_no_id(target: Target, case: tuple[str, str]) -> None:
    name, user_id = case
    check(target, (name, "/sign_up", fields(user_id, GOOD), FORM, CONTROL))
    check(target, (name, "/sign_in", fields(user_id, "correct horse"), FORM, WRONG))
