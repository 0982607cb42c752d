"""The wall of lesson 06 and its five plans: Chromium sends every form, and the table is compared.

The lesson's own cells make the wall; what a browser attaches is left to the browser here.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Response
from playwright.sync_api import Browser

from demo_server.notebook import lesson
from demo_server.notebook.live.runners import InThread
from tests.browser.browser_behaviours_across_sites import WRITE
from tests.browser.conftest import WAIT_MS
from tests.browser.scenario import SUBMIT, attacker_app
from tests.helpers.stored_notebooks import code_cells, shown
from tests.helpers.work_tree import ROOT

CELLS = {cell.id: cell for cell in code_cells(ROOT / "notebooks" / "06_browser_and_cookies.ipynb")}
PARTS = (
    "a-wall",
    "a-csrf-cookie",
    "a-guarded-wall",
    "plans-with-a-field",
    "plans-bound-and-sender",
    "four-pages",
)
IMPORTS = "from collections.abc import Callable"
OWN, OTHER_SITE, OTHER_PORT, PLANTS = PAGES = (
    "its own page",
    "another site",
    "another port",
    "another port, plants",
)


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """What the lesson's cells define, and on its wall one more page, which signs Alice in."""
    names: dict[str, Any] = {"lesson": lesson}
    for source in (IMPORTS, *(CELLS[name].source for name in PARTS)):
        exec(source, names)  # noqa: S102 - the lesson is ours
    names["guarded"].add_url_rule("/sign_in/<same_site>", view_func=sign_in)
    return names


def sign_in(same_site: str) -> Response:
    """Set the wall's two cookies; without Secure, a browser takes no SameSite=None."""
    response = Response("<!doctype html><title>The wall</title>", content_type="text/html")
    for name, value in (("session", "k7Qx"), ("csrf", "8f14e45f")):
        hidden = name == "session"
        response.set_cookie(name, value, secure=True, httponly=hidden, samesite=same_site)
    return response


@pytest.fixture(scope="module")
def ports(written: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """The ports of the wall and of an attacker's server."""
    running = [InThread(written["guarded"]), InThread(attacker_app())]
    yield running[0].port, running[1].port
    for server in running:
        server.stop()


def told(plan: str, page: str) -> str:
    """Return what the lesson's table says of a plan and a page."""
    lines = shown(CELLS["five-plans"])["text/plain"].splitlines()
    assert lines[1].startswith("who posts")
    (row,) = [line for line in lines if line.startswith(f"{page}  ")]
    return row[lines[1].index(plan) :].split()[0]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "plan", ["SameSite=Lax", "cookie-came", "cookie-is-field", "field-is-bound", "sender"]
)
def test_chromium_s_form_fares_as_the_lesson_s_table_says(
    plan: str, page: str, browser: Browser, written: dict[str, Any], ports: tuple[int, int]
) -> None:
    assert list(written["pages"]) == list(PAGES)
    own, other = (f"http://127.0.0.1:{port}" for port in ports)
    address = {OWN: own, OTHER_SITE: other.replace("127.0.0.1", "localhost")}.get(page, other)
    with browser.new_context() as context:
        context.set_default_timeout(WAIT_MS)
        opened = context.new_page()
        opened.goto(f"{own}/sign_in/{'Lax' if plan == 'SameSite=Lax' else 'None'}")
        opened.goto(address)
        if page == PLANTS:
            opened.evaluate(WRITE, "csrf=x; path=/; secure; samesite=none")
        fields = written["pages"][page][2] | {"text": "I quit."}
        with opened.expect_navigation():
            opened.evaluate(SUBMIT, [f"{own}/{plan}", "post", fields])
        answer = opened.locator("body").inner_text()
    came = "stopped" if "Alice" not in answer else "passes" if page == OWN else "forged"
    assert came == told(plan, page)
