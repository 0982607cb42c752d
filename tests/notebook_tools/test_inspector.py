"""The inspector: what it says of a token, in text and in HTML alike."""

import base64
import re
from html import unescape
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from time_machine import Traveller

from demo_server.notebook.inspector import PARTS, STYLE, as_date, inspect_token
from tests.conftest import NOW

KEY = bytes(range(1, 33))
PRIVATE = Ed25519PrivateKey.from_private_bytes(KEY)
CLAIMS = {"sub": "alice", "iat": NOW, "exp": NOW + 900}
TOKEN = jwt.encode(CLAIMS, KEY, algorithm="HS256")
GOOD = "good: made with this key by {} (the claims were not checked)"


def encoded(part: str) -> str:
    return base64.urlsafe_b64encode(part.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def cells(html: str) -> list[str]:
    """Return what a reader of the HTML sees, cell by cell, without the dots between the parts."""
    return [unescape(text) for text in re.findall(r">([^<]+)<", html) if text != "."]


def test_a_token_in_text_has_its_parts_named_and_decoded_and_its_times_as_dates(
    clock: Traveller,
) -> None:
    header, payload, signature = TOKEN.split(".")
    assert repr(inspect_token(TOKEN)).splitlines() == [
        f"header     {header}",
        '            alg: "HS256"',
        '            typ: "JWT"',
        f"payload    {payload}",
        '            sub: "alice"',
        f"            iat: {NOW}  (2026-01-05 09:00:00 UTC, now)",
        f"            exp: {NOW + 900}  (2026-01-05 09:15:00 UTC, in 15 min)",
        f"signature  {signature}",
        "            32 bytes",
        "verdict    not checked: no key was given",
    ]


@pytest.mark.parametrize(
    "token",
    [TOKEN, "", "a.b.c.d.e", f"{encoded('{')}.{encoded('[1]')}.", encoded('{"a<b": "\u202e&"}')],
    ids=["good", "empty", "five parts", "broken", "one part"],
)
def test_text_and_html_hold_the_same_facts(clock: Traveller, token: str) -> None:
    inspection = inspect_token(token, KEY)
    seen = cells(inspection._repr_html_())
    text = repr(inspection)
    assert [cell for cell in seen if cell not in text] == []
    facts = " ".join(seen)
    words = re.findall(r"[^\s():]+", text)
    assert [word for word in words if word not in facts] == []


def test_a_part_s_name_heads_all_rows_of_the_part() -> None:
    html = inspect_token(TOKEN, KEY)._repr_html_()
    heads = re.findall(r"<th(?: rowspan=\"(\d)\")? [^>]*>([^<]*)</th>", html)
    assert heads == [("2", "header"), ("3", "payload"), ("1", "signature"), ("", "verdict")]


def test_a_part_without_members_has_a_row_and_a_name_as_well() -> None:
    inspection = inspect_token("e30.W10.AA")
    assert repr(inspection).splitlines()[:6] == [
        "header     e30", "            {}",
        "payload    W10", "            []  (not a JSON object)",
        "signature  AA", "            1 byte",
    ]  # fmt: skip
    for name in PARTS:
        assert f">{name}</th>" in inspection._repr_html_()


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "2026-01-05 09:00:00 UTC, now"),
        (1, "2026-01-05 09:00:01 UTC, in 1 s"),
        (-1, "2026-01-05 08:59:59 UTC, 1 s ago"),
        (86_400, "2026-01-06 09:00:00 UTC, in 1 d"),
        (90_061, "2026-01-06 10:01:01 UTC, in 1 d 1 h 1 min 1 s"),
        (-3_600, "2026-01-05 08:00:00 UTC, 1 h ago"),
        (0.5, "2026-01-05 09:00:00 UTC, now"),
        (-NOW - 1, "1969-12-31 23:59:59 UTC, 20458 d 9 h 1 s ago"),
        (-NOW, "1970-01-01 00:00:00 UTC, 20458 d 9 h ago"),
    ],
)
def test_a_time_is_told_as_a_date_and_a_distance(
    clock: Traveller, seconds: float, told: str
) -> None:
    assert as_date(NOW + seconds) == told


NO_NUMBERS: list[object] = [True, "1767603600", None, [NOW], {}]


def test_what_is_no_number_is_no_date() -> None:
    said = {as_date(value) for value in NO_NUMBERS}
    assert said == {"not a NumericDate: a number of seconds is wanted"}


def test_a_number_without_a_date_says_so() -> None:
    said = {as_date(value) for value in (10**19, -(10**19), 10**300, float("inf"), float("nan"))}
    assert said == {"no date: not between the years 1 and 9999"}


@pytest.mark.parametrize(
    ("signed", "key", "algorithm", "verdict"),
    [
        ((KEY, "HS256"), KEY, "HS256", GOOD.format("HS256")),
        ((KEY, "HS256"), bytes(32), "HS256", "refused: InvalidSignatureError: "),
        ((KEY, "HS256"), None, "HS256", "not checked: no key was given"),
        ((KEY, "HS256"), KEY, "HS512", "refused: InvalidAlgorithmError: "),
        ((KEY, "HS256"), PRIVATE.public_key(), "HS256", "refused: "),
        ((KEY, "HS256"), PRIVATE.public_key(), "EdDSA", "refused: InvalidAlgorithmError: "),
        ((PRIVATE, "EdDSA"), PRIVATE.public_key(), "EdDSA", GOOD.format("EdDSA")),
        ((PRIVATE, "EdDSA"), KEY, "HS256", "refused: InvalidAlgorithmError: "),
        (("ROLLINGDEV", "HS256"), "ROLLINGDEV", "HS256", GOOD.format("HS256")),
        (("", "none"), KEY, "HS256", "refused: InvalidAlgorithmError: "),
        (("", "none"), KEY, "none", "refused: "),
        ((KEY, "HS256"), 7, "HS256", "refused: TypeError: "),
        ((KEY, "HS256"), KEY, "ROT13", "refused: "),
    ],
)
def test_the_verdict_on_the_signature(
    signed: tuple[Any, str], key: Any, algorithm: str, verdict: str
) -> None:
    made_with, by = signed
    token = jwt.encode(CLAIMS, made_with, algorithm=by)
    said = inspect_token(token, key, algorithm).verdict
    assert said.startswith(verdict)
    assert said in cells(inspect_token(token, key, algorithm)._repr_html_())


def test_an_expired_token_still_has_a_good_signature(clock: Traveller) -> None:
    clock.shift(10**6)
    assert inspect_token(TOKEN, KEY).verdict == GOOD.format("HS256")


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of a colour written #rrggbb."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_each_part_is_in_a_contrast_of_seven_to_one() -> None:
    for part, style in STYLE.items():
        ink, paper = sorted(luminance(colour) for colour in re.findall("#[0-9a-f]{6}", style))
        assert (paper + 0.05) / (ink + 0.05) >= 7, part
