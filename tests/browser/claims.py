"""What lesson 06 claims of a browser: for each row of its table, the visit that fills a cell."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from demo_server.live import DEMO_USERS
from tests.browser.witness import STEAL, TOKENS, Stage
from tests.visitor import Visitor

Claim = Callable[[Stage], str]
SHORT_GRACE = "--enable-features=ShortLaxAllowUnsafeThreshold"
"""Chromium's grace for a new cookie without SameSite: 10 seconds in place of two minutes."""
CLAIMS: dict[str, tuple[Claim, list[str], dict[str, Any]]] = {}
"""By what was tried: the visit, the flags that Chromium needs, the settings of hardened."""


def row(tried: str, *flags: str, **settings: object) -> Callable[[Claim], Claim]:
    """Register a claim under what was tried."""

    def register(claim: Claim) -> Claim:
        CLAIMS[tried] = (claim, list(flags), settings)
        return claim

    return register


@row("A script reads `document.cookie`")
def read_by_a_script(on: Stage) -> str:
    on.sign_in()
    read: str = on.page.evaluate("document.cookie")
    return "the token" if on.kept_token()["value"] in read else "nothing"


@row("Injected scripts send the token away")
def sent_away(on: Stage) -> str:
    on.sign_in()
    on.page.evaluate(COUNT_REFUSALS)
    on.inject(textContent=STEAL.format(f"{on.stranger.other_site}/"))
    on.inject(src=f"{on.stranger.other_site}/thief.js")
    for _ in range(100):
        refused: int = on.page.evaluate("refused")
        taken = [one for one in on.stranger.seen if one.path == "/taken"]
        if refused + len(taken) == 2:
            break
        on.page.wait_for_timeout(50)
    arrived = ["mytoken=" in one.query for one in taken]
    return {(2, 0): "arrives", (0, 2): "blocked"}.get((sum(arrived), refused), "by halves")


COUNT_REFUSALS = """() => { window.refused = 0;
  document.addEventListener("securitypolicyviolation", () => window.refused++); }"""


@row("A running script asks for `/temp`")
def asked_by_a_script(on: Stage) -> str:
    on.sign_in()
    said: str = on.page.evaluate("fetch('/temp').then((a) => a.json()).then((a) => a.msg)")
    return said


@row("A foreign script sends `Authorization`")
def header_of_a_foreign_script(on: Stage) -> str:
    on.page.goto(on.stranger.other_site)
    asked = "(url) => fetch(url, {headers: {Authorization: 'Bearer x'}}).catch(() => 0)"
    on.page.evaluate(asked, f"{on.server.url}/temp")
    methods = [one.method for one in on.server.seen if one.path == "/temp"]
    return "asks, and stays" if methods == ["OPTIONS"] else f"sends {' and '.join(methods)}"


@row("Link to another port")
def link_to_another_port(on: Stage) -> str:
    on.sign_in()
    on.follow_from(on.server.url, f"{on.stranger.url}/taken")
    return on.stranger.last("/taken").told()


def bobs_cookie(on: Stage) -> str:
    """Sign Bob in from elsewhere; return what would plant his token, as a line of Set-Cookie."""
    with Visitor(on.server.url) as bob:
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


@row("Back, after signing out")
def back_after_signing_out(on: Stage) -> str:
    on.sign_in()
    on.page.goto(f"{on.server.url}/temp")
    on.page.goto(on.server.url)
    on.page.get_by_role("button", name="Sign out", exact=True).click()
    on.page.get_by_text("You are signed out.").wait_for()
    on.page.go_back()
    on.page.get_by_text("Hello, alice.").or_(on.page.get_by_label("Password")).wait_for()
    return "Hello, alice." if on.page.get_by_text("Hello").is_visible() else "sign-in form"


@row("`Secure`, plain HTTP, own machine", COOKIE_SECURE=True)
def secure(on: Stage) -> str:
    on.sign_in()
    on.page.goto(f"{on.server.url}/temp")
    marked = "marked" if on.kept_token()["secure"] else "unmarked"
    return f"{marked}, {on.server.last('/temp').told()}"


@row("After `Max-Age`", ACCESS_SECONDS=2)
def after_max_age(on: Stage) -> str:
    on.sign_in()
    limit = "no limit" if on.kept_token()["expires"] == -1 else "over"
    on.page.wait_for_timeout(2_500)
    on.page.goto(f"{on.server.url}/temp")
    return f"{limit}, {on.server.last('/temp').told()}"
