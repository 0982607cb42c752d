"""What lesson 06 says a browser did: Chromium does each row of its tables again."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from demo_server.hardened.csrf import protect
from tests.browser.claims import CLAIMS
from tests.browser.claims_of_strangers import login_forgery
from tests.browser.conftest import browser_path, flags
from tests.browser.witness import stage
from tests.conftest import FAST_ARGON2
from tests.helpers.stored_notebooks import read
from tests.helpers.work_tree import ROOT

LESSON = ROOT / "notebooks" / "06_browser_and_cookies.ipynb"
CELLS = "browser-did-"
HEAD = ["| what was tried | published | hardened |", "| --- | --- | --- |"]

Observe = Callable[[str], str]


def told_rows() -> list[str]:
    """Return the rows of the lesson's tables, as they stand there."""
    tables = [cell.source.splitlines() for cell in read(LESSON).cells if cell.id.startswith(CELLS)]
    assert all(lines[:2] == HEAD for lines in tables)
    return [row for lines in tables for row in lines[2:]]


@pytest.fixture(scope="module")
def observe(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observe]:
    """Give a function that fills a row from what Chromium does, once for each row."""
    with ExitStack() as started:

        @cache
        def chromium(more: tuple[str, ...]) -> Browser:
            again = browser.browser_type.launch(
                executable_path=browser_path(), args=[*flags(), *more]
            )
            return started.enter_context(again)

        @cache
        def row(tried: str) -> str:
            claim, more, settings = CLAIMS[tried]
            by_version: dict[str, dict[str, Any]] = {
                "published": {},
                "hardened": FAST_ARGON2 | settings,
            }
            cells = []
            for version, its_settings in by_version.items():
                folder = tmp_path_factory.mktemp(version)
                used = chromium(tuple(more)) if more else browser
                with stage(used, version, its_settings, folder) as on:
                    cells.append(claim(on))
            return f"| {tried} | {' | '.join(cells)} |"

        yield row


@pytest.mark.parametrize("tried", CLAIMS)
def test_chromium_does_what_the_lesson_s_row_says(tried: str, observe: Observe) -> None:
    told = [row for row in told_rows() if row.startswith(f"| {tried} |")]
    assert told == [observe(tried)]


def test_the_lesson_s_tables_have_these_rows_and_no_others() -> None:
    assert sorted(row.split(" | ")[0] for row in told_rows()) == sorted(
        f"| {one}" for one in CLAIMS
    )


def test_without_a_look_at_the_sender_same_site_lets_a_foreign_form_sign_bob_in(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, "hardened", FAST_ARGON2, tmp_path) as on:
        on.app.before_request_funcs[None].remove(protect)
        assert login_forgery(on) == "200, bob is in"
        (kept,) = [one for one in on.page.context.cookies() if one["name"] == "access_token"]
        assert kept["sameSite"] == "Lax"
