"""The bench at its bounds: tokens as long as may be, times that are no dates, empty keys."""

import re
from collections.abc import Iterator

import jwt
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from demo_server.jose import base64url_encode, hmac_sign
from demo_server.notebook.lesson import KEY
from tests.browser.bench_page import ACCEPTED, BenchPage
from tests.conftest import NOW

pytestmark = pytest.mark.slow

HEADER = '{"alg":"HS256","typ":"JWT"}'
MAX_NOW = 999_999_999_999
MILLISECONDS = 1_000 * (NOW + 900)
LONG = "a" * 5_000
NO_DATE = "at no date: not between the years 1 and 9999"


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[BenchPage]:
    with browser.new_context() as context:
        opened, faults = BenchPage(context.new_page()), list[str]()
        opened.page.on("pageerror", lambda error: faults.append(str(error)))
        opened.open()
        yield opened
        assert faults == []


def signed(payload: str, header: str = HEADER, key: bytes = KEY) -> str:
    """Return a token of what stands in these texts, be it good or not."""
    parts = (base64url_encode(text.encode()) for text in (header, payload))
    return hmac_sign(".".join(parts), key, "sha256")


def padded(text: str, length: int) -> str:
    """Return a JSON object with spaces before its end, so that it has this many characters."""
    return f"{text[:-1]}{' ' * (length - len(text))}}}"


def test_a_good_token_of_20_000_characters_is_accepted_and_one_of_20_001_is_not(
    bench: BenchPage,
) -> None:
    longest, longer = (signed(padded('{"sub": "alice"}', length)) for length in (14_939, 14_940))
    assert [len(longest), len(longer)] == [20_000, 20_001]
    assert bench.check(longest) == ACCEPTED
    assert bench.check(longer) == "Refused: Three parts."
    assert "The token has 20,001 characters; this bench reads 20,000" in bench.sentence(
        "Three parts"
    )


@pytest.mark.parametrize(
    ("header", "payload", "key"),
    [
        (padded(HEADER, 20_000), "{}", KEY),
        (HEADER, padded("{}", 20_000), KEY),
        (HEADER, "{}", bytes(15_000)),
    ],
    ids=["header", "payload", "key"],
)
def test_a_field_of_20_000_characters_is_read(
    bench: BenchPage, header: str, payload: str, key: bytes
) -> None:
    assert bench.make(header, payload, key) == jwt.encode({}, key, algorithm="HS256")
    bench.key.fill(base64url_encode(KEY))


@pytest.mark.parametrize(
    ("payload", "first", "last"),
    [
        (f'{{"exp": {MAX_NOW}, "iat": {NOW}}}', None, MAX_NOW),
        (f'{{"exp": {NOW}, "iat": -{MAX_NOW}}}', -MAX_NOW, None),
        (f'{{"exp": {MILLISECONDS}, "iat": {NOW}}}', NOW - 60, NOW + 60),
        (f'{{"exp": {NOW}, "iat": -{MILLISECONDS}}}', NOW - 60, NOW + 60),
        (f'{{"exp": {MAX_NOW + 1}, "iat": {NOW}}}', NOW - 60, NOW + 60),
        (f'{{"exp": "{NOW + 9_999}", "nbf": {NOW}}}', NOW - 60, NOW + 60),
        (f'{{"exp": 1e999, "iat": {NOW}}}', NOW - 60, NOW + 60),
    ],
    ids=["last", "first", "exp in ms", "iat in ms", "one beyond", "a text", "infinity"],
)
def test_the_slider_leads_to_no_moment_that_the_bench_refuses(
    bench: BenchPage, payload: str, first: int | None, last: int | None
) -> None:
    bench.check(signed(payload))
    slider = bench.field("Move now")
    for key, moment in (("End", last), ("Home", first)):
        slider.press(key)
        expect(bench.verdict).to_have_text(re.compile("^(Accepted|Refused)"))
        reached, step = int(bench.now.input_value()), int(slider.get_attribute("step") or 1)
        assert abs(reached) <= MAX_NOW
        assert moment is None or abs(reached - moment) < step
    bench.now.fill(str(NOW))


@pytest.mark.parametrize(
    ("claims", "check", "words"),
    [
        (f'"exp": {MILLISECONDS}', "exp", f"exp passes It ends {NO_DATE} (RFC 7519 §4.1.4)."),
        ('"exp": 1e300', "exp", f"exp passes It ends {NO_DATE} (RFC 7519 §4.1.4)."),
        ('"exp": 253402300799', "exp", ", at 9999-12-31 23:59:59 UTC "),
        ('"exp": 253402300800', "exp", NO_DATE),
        ('"iat": -62135596800', "iat", ", at 0001-01-01 00:00:00 UTC "),
        ('"iat": -62135596801', "iat", f"iat passes It was issued {NO_DATE} (RFC 7519 §4.1.6)."),
        (f'"exp": {NOW}.5', "exp", "It ends in 0.5 s, at 2026-01-05 09:00:00.5 UTC "),
        (f'"exp": {NOW}.1', "exp", "It ends in 0.1 s, at 2026-01-05 09:00:00.1 UTC "),
        ('"exp": 253402300799.9999', "exp", NO_DATE),
        (f'"exp": {NOW + 70}.123', "exp", "in 1 min 10.123 s, at 2026-01-05 09:01:10.123 UTC "),
        (f'"nbf": {NOW - 1}.75', "nbf", "0.25 s ago, at 2026-01-05 08:59:59.75 UTC "),
    ],
)
def test_a_time_is_said_to_the_fraction_and_no_date_is_said_to_be_none(
    bench: BenchPage, claims: str, check: str, words: str
) -> None:
    assert bench.check(signed(f"{{{claims}}}")) == ACCEPTED
    assert words in bench.sentence(check)


@pytest.mark.parametrize("claim", ["exp", "nbf", "iat"])
def test_a_time_that_no_number_here_can_hold_is_refused(bench: BenchPage, claim: str) -> None:
    for value in ("1e999", "-1e999", "1" * 400):
        assert bench.check(signed(f'{{"{claim}": {value}}}')) == f"Refused: {claim}."
        assert f"{claim} has more than 308 digits, too many for this bench (RFC 8259 §6)" in (
            bench.sentence(claim)
        )


def test_a_signature_with_the_empty_key_is_equal_and_the_key_is_refused(bench: BenchPage) -> None:
    token = signed("{}", key=b"")
    bench.key.fill("")
    assert bench.check(token) == "Refused: Key."
    assert "this one has 0" in bench.sentence("Key")
    bench.key.fill(base64url_encode(KEY))
    assert bench.check(token) == "Refused: Signature."


def test_with_a_key_that_can_not_be_read_no_signature_is_looked_at(bench: BenchPage) -> None:
    bench.key.fill("AQ==")
    assert bench.check(signed("{}")) == "Refused: Key."
    assert bench.sentence("Key").startswith('Key fails The key has a "="')
    assert bench.sentence("Signature") == "Signature skipped It could not be looked at."
    bench.key.fill(base64url_encode(KEY))


@pytest.mark.parametrize("crit", ["[]", "null", '"x"', '["x", 1]', "{}"])
def test_crit_that_is_no_list_of_names_is_said_to_be_none(bench: BenchPage, crit: str) -> None:
    assert (
        bench.check(signed("{}", f'{{"alg": "HS256", "crit": {crit}}}')) == "Refused: Extensions."
    )
    assert "has to be a list of names, and not empty (RFC 7515 §4.1.11)" in (
        bench.sentence("Extensions")
    )


def test_names_in_crit_are_extensions_that_this_bench_does_not_know(bench: BenchPage) -> None:
    bench.check(signed("{}", '{"alg": "HS256", "crit": ["x"], "x": 1}'))
    assert 'crit is ["x"]: who does not know these extensions must refuse' in (
        bench.sentence("Extensions")
    )


def test_what_turns_a_line_around_is_an_escape_wherever_it_stands(bench: BenchPage) -> None:
    bench.check(signed('{"a": "\u202e"}'))
    expect(bench.page.locator("#decoded .payload")).to_have_text('{"a": "\\u{202e}"}')
    bench.check(signed('{"a": \u202e}'))
    assert "\\u{202e}" in bench.sentence("JSON objects")
    assert "\u202e" not in bench.sentence("JSON objects")


@pytest.mark.parametrize(
    ("payload", "header", "check"),
    [
        (f'{{"exp": {"[" * 5_000}{"]" * 5_000}}}', HEADER, "exp"),
        (f'{{"{LONG}": 1, "{LONG}": 2}}', HEADER, "No member twice"),
        ("{}", f'{{"alg": "{LONG}"}}', "Algorithm"),
        ("{}", f'{{"alg": "HS256", "crit": ["{LONG}"]}}', "Extensions"),
    ],
)
def test_a_sentence_quotes_the_beginning_of_a_long_value_and_counts_the_rest(
    bench: BenchPage, payload: str, header: str, check: str
) -> None:
    bench.check(signed(payload, header))
    sentence = bench.sentence(check)
    assert re.search(r"\.\.\. and \d,\d{3} characters more", sentence)
    assert len(sentence) < 500


def test_that_a_token_is_copied_is_said_until_there_is_another(bench: BenchPage) -> None:
    bench.page.get_by_role("button", name="Copy the token").click()
    expect(bench.page.locator("#copied")).to_have_text(re.compile("^It is "))
    bench.payload.fill('{"sub": "bob"}')
    expect(bench.made).to_have_text(jwt.encode({"sub": "bob"}, KEY, algorithm="HS256"))
    expect(bench.page.locator("#copied")).to_have_text("")


@pytest.mark.parametrize("broken", ["sign", "verify"])
def test_a_fault_of_the_bench_itself_leaves_no_verdict_of_before(
    context: BrowserContext, broken: str
) -> None:
    bench = BenchPage(context.new_page())
    bench.open()
    expect(bench.verdict).to_have_text(ACCEPTED)
    bench.page.evaluate(
        "name => { SubtleCrypto.prototype[name] = () => { throw TypeError('broken') } }", broken
    )
    with bench.page.expect_event("pageerror") as fault:
        bench.payload.fill('{"exp": 1}')
    assert fault.value.message == "broken"
    expect(bench.verdict).to_have_text("The bench itself has failed: nothing is made or checked.")
    expect(bench.made).to_be_empty()
    assert bench.page.locator("#checks li, #decoded *").count() == 0
    expect(bench.page.get_by_role("button", name="Copy the token")).to_be_disabled()
