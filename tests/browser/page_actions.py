"""What a person does at the page, told as steps."""

from playwright.sync_api import FrameLocator, Page, expect


def sign_in(
    page: Page | FrameLocator, name: str = "alice", password: str = "correct horse"
) -> None:
    page.get_by_label("Id", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def sign_up(page: Page, name: str) -> None:
    page.get_by_label("New id").fill(name)
    page.get_by_label("New password").fill("correct horse")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("status")).to_have_text("Your account is made. Now sign in.")


def expect_signed_in(page: Page, name: str = "alice") -> None:
    """Wait until the page says so, and its scripts have run: a click before that does nothing."""
    expect(page.get_by_text(f"You are signed in as {name}.")).to_be_visible()
    page.wait_for_load_state()
