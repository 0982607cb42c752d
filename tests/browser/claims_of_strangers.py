"""What lesson 06 claims of neighbours and of other sites: the visits that fill those rows."""

from urllib.parse import urlencode

from demo_server.notebook.client import Client
from demo_server.notebook.live import DEMO_USERS
from tests.browser.claims import row
from tests.browser.witness import TOKENS, Stage

SHORT_GRACE = "--enable-features=ShortLaxAllowUnsafeThreshold"
"""Chromium's grace for a new cookie without SameSite: 10 seconds in place of two minutes."""


@row("Link to another port")
def link_to_another_port(on: Stage) -> str:
    on.sign_in()
    on.follow_from(on.server.url, f"{on.stranger.url}/taken")
    return on.stranger.last("/taken").told()


def bobs_cookie(on: Stage) -> str:
    """Sign Bob in from elsewhere; return what would plant his token, as a line of Set-Cookie."""
    with Client(on.server.url) as bob:
        answer = bob.sign_in("bob", DEMO_USERS["bob"])
        cookies = dict(bob.cookies) or {"mytoken": answer.json()["token"]}
    name = (TOKENS & cookies.keys()).pop()
    return f"{name}={cookies[name]}; path=/"


def who(on: Stage) -> str:
    """Open the visited page and read who is signed in there."""
    on.page.goto(on.server.url)
    shown = on.page.locator("#who")
    return f"{shown.inner_text()} is in" if shown.is_visible() else "nobody is in"


WRITE = "(cookie) => { document.cookie = cookie; }"


@row("Another port's script plants Bob's token")
def planted(on: Stage) -> str:
    on.page.goto(on.stranger.url)
    on.page.evaluate(WRITE, bobs_cookie(on))
    return who(on)


@row("The same, Alice signed in before")
def planted_beside(on: Stage) -> str:
    on.sign_in()
    return planted(on)


@row("Another port's server sets Bob's token over hers")
def planted_over(on: Stage) -> str:
    on.sign_in()
    on.page.goto(f"{on.stranger.url}/set?{urlencode({'cookie': bobs_cookie(on)})}")
    return who(on)


SIBLINGS = [f"{name}.shop.localhost" for name in ("evil", "pay")]
"""Two hosts that share a part; Chromium takes every name under localhost for this machine."""


def planted_by_domain(on: Stage, name: str) -> str:
    evil, pay = SIBLINGS
    on.page.goto(on.stranger.url.replace("127.0.0.1", evil))
    for more in ("; domain=shop.localhost", ""):
        on.page.evaluate(WRITE, f"{name}=planted; path=/; secure{more}")
    on.page.goto(f"{on.server.url.replace('127.0.0.1', pay)}/temp")
    return "arrives" if name in on.server.last("/temp").cookies else "stays away"


@row("A sibling host plants a cookie by `Domain`", TRUSTED_HOSTS=["127.0.0.1", SIBLINGS[1]])
def planted_by_a_sibling(on: Stage) -> str:
    return planted_by_domain(on, "anything")


@row("The same, its name begins with `__Host-`", TRUSTED_HOSTS=["127.0.0.1", SIBLINGS[1]])
def planted_by_a_sibling_with_a_prefix(on: Stage) -> str:
    return planted_by_domain(on, "__Host-anything")


@row("Link from another site")
def link_from_another_site(on: Stage) -> str:
    on.sign_in()
    on.follow_from(on.stranger.other_site, f"{on.server.url}/temp")
    return on.server.last("/temp").told()


@row("Form on another site")
def form_on_another_site(on: Stage) -> str:
    on.sign_in()
    seen = on.post_from(on.stranger.other_site, "alice")
    return f"{seen.told()}, {seen.status}"


@row("The same, cookie older", SHORT_GRACE)
def form_on_another_site_later(on: Stage) -> str:
    on.sign_in()
    on.page.wait_for_timeout(11_000)
    seen = on.post_from(on.stranger.other_site, "alice")
    return f"{seen.told()}, {seen.status}"


@row("Form on another port")
def form_on_another_port(on: Stage) -> str:
    on.sign_in()
    seen = on.post_from(on.stranger.url, "alice")
    return f"{seen.told()}, {seen.status}"


@row("Foreign form signs Bob in")
def login_forgery(on: Stage) -> str:
    status = on.post_from(on.stranger.other_site, "bob").status
    return f"{status}, {who(on)}"
