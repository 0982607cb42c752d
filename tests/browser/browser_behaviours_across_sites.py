"""What lesson 06 says that a browser does across ports, hosts and sites."""

from http import HTTPStatus
from urllib.parse import urlencode

from demo_server.notebook.client import Client
from demo_server.notebook.live import DEMO_USERS
from tests.browser.browser_behaviours import behaviour
from tests.browser.conftest import WAIT_MS
from tests.browser.recording_server import TOKENS
from tests.browser.scenario import Scenario

SHORT_GRACE = "--enable-features=ShortLaxAllowUnsafeThreshold"
"""Chromium's grace for a new cookie without SameSite: 10 seconds in place of two minutes."""


@behaviour("Link to another port")
def link_to_another_port(scenario: Scenario) -> str:
    scenario.sign_in()
    scenario.follow_from(scenario.server.url, f"{scenario.attacker.url}/taken")
    return scenario.attacker.last_request("/taken").carried()


def bobs_cookie(scenario: Scenario, host: str = "127.0.0.1") -> str:
    """Sign Bob in from elsewhere; return what would plant his token, as a line of Set-Cookie."""
    with Client(scenario.server.url) as bob:
        answer = bob.sign_in("bob", DEMO_USERS["bob"], headers={"Host": host})
        cookies = dict(bob.cookies) or {"mytoken": answer.json()["token"]}
    name = (TOKENS & cookies.keys()).pop()
    return f"{name}={cookies[name]}; path=/"


def who_is_signed_in(scenario: Scenario, host: str = "127.0.0.1") -> str:
    """Open the visited page and read who is signed in there."""
    scenario.page.goto(scenario.server.url.replace("127.0.0.1", host))
    shown = scenario.page.locator("#who")
    return f"{shown.inner_text()} is in" if shown.is_visible() else "nobody is in"


WRITE = "(cookie) => { document.cookie = cookie; }"


@behaviour("Another port's script plants Bob's token")
def script_plants_cookie(scenario: Scenario) -> str:
    scenario.page.goto(scenario.attacker.url)
    scenario.page.evaluate(WRITE, bobs_cookie(scenario))
    return who_is_signed_in(scenario)


@behaviour("The same, over Alice's own cookie")
def script_plants_cookie_over_hers(scenario: Scenario) -> str:
    scenario.sign_in()
    return script_plants_cookie(scenario)


FILL = """([more, count]) => {
  for (let number = 0; number < count; number++)
    document.cookie = `filler${number}=x; path=/${more}`;
}"""
"""Chromium keeps 180 cookies of a site; past that, those go that were used longest ago."""


def fill_jar(scenario: Scenario, more: str = "", count: int = 250) -> None:
    """Let the script of the open page write ``count`` cookies, and wait until they are there."""
    scenario.page.evaluate(FILL, [more, count])
    for _ in range(WAIT_MS // 50):
        if any(one["name"] == f"filler{count - 1}" for one in scenario.page.context.cookies()):
            return
        scenario.page.wait_for_timeout(50)
    raise AssertionError("the browser kept no cookie of the script")


@behaviour("The same, after filling the jar")
def script_fills_jar_and_plants_cookie(scenario: Scenario) -> str:
    scenario.sign_in()
    scenario.page.goto(scenario.attacker.url)
    fill_jar(scenario)
    return script_plants_cookie(scenario)


@behaviour("Another port's script plants it beside hers, for `/temp`")
def script_plants_cookie_beside_hers(scenario: Scenario) -> str:
    scenario.sign_in()
    scenario.page.goto(scenario.attacker.url)
    scenario.page.evaluate(WRITE, f"{bobs_cookie(scenario)}temp")
    scenario.page.goto(f"{scenario.server.url}/temp")
    if scenario.server.last_request("/temp").status == HTTPStatus.SEE_OTHER:
        return "refused"
    return "bob is in" if "Hello, bob." in scenario.page.content() else "alice is in"


@behaviour("Another port's server sets Bob's token over hers")
def server_sets_cookie_over_hers(scenario: Scenario) -> str:
    scenario.sign_in()
    scenario.page.goto(
        f"{scenario.attacker.url}/set?{urlencode({'cookie': bobs_cookie(scenario)})}"
    )
    return who_is_signed_in(scenario)


SIBLINGS = [f"{name}.shop.localhost" for name in ("evil", "pay")]
"""Two hosts that share a part; Chromium takes every name under localhost for this machine."""


def sibling_plants_cookie(scenario: Scenario, name: str) -> str:
    evil, pay = SIBLINGS
    scenario.page.goto(scenario.attacker.url.replace("127.0.0.1", evil))
    for more in ("; domain=shop.localhost", ""):
        scenario.page.evaluate(WRITE, f"{name}=planted; path=/; secure{more}")
    scenario.page.goto(f"{scenario.server.url.replace('127.0.0.1', pay)}/temp")
    return "arrives" if name in scenario.server.last_request("/temp").cookies else "stays away"


@behaviour("A sibling host plants a cookie by `Domain`", TRUSTED_HOSTS=["127.0.0.1", SIBLINGS[1]])
def sibling_plants_plain_name(scenario: Scenario) -> str:
    return sibling_plants_cookie(scenario, "anything")


@behaviour("The same, its name begins with `__Host-`", TRUSTED_HOSTS=["127.0.0.1", SIBLINGS[1]])
def sibling_plants_host_prefix(scenario: Scenario) -> str:
    return sibling_plants_cookie(scenario, "__Host-anything")


@behaviour(
    "A sibling host fills the jar, then plants Bob's token",
    TRUSTED_HOSTS=["127.0.0.1", SIBLINGS[1]],
)
def sibling_fills_jar_and_plants_cookie(scenario: Scenario) -> str:
    evil, pay = SIBLINGS
    scenario.sign_in(pay)
    scenario.page.goto(scenario.attacker.url.replace("127.0.0.1", evil))
    fill_jar(scenario, "; secure; domain=shop.localhost")
    for more in ("; domain=shop.localhost", ""):
        scenario.page.evaluate(WRITE, f"{bobs_cookie(scenario, pay)}; secure{more}")
    return who_is_signed_in(scenario, pay)


@behaviour("Another site fills the jar")
def another_site_fills_jar(scenario: Scenario) -> str:
    scenario.sign_in()
    scenario.page.goto(scenario.attacker.other_site)
    fill_jar(scenario)
    return who_is_signed_in(scenario)


@behaviour("Link from another site")
def link_from_another_site(scenario: Scenario) -> str:
    scenario.sign_in()
    scenario.follow_from(scenario.attacker.other_site, f"{scenario.server.url}/temp")
    return scenario.server.last_request("/temp").carried()


@behaviour("Form on another site")
def form_on_another_site(scenario: Scenario) -> str:
    scenario.sign_in()
    seen = scenario.post_from(scenario.attacker.other_site, "alice")
    return f"{seen.carried()}, {seen.status}"


@behaviour("Another port's form signs Alice out")
def form_on_another_port_signs_out(scenario: Scenario) -> str:
    scenario.sign_in()
    seen = scenario.submit_from(scenario.attacker.url, f"{scenario.server.url}/sign_out")
    return f"{seen.status}, {who_is_signed_in(scenario)}"


@behaviour("Form with `GET` on another site")
def form_with_get_on_another_site(scenario: Scenario) -> str:
    scenario.sign_in()
    target = f"{scenario.server.url}/temp"
    return scenario.submit_from(scenario.attacker.other_site, target, method="get").carried()


@behaviour("The same, cookie older", SHORT_GRACE)
def form_on_another_site_older_cookie(scenario: Scenario) -> str:
    scenario.sign_in()
    scenario.page.wait_for_timeout(11_000)
    seen = scenario.post_from(scenario.attacker.other_site, "alice")
    return f"{seen.carried()}, {seen.status}"


@behaviour("Form on another port")
def form_on_another_port(scenario: Scenario) -> str:
    scenario.sign_in()
    seen = scenario.post_from(scenario.attacker.url, "alice")
    return f"{seen.carried()}, {seen.status}"


@behaviour("Foreign form signs Bob in")
def login_csrf(scenario: Scenario) -> str:
    status = scenario.post_from(scenario.attacker.other_site, "bob").status
    return f"{status}, {who_is_signed_in(scenario)}"
