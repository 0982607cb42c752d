"""What the bench makes of what one types: PyJWT's token, or a sentence; nothing typed is lost."""

import json
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from demo_server.jose import base64url_encode
from demo_server.notebook.bench import Bench
from demo_server.notebook.lesson import KEY
from tests.browser.bench_page import ACCEPTED, NOTHING_MADE, BenchPage
from tests.conftest import NOW

KEYS = {"HS256": KEY, "HS384": bytes(range(48)), "HS512": bytes(range(255, 191, -1))}
HEADER = '{"alg": "HS256", "typ": "JWT"}'
LESSON_03 = '{"sub": "alice", "iat": 1767603600, "exp": 1767604500}'
PAYLOADS = {
    "lesson 03": LESSON_03,
    "nothing": "{}",
    "laid out": '{\n\t"sub" : "alice" ,\r\n  "roles" : [ "a" , "b" ]\n}',
    "Korean": '{"sub": "비밀", "이름": "홍길동"}',
    "beyond 16 bits": '{"sub": "𝄞 Zoë 🔑", "e": "e\u0301"}',
    "escapes": r'{"a": "\u00e9\ud834\udd1e\u0041\/ \" \\ \b\f\n\r\t", "b": "\u007f\u0000\u001f"}',
    "half a character": r'{"a": "\ud800", "b": "\udc00x"}',
    "marks in a text": '{"a": "{[,:]} 1e5 \\\\", "b:": ": \\""}',
    "nested": '{"a": {"b": {"c": [1, [2, {"d": null}]], "a": true}}, "b": [], "c": {}, "": false}',
    "beyond 2^53": '{"a": 9007199254740993, "b": -18446744073709551617, "c": [1%s]}' % ("0" * 40),
    "zeros": '{"a": 0, "b": -0, "c": 0.0, "d": -0.0, "e": 0e9, "f": -0E-9}',
    "floats": '{"a": 1.0, "b": 1.50, "c": 1e5, "d": 1E+22, "e": 1e16, "f": 1e15, "g": 0.1}',
    "small floats": '{"a": 1e-4, "b": 1e-5, "c": 0.00012, "d": 0.000012, "e": 5e-324}',
    "large floats": '{"a": 123456789012345680.0, "b": 1.7976931348623157e308, "c": 1e21}',
    "rounded": '{"a": 0.30000000000000004, "b": 9007199254740993.0, "c": 1.00000000000000000001}',
    "names like JavaScript's": '{"__proto__": 1, "constructor": 2, "2": 3, "1": 4, "toString": 5}',
}  # fmt: skip
HEADERS = {  # and whether PyJWT is to put its members into their order
    "in order": ('{"alg": "HS384", "kid": "비밀", "typ": "JWT"}', True),
    "in no order": ('{"typ": "JWT", "alg": "HS512", "kid": "a", "cty": "JWT"}', False),
    "unknown crit": ('{"alg":"HS256","crit":["x"],"typ":"at+jwt","x":{"b":1,"c":[2.50]}}', True),
}
ABC = "A to Z, a to z, 0 to 9, - and _"
BAD = {  # the field, what is typed into it, and words of the sentence below it
    "no JSON": ("payload", '{"sub": "alice"', "The payload is no JSON (RFC 8259): "),
    "a text turned around": ("payload", '{"a": \u202e}', "\\u{202e}"),
    "a long number": ("payload", f'{{"a": {"9" * 5_000}e1}}', "4,802 characters more is too"),
    "single quotes": ("header", "{'alg': 'HS256'}", "The header is no JSON (RFC 8259): "),
    "not a number": ("payload", '{"a": NaN}', "The payload is no JSON (RFC 8259): "),
    "a list": ("payload", "[1, 2]", "no object: it has to be { ... } (RFC 7519 §7.2)"),
    "a text": ("header", '"HS256"', "no object: it has to be { ... } (RFC 7519 §7.2)"),
    "twice": ("payload", '{"a": 1, "\\u0061": 2}', 'The payload has "a" twice'),
    "alg twice": ("header", '{"alg": "none", "alg": "HS256"}', "(RFC 7515 §4)"),
    "a huge float": ("payload", '{"a": 1e999}', "1e999 is too large for a number"),
    "none": ("header", '{"alg": "none"}', "HS256, HS384 or HS512 (RFC 7518 §3.2)"),
    "no alg": ("header", '{"typ": "JWT"}', "HS256, HS384 or HS512 (RFC 7518 §3.2)"),
    "toString": ("header", '{"alg": "toString"}', "HS256, HS384 or HS512 (RFC 7518 §3.2)"),
    "HS512": ("header", '{"alg": "HS512"}', ""),
    "a short key": ("key", "AQID", "HS256 needs a key of 32 bytes at least, and this one has 3"),
    "no key": ("key", "", "and this one has 0 (RFC 7518 §3.2)"),
    "a key with a space": ("key", "AQID BAUG", f'" " as character 5: only {ABC} may stand there'),
    "a Korean key": ("key", "비밀", f'"비" as character 1: only {ABC} may stand there'),
    "an invisible key": ("key", "AQ\u202e", '"\\u{202e}" as character 3'),
    "a padded key": ("key", "AQ==", 'The key has a "=": padding is left out (RFC 7515 §2)'),
    "spare bits": ("key", "AQJ", 'ends in "J", with spare bits that are not zero'),
    "cut": ("key", "AQIDA", "5 characters, which can't be whole bytes"),
    "a long header": ("header", f"{HEADER[:-1]}{' ' * 19_971}}}", "20,001 characters; this bench"),
    "a long payload": ("payload", f"{{{' ' * 19_999}}}", "20,001 characters; this bench"),
    "a long key": ("key", "A" * 20_002, "20,002 characters; this bench"),  # as bytes
    "1 MB": ("payload", "비" * 10**6, "1,000,000 characters; this bench reads 20,000"),
    "no moment": ("now", "soon", "Now is a whole number of seconds"),
    "a long moment": ("now", "1" * 13, "of 12 digits at most"),
}  # fmt: skip


GOOD = {
    "header": HEADER,
    "payload": LESSON_03,
    "key": base64url_encode(KEY),
    "now": str(NOW),
    "pasted": "a.b.c",
}
FIRST = jwt.encode(json.loads(LESSON_03), KEY, algorithm="HS256")


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[BenchPage]:
    with browser.new_context() as context:
        bench = BenchPage(context.new_page())
        bench.open()
        yield bench


@pytest.fixture
def bench(page: Page) -> BenchPage:
    """Open a bench of one's own, in a page that makes the test fail where its script does."""
    bench = BenchPage(page)
    bench.open()
    return bench


def test_the_first_token_is_that_of_lesson_03(bench: BenchPage) -> None:
    expect(bench.made).to_have_text(FIRST)
    expect(bench.verdict).to_have_text(ACCEPTED)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_token_is_equal_to_pyjwt_s_to_the_last_character(opened: BenchPage, payload: str) -> None:
    made = opened.make(HEADER, payload, KEY)
    assert made == jwt.encode(json.loads(payload), KEY, algorithm="HS256")


@pytest.mark.parametrize(("header", "ordered"), HEADERS.values(), ids=HEADERS)
def test_each_algorithm_and_header_gives_pyjwt_s_token(
    opened: BenchPage, header: str, ordered: bool
) -> None:
    read = json.loads(header)
    key = KEYS[read["alg"]]
    made = jwt.encode(json.loads(LESSON_03), key, read["alg"], read, sort_headers=ordered)
    assert opened.make(header, LESSON_03, key) == made


TEXTS = st.text('ab"\\/:{}[], \0\n\x1f\x7f\x80é비\u2028\ufffd𝄞')  # few fonts: each is looked for
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | st.integers() | FLOATS | TEXTS
VALUES = SCALARS | st.lists(SCALARS, min_size=5) | st.dictionaries(TEXTS, SCALARS, min_size=5)


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, min_size=5))
def test_any_json_gives_pyjwt_s_token(opened: BenchPage, payload: dict[str, Any]) -> None:
    typed = json.dumps(payload, ensure_ascii=False, indent=1)
    assert opened.make(HEADER, typed, KEY) == jwt.encode(payload, KEY, algorithm="HS256")


SLOW_ONCE = """() => {
  const sign = SubtleCrypto.prototype.sign;
  SubtleCrypto.prototype.sign = async function (...given) {
    SubtleCrypto.prototype.sign = sign;
    await new Promise((done) => { window.finish = done; });
    return sign.apply(this, given);
  };
}"""


def test_a_token_that_is_ready_too_late_does_not_replace_the_newer_one(bench: BenchPage) -> None:
    bench.page.evaluate(SLOW_ONCE)
    bench.payload.fill('{"sub": "first"}')
    bench.payload.fill('{"sub": "second"}')
    second = jwt.encode({"sub": "second"}, KEY, algorithm="HS256")
    expect(bench.made).to_have_text(second)
    bench.page.evaluate("window.finish()")
    bench.page.wait_for_timeout(200)
    expect(bench.made).to_have_text(second)


def test_a_key_can_be_typed_as_text(bench: BenchPage) -> None:
    key = "비밀 of more than thirty-two bytes"
    bench.key.fill(key)
    bench.field("The key is written").select_option("as text")
    token = jwt.encode(json.loads(LESSON_03), key, algorithm="HS256")
    expect(bench.made).to_have_text(token)
    expect(bench.verdict).to_have_text(ACCEPTED)


@pytest.mark.parametrize(("field", "typed", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_a_sentence_and_loses_nothing(
    opened: BenchPage, field: str, typed: str, words: str
) -> None:
    fields = {"header": opened.header, "payload": opened.payload, "key": opened.key}
    fields |= {"now": opened.now, "pasted": opened.pasted}
    for name, text in GOOD.items():
        fields[name].fill(text)
    expect(opened.made).to_have_text(FIRST)
    fields[field].fill(typed)
    marked = field if words else "key"
    expect(opened.page.locator(f"#{marked}-problem")).to_contain_text(words or "HS512 needs a key")
    expect(fields[marked]).to_have_attribute("aria-invalid", "true")
    expect(opened.made).to_have_text(FIRST if field == "now" else NOTHING_MADE)
    for name, text in (GOOD | {field: typed}).items():
        assert fields[name].input_value() == text
    fields[field].fill(GOOD[field])
    expect(opened.made).to_have_text(FIRST)
    expect(fields[marked]).to_have_attribute("aria-invalid", "false")


COUNT_LISTENERS = """window.listeners = 0;
const add = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, ...given) {
  if (type === "message") window.listeners += 1;
  return add.call(this, type, ...given);
};"""


def test_a_cell_that_is_run_again_leaves_no_listener_behind(page: Page) -> None:
    page.add_init_script(COUNT_LISTENERS)
    BenchPage(page).open(Bench()._repr_html_() * 2)
    frames, texts = page.get_by_title("Token bench"), page.locator("iframe + p")
    for place in (0, 1):
        expect(texts.nth(place)).to_be_hidden()
        body = frames.nth(place).content_frame.locator("body")
        expect(frames.nth(place)).to_have_js_property(
            "clientHeight", body.evaluate("e => e.offsetHeight")
        )
    assert page.evaluate("window.listeners") == 1
