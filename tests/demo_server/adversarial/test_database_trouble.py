"""The database locked, gone, read-only, broken: a plain 503, and it recovers by itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from demo_server import database
from tests.demo_server.adversarial.serving import KINDS, attacked
from tests.demo_server.adversarial.target import Target

ALICE = {"id_give": "alice", "pw_give": "correct horse"}
PLAIN = {
    "result": "fail",
    "msg": "The database can't be used now: try again in a moment.",
}


@pytest.fixture(params=KINDS)
def target(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Target]:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with attacked(request.param, tmp_path) as started:
        yield started


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def gone(path: Path) -> Iterator[None]:
    aside = path.with_suffix(".aside")
    path.rename(aside)
    yield
    assert not path.exists()  # no empty one was made in its place
    aside.rename(path)


@contextmanager
def broken(path: Path) -> Iterator[None]:
    good = path.read_bytes()
    path.write_bytes(b"this is no database, " * 500)
    yield
    path.write_bytes(good)


@contextmanager
def without_tables(path: Path) -> Iterator[None]:
    good = path.read_bytes()
    path.write_bytes(b"")
    yield
    path.write_bytes(good)


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """Root may write whatever the mode says, so the connections themselves are made read-only."""
    connect: Any = sqlite3.connect

    def only_reading(address: str, *arguments: Any, **named: Any) -> Any:
        return connect(address.replace("mode=rw", "mode=ro"), *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", only_reading)
        yield


def post(target: Target, path: str, access_token: str) -> Any:
    cookie = {"Cookie": f"access_token={access_token}"}
    return target.ask("POST", path, data=ALICE | {"id_give": "dave"}, headers=cookie)


@pytest.mark.parametrize("trouble", [locked, gone, broken, without_tables, read_only])
def test_while_it_can_t_be_written_the_answer_is_503_and_then_all_is_well(
    target: Target, trouble: Any
) -> None:
    token = target.token()
    with trouble(target.database):
        for path in ("/sign_up", "/sign_out", "/sign_out_everywhere"):
            answer = post(target, path, token)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
            assert answer.json() == PLAIN
    told = "".join(target.lines)
    assert "Traceback" not in told
    assert str(target.database) not in told
    assert target.answers_the_next()
    assert post(target, "/sign_up", token).status_code == 200


@pytest.mark.parametrize("trouble", [gone, broken, without_tables])
@pytest.mark.parametrize("path", ["/temp", "/"])
def test_while_it_can_t_be_read_the_answer_is_503_and_then_all_is_well(
    target: Target, trouble: Any, path: str
) -> None:
    cookie = {"Cookie": f"access_token={target.token()}"}
    with trouble(target.database):
        answer = target.ask("GET", path, headers=cookie)
        assert (answer.status_code, answer.json()) == (503, PLAIN)
        assert target.ask("POST", "/sign_in", data=ALICE).status_code == 503
    assert target.answers_the_next()
