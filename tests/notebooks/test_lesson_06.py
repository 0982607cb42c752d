"""What lesson 06 writes by hand: origin, site and host of an address, and plans against forgery."""

from typing import Any

import pytest
from flask import Flask, request

from demo_server.notebook import lesson
from tests.helpers.stored_notebooks import code_cells
from tests.helpers.work_tree import ROOT

SOURCES = {
    cell.id: cell.source for cell in code_cells(ROOT / "notebooks/06_browser_and_cookies.ipynb")
}


def defined_by(cell: str, **names: Any) -> dict[str, Any]:
    """Run one cell of the lesson; return what it defines."""
    exec(SOURCES[cell], names)  # noqa: S102 - the lesson is ours
    return names


@pytest.mark.parametrize(
    ("address", "origin", "site"),
    [
        ("localhost:5000", ("http", "localhost", 5000), "localhost"),
        ("https://pay.shop.example/cart", ("https", "pay.shop.example", 443), "shop.example"),
        ("http://127.0.0.1:80", ("http", "127.0.0.1", 80), "127.0.0.1"),
        ("http://[::1]:8000", ("http", "::1", 8000), "::1"),
        ("", ("http", "", 80), ""),
    ],
)
def test_circles_takes_whatever_a_learner_writes(
    address: str, origin: tuple[str, str, int], site: str
) -> None:
    circles = defined_by("three-circles")["circles"]
    assert circles(address) == (origin, (origin[0], site), origin[1])


def test_a_form_without_field_and_without_cookie_is_no_match() -> None:
    plan = defined_by("plans-with-a-field", lesson=lesson, Request=type(request))["cookie_is_field"]
    with Flask("plain").test_request_context("/", method="POST"):
        assert not plan(request)


def test_the_wall_shows_what_was_typed_and_runs_no_script_of_it() -> None:
    names = defined_by("a-wall")
    typed = {"text": "<script>steal()</script>"}
    written = names["wall"].test_client().post("/write", data=typed).text
    assert written == "Nobody writes: &lt;script&gt;steal()&lt;/script&gt;"


def test_no_cell_stops_a_server_whose_page_stands_in_a_frame() -> None:
    assert [name for name, source in SOURCES.items() if ".page()" in source]
    assert [name for name, source in SOURCES.items() if ".stop()" in source] == []
