"""Lesson 09 says the same after a restart, and for whoever signs in."""

from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode, v4

from demo_server.notebook import lesson, live
from demo_server.notebook.client import Client
from tests.helpers.stored_notebooks import LESSONS, code_cells, headings, read, shown
from tests.tools.store_notebooks import METADATA

LESSON = next(path for path in LESSONS if path.stem.endswith("staying_signed_in"))
RFC_6238 = {  # Appendix B, SHA-1: seconds since 1970, and the code
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}


def sections() -> list[list[NotebookNode]]:
    """Return the code cells of each section, in order; the tools are the first."""
    found: list[list[NotebookNode]] = []
    for cell in read(LESSON).cells:
        if any(line.startswith("## ") for line in headings(cell.source)):
            found.append([])
        if cell.cell_type == "code":
            found[-1].append(cell)
    return [section for section in found if section]


def test_a_section_needs_the_tools_alone() -> None:
    tools, *others = sections()
    stored = [cell for section in [tools, *reversed(others)] for cell in section]
    ran = [v4.new_code_cell(cell.source) for cell in stored]
    book = v4.new_notebook(cells=ran, metadata=nbformat.from_dict(METADATA))
    NotebookClient(book, timeout=60, coalesce_streams=True).execute()
    pairs = zip(stored, ran, strict=True)
    assert [cell.id for cell, again in pairs if shown(cell) != shown(again)] == []


def defined_by(*names: str) -> dict[str, Any]:
    """Run these cells, and nothing else of the lesson; return what they define."""
    sources = {cell.id: cell.source for cell in code_cells(LESSON)}
    defined: dict[str, Any] = {}
    for name in names:
        exec(sources[name], defined)  # noqa: S102 - the lesson is ours
    return defined


@pytest.fixture
def tools() -> Iterator[dict[str, Any]]:
    try:
        yield defined_by("tools", "three-moves", "copy-and-look")
    finally:
        lesson.end()


@pytest.mark.parametrize("version", ["published", "hardened"])
def test_whoever_signs_in_is_signed_in(version: str, tools: dict[str, Any]) -> None:
    url = live.start(version).url
    for user in ("alice", "carol", "Zoë", "비밀", "two words"):
        assert tools["look"](tools["signed_in"](url, user)) == "200 OK", user


def test_the_codes_are_those_of_rfc_6238() -> None:
    totp = defined_by("six-digits")["totp"]
    codes = {seconds: totp(b"12345678901234567890", seconds, digits=8) for seconds in RFC_6238}
    assert codes == RFC_6238


def test_a_wrong_code_uses_up_no_code() -> None:
    try:
        defined = defined_by("tools", "six-digits", "relayed-code")
        accepts, totp = defined["accepts"], defined["totp"]
        lesson.begin()
        later = totp(lesson.KEY, lesson.START.timestamp() + 30)
        defined["used"] = set[str]()
        assert not accepts(later)
        lesson.begin().shift(30)
        assert [accepts(later), accepts(later)] == [True, False]
    finally:
        lesson.end()


def test_the_page_of_the_session_server_shows_a_name_as_text() -> None:
    cells = ("session-names", "session-table", "session-begins", "session-page", "session-end")
    try:
        defined = defined_by("tools", "three-moves", "copy-and-look", *cells, "serve")
        client = Client(defined["sessions_url"])
        client.sign_in("<script>", "")
        page = client.get("/temp")
    finally:
        lesson.end()
    assert (page.status_code, page.text) == (200, "Hello, &lt;script&gt;.")


@pytest.mark.parametrize(("access", "refresh"), [(900, 60), (60, 900)])
def test_a_session_is_remembered_for_the_longer_of_the_two_lives(access: int, refresh: int) -> None:
    try:
        revoked_rows = defined_by("tools", "start-hardened", "what-is-kept")["revoked_rows"]
        clock = lesson.begin()
        server = live.start("hardened", ACCESS_SECONDS=access, REFRESH_SECONDS=refresh)
        client = Client(server.url)
        client.sign_in("alice", live.DEMO_USERS["alice"])
        clock.shift(10)
        assert client.post("/sign_out").json() == {"result": "success"}
        kept = revoked_rows(server)
    finally:
        lesson.end()
    assert list(kept.values()) == [lesson.START.timestamp() + 10 + 900]
