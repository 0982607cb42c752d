"""What lesson 06 says a browser did: Chromium does each row of its tables again."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from demo_server.hardened.csrf import protect
from tests.browser.browser_behaviours import BEHAVIOURS
from tests.browser.browser_behaviours_across_sites import (
    WRITE,
    bobs_cookie,
    fill_jar,
    form_on_another_port_signs_out,
    login_csrf,
    who_is_signed_in,
)
from tests.browser.conftest import browser_path, flags
from tests.browser.scenario import open_scenario
from tests.conftest import FAST_ARGON2
from tests.helpers.stored_notebooks import read
from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.slow

LESSON = ROOT / "notebooks" / "06_browser_and_cookies.ipynb"
CELLS = "browser-did-"
HEAD = ["| what was tried | published | hardened |", "| --- | --- | --- |"]


def lesson_rows() -> list[str]:
    """Return the rows of the lesson's tables, as they stand there."""
    tables = [cell.source.splitlines() for cell in read(LESSON).cells if cell.id.startswith(CELLS)]
    assert all(lines[:2] == HEAD for lines in tables)
    return [row for lines in tables for row in lines[2:]]


@pytest.fixture(scope="module")
def browser_with(browser: Browser) -> Iterator[Callable[[tuple[str, ...]], Browser]]:
    """Give a function that returns a browser with more flags, started once for each set of them."""
    with ExitStack() as started:

        @cache
        def launch(more: tuple[str, ...]) -> Browser:
            again = browser.browser_type.launch(
                executable_path=browser_path(), args=[*flags(), *more]
            )
            return started.enter_context(again)

        yield lambda more: launch(more) if more else browser


@pytest.mark.parametrize("tried", BEHAVIOURS)
def test_chromium_does_what_the_lesson_s_row_says(
    tried: str, browser_with: Callable[[tuple[str, ...]], Browser], tmp_path: Path
) -> None:
    behaviour, more, settings = BEHAVIOURS[tried]
    by_version: dict[str, dict[str, Any]] = {"published": {}, "hardened": FAST_ARGON2 | settings}
    cells = []
    for version, own in by_version.items():
        database = tmp_path / f"{version}.sqlite"
        with open_scenario(browser_with(more), version, own, database) as scenario:
            cells.append(behaviour(scenario))
    written = [row for row in lesson_rows() if row.startswith(f"| {tried} |")]
    assert written == [f"| {tried} | {' | '.join(cells)} |"]


def test_the_lesson_s_tables_have_these_rows_and_no_others() -> None:
    assert sorted(row.split(" | ")[0] for row in lesson_rows()) == sorted(
        f"| {one}" for one in BEHAVIOURS
    )


def test_without_a_look_at_the_sender_same_site_lets_a_foreign_form_sign_bob_in(
    browser: Browser, tmp_path: Path
) -> None:
    with open_scenario(browser, "hardened", FAST_ARGON2, tmp_path / "users.sqlite") as scenario:
        scenario.app.before_request_funcs[None].remove(protect)
        assert login_csrf(scenario) == "303, bob is in"
        (kept,) = [one for one in scenario.page.context.cookies() if one["name"] == "access_token"]
        assert kept["sameSite"] == "Lax"


def test_without_a_look_at_the_sender_same_site_lets_another_port_s_form_sign_alice_out(
    browser: Browser, tmp_path: Path
) -> None:
    with open_scenario(browser, "hardened", FAST_ARGON2, tmp_path / "users.sqlite") as scenario:
        scenario.app.before_request_funcs[None].remove(protect)
        assert form_on_another_port_signs_out(scenario) == "303, nobody is in"


@pytest.mark.parametrize("count", [150, 250])
def test_a_script_pushes_a_cookie_out_only_past_what_chromium_keeps_of_a_site(
    count: int, browser: Browser, tmp_path: Path
) -> None:
    settings = FAST_ARGON2 | {"COOKIE_SECURE": True}
    kept = {}
    for more in ("", "; secure"):
        with open_scenario(browser, "hardened", settings, tmp_path / f"{more}.sqlite") as scenario:
            scenario.sign_in()
            scenario.page.goto(scenario.attacker.url)
            fill_jar(scenario, more, count)
            names = {one["name"] for one in scenario.page.context.cookies()}
            kept[more] = "__Host-access_token" in names
    assert kept == {"": True, "; secure": count < 180}  # a Secure one yields to Secure ones only


def test_the_host_prefix_stops_no_other_port_of_the_same_host(
    browser: Browser, tmp_path: Path
) -> None:
    settings = FAST_ARGON2 | {"COOKIE_SECURE": True}
    with open_scenario(browser, "hardened", settings, tmp_path / "users.sqlite") as scenario:
        scenario.sign_in()
        assert scenario.kept_token()["name"] == "__Host-access_token"
        scenario.page.goto(scenario.attacker.url)
        fill_jar(scenario, "; secure")
        scenario.page.evaluate(WRITE, f"{bobs_cookie(scenario)}; secure")
        assert who_is_signed_in(scenario) == "bob is in"
