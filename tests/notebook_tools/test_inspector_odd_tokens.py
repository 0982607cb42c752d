"""Whatever a token holds, the inspector shows it, escaped, and never raises."""

import base64
import json
import re

import pytest

from demo_server.jose import decode_part
from demo_server.notebook.inspector import inspect_token

KEY = bytes(range(1, 33))


def encoded(part: str | bytes) -> str:
    data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def payload(part: str | bytes) -> str:
    return f"{encoded('{}')}.{encoded(part)}.AAAA"


ODD = {
    "empty": ("", "a signed token has 3 parts, this has 1"),
    "one part": (encoded("{}"), "a signed token has 3 parts, this has 1"),
    "five parts": ("e30.e30.e30.e30.e30", "a signed token has 3 parts, this has 5"),
    "not base64url": ("e30.e+/=.AAAA", "not base64url: only A to Z"),
    "no whole bytes": ("e30.aaaaa.AAAA", "not base64url: 5 characters can't be whole bytes"),
    "not ASCII": ("e30.\u0661\u0662.AAAA", r"\u0661\u0662"),
    "a lone surrogate": ("e30.\ud800.AAAA", r"\ud800"),
    "not UTF-8": (payload(b"\xff\xfe"), "not UTF-8 text"),
    "not JSON": (payload("{'a': 1}"), "not JSON: "),
    "empty part": ("e30..AAAA", "not JSON: "),
    "a list": (payload("[1, 2]"), "[1, 2]  (not a JSON object)"),
    "nested deeply": (payload('{"a":' + "[" * 10_000), "JSON nested too deeply"),
    "a huge number": (
        payload('{"exp": 1' + "0" * 300 + "}"),
        "no date: not between the years 1 and 9999",
    ),
    "a huger number": (payload('{"exp": 1' + "0" * 5_000 + "}"), "not JSON: "),
    "an endless number": (payload('{"exp": 1e999}'), "no date: not between the years 1 and 9999"),
    "not a number": (payload('{"exp": NaN}'), "no date: not between the years 1 and 9999"),
    "exp is true": (payload('{"exp": true}'), "not a NumericDate"),
    "100 kB in one claim": (payload(json.dumps({"a": "b" * 100_000})), "characters more"),
    "100 kB of nonsense": ("a" * 100_000, "characters more"),
    "a claim without a name": (payload('{"": 1}'), "1"),
}


@pytest.mark.parametrize(("token", "told"), ODD.values(), ids=ODD)
def test_an_odd_token_is_shown_and_says_what_is_odd(token: str, told: str) -> None:
    for key in (None, KEY):
        inspection = inspect_token(token, key)
        assert told in repr(inspection)
        assert inspection._repr_html_().endswith("</table>")
        assert len(repr(inspection)) < 20_000
    assert inspection.verdict.startswith("refused: ")


def test_any_depth_of_nesting_is_shown_or_called_too_deep() -> None:
    for depth in [10, 500, *range(900, 1_000, 3), 2_000, 3_000]:
        shown = repr(inspect_token(payload('{"a":' + "[" * depth + "]" * depth + "}"), KEY))
        assert "a: [[[[" in shown or "JSON nested too deeply" in shown, depth


def test_too_deep_a_nesting_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="JSON nested too deeply"):
        decode_part(encoded("[" * 10_000))


EVIL = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "</td></table><img src=x>",
    "&lt;b&gt;",
    "\x1b[31mred\x1b[0m",
    "\x9b31m",
    "\u202eecila",
    "\u2066a\u2069",
    "a\nverdict    good",
    "a\u2028b\u200bc",
    "\x7f\x08",
]


ELEMENTS = {
    f"{end}{name}" for name in ("code", "span", "table", "tr", "th", "td") for end in ("", "/")
}
ATTRIBUTES = {"style", "title", "hidden", "colspan", "rowspan"}


def tokens_with(evil: str) -> dict[str, str]:
    """Return tokens with a text in each place from which the inspector takes what it shows."""
    claim, name = encoded(json.dumps({"a": evil})), encoded(json.dumps({evil: 1}))
    return {
        "header": f"{claim}.e30.AAAA",
        "payload": f"e30.{claim}.AAAA",
        "key": f"e30.{name}.AAAA",
        "raw": f"{evil}.{evil}.{evil}",
        "fourth part": f"e30.e30.AAAA.{evil}",
        "error": encoded(json.dumps({"alg": evil})) + ".e30.AAAA",
    }


@pytest.mark.parametrize("place", tokens_with(""))
def test_what_a_token_holds_can_t_become_markup_colour_or_another_line(place: str) -> None:
    for evil in EVIL:
        inspection = inspect_token(tokens_with(evil)[place], KEY)
        text, html = repr(inspection), inspection._repr_html_()
        assert text.isascii(), ascii(evil)
        assert text.replace("\n", "").isprintable(), ascii(evil)
        assert html.isascii(), ascii(evil)
        assert html.isprintable(), ascii(evil)
        assert set(re.findall(r"<(/?\w+)", html)) <= ELEMENTS, ascii(evil)
        assert set(re.findall(r"(\w+)=\"", html)) <= ATTRIBUTES, ascii(evil)
        assert [line[:7] for line in text.splitlines()].count("verdict") == 1, ascii(evil)
