"""A person at the page of both versions: what they see, and what their browser keeps."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from time_machine import Traveller

from demo_server.notebook.inspector import STYLE
from demo_server.notebook.live import LiveServer
from tests.browser.page_actions import expect_signed_in, sign_in, sign_up
from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.usefixtures("quiet_console")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")


def test_a_newcomer_signs_up_mistypes_signs_in_opens_the_protected_page_and_signs_out(
    page: Page, server: LiveServer
) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(server.url)
    expect(page).to_have_title(f"{server.version} · JWT login demo")
    expect(page.get_by_text(re.compile(f"^{server.version}:", re.IGNORECASE))).to_be_visible()
    truth = {"published": "nobody can stay signed in", "hardened": "Everything here works"}
    without_scripts = page.locator("noscript").evaluate("element => element.textContent")
    assert truth[server.version] in without_scripts
    sign_up(page, "dave")
    expect(page.get_by_label("Id", exact=True)).to_have_value("dave")
    password = page.get_by_label("Password", exact=True)
    expect(password).to_be_focused()
    page.keyboard.type("wrong horse")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Wrong id or password.")
    expect(password).to_be_focused()
    page.keyboard.type("correct horse")  # the wrong one is gone, so this is all of it
    page.keyboard.press("Enter")
    expect_signed_in(page, "dave")
    expect(page.get_by_role("heading", name="Welcome")).to_be_focused()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.reload()
    expect_signed_in(page, "dave")
    page.get_by_role("link", name="The protected page").click()
    expect(page.get_by_role("heading", name="The protected page")).to_be_visible()
    expect(page.get_by_text("Hello, dave.")).to_be_visible()
    page.get_by_role("link", name="Back").click()
    sign_out(page)
    expect(page.get_by_label("Id", exact=True)).to_be_focused()
    assert page.evaluate("document.cookie") == ""
    page.goto(f"{server.url}/temp")
    assert urlsplit(page.url).path == "/"
    assert [url for url in requested if not url.startswith(f"{server.url}/")] == []


def test_a_failure_differs_from_a_success_in_sign_and_colour_and_stands_in_the_form_it_is_about(
    page: Page, server: LiveServer
) -> None:
    look = """message => [getComputedStyle(message, "::before").content[1],
        getComputedStyle(message).color, message.closest(".card").id]"""
    page.goto(server.url)
    sign_up(page, "dave")
    success = page.get_by_role("status").evaluate(look)
    page.get_by_label("New id").fill("dave")
    page.get_by_label("New password").fill("correct horse")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_have_text(
        re.compile(r"^(The id dave|This id) is taken\.$")
    )
    expect(page.get_by_role("status")).to_have_count(0)
    expect(page.get_by_label("New id")).to_be_focused()
    failure = page.get_by_role("alert").evaluate(look)
    assert (success[0], success[2]) == ("✓", "sign-in")
    assert (failure[0], failure[2]) == ("✗", "sign-up")
    assert success[1] != failure[1]


def test_the_page_shows_what_the_token_says_and_the_time_it_has_left(
    page: Page, context: BrowserContext, server: LiveServer
) -> None:
    page.goto(server.url)
    sign_in(page)
    expect_signed_in(page)
    cookie = next(one for one in context.cookies() if one["name"] != "refresh_token")
    in_script = page.evaluate("document.cookie")
    table = page.get_by_role("table")
    expect(table).to_contain_text(re.compile(r"exp\s*\d{10}.* 20\d\d \d\d:\d\d:\d\d GMT"))
    if server.version == "published":
        life = r"24 h 0 min 0 s|23 h 59 min \d+ s"
        assert (cookie["name"], cookie["httpOnly"]) == ("mytoken", False)
        assert in_script == f"mytoken={cookie['value']}"
        expect(page.locator("code")).to_have_text(cookie["value"])
        expect(table.get_by_role("row", name="payload id alice")).to_be_visible()
    else:
        life = r"15 min 0 s|14 min \d+ s"
        attributes = (cookie["name"], cookie["httpOnly"], cookie["sameSite"])
        assert attributes == ("access_token", True, "Lax")
        assert in_script == ""
        assert cookie["value"] not in page.content()
        expect(table.get_by_role("row", name="sub alice who you are")).to_be_visible()
        expect(table.get_by_role("row")).to_have_count(10)  # a heading and nine claims
    expect(page.get_by_role("timer")).to_have_text(re.compile(f"^({life})$"))
    page.evaluate("document.body.dataset.now = 4e9")
    expect(page.get_by_text("Your token has ended.")).to_be_visible()
    expect(page.get_by_role("timer")).to_be_hidden()


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


def test_back_after_signing_out_shows_nothing_personal(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    sign_in(page)
    expect_signed_in(page)
    sign_out(page)
    assert "alice" not in page.content()
    page.goto("about:blank")
    page.go_back()
    expect(page.get_by_label("Id", exact=True)).to_be_visible()
    assert "alice" not in page.content()


def test_the_three_parts_of_a_token_have_the_colours_of_the_inspector() -> None:
    css = (ROOT / "demo_server/static/page.css").read_text("utf-8")
    for part, style in STYLE.items():
        assert f".{part} {{ {style} }}" in css
