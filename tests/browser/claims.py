"""What lesson 06 claims of a browser: for each row of its tables, the visit that fills a cell."""

from collections.abc import Callable
from typing import Any

from tests.browser.witness import STEAL, Stage

Claim = Callable[[Stage], str]
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
    for _ in range(200):  # 10 seconds, as for all else on this stage
        refused: int = on.page.evaluate("refused")
        taken = [one for one in on.stranger.seen if one.path == "/taken"]
        if refused + len(taken) == 2:
            break
        on.page.wait_for_timeout(50)
    arrived = ["mytoken=" in one.query for one in taken]
    seen = f"{len(arrived)} came, {sum(arrived)} with the token, {refused} refused"
    return {(2, 0): "arrives", (0, 2): "blocked"}.get((sum(arrived), refused), seen)


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


@row("Back, after signing out")
def back_after_signing_out(on: Stage) -> str:
    on.sign_in()
    on.page.goto(f"{on.server.url}/temp")
    on.page.goto(on.server.url)
    on.page.get_by_role("button", name="Sign out", exact=True).click()
    on.page.get_by_text("You are signed out.").wait_for()
    on.page.go_back()
    on.page.get_by_text("Hello, alice.").or_(
        on.page.get_by_label("Password", exact=True)
    ).wait_for()
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
