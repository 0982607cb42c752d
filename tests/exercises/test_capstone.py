"""The capstone's command and card: full marks, deserved marks, and servers that can't be graded."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from demo_server.live import LiveServer
from exercises.capstone import ROWS, NotGradedError, client, grade
from exercises.capstone.__main__ import main
from tests.conftest import CHEAP
from tests.exercises.broken import broken
from tests.store import ROOT

SHOWN = {3, 4, 5, 6, 8, 9, 10, 11, 13, 14}
"""Weaknesses of the published server that a request can show."""

ASKED = {1, 2, 7, 12, 15, 16, 18}
"""Those that no request shows; 17, a name spelled wrong, is mended in the kit's server."""


@contextmanager
def speaking(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """Listen, and treat each connection in a way of one's own."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=treat, args=(connection,), daemon=True).start()

        def treat(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize("algorithm", ["HS256", "EdDSA", "RS256"])
def test_the_hardened_server_gets_full_marks(
    algorithm: str, capsys: pytest.CaptureFixture[str]
) -> None:
    limit = {"ADDRESS_LIMIT": "100 per 3 second"}  # the second grading has to wait for its end
    settings: dict[str, Any] = CHEAP | {"ALGORITHM": algorithm} | limit
    with LiveServer("hardened", process=False, settings=settings) as server:
        card = grade(server.url)
        assert card.lost == []
        assert card.requests >= 40
        if algorithm == "HS256":  # and again: it signs up people of its own each time
            assert main([server.url]) == 0
            assert capsys.readouterr().out.startswith(f"{len(ROWS)} of {len(ROWS)} hold, ")


def test_the_published_server_gets_what_it_deserves_and_its_weaknesses_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with LiveServer("published", process=False, settings={}) as server:
        assert main([server.url]) == 1
    card = capsys.readouterr().out
    assert card.startswith("15 of 49 hold, tried with ")
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


@pytest.mark.parametrize(
    "address",
    ["http://192.0.2.1:5000", "https://example.com", "http://10.0.0.1", "http://127.0.0.1.example"],
)
def test_other_machines_are_not_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("requests.Session.request", lambda *_, **__: pytest.fail("it was asked"))
    with pytest.raises(NotGradedError, match="is not this machine: only servers on loopback"):
        grade(address)


@pytest.mark.parametrize("address", ["5000", "ftp://127.0.0.1", "http://", "http://127.0.0.1:x"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(NotGradedError, match=r"is no address: try http://127\.0\.0\.1:5000"):
        grade(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "[::1]"])
def test_every_name_of_this_machine_is_taken(host: str) -> None:
    assert client.checked(f"http://{host}:5000/x?y") == f"http://{host}:5000"


@pytest.mark.parametrize("arguments", [[], ["--help"], ["http://127.0.0.1:1", "again"]])
def test_the_command_says_how_it_is_used(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "python -m exercises.capstone http://127.0.0.1:5000" in capsys.readouterr().err


def test_nobody_there_is_told_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert main([f"http://127.0.0.1:{port}"]) == 2
    assert "start it first" in capsys.readouterr().err


def drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.05)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda connection: time.sleep(9), id="silent"),
        pytest.param(lambda connection: None, id="hangs up"),
        pytest.param(lambda connection: connection.sendall(b"\x00\xff" * 99), id="nonsense"),
        pytest.param(drip, id="endless"),
    ],
)
def test_a_server_that_does_not_answer_is_not_graded(
    answer: Callable[[socket.socket], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.3)
    with speaking(answer) as url, pytest.raises(NotGradedError, match="No server answers at"):
        grade(url)


def test_a_server_that_falls_silent_loses_its_rows_and_nobody_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.3)
    asked: list[int] = []

    def once(connection: socket.socket) -> None:
        connection.recv(9_999)
        asked.append(1)
        if len(asked) > 1:
            time.sleep(9)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    with speaking(once) as url:
        began = time.monotonic()
        card = grade(url)
        assert time.monotonic() - began < 15
    assert len(card.lost) == len(ROWS)
    assert "the server has stopped answering" in repr(card)


def test_a_server_that_says_yes_to_everything_gets_next_to_nothing() -> None:
    def yes(connection: socket.socket) -> None:
        connection.recv(9_999)
        body = b'{"result": "success"}'
        head = f"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)

    with speaking(yes) as url:
        assert len(grade(url).lost) >= len(ROWS) - 2


def test_an_unbroken_copy_gets_full_marks(tmp_path: Path) -> None:
    with broken(None, tmp_path) as url:
        assert grade(url).lost == []


def test_the_page_of_the_exercises_tells_how_many_rows_there_are() -> None:
    page = (ROOT / "exercises" / "README.md").read_text("utf-8")
    assert f"The report card has {len(ROWS)} rows" in page
