"""Two students on one JupyterHub: the lessons show what is stored, and the frames their pages."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import jupyterlab
from tests.browser.conftest import WAIT_MS
from tests.browser.hub import jupyterhub
from tests.browser.page_actions import sign_in
from tests.helpers.stored_notebooks import LESSONS, read, shown
from tests.tools import store_notebooks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no JupyterHub runs on Windows")

STUDENTS = ("alice", "bob")
LESSON_06 = LESSONS[6]
FRAMES = "06_until_the_frames.ipynb"
"""Lesson 06 as far as its second frame: its last cell would stop the servers."""


@pytest.fixture(scope="module")
def hub(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[jupyterhub.Hub]:
    with jupyterhub.running(tmp_path_factory.mktemp("hub")) as started:
        yield started


@pytest.fixture(scope="module")
def windows(browser: Browser, hub: jupyterhub.Hub) -> Iterator[dict[str, BrowserContext]]:
    """Give each student a home with the lessons, a server, and a browser that is signed in."""
    opened = {}
    for student in STUDENTS:
        copy_lesson(hub.folder / student)
        window = browser.new_context(ignore_https_errors=True)
        window.set_default_timeout(WAIT_MS)
        page = window.new_page()
        page.goto(f"{hub.url}/hub/login?next={quote('/hub/spawn')}")
        page.get_by_label("Username").fill(student)
        page.get_by_label("Password").fill(hub.password)
        page.get_by_role("button", name="Sign in").click(no_wait_after=True)
        opened[student] = window
    for window in opened.values():
        window.pages[0].wait_for_url(re.compile("/user/[a-z]+/api"), timeout=120_000)
        window.pages[0].close()
    yield opened
    for window in opened.values():
        window.close()


def copy_lesson(home: Path) -> None:
    home.mkdir()
    shutil.copy(LESSON_06, home)
    jupyterlab.clear_outputs(home / LESSON_06.name)
    book = read(home / LESSON_06.name)
    end = [cell.id for cell in book.cells].index("hardened-page") + 1
    book.cells = book.cells[:end]
    nbformat.write(book, home / FRAMES)


@pytest.fixture(scope="module")
def pages(hub: jupyterhub.Hub, windows: dict[str, BrowserContext]) -> dict[str, Page]:
    """Open lesson 06 for each student; JupyterLab is loaded once for each."""
    opened = {student: window.new_page() for student, window in windows.items()}
    for student, page in opened.items():
        page.goto(f"{hub.url}/user/{student}/lab/tree/{LESSON_06.name}?reset")
    return opened


@pytest.mark.timeout(400)
def test_two_students_at_once_get_the_stored_outputs(
    hub: jupyterhub.Hub, pages: dict[str, Page]
) -> None:
    for page in pages.values():
        jupyterlab.run_all_cells(page)
    for student, page in pages.items():
        path = hub.folder / student / LESSON_06.name
        ran = store_notebooks.tidy(jupyterlab.save_when_done(page, path), fold=True)
        for stored, cell in zip(read(LESSON_06).cells, ran.cells, strict=True):
            if cell.cell_type == "code":
                assert shown(cell) == shown(stored), (student, cell.id)


@pytest.fixture(scope="module")
def frames(pages: dict[str, Page]) -> Page:
    """Show Alice's notebook with both frames."""
    page = pages["alice"]
    expect(page.get_by_text(jupyterlab.KERNEL_IDLE)).to_be_visible(timeout=60_000)
    jupyterlab.close_documents(page)
    jupyterlab.open_document(page, FRAMES)
    jupyterlab.run_all_cells(page)
    return page


def address_of(frame: Locator) -> str:
    """Return the address that a frame was given."""
    return str(frame.evaluate("frame => frame.src"))


@pytest.mark.timeout(120)
@pytest.mark.parametrize("version", ["published", "hardened"])
def test_a_frame_shows_its_page_and_signing_in_works_inside_it(
    frames: Page, hub: jupyterhub.Hub, version: str
) -> None:
    frame = frames.locator(f'iframe[title="The page of the {version} server"]')
    frame.scroll_into_view_if_needed()
    address = re.fullmatch(rf"{hub.url}(/user/alice/proxy/\d+/)", address_of(frame))
    assert address
    home = address[1]
    shown = frame.content_frame
    sign_in(shown)
    expect(shown.get_by_text("You are signed in as alice.")).to_be_visible()
    shown.get_by_role("link", name="The protected page").click()
    expect(shown.get_by_text("Hello, alice.")).to_be_visible()
    kept = {one["name"]: one["path"] for one in frames.context.cookies() if "token" in one["name"]}
    if version == "published":
        assert kept["mytoken"] == "/"  # to the whole hub, as lesson 06 says
    else:
        assert kept["__Secure-access_token"] == home  # __Host- would ask for the path "/"
        assert kept["__Secure-refresh_token"] == f"{home}refresh"


@pytest.mark.timeout(120)
def test_a_stranger_s_name_for_the_hub_leads_no_further_than_its_login_page(
    frames: Page, hub: jupyterhub.Hub
) -> None:
    frame = frames.locator('iframe[title="The page of the hardened server"]')
    page = frames.context.new_page()
    page.goto(address_of(frame))
    expect(page.get_by_role("heading", name="JWT login demo")).to_be_visible()
    page.goto(address_of(frame).replace(jupyterhub.NAME, "attacker.example"))
    expect(page.get_by_label("Username")).to_be_visible()
    page.close()
