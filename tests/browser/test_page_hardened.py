"""A person at the hardened page: two tabs, a token that ends, a server that fails, a password."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect
from time_machine import Traveller

from demo_server.hardened.validation import MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH
from demo_server.notebook.live import LiveServer
from tests.browser.page_actions import expect_signed_in, sign_in
from tests.conftest import FAST_ARGON2

RULE = f"{MIN_PASSWORD_LENGTH} to {MAX_PASSWORD_LENGTH} characters"
ENDED = 901
"""Seconds after which an access token has ended."""


@contextmanager
def serving(**settings: Any) -> Iterator[LiveServer]:
    with LiveServer("hardened", process=False, settings=FAST_ARGON2 | settings) as started:
        yield started


def open_signed_in(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    sign_in(page)
    expect_signed_in(page)


def requests_to(server: LiveServer, path: str) -> list[int]:
    """Return the status of each request to a path since the log was last read."""
    return [entry.status for entry in server.log() if entry.path == path]


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_two_tabs_that_come_back_after_the_token_s_end_keep_their_owner_signed_in(
    page: Page, context: BrowserContext, clock: Traveller, hardened: LiveServer
) -> None:
    open_signed_in(page, hardened)
    tabs = [page, context.new_page()]
    tabs[1].goto(hardened.url)
    for _ in range(6):
        clock.shift(ENDED)
        hardened.log()
        for tab in tabs:
            tab.evaluate("setTimeout(() => location.reload())")
        for tab in tabs:
            expect(tab.get_by_role("timer")).to_have_text(re.compile(r"^1[45] min"))
        assert requests_to(hardened, "/refresh") == [200]


def test_the_protected_page_opens_at_the_first_click_after_the_token_s_end(
    page: Page, clock: Traveller, hardened: LiveServer
) -> None:
    open_signed_in(page, hardened)
    clock.shift(ENDED)
    page.evaluate(f"document.body.dataset.now = Number(document.body.dataset.now) + {ENDED}")
    expect(page.get_by_text("Your token has ended.")).to_be_visible()
    assert requests_to(hardened, "/refresh") == []  # nobody came back to the page, or clicked
    page.get_by_role("link", name="The protected page").click()
    expect(page.get_by_text("Hello, alice.")).to_be_visible()
    assert requests_to(hardened, "/refresh") == [200]


def test_a_computer_that_wakes_shows_the_right_time_and_renews_a_token_that_has_ended(
    page: Page, clock: Traveller, hardened: LiveServer
) -> None:
    page.add_init_script("const now = Date.now; window.slept = 0; Date.now = () => now() + slept;")
    open_signed_in(page, hardened)
    page.evaluate("for (let id = 1; id < 20; id++) clearInterval(id)")  # its clock ticks no more
    sleep = "slept += 600_000; document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(sleep)
    assert re.fullmatch(r"(5 min 0|4 min \d+) s", page.get_by_role("timer").inner_text())
    clock.shift(1_200)
    page.evaluate(sleep)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^1[45] min"))


def test_beyond_loopback_a_page_over_plain_http_renews_only_at_a_click(
    page: Page, clock: Traveller
) -> None:
    with serving(TRUSTED_HOSTS=["127.0.0.1", "shop.example"], COOKIE_SECURE=False) as server:
        page.goto(server.url.replace("127.0.0.1", "shop.example"))
        assert page.evaluate("navigator.locks") is None
        sign_in(page)
        expect_signed_in(page)
        clock.shift(ENDED)
        page.reload()
        expect(page.get_by_text("Your token has ended.")).to_be_visible()
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_timeout(200)
        assert requests_to(server, "/refresh") == []
        page.get_by_role("button", name="Renew the token").dblclick()
        expect(page.get_by_text("Your token is renewed.")).to_be_visible()
        expect(page.get_by_role("timer")).to_be_visible()


def test_a_browser_that_keeps_no_cookie_is_not_said_to_be_signed_in(page: Page) -> None:
    with serving(TRUSTED_HOSTS=["127.0.0.1", "shop.example"], COOKIE_SECURE=True) as server:
        page.goto(server.url.replace("127.0.0.1", "shop.example"))
        sign_in(page)
        expect(page.get_by_role("alert")).to_have_text(
            "This browser did not keep the server's cookies."
        )


def test_renewing_gives_another_token_and_its_full_time(
    page: Page, context: BrowserContext, hardened: LiveServer
) -> None:
    page.goto(hardened.url)
    sign_in(page, " Alice ")
    expect_signed_in(page)  # the id as the server knows it
    before = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    click(page, "Renew the token")
    expect(page.get_by_text("Your token is renewed.")).to_be_visible()
    after = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    assert before.keys() == after.keys() == {"access_token", "refresh_token"}
    assert not before.items() & after.items()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_signing_out_succeeds_only_where_the_server_says_so(
    page: Page, context: BrowserContext, clock: Traveller, hardened: LiveServer
) -> None:
    open_signed_in(page, hardened)
    context.set_offline(True)
    click(page, "Sign out")
    alert = page.get_by_role("alert")
    expect(alert).to_have_text(re.compile("^You are still signed in: The server did not answer"))
    context.set_offline(False)
    busy = {"status": 503, "json": {"result": "fail", "msg": "Try again in a moment."}}
    page.route("**/sign_out", lambda route: route.fulfill(**busy), times=1)
    click(page, "Sign out")
    expect(alert).to_have_text("You are still signed in: Try again in a moment.")
    expect_signed_in(page)
    clock.shift(ENDED)  # no renewal is needed, so none can fail
    hardened.log()
    click(page, "Sign out")
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    assert [entry.path for entry in hardened.log()] == ["/sign_out", "/"]


def test_who_was_signed_out_elsewhere_is_not_told_of_a_success(
    page: Page, browser: Browser, hardened: LiveServer
) -> None:
    open_signed_in(page, hardened)
    with browser.new_context() as phone:
        other = phone.new_page()
        open_signed_in(other, hardened)
        click(other, "Sign out everywhere")
        expect(other.get_by_role("status")).to_have_text("You are signed out on every device.")
    click(page, "Renew the token")
    expect(page.get_by_role("alert")).to_have_text("Please sign in.")
    expect(page.get_by_label("Id", exact=True)).to_be_visible()


def test_too_many_tries_are_told_with_the_seconds_left(page: Page) -> None:
    with serving(SIGN_IN_LIMIT="1 per minute") as server:
        page.goto(server.url)
        sign_in(page, password="wrong horse")
        expect(page.get_by_role("alert")).to_have_text("Wrong id or password.")
        sign_in(page)
        expect(page.get_by_role("alert")).to_have_text(
            re.compile(r"^Too many tries\. Try again in \d{1,2} seconds\.$")
        )


def change_password(page: Page, old: str, new: str) -> None:
    page.get_by_label("Current password").fill(old)
    page.get_by_label("New password").fill(new)
    click(page, "Change the password")


def test_the_rule_stands_there_before_any_refusal_and_a_password_is_changed_by_it(
    page: Page, clock: Traveller, hardened: LiveServer
) -> None:
    page.goto(hardened.url)
    expect(page.get_by_label("New password")).to_have_accessible_description(re.compile(RULE))
    expect(page.get_by_label("Password", exact=True)).to_have_accessible_description("")
    sign_in(page)
    expect_signed_in(page)
    page.get_by_text("Change your password").click()
    expect(page.get_by_label("New password")).to_have_accessible_description(re.compile(RULE))
    change_password(page, "wrong horse", "green kettle")
    expect(page.get_by_role("alert")).to_have_text("This is not your password.")
    expect(page.get_by_label("Current password")).to_be_focused()
    expect(page.get_by_label("Current password")).to_have_value("")
    clock.shift(ENDED)
    page.evaluate(f"document.body.dataset.now = Number(document.body.dataset.now) + {ENDED}")
    change_password(page, "correct horse", "green kettle")
    expect(page.get_by_text("Your password is changed")).to_be_visible()
    expect(page.get_by_role("heading", name="Welcome")).to_be_focused()
    click(page, "Sign out")
    sign_in(page, password="green kettle")
    expect_signed_in(page)


def test_with_scripts_off_every_form_works(
    browser: Browser, clock: Traveller, hardened: LiveServer
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(hardened.url)
        page.get_by_label("New id").fill("dave")
        page.get_by_label("New password").fill("password")
        click(page, "Sign up")
        expect(page.locator("#sign-up").get_by_role("alert")).to_contain_text("choose another")
        page.get_by_label("New id").fill("dave")
        page.get_by_label("New password").fill("correct horse")
        click(page, "Sign up")
        sign_in(page, "dave", "wrong horse")
        expect(page.locator("#sign-in").get_by_role("alert")).to_have_text("Wrong id or password.")
        sign_in(page, "dave")
        expect(page.get_by_text("Your token is good for 900 s.")).to_be_visible()
        clock.shift(ENDED)
        page.reload()
        expect(page.get_by_text("Your token has ended.")).to_be_visible()
        click(page, "Renew the token")
        expect(page.get_by_text("Your token is good for 900 s.")).to_be_visible()
        page.get_by_text("Change your password").click()
        change_password(page, "wrong horse", "green kettle")
        expect(page.locator("#change-password").get_by_role("alert")).to_be_visible()
        change_password(page, "correct horse", "green kettle")
        page.get_by_role("link", name="The protected page").click()
        expect(page.get_by_text("Hello, dave.")).to_be_visible()
        page.get_by_role("link", name="Back").click()
        click(page, "Sign out")
        expect(page.get_by_label("Id", exact=True)).to_be_visible()
        page.goto(f"{hardened.url}/nowhere")
        expect(page.get_by_role("alert")).to_contain_text("There is nothing here")
        page.get_by_role("link", name="Back to the page").click()
        sign_in(page, "dave", "green kettle")
        click(page, "Sign out everywhere")
        expect(page.get_by_label("Id", exact=True)).to_be_visible()
