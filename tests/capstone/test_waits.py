"""How the capstone meets a limit: how long it waits, what it says, and what a 429 is not."""

from email.utils import formatdate

import pytest

from exercises.capstone import client, grade
from exercises.capstone.__main__ import main
from exercises.capstone.client import Client
from tests.helpers.raw_http_server import reply, saying


@pytest.mark.parametrize(
    ("wait", "slept"),
    [
        ("7", [7, 7]),
        ("0", [1, 1]),
        (formatdate(1_000_000_009, usegmt=True), [9, 9]),
        (formatdate(999_999_990, usegmt=True), [1, 1]),
        ("Sunday, 06-Nov-94 08:49:37 GMT", [1, 1]),
        ("400", [400]),
        ("900", []),
        ("soon", []),
        ("1.5", []),
    ],
)
def test_who_asks_to_wait_is_waited_for(
    wait: str, slept: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeps: list[int] = []
    monkeypatch.setattr(client, "sleep", sleeps.append)
    date = f"Date: {formatdate(1_000_000_000, usegmt=True)}"
    limited = reply("429 Too Many Requests", None, f"Retry-After: {wait}", date)
    with saying(limited, limited, reply()) as url:
        asking = Client(url)
        assert asking.request("GET", "/").status == (200 if len(slept) == 2 else 429)
    assert sleeps == slept
    assert asking.refused_wait == {"400": 400, "900": 900}.get(wait, 0)


def interrupted(_seconds: float) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("wait", "told"), [("1", "1 second"), ("7", "7 seconds")])
def test_a_wait_is_told_and_who_ends_it_gets_one_line_and_no_card(
    wait: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(client, "sleep", interrupted)
    with saying(reply("429 Too Many Requests", None, f"Retry-After: {wait}")) as url:
        assert main([url]) == 130
    lines = [f"The server asks to wait for {told}.", "You have stopped it before its end: there"]
    out, shown = capsys.readouterr()
    assert out == ""
    assert shown == f"{lines[0]}\n{lines[1]} is no card.\n"


def test_that_a_server_was_not_waited_for_is_said_once() -> None:
    with saying(reply("429 Too Many Requests", None, "Retry-After: 900")) as url:
        card = repr(grade(url, ["the home page answers", "sql in an id is text"]))
    assert card.count("The server asked to wait for 900 seconds more") == 1


def test_a_limit_s_answer_is_not_taken_for_a_refusal() -> None:
    name = "a short password is refused"
    with saying(reply(), reply("429 Too Many Requests", {"result": "fail"})) as url:
        assert grade(url, name).failed == [name]
    with saying(reply(), reply("400 Bad Request", {"result": "fail"})) as url:
        assert grade(url, name).failed == []
