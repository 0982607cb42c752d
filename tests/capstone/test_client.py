"""The client: servers that hardly answer, answer oddly, or ask to wait."""

import io
import socket
import sys
import threading
import time
from collections.abc import Callable
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from exercises.capstone import RUBRIC, NotGraded, client, grade
from exercises.capstone.__main__ import main
from exercises.capstone.client import Client
from exercises.capstone.report_card import Status
from tests.helpers.raw_http_server import canned_server, raw_http_server, reply


def test_nobody_there_is_told_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert main([f"http://127.0.0.1:{port}"]) == 2
    assert "start it first" in capsys.readouterr().err


@pytest.mark.parametrize("version", ["760.20.1", "595.13.1"])
def test_the_airplay_receiver_of_macos_is_told_from_a_server_of_yours(
    version: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with canned_server(reply("403 Forbidden", "", f"Server: AirTunes/{version}")) as url:
        assert main([url]) == 2
    assert capsys.readouterr() == (
        "",
        f"{url} is answered by the AirPlay Receiver of macOS, not by a server of yours: start "
        "yours on another port, such as 8000, or switch AirPlay Receiver off in System Settings.\n",
    )


def drip(beginning: bytes) -> Callable[[socket.socket], None]:
    """Begin to answer, and go on letter by letter, for seconds."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(beginning)
        for _ in range(99):
            connection.sendall(b"x")
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda connection: time.sleep(9), id="silent"),
        pytest.param(lambda connection: None, id="hangs up"),
        pytest.param(lambda connection: connection.sendall(b"\x00\xff" * 99), id="nonsense"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\n\r\n"), id="a body without end"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\nX: "), id="headers without end"),
    ],
)
def test_what_listens_but_does_not_answer_in_http_is_told(
    answer: Callable[[socket.socket], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "TIMEOUT", 0.3)
    with raw_http_server(answer) as url, pytest.raises(NotGraded, match="Something listens at"):
        grade(url)
    with raw_http_server(answer) as url, pytest.raises(NotGraded, match=r"be read \(\w+\)"):
        grade(url.replace("http", "https"))


def test_a_server_that_falls_silent_loses_its_rows_and_nobody_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "TIMEOUT", 0.3)
    asked: list[int] = []

    def once(connection: socket.socket) -> None:
        connection.recv(9_999)
        asked.append(1)
        if len(asked) > 1:
            time.sleep(9)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    with raw_http_server(once) as url:
        began = time.monotonic()
        card = grade(url)
        assert time.monotonic() - began < 15
    assert len(card.failed) == len(RUBRIC)
    assert "the server has stopped answering" in repr(card)


class NoSignUp(BaseHTTPRequestHandler):
    """Answers, but hangs up on whoever signs up."""

    def do_GET(self) -> None:
        self.wfile.write(reply())

    def do_POST(self) -> None:
        if self.path != "/sign_up":
            self.wfile.write(reply("400 Bad Request", {"result": "fail"}))

    def log_message(self, *_values: object) -> None:
        """Say nothing."""


def test_where_only_the_sign_up_hangs_up_the_server_has_not_stopped_answering() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), NoSignUp) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        card = grade(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
    assert "the server has stopped answering" not in repr(card)
    assert list(card.failed_prerequisites) == ["a sign-up that succeeds"]
    assert {"a new user can sign up and in", "a short password is refused"} <= {
        mark.criterion.name for mark in card.marks if mark.status is Status.FAILED
    }


def test_a_server_that_says_yes_to_everything_gets_next_to_nothing() -> None:
    with canned_server(reply(body={"result": "success"})) as url:
        assert len(grade(url).failed) >= len(RUBRIC) - 2


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 100_000, "1" * 5_000, "NaN", "[1]"])
def test_json_that_is_none_loses_rows_and_no_more(body: str) -> None:
    with canned_server(reply(body=body)) as url:
        assert not grade(url, ["an unknown path is told in json"]).points


def test_nothing_that_a_terminal_obeys_or_lacks_gets_into_the_card(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "cp1252"))
    with canned_server(reply("500 Oh", "\x1b[31m\x07 \ud55c\uae00")) as url:
        assert main([url]) == 1
        assert "500 \\x1b[31m\\x07 \ud55c" in repr(grade(url, ["the home page answers"]))


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
    with canned_server(limited, limited, reply()) as url:
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
    with canned_server(reply("429 Too Many Requests", None, f"Retry-After: {wait}")) as url:
        assert main([url]) == 130
    lines = [f"The server asks to wait for {told}.", "You have stopped it before its end: there"]
    out, shown = capsys.readouterr()
    assert out == ""
    assert shown == f"{lines[0]}\n{lines[1]} is no card.\n"


def test_that_a_server_was_not_waited_for_is_said_once() -> None:
    with canned_server(reply("429 Too Many Requests", None, "Retry-After: 900")) as url:
        card = repr(grade(url, ["the home page answers", "sql in an id is text"]))
    assert card.count("The server asked to wait for 900 seconds more") == 1


def test_a_limit_s_answer_is_not_taken_for_a_refusal() -> None:
    name = "a short password is refused"
    with canned_server(reply(), reply("429 Too Many Requests", {"result": "fail"})) as url:
        assert grade(url, name).failed == [name]
    with canned_server(reply(), reply("400 Bad Request", {"result": "fail"})) as url:
        assert grade(url, name).failed == []
