"""A person at the page of both versions: what they see, and what their browser keeps."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from time_machine import Traveller

from demo_server.notebook.live import LiveServer
from tests.browser.page_actions import expect_signed_in, sign_in, sign_up

pytestmark = pytest.mark.usefixtures("quiet_console")


def test_the_version_is_told_at_a_glance(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    expect(page).to_have_title(f"{server.version} · JWT login demo")
    expect(page.get_by_text(re.compile(f"^{server.version}:", re.IGNORECASE))).to_be_visible()


def test_a_wrong_password_is_said_and_a_right_one_signs_in(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    sign_in(page, password="wrong horse")
    expect(page.get_by_role("status")).to_have_text("Wrong id or password.")
    expect(page.get_by_label("Password")).to_be_focused()
    sign_in(page)
    expect_signed_in(page)
    expect(page.get_by_label("Password")).to_be_hidden()
    page.reload()
    expect_signed_in(page)


def test_the_protected_page_opens_after_signing_in_and_leads_home_after_signing_out(
    page: Page, server: LiveServer
) -> None:
    page.goto(server.url)
    sign_in(page)
    expect_signed_in(page)
    page.get_by_role("link", name="The protected page").click()
    expect(page.get_by_text("Hello, alice.")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    expect(page.get_by_label("Id")).to_be_focused()
    assert page.evaluate("document.cookie") == ""  # this waits for what the script has just deleted
    page.goto(f"{server.url}/temp")
    assert urlsplit(page.url).path == "/"


def test_a_new_person_signs_up_and_in(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    sign_up(page, "dave")
    sign_in(page, "dave")
    expect_signed_in(page, "dave")


def test_no_token_is_said_to_live_longer_than_it_does(
    page: Page, clock: Traveller, published: LiveServer
) -> None:
    clock.shift(0.9)
    page.goto(published.url)
    page.wait_for_timeout(300)
    clock.shift(0.3)  # the next second has begun, at the server and in the page
    sign_in(page)
    expect_signed_in(page)
    left = page.get_by_role("timer").inner_text()
    assert re.fullmatch(r"24 h 0 min 0 s|23 h 59 min \d+ s", left)


def test_the_page_asks_nobody_but_its_own_server(page: Page, server: LiveServer) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url)
    sign_in(page)
    expect_signed_in(page)
    assert asked
    assert [url for url in asked if not url.startswith(f"{server.url}/")] == []


def test_a_script_reads_the_published_token_and_not_the_hardened_one(
    page: Page, context: BrowserContext, server: LiveServer
) -> None:
    page.goto(server.url)
    sign_in(page)
    expect_signed_in(page)
    cookie = next(one for one in context.cookies() if one["name"] != "refresh_token")
    in_script = page.evaluate("document.cookie")
    if server.version == "published":
        assert (cookie["name"], cookie["httpOnly"]) == ("mytoken", False)
        assert in_script == f"mytoken={cookie['value']}"
    else:
        attributes = (cookie["name"], cookie["httpOnly"], cookie["sameSite"])
        assert attributes == ("access_token", True, "Lax")
        assert in_script == ""


def test_a_signed_in_person_sees_how_long_the_token_is_still_good(
    page: Page, server: LiveServer
) -> None:
    page.goto(server.url)
    sign_in(page)
    life = {
        "published": r"(24 h 0 min 0|23 h 59 min \d+) s",
        "hardened": r"(15 min 0|14 min \d+) s",
    }
    expect(page.get_by_role("timer")).to_have_text(re.compile(f"^{life[server.version]}$"))
    page.evaluate("document.body.dataset.now = 4e9")
    expect(page.get_by_role("timer")).to_have_text("no longer: sign in again")


def test_back_after_signing_out_shows_nothing_personal(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    sign_in(page)
    expect_signed_in(page)
    page.get_by_role("link", name="The protected page").click()
    page.go_back()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    page.goto("about:blank")
    page.go_back()
    expect(page.get_by_label("Id")).to_be_visible()
    assert "alice" not in page.content()
