"""The token bench in a page of its own: open it, type into it, read what it says."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, Route

from demo_server.jose import base64url_encode
from demo_server.notebook.bench import FRAGMENT, PAGE

ADDRESS = "https://bench.example/"
"""No server has it: the test answers for it. A browser gives WebCrypto to such an address."""
FRAGMENT_HTML = FRAGMENT.read_text("ascii")
WHOLE_PAGE = PAGE % FRAGMENT_HTML
NOTHING_MADE = "No token: mend what is marked above."
ACCEPTED = "Accepted: no check fails."
NOTHING_CHECKED = "There is no token to check, or no moment."

UNTIL = """(element, [text, stands]) => new Promise((found, failed) => {
  const end = Date.now() + 30_000;
  const look = () => {
    if ((element.textContent === text) === stands) found();
    else if (Date.now() > end) failed(new Error(`it says "${element.textContent}"`));
    else requestAnimationFrame(look);
  };
  look();
})"""
"""Wait until a text stands there, or no longer does: with each frame, where expect waits longer."""


@dataclass
class BenchPage:
    """One bench in a page, and every address that the page has asked for besides its own."""

    page: Page
    asked: list[str] = field(default_factory=list)

    def open(self, html: str = WHOLE_PAGE, address: str = ADDRESS) -> None:
        """Show ``html`` at ``address``; whatever else is asked for is noted, and not given."""

        def answer(route: Route) -> None:
            if route.request.url == address and route.request.is_navigation_request():
                route.fulfill(body=html, content_type="text/html")
            else:
                self.asked.append(route.request.url)
                route.abort()

        self.page.route("**/*", answer)
        self.page.goto(address)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    @property
    def header(self) -> Locator:
        return self.field("Header, as JSON")

    @property
    def payload(self) -> Locator:
        return self.field("Payload, as JSON")

    @property
    def key(self) -> Locator:
        return self.field("Key, to sign and to check")

    @property
    def pasted(self) -> Locator:
        return self.field("A token of your own")

    @property
    def now(self) -> Locator:
        return self.field("Now, in seconds since 1970")

    @property
    def made(self) -> Locator:
        return self.page.locator("#made")

    @property
    def verdict(self) -> Locator:
        return self.page.locator("#verdict")

    def make(self, header: str, payload: str, key: bytes) -> str:
        """Return the token that these make."""
        self.header.fill(header)
        self.key.fill(base64url_encode(key))
        return _after_nothing(
            self.made, NOTHING_MADE, lambda typed: self.payload.fill(payload if typed else "")
        )

    def check(self, token: str) -> str:
        """Return the verdict on a token that is pasted."""
        self.field("the one below, which I paste").check()
        return _after_nothing(
            self.verdict, NOTHING_CHECKED, lambda typed: self.pasted.fill(token if typed else "")
        )

    def check_at(self, now: int) -> str:
        """Return the verdict on the same token at another moment."""
        return _after_nothing(
            self.verdict, NOTHING_CHECKED, lambda typed: self.now.fill(str(now) if typed else "")
        )

    def sentence(self, check: str) -> str:
        """Return what the bench says of one check, beginning with its name and its result."""
        said = self.page.locator("#checks li").filter(has=self.page.get_by_text(check, exact=True))
        return said.inner_text()


def _after_nothing(place: Locator, nothing: str, fill: Callable[[bool], None]) -> str:
    """Fill in nothing and wait, then something: what stands there then is the answer to it."""
    fill(False)
    place.evaluate(UNTIL, [nothing, True])
    fill(True)
    place.evaluate(UNTIL, [nothing, False])
    return place.inner_text()
