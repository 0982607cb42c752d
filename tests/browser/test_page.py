"""A person at the page of both versions: what they see, with a mouse, a keyboard, a phone."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from demo_server.live import LiveServer
from tests.conftest import CHEAP

UNAVOIDABLE = ("/sign_in", "/favicon.ico")
"""Chromium itself calls these errors: a refused sign-in, no icon for an answer in JSON."""


@pytest.fixture(autouse=True)
def quiet_console(page: Page) -> Iterator[None]:
    """Fail the test where the page writes an error to the browser's console."""
    said: list[ConsoleMessage] = []
    page.on("console", lambda message: said.append(message))
    yield
    errors = [one for one in said if one.type == "error"]
    assert [e.text for e in errors if urlsplit(e.location["url"]).path not in UNAVOIDABLE] == []


@pytest.fixture(params=["published", "hardened"])
def server(request: pytest.FixtureRequest) -> Iterator[LiveServer]:
    settings = {} if request.param == "published" else CHEAP
    with LiveServer(request.param, process=False, settings=settings) as started:
        yield started


def sign_in(page: Page, name: str = "alice", password: str = "correct horse") -> None:
    page.get_by_label("Id").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def sign_up(page: Page, name: str) -> None:
    page.get_by_label("Id").fill(name)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("status")).to_have_text("Your account is made. Now sign in.")


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
    expect(page.get_by_text("You are signed in as alice.")).to_be_visible()
    expect(page.get_by_label("Password")).to_be_hidden()
    page.reload()
    expect(page.get_by_text("You are signed in as alice.")).to_be_visible()


def test_the_protected_page_opens_after_signing_in_and_leads_home_after_signing_out(
    page: Page, server: LiveServer
) -> None:
    page.goto(server.url)
    sign_in(page)
    expect(page.get_by_text("You are signed in as alice.")).to_be_visible()
    page.get_by_role("link", name="The protected page").click()
    expect(page.get_by_text("Hello, alice.")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    expect(page.get_by_label("Id")).to_be_focused()
    page.goto(f"{server.url}/temp")
    assert urlsplit(page.url).path == "/"


def test_a_new_person_signs_up_and_in(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    sign_up(page, "dave")
    sign_in(page, "dave")
    expect(page.get_by_text("You are signed in as dave.")).to_be_visible()


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
    expect(page.get_by_role("button", name="Sign out")).to_be_focused()
    press("Tab", "Enter")
    expect(page.get_by_text("Hello, dave.")).to_be_visible()
    page.go_back()
    press("Tab", "Enter")
    expect(page.get_by_label("Id")).to_be_focused()


def test_a_phone_shows_the_page_without_scrolling_sideways(page: Page, server: LiveServer) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(server.url)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    longest = "w" * 64
    sign_up(page, longest)
    sign_in(page, longest)
    expect(page.get_by_text(f"You are signed in as {longest}.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_page_asks_nobody_but_its_own_server(page: Page, server: LiveServer) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url)
    sign_in(page)
    expect(page.get_by_text("You are signed in as alice.")).to_be_visible()
    assert asked
    assert [url for url in asked if not url.startswith(f"{server.url}/")] == []


def test_a_script_reads_the_published_token_and_not_the_hardened_one(
    page: Page, context: BrowserContext, server: LiveServer
) -> None:
    page.goto(server.url)
    sign_in(page)
    expect(page.get_by_text("You are signed in as alice.")).to_be_visible()
    (cookie,) = context.cookies()
    in_script = page.evaluate("document.cookie")
    if server.version == "published":
        assert (cookie["name"], cookie["httpOnly"]) == ("mytoken", False)
        assert in_script == f"mytoken={cookie['value']}"
    else:
        attributes = (cookie["name"], cookie["httpOnly"], cookie["sameSite"])
        assert attributes == ("access_token", True, "Lax")
        assert in_script == ""
