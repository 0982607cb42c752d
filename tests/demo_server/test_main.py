"""python -m demo_server: it says where it is, answers, and ends when it is told to."""

import json
import os
import re
import signal
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from demo_server.__main__ import main
from demo_server.demo_users import DEMO_USERS
from tests.helpers.processes import answers, line_of, running_python


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_SERVER_DATABASE", str(tmp_path / "users.sqlite"))


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill is no Ctrl+C on Windows: it ends all")
@pytest.mark.parametrize(
    ("version", "options", "users"),
    [("published", [], DEMO_USERS), ("hardened", [], DEMO_USERS),
     ("hardened", ["--no-demo-users"], {})],
)  # fmt: skip
def test_it_prints_its_address_and_users_answers_logs_and_ends_on_ctrl_c(
    tmp_path: Path, version: str, options: list[str], users: dict[str, str]
) -> None:
    with running_python("-m", "demo_server", version, *options) as process:
        told = re.fullmatch(
            rf"The {version} version answers at (http://127\.0\.0\.1:\d+)/", line_of(process)
        )
        assert told
        for name, password in users.items():
            assert line_of(process) == f"Sign in as {name} with the password: {password}"
        assert line_of(process) == "Press Ctrl+C to stop it."
        assert answers(told[1])
        os.kill(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    assert process.returncode in (0, 130)
    assert output == ""
    (line,) = errors.splitlines()
    assert (json.loads(line)["path"], json.loads(line)["status"]) == ("/", 200)
    assert not answers(told[1])
    with closing(sqlite3.connect(tmp_path / "users.sqlite")) as db:
        assert {name for (name,) in db.execute("SELECT id FROM users")} == users.keys()


@pytest.mark.parametrize("version", ["published", "hardened"])
def test_of_users_who_were_there_before_it_says_that_their_password_may_be_another_one(
    version: str,
) -> None:
    for known in ("", ", unless it was changed"):
        with running_python("-m", "demo_server", version) as process:
            line_of(process)
            for name, password in DEMO_USERS.items():
                assert line_of(process) == f"Sign in as {name} with the password: {password}{known}"


def refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str
) -> tuple[object, str]:
    """Run main with these arguments; return how it ends and what it says on standard error."""
    monkeypatch.setattr(sys, "argv", ["demo_server", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    captured = capsys.readouterr()
    assert captured.out == ""
    return ended.value.code, captured.err


def test_a_taken_port_is_said_with_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, taken_port: int
) -> None:
    status, errors = refused(capsys, monkeypatch, "published", "--port", str(taken_port))
    assert status == 1
    assert f"Port {taken_port} is in use by another program." in errors
    assert "start the server with a different port." in errors


@pytest.mark.parametrize("port", ["65536", "-1", "eighty", "80.0"])
def test_what_is_no_port_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    status, errors = refused(capsys, monkeypatch, f"--port={port}")
    assert status == 2
    assert f"'{port}' is no number from 0 to 65535" in errors


def test_an_unknown_version_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, errors = refused(capsys, monkeypatch, "perfect")
    assert status == 2
    assert re.search("choose from '?published'?, '?hardened'?", errors)


def test_a_setting_that_can_t_be_ends_it_with_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO_SERVER_ACCESS_SECONDS", "0")
    sentence = "DEMO_SERVER_ACCESS_SECONDS must be a whole number of seconds, from 1 to 34560000."
    assert refused(capsys, monkeypatch, "hardened") == (sentence, "")  # Python prints it
