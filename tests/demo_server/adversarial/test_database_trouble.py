"""The database locked, gone, replaced, broken, full or read-only under a running server: 503."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from demo_server import database
from demo_server.hardened.store import SCHEMA
from tests.demo_server.adversarial.target import Target, running_target

Trouble = Callable[[Path], AbstractContextManager[None]]
ALICE = {"id_give": "alice", "pw_give": "correct horse"}
REFUSAL = {"result": "fail", "msg": "The database can't be used now: try again in a moment."}


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    """Run a server that, once it has its users, hardly waits for another writer."""
    with running_target() as running:
        monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
        yield running


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
    """Make the connections read-only: root may write whatever the mode of a file says."""
    connect: Any = sqlite3.connect

    def only_reading(address: str, *arguments: Any, **named: Any) -> Any:
        return connect(address.replace("mode=rw", "mode=ro"), *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", only_reading)
        yield


@contextmanager
def full(path: Path) -> Iterator[None]:
    """Let no file of this process grow, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize("trouble", [locked, gone, broken, without_tables, read_only, full])
def test_while_it_can_t_be_used_the_answer_is_503_and_then_all_is_well(
    target: Target, caplog: pytest.LogCaptureFixture, trouble: Trouble
) -> None:
    token = target.token()
    cookie = {"Cookie": f"access_token={token}"}
    asked = [("POST", path) for path in ("/sign_up", "/sign_out", "/sign_out_everywhere")]
    if trouble in (gone, broken, without_tables):  # the others can still be read
        asked += [("GET", "/temp"), ("GET", "/"), ("POST", "/sign_in")]
    if trouble is read_only:
        target.services.users.database.close()  # the connections that are kept may write
    with trouble(target.database):
        for method, path in asked:
            form = ALICE | {"id_give": "dave" if path == "/sign_up" else "alice"}
            response = target.request(method, path, data=form, headers=cookie)
            assert (response.status_code, response.headers["Retry-After"]) == (503, "1")
            assert response.json() == REFUSAL
    assert str(target.database) not in caplog.text
    assert target.accepts(token)
    form = ALICE | {"id_give": "dave"}
    assert target.request("POST", "/sign_up", data=form).status_code == 200


def test_another_database_in_its_place_is_the_one_that_counts(target: Target) -> None:
    token = target.token()
    aside = target.database.with_suffix(".aside")
    target.database.rename(aside)
    database.Database(target.database, SCHEMA).close()
    assert not target.accepts(token)  # nobody is called alice there
    assert target.request("POST", "/sign_in", data=ALICE).status_code == 401
    aside.replace(target.database)
    assert target.accepts(token)
    assert target.sign_in()
