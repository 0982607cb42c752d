"""The page for everyone: by keyboard alone, on a phone, enlarged, in the dark, read aloud."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from demo_server.notebook.live import LiveServer
from tests.browser.page_actions import expect_signed_in, sign_in, sign_up

pytestmark = pytest.mark.usefixtures("quiet_console")


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; once around the page is enough."""
    for _ in range(12):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("no number of Tabs leads there")


def test_everything_works_by_keyboard_alone(page: Page, server: LiveServer) -> None:
    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)

    page.goto(server.url)
    press("Tab")
    page.keyboard.type("dave")
    press("Tab")
    page.keyboard.type("blue kettle")
    press("Tab", "Tab", "Enter")
    expect(page.get_by_role("status")).to_have_text("Your account is made. Now sign in.")
    press("Shift+Tab", "Enter")
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_focused()
    tab_to(page, page.get_by_role("link", name="The protected page"))
    press("Enter")
    expect(page.get_by_text("Hello, dave.")).to_be_visible()
    page.go_back()
    tab_to(page, page.get_by_role("button", name="Sign out", exact=True))
    press("Enter")
    expect(page.get_by_label("Id")).to_be_focused()


def test_a_phone_shows_the_page_without_scrolling_sideways(page: Page, server: LiveServer) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(server.url)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    longest = "w" * 64
    sign_up(page, longest)
    sign_in(page, longest)
    expect_signed_in(page, longest)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_at_200_percent_nothing_is_cut_or_hidden(page: Page, server: LiveServer) -> None:
    page.set_viewport_size({"width": 640, "height": 400})  # a 1280 by 800 window, enlarged twice
    page.goto(server.url)
    sign_in(page)
    page.get_by_role("button", name="Sign out", exact=True).scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(page: Page, server: LiveServer, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(server.url)
    signed_out = Axe().run(page)
    sign_in(page, password="wrong horse")
    expect(page.get_by_role("status")).to_have_text("Wrong id or password.")
    refused = Axe().run(page)
    sign_in(page)
    expect_signed_in(page)
    signed_in = Axe().run(page)
    for found in (signed_out, refused, signed_in):
        assert len(found.response["passes"]) > 10  # it did look
        assert found.violations_count == 0, found.generate_report()
