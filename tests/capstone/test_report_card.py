"""The report card as text and HTML, the command that prints it, and what it quotes."""

import re
from pathlib import Path

import pytest

from demo_server.notebook.live import LiveServer
from exercises.capstone import RUBRIC, NotGraded, ReportCard, grade
from exercises.capstone.__main__ import main
from exercises.capstone.report_card import Mark, Status
from tests.capstone.mutants.lenient import change_claims
from tests.capstone.mutants.server import change_status, mutant_server
from tests.helpers.raw_http_server import canned_server, reply
from tests.helpers.work_tree import ROOT

SHOWN = {3, 4, 5, 6, 8, 9, 10, 11, 13, 14}
"""Weaknesses of the published server that a request can show."""

ASKED = {1, 2, 7, 12, 15, 16, 18}
"""Those that no request shows; 17, a name spelled wrong, is mended in the kit's server."""


def test_the_published_server_gets_what_it_deserves_and_its_weaknesses_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with LiveServer("published", process=False, settings={}) as server:
        assert main([server.url]) == 1
    card = capsys.readouterr().out
    assert card.startswith("16 of 53 hold, tried with ")
    graded, asked = re.sub(r"\s+", " ", card).split("Not graded")
    assert {int(number) for number in re.findall(r"[Ww]eakness (\d+)", graded)} == SHOWN
    assert {int(number) for number in re.findall(r"weakness (\d+)", asked)} == ASKED
    held = re.findall(r"^  holds +(.*)$", card, re.MULTILINE)
    assert {"an unsigned token is refused", "sql in an id is text"} <= set(held)
    lessons = set(re.findall(r"lesson +(notebooks/\S+)", card))
    assert lessons
    assert all((ROOT / lesson).exists() for lesson in lessons)


def test_the_card_is_also_a_page_with_headers_and_links(tmp_path: Path) -> None:
    with LiveServer("published", process=False, settings={}) as server:
        html = grade(server.url, ["a bearer token opens the page"])._repr_html_()
    assert html.count('<th scope="row"') == 5
    assert '<a href="../notebooks/06_browser_and_cookies.ipynb">' in html
    assert "does not hold" in html


def test_each_row_of_the_page_says_its_result_in_a_word_and_a_colour_of_its_own() -> None:
    first, *others = RUBRIC[:3]
    marks = (Mark(first, Status.PASSED), *(
        Mark(criterion, status, "GET /", "500", "200")
        for criterion, status in zip(others, (Status.FAILED, Status.NOT_TRIED), strict=True)
    ))  # fmt: skip
    html = ReportCard("http://127.0.0.1:1", marks, 3)._repr_html_()
    colours = dict(re.findall(r"background-color:(rgba\([^)]*\))\">([^<]+)</td>", html))
    assert set(colours.values()) == {"holds", "does not hold", "not tried"}
    for mark in marks:
        row = rf"<td [^>]+>{first.topic}: 1 of 3</td><td [^>]+>{mark.criterion.name}</td>"
        assert re.search(rf"{row}<td [^>]+>{mark.status}</td>", html), mark.criterion.name


@pytest.mark.parametrize("arguments", [[], ["--help"], ["http://127.0.0.1:1", "again"]])
def test_the_command_says_how_it_is_used(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "python -m exercises.capstone http://127.0.0.1:8000" in capsys.readouterr().err


def test_the_page_of_the_exercises_tells_how_many_rows_there_are() -> None:
    page = (ROOT / "exercises" / "README.md").read_text("utf-8")
    assert f"The report card has {len(RUBRIC)} rows" in page


def test_a_row_is_graded_by_its_name_and_a_name_of_none_is_told() -> None:
    with canned_server(reply()) as url:
        assert grade(url, "nonsense is refused").failed == ["nonsense is refused"]
        with pytest.raises(NotGraded, match=r"No row is named 'nonsens'\."):
            grade(url, ["nonsens", "nonsense is refused"])


def test_where_nobody_can_sign_up_it_is_said_once_and_the_rest_is_not_tried(
    tmp_path: Path,
) -> None:
    with mutant_server(change_status("/sign_up", 200, 500), tmp_path) as url:
        card = grade(url)
    text, html = re.sub(r"\s+", " ", repr(card)), card._repr_html_()
    assert re.search(r"hold, tried with \d+ requests\. \d\d rows were not tried, since this", text)
    assert len(re.findall(r"expected +a sign-up that succeeds", text)) == 2  # and the row itself
    assert "does not hold a new user can sign up and in" in text
    assert "not tried tries are limited" in text
    assert html.count("a sign-up that succeeds") == 2
    assert card.points <= 10


def test_a_row_shows_what_was_sent_and_the_header_that_it_is_about(tmp_path: Path) -> None:
    rows = ["a bearer token opens the page", "nobody keeps a copy of the page"]
    with LiveServer("published", process=False, settings={}) as server:
        bearer, copy = grade(server.url, rows).marks
    assert re.fullmatch(r"GET /temp, Authorization: Bearer eyJ.*….{15}", bearer.request)
    assert copy.actual == "200 Cache-Control: (none)"


def test_half_a_character_in_a_claim_is_shown_as_an_escape(tmp_path: Path) -> None:
    odd = change_claims(lambda claims, _: [claims.pop("aud"), claims.update({"\ud800": 1})])
    with mutant_server(odd, tmp_path) as url:
        assert r"jti, \ud800" in repr(grade(url, ["issuer and audience are named"]))
