"""Two students on the recipe's JupyterHub: what they see, and what its page says of such a hub."""

import json
import re
import stat
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from exercises.instructor.class_progress import read_class
from tests.browser import jupyterlab
from tests.browser.conftest import WAIT_MS
from tests.browser.hub import jupyterhub
from tests.browser.page_actions import sign_in
from tests.helpers.stored_notebooks import LESSONS, read, shown
from tests.tools import store_notebooks

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),  # the first test that runs waits for the hub and the lesson
    pytest.mark.skipif(sys.platform == "win32", reason="no JupyterHub runs on Windows"),
]

STUDENTS = ("alice", "bob")
LESSON_06 = LESSONS[6]
READ_FILES = """async () => {
  const headers = { "X-XSRFToken": document.cookie.match(/_xsrf=([^;]+)/)[1] };
  const answer = await fetch("/user/bob/api/contents", { headers });
  return (await answer.json()).content.map(file => file.name);
}"""
"""What a script of Alice's server can ask in Bob's browser."""
AFTER_THE_FRAMES = "the-policy"
RUN = """([command, index]) => {
  const { shell, commands } = window.jupyterapp;
  shell.currentWidget.content.activeCellIndex = index;
  commands.execute(command);
}"""


@pytest.fixture(scope="module")
def hub(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[jupyterhub.Hub]:
    with jupyterhub.running(tmp_path_factory.mktemp("hub")) as started:
        yield started


@pytest.fixture(scope="module")
def pages(browser: Browser, hub: jupyterhub.Hub) -> Iterator[dict[str, Page]]:
    """Let each student come by the link that a teacher gives, sign in, and run lesson 06."""
    opened = {}
    for student in STUDENTS:
        window = browser.new_context(ignore_https_errors=True)
        window.set_default_timeout(WAIT_MS)
        disable_extensions(hub.homes / student)
        page = opened[student] = window.new_page()
        link = f"/hub/user-redirect/lab/tree/notebooks/{LESSON_06.name}?reset"
        page.goto(f"{hub.url}/hub/login?next={quote(link)}")
        page.get_by_label("Username").fill(student)
        page.get_by_label("Password").fill(hub.password)
        page.get_by_role("button", name="Sign in").click(no_wait_after=True)
    run_lesson_06(opened.values())
    yield opened
    for page in opened.values():
        page.context.close()


def frame_of(page: Page, version: str) -> Locator:
    return page.locator(f'iframe[title="The page of the {version} server"]')


def address_of(frame: Locator) -> str:
    """Return the address that a frame was given."""
    return str(frame.evaluate("frame => frame.src"))


def disable_extensions(home: Path) -> None:
    """Keep from a student's JupyterLab what the recipe does not install, and the tests do."""
    off = home / ".jupyter" / "labconfig" / "page_config.json"
    off.parent.mkdir(parents=True)
    off.write_text(json.dumps({"disabledExtensions": jupyterlab.DISABLED_EXTENSIONS}))


def run_cells(page: Page, command: str, cell_id: str) -> None:
    """Run the cells above a cell, or the cell and those below it, by JupyterLab's own command."""
    index = [cell.id for cell in read(LESSON_06).cells].index(cell_id)
    page.evaluate(RUN, [f"notebook:run-all-{command}", index])


def run_lesson_06(pages: Collection[Page]) -> None:
    """Run the lesson in all pages at once, as soon as each student's server is there."""
    for page in pages:
        page.wait_for_url(re.compile("/user/[a-z]+/lab"), timeout=120_000)
    for page in pages:
        expect(page.get_by_text(jupyterlab.KERNEL_IDLE)).to_be_visible(timeout=60_000)
        run_cells(page, "above", AFTER_THE_FRAMES)
    for page in pages:  # what a frame fetches later would stand in the server's log
        for version in ("published", "hardened"):
            expect(frame_of(page, version).content_frame.locator("#sign-in")).to_be_attached()
        run_cells(page, "below", AFTER_THE_FRAMES)


def test_two_students_at_once_get_the_stored_outputs(
    hub: jupyterhub.Hub, pages: dict[str, Page]
) -> None:
    for student, page in pages.items():
        path = hub.homes / student / "work" / "notebooks" / LESSON_06.name
        ran = store_notebooks.tidy(jupyterlab.save_when_done(page, path), fold=True)
        for stored, cell in zip(read(LESSON_06).cells, ran.cells, strict=True):
            if cell.cell_type == "code":
                assert shown(cell) == shown(stored), (student, cell.id)


@pytest.mark.parametrize("version", ["published", "hardened"])
def test_a_frame_shows_its_page_and_signing_in_works_inside_it(
    pages: dict[str, Page], hub: jupyterhub.Hub, version: str
) -> None:
    lesson = pages["alice"]
    frame = frame_of(lesson, version)
    frame.scroll_into_view_if_needed()
    address = re.fullmatch(rf"{hub.url}(/user/alice/proxy/\d+/)", address_of(frame))
    assert address
    home = address[1]
    shown = frame.content_frame
    sign_in(shown)
    expect(shown.get_by_text("You are signed in as alice.")).to_be_visible()
    shown.get_by_role("link", name="The protected page").click()
    expect(shown.get_by_text("Hello, alice.")).to_be_visible()
    kept = {one["name"]: one["path"] for one in lesson.context.cookies() if "token" in one["name"]}
    if version == "published":
        assert kept["mytoken"] == "/"  # to the whole hub, as lesson 06 says
    else:
        assert kept["__Secure-access_token"] == home  # __Host- would ask for the path "/"
        assert kept["__Secure-refresh_token"] == f"{home}refresh"


def test_a_stranger_s_name_for_the_hub_leads_no_further_than_its_login_page(
    pages: dict[str, Page], hub: jupyterhub.Hub
) -> None:
    address = address_of(frame_of(pages["alice"], "hardened"))
    page = pages["alice"].context.new_page()
    page.goto(address)
    expect(page.get_by_role("heading", name="JWT login demo")).to_be_visible()
    page.goto(address.replace(jupyterhub.NAME, "attacker.example"))
    expect(page.get_by_label("Username")).to_be_visible()
    page.close()


def test_a_neighbour_s_server_can_be_opened_and_then_acts_as_the_visitor_as_the_recipe_warns(
    pages: dict[str, Page], hub: jupyterhub.Hub
) -> None:
    address = address_of(frame_of(pages["alice"], "published"))
    page = pages["bob"].context.new_page()
    page.goto(address.replace("/user/alice/", "/user/bob/"))
    expect(page.get_by_role("heading", name="JWT login demo")).to_be_visible()
    assert {"exercises", "notebooks"} <= set(page.evaluate(READ_FILES))
    page.goto(f"{hub.url}/user/alice/lab")
    expect(page.get_by_role("heading", name="403 : You do not have permission")).to_be_visible()
    page.close()


def test_nobody_reads_along_with_a_kernel(pages: dict[str, Page], hub: jupyterhub.Hub) -> None:
    for student in pages:
        (connection,) = hub.homes.glob(f"{student}/.local/share/jupyter/runtime/kernel-*.json")
        assert stat.S_IMODE(connection.stat().st_mode) & 0o077 == 0
        assert json.loads(connection.read_text())["curve_publickey"]


def test_the_teacher_s_overview_finds_each_student_s_progress(
    pages: dict[str, Page], hub: jupyterhub.Hub
) -> None:
    line = {"exercise": "digest_of", "state": "right", "misconceptions": []}
    for student in pages:
        folder = hub.homes / student / "work" / "exercises"
        assert (folder / "01_hashing.ipynb").exists()
        (folder / "progress.jsonl").write_text(json.dumps(line))
    overview = read_class(hub.homes, "*/work/exercises/progress.jsonl")
    assert overview.students.keys() == pages.keys()
    assert overview.problems() == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's share")
def test_the_recipe_s_script_tells_what_each_student_takes(pages: dict[str, Page]) -> None:
    command = [sys.executable, str(jupyterhub.RECIPE.with_name("memory.py"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    for student in pages:
        row = re.search(rf"^{student} +(\d+) +1: (\d+) +\d+ +(\d+)$", done.stdout, re.MULTILINE)
        assert row, done.stdout
        server, kernel, total = map(int, row.groups())
        assert 50 < server < 400
        assert 50 < kernel < 400
        assert server + kernel - 2 < total
