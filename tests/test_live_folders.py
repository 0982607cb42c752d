"""Temporary folders of live servers: what a killed owner has left goes, everything else stays."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from demo_server.notebook.live import LiveServer
from demo_server.notebook.live.folder import LOCK, Folder
from tests.processes import line_of, running_python

HOLDS = """
import sys
from demo_server.notebook.live.folder import Folder
folder = Folder()
print(folder.path, flush=True)
sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def left(folder: Path, lock: str | None = "locked") -> Path:
    """Leave a folder as a killed kernel does: a database, a key, half a key, and its lock."""
    (folder / "half").mkdir(parents=True)
    for name in ("hardened.sqlite", "hardened.key", "half/key"):
        (folder / name).touch()
    if lock is not None:
        (folder / LOCK).write_text(lock)
    return folder


def started() -> None:
    Folder().remove()


def test_what_a_killed_owner_has_left_is_removed_by_the_next_start(tmp_path: Path) -> None:
    left(tmp_path / "demo_server_1_gone")
    with running_python("-c", HOLDS) as process:
        held = Path(line_of(process))
        assert held.parent == tmp_path
        started()
        assert list(tmp_path.iterdir()) == [held]
        process.kill()
        process.wait(timeout=20)
    with LiveServer("published", process=False, settings={}) as server:
        assert list(tmp_path.iterdir()) == [server.database.parent]
    assert list(tmp_path.iterdir()) == []


def test_a_running_neighbour_keeps_its_folder_in_this_process_and_in_another(
    tmp_path: Path,
) -> None:
    ours = Folder()
    with running_python("-c", HOLDS) as process:
        held = Path(line_of(process))
        for path in (ours.path, held):
            (path / "users.sqlite").touch()
        started()
        assert (ours.path / "users.sqlite").exists()
        assert (held / "users.sqlite").exists()
    ours.remove()
    ours.remove()  # once more does no harm
    assert not ours.path.exists()


@pytest.mark.parametrize(
    "leave",
    [
        lambda tmp: left(tmp / "demo_server_1_x", lock=None),  # somebody else's, or being made
        lambda tmp: left(tmp / "demo_server_1_x", lock=""),  # being made
        lambda tmp: left(tmp / "other_1_x"),
        lambda tmp: left(tmp / f"demo_server_{os.getpid()}_x"),  # no lock tells a process of itself
        lambda tmp: (tmp / "demo_server_1_x").write_text("a file"),
    ],
    ids=["no lock", "an empty lock", "another name", "this process", "no folder"],
)
def test_what_is_not_surely_abandoned_stays(
    tmp_path: Path, leave: Callable[[Path], object]
) -> None:
    leave(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    started()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps them apart by user")
def test_another_user_s_folder_and_a_link_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = left(tmp_path / "elsewhere")
    (tmp_path / "demo_server_1_link").symlink_to(target)
    before = sorted(tmp_path.rglob("*"))
    started()
    assert sorted(tmp_path.rglob("*")) == before
    theirs = left(tmp_path / "demo_server_1_theirs")
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    started()
    assert theirs.exists()
