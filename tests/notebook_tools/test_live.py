"""live.start: one server a version, its log, its database, and errors that say what to do."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from demo_server.config import ConfigError
from demo_server.notebook import live
from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveError, LiveServer
from demo_server.notebook.live.runners import InProcess
from tests.conftest import FAST_ARGON2
from tests.helpers.client import ALICE
from tests.helpers.processes import answers, is_gone, wait_until

both_ways = pytest.mark.parametrize("process", [False, True], ids=["thread", "process"])


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    yield
    for server in live._running.values():
        server.stop()
    live._running.clear()


def pid_of(server: LiveServer) -> int:
    assert isinstance(server._runner, InProcess)
    return server._runner._process.pid


@both_ways
def test_starting_twice_replaces_the_first(process: bool) -> None:
    first = live.start("published", process=process)
    second = live.start("published", process=process)
    assert first.url != second.url
    assert not answers(first.url)
    assert answers(second.url)
    assert repr(first) == "<published server, stopped>"
    assert repr(second) == "<published server, running>"


def test_the_two_versions_run_side_by_side_on_free_ports() -> None:
    one, other = live.start("published"), live.start("hardened", **FAST_ARGON2)
    assert one.url != other.url
    assert answers(one.url)
    assert answers(other.url)


@both_ways
def test_a_stopped_server_is_gone_with_its_temporary_database(process: bool) -> None:
    server = live.start("hardened", process=process, **FAST_ARGON2)
    pid = pid_of(server) if process else None
    assert server.database.exists()
    server.stop()
    assert not answers(server.url)
    assert not server.database.parent.exists()
    assert pid is None or is_gone(pid)
    server.stop()  # once more does no harm


@pytest.mark.parametrize(("process", "kind"), [(False, str), (False, Path), (True, Path)], ids=str)
def test_a_database_of_one_s_own_keeps_its_users_and_is_not_seeded(
    tmp_path: Path, visit: Callable[[LiveServer], Client], process: bool, kind: Callable[..., Any]
) -> None:
    database = kind(tmp_path / "users.sqlite")
    first = live.start("published", process=process, DATABASE=database)
    assert first.database == tmp_path / "users.sqlite"
    assert visit(first).sign_in(*ALICE).json()["result"] == "fail"
    visit(first).sign_up("dave", "battery staple")
    first.stop()
    second = live.start("published", DATABASE=database)
    assert visit(second).sign_in("dave", "battery staple").json()["result"] == "success"


@both_ways
def test_the_log_gives_what_came_since_it_was_last_asked(
    visit: Callable[[LiveServer], Client], process: bool
) -> None:
    server = live.start("hardened", process=process, **FAST_ARGON2)
    visitor = visit(server)
    assert repr(server.log()) == "(nothing was asked)"
    visitor.get("/temp")
    visitor.sign_in(*ALICE)
    assert repr(server.log()) == (
        "method  path      status  user   reason\n"
        "GET     /temp     401            MissingTokenError\n"
        "POST    /sign_in  200     alice"
    )
    visitor.get("/temp")
    assert [(entry.path, entry.status, entry.user) for entry in server.log()] == [
        ("/temp", 200, "alice")
    ]
    assert server.log() == ()


def test_a_stopped_server_has_no_log_and_says_how_to_go_on() -> None:
    server = live.start("published")
    server.stop()
    with pytest.raises(LiveError) as caught:
        server.log()
    assert str(caught.value) == ('This server is stopped: start it with live.start("published").')


def test_a_server_whose_process_was_killed_says_how_to_go_on() -> None:
    server = live.start("published", process=True)
    psutil.Process(pid_of(server)).kill()
    wait_until(lambda: is_gone(pid_of(server)))
    with pytest.raises(LiveError, match=r'start it with live.start\("published"\)'):
        server.log()
    assert answers(live.start("published").url)


@pytest.mark.parametrize(
    ("version", "config", "sentence"),
    [
        ("perfect", {}, "'perfect' is no version: choose published or hardened."),
        ("published", {"PORT": 80}, "PORT can't be set for published: it knows DATABASE, PROXIES."),
        ("hardened", {"SECRET_KEY": b"short"}, "SECRET_KEY must be at least 32 random bytes"),
    ],
)
def test_what_can_t_be_is_refused_before_anything_is_stopped(
    version: str, config: dict[str, Any], sentence: str
) -> None:
    running = live.start("published")
    with pytest.raises(ConfigError, match=sentence):
        live.start(version, **config)
    assert answers(running.url)


@pytest.mark.parametrize(
    ("process", "error"), [(False, ConfigError), (True, LiveError)], ids=["thread", "process"]
)
def test_a_database_that_can_t_be_written_is_named_with_what_to_do(
    tmp_path: Path, process: bool, error: type[Exception]
) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "users.sqlite"
    with pytest.raises(error) as caught:
        live.start("published", process=process, DATABASE=str(path))
    assert str(caught.value).startswith(f"The database {path} can't be written (")
    assert str(caught.value).endswith("): set DATABASE to a file that can.")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_path_in_any_letters_reaches_the_process_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)  # as where the system's is no UTF-8
    path = tmp_path / "\ube44\ubc00" / "Zo\u00eb.sqlite"
    with LiveServer("published", process=True, settings={"DATABASE": path}) as server:
        assert answers(server.url)
        assert path.exists()
    with pytest.raises(LiveError, match="\ube44\ubc00") as caught:
        LiveServer("published", process=True, settings={"DATABASE": path / "users.sqlite"})
    assert str(caught.value).startswith(f"The database {path / 'users.sqlite'} can't be written (")


def test_a_database_of_another_version_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = str(tmp_path / "users.sqlite")
    live.start("published", DATABASE=path).stop()
    with pytest.raises(ConfigError) as caught:
        live.start("hardened", process=False, DATABASE=path)
    assert str(caught.value) == (
        f"The database {path} was made by another version: move it away, or set DATABASE to "
        "another file."
    )
