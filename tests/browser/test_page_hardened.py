"""A person at the hardened page: limits, a renewed token, and signing out on every device."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from demo_server.notebook.live import LiveServer
from tests.browser.page_actions import expect_signed_in, sign_in
from tests.conftest import FAST_ARGON2

pytestmark = pytest.mark.usefixtures("quiet_console")


@pytest.fixture
def server() -> Iterator[LiveServer]:
    with LiveServer("hardened", process=False, settings=FAST_ARGON2) as started:
        yield started


def test_too_many_tries_are_told_with_the_seconds_left(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    for _ in range(5):
        sign_in(page, password="wrong horse")
        expect(page.get_by_role("status")).to_have_text("Wrong id or password.")
        page.evaluate("say('')")
    sign_in(page)
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"^Too many tries\. Try again in \d{1,2} seconds\.$")
    )


def test_the_page_shows_the_id_as_the_server_knows_it(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    sign_in(page, " Alice ")
    expect_signed_in(page)


def test_renewing_gives_another_token_and_its_full_time(
    page: Page, context: BrowserContext, server: LiveServer
) -> None:
    page.goto(server.url)
    sign_in(page)
    expect_signed_in(page)
    before = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    with page.expect_navigation():
        page.get_by_role("button", name="Renew the token").click()
    after = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    assert before.keys() == after.keys() == {"access_token", "refresh_token"}
    assert not before.items() & after.items()
    expect_signed_in(page)


def test_who_comes_back_after_the_access_token_s_end_is_still_signed_in(
    page: Page, context: BrowserContext, server: LiveServer
) -> None:
    page.goto(server.url)
    sign_in(page)
    expect_signed_in(page)
    context.clear_cookies(name="access_token")  # as its Max-Age would
    page.goto(server.url)
    expect_signed_in(page)


def test_signing_out_after_the_access_token_s_end_ends_the_session_all_the_same(
    page: Page, context: BrowserContext, server: LiveServer
) -> None:
    page.goto(server.url)
    sign_in(page)
    expect_signed_in(page)
    context.clear_cookies(name="access_token")
    page.evaluate("document.body.dataset.now = 4e9")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    assert [(entry.path, entry.status, entry.user) for entry in server.log()][-2:] == [
        ("/refresh", 200, "alice"),
        ("/sign_out", 200, "alice"),
    ]


def test_signing_out_everywhere_ends_the_other_device_too(
    page: Page, browser: Browser, server: LiveServer
) -> None:
    with browser.new_context() as phone:
        other = phone.new_page()
        for one in (page, other):
            one.goto(server.url)
            sign_in(one)
            expect_signed_in(one)
        page.get_by_role("button", name="Sign out everywhere").click()
        expect(page.get_by_role("status")).to_have_text("You are signed out on every device.")
        other.reload()
        expect(other.get_by_label("Id")).to_be_visible()
