"""The bench for everyone: by keyboard alone, read aloud, in the dark, on a phone, in any page."""

import re
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from demo_server.notebook.inspector import STYLE
from tests.browser.bench_page import ACCEPTED, FRAGMENT_HTML, NOTHING_MADE, BenchPage
from tests.conftest import NOW

pytestmark = pytest.mark.slow

FOCUSED = """() => {
  const focused = document.querySelector(".token-bench").shadowRoot.activeElement;
  return (focused?.labels?.[0] ?? focused)?.textContent.trim();
}"""
FIELDS = [
    "Header, as JSON",
    "Payload, as JSON",
    "Key, to sign and to check",
    "The key is written",
    "Copy the token",
    "the one made here",
    "A token of your own",
    "The algorithm that you expect",
    "Now, in seconds since 1970",
    "Take this computer's time",
    "Move now",
]
"""What the Tab key leads to. The second of two radio buttons is reached by an arrow key."""
NEEDS_WEBCRYPTO = "The token bench needs the browser's WebCrypto."
NEEDS_SCRIPT = "Here stands the token bench, where a browser runs its script"
OTHER_PAGE = """<!doctype html><html lang="en"><title>A page</title>
<style>:root { color-scheme: %s }
body, body * { color: red !important; font: italic 40px serif !important }
p, button, b { background: yellow !important }</style><main><h1>A page</h1>%s</main>"""


@pytest.fixture
def bench(page: Page, quiet_console: None) -> BenchPage:
    bench = BenchPage(page)
    bench.open()
    return bench


def test_everything_works_by_keyboard_alone(bench: BenchPage) -> None:
    def press(*keys: str) -> None:
        for key in keys:
            bench.page.keyboard.press(key)

    met = []
    for _ in FIELDS:
        press("Tab")
        met.append(bench.page.evaluate(FOCUSED))
    assert met == FIELDS
    press("End")  # the slider stands at the right, after exp
    expect(bench.verdict).to_have_text("Refused: exp.")
    press("Home")  # before iat
    expect(bench.verdict).to_have_text("Refused: iat.")
    press("ArrowRight")
    expect(bench.now).to_have_value(str(NOW - 225 + 1))
    press("Shift+Tab", "Shift+Tab", "Control+a")
    bench.page.keyboard.type(str(NOW + 899))
    expect(bench.verdict).to_have_text(ACCEPTED)
    expect(bench.page.get_by_text("2026-01-05 09:14:59 UTC")).to_be_visible()
    press("Shift+Tab", "ArrowDown")
    expect(bench.verdict).to_have_text("Refused: Algorithm, Key, Signature.")
    press("ArrowUp", *["Shift+Tab"] * 3, "Enter")  # copies the token, or selects it
    expect(bench.page.locator("#copied")).to_have_text(re.compile("^It is "))
    press("Control+c")
    made = bench.made.inner_text()
    press("Tab", "Tab", "Control+v")
    expect(bench.pasted).to_have_value(made)
    expect(bench.field("the one below, which I paste")).to_be_checked()
    press("End", "Backspace")
    expect(bench.verdict).to_have_text(re.compile("^Refused: "))
    press("Shift+Tab", "ArrowUp")
    expect(bench.field("the one made here")).to_be_checked()
    expect(bench.verdict).to_have_text(ACCEPTED)


def test_the_moment_can_be_this_computer_s(bench: BenchPage) -> None:
    bench.page.clock.set_fixed_time(datetime.fromtimestamp(NOW + 60, UTC))
    bench.page.get_by_role("button", name="Take this computer's time").click()
    expect(bench.now).to_have_value(str(NOW + 60))
    expect(bench.page.get_by_text("It was issued 1 min ago")).to_be_visible()


COUNT_CHANGES = """status => {
  window.changes = [];
  new MutationObserver(() => window.changes.push(status.textContent))
    .observe(status, { childList: true, characterData: true, subtree: true });
}"""


def test_a_screen_reader_hears_the_verdict_once_typing_has_stopped(bench: BenchPage) -> None:
    status = bench.page.get_by_role("status")
    expect(status).to_have_text(ACCEPTED)
    assert bench.page.locator("[aria-live], [role=alert], [role=log], output").count() == 0
    status.evaluate(COUNT_CHANGES)
    for key in ["Control+a", *["{", "}", "Backspace"] * 6]:  # good and bad by turns
        bench.payload.press(key)
        bench.page.wait_for_timeout(50)
    expect(status).to_have_text("To mend: payload. There is no token to check, or no moment.")
    bench.payload.fill(f'{{"iat": {NOW}, "exp": {NOW + 900}}}')
    bench.field("Move now").press("ArrowRight")
    expect(status).to_have_text(ACCEPTED)
    for _ in range(12):  # another moment each time, and the same verdict
        bench.field("Move now").press("ArrowRight")
    bench.page.wait_for_timeout(1_500)
    assert len(bench.page.evaluate("window.changes")) == 2
    expect(bench.field("Move now")).to_have_attribute("aria-valuetext", "2026-01-05 09:00:13 UTC")


def test_a_field_names_what_is_wrong_with_it(bench: BenchPage) -> None:
    bench.payload.fill("{")
    expect(bench.payload).to_have_accessible_description(re.compile("The payload is no JSON"))
    bench.payload.fill("{}")
    expect(bench.payload).to_have_accessible_description("")


def test_axe_finds_no_violation_in_light_and_dark(bench: BenchPage) -> None:
    found = []

    def look() -> None:
        for scheme in ("light", "dark"):
            bench.page.emulate_media(color_scheme=scheme)
            found.append(Axe().run(bench.page))

    expect(bench.verdict).to_have_text(ACCEPTED)
    look()
    bench.check("eyJhbGciOiJub25lIn0.e30.")
    bench.header.fill("{")
    bench.now.fill("soon")
    expect(bench.made).to_have_text(NOTHING_MADE)
    look()
    for one in found:
        assert len(one.response["passes"]) > 20  # it did look
        assert one.violations_count == 0, one.generate_report()


@pytest.mark.parametrize("width", [320, 375])
def test_a_phone_shows_the_bench_without_scrolling_sideways(bench: BenchPage, width: int) -> None:
    bench.page.set_viewport_size({"width": width, "height": 640})
    bench.check("a" * 300)
    bench.payload.fill('{"a": "%s"}' % ("b" * 300))
    expect(bench.page.get_by_text("1 part")).to_be_visible()
    assert bench.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("scheme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(22, 24, 29)")]
)
def test_in_another_page_the_bench_is_as_dark_as_that_and_keeps_its_own_looks(
    page: Page, scheme: str, ground: str
) -> None:
    bench = BenchPage(page)
    bench.open(OTHER_PAGE % (scheme, FRAGMENT_HTML))
    expect(bench.verdict).to_have_text(ACCEPTED)
    expect(page.locator("#bench")).to_have_css("background-color", ground)
    expect(page.locator("#bench")).to_have_css("font-style", "normal")
    expect(bench.verdict).to_have_css("font-size", "16px")
    for name, style in STYLE.items():
        ink, paper = re.findall("#[0-9a-f]{6}", style)
        for place in ("#made", "#decoded"):
            part = page.locator(f"{place} .part.{name}")
            expect(part).to_have_css("color", rgb(ink))
            expect(part).to_have_css("background-color", rgb(paper))
            assert part.evaluate("e => getComputedStyle(e, '::before').content") == f'"{name}"'
    expect(page.get_by_role("heading", name="A page")).to_have_css("color", "rgb(255, 0, 0)")


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"


def test_two_benches_in_one_page_do_not_disturb_one_another(page: Page) -> None:
    both = BenchPage(page)
    both.open(OTHER_PAGE % ("light", FRAGMENT_HTML * 2))
    first, second = both.payload.first, both.payload.last
    verdicts = both.verdict
    first.fill('{"exp": 1}')
    expect(verdicts).to_have_text(["Refused: exp.", ACCEPTED])
    both.field("the one below, which I paste").last.check()
    expect(verdicts).to_have_text(["Refused: exp.", "There is no token to check, or no moment."])
    expect(both.field("the one made here").first).to_be_checked()
    second.fill("{}")
    assert first.input_value() == '{"exp": 1}'


def test_nothing_is_asked_of_any_address_and_nothing_could_be(page: Page) -> None:
    bench = BenchPage(page)
    bench.open()
    bench.payload.fill('{"sub": "https://bench.example/secret", "jku": "https://bench.example/k"}')
    bench.check("https://bench.example/<img src=https://bench.example/i>")
    bench.page.get_by_role("button", name="Copy the token").click()
    assert bench.asked == []
    fetched = "fetch('https://bench.example/x').then(() => 'sent', () => 'refused')"
    assert bench.page.evaluate(fetched) == "refused"
    assert bench.asked == []  # the page's policy refused it before anyone was asked


def test_nothing_is_kept(page: Page) -> None:
    bench = BenchPage(page)
    bench.open()
    bench.payload.fill('{"sub": "secret"}')
    bench.check("secret")
    page.reload()
    expect(bench.verdict).to_have_text(ACCEPTED)
    assert bench.pasted.input_value() == ""
    assert "secret" not in bench.payload.input_value()
    kept = page.context.storage_state(indexed_db=True)
    assert kept == {"cookies": [], "origins": []}
    assert page.evaluate("sessionStorage.length") == 0


def test_without_a_secure_context_there_is_a_sentence(page: Page) -> None:
    bench = BenchPage(page)
    bench.open(address="http://bench.example/")
    expect(page.get_by_text(NEEDS_WEBCRYPTO)).to_be_visible()
    expect(bench.header).to_be_hidden()


def test_without_a_script_there_is_a_sentence(browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        bench = BenchPage(context.new_page())
        bench.open()
        expect(bench.page.get_by_text(NEEDS_SCRIPT)).to_be_visible()
        expect(bench.header).to_be_hidden()
