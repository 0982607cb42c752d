"""Temporary folders of live servers; what a killed kernel has left is removed by the next start."""

import os
import shutil
import stat
import sys
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

PREFIX = "demo_server_"
LOCK = "in-use"
"""A file in each folder that its process holds a lock on until it ends, in whatever way."""


class Folder:
    """A temporary folder of this user's, at ``path``."""

    def __init__(self) -> None:
        """Make and lock it, after removing those whose process is gone."""
        own = f"{PREFIX}{os.getpid()}_"
        _remove_abandoned(own)
        self.path = Path(tempfile.mkdtemp(prefix=own))
        self._lock = (self.path / LOCK).open("wb")
        # A server that nobody stops takes its folder along without a word, at the end.
        self._finalizer = weakref.finalize(self, _remove, self.path, self._lock)
        if _locked(self._lock):
            self._lock.write(b"locked")  # only now may another process ask whether it still is
            self._lock.flush()

    def remove(self) -> None:
        """Remove it and what it holds; doing it twice does no harm."""
        self._finalizer()


def _remove(folder: Path, lock: BinaryIO) -> None:
    lock.close()  # first: Windows removes no file that is open
    shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned(own: str) -> None:
    """Remove this user's folders whose lock nobody holds, but for those whose names begin so.

    Some network file systems don't tell a process of its own locks.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):  # another kernel was faster, or Windows still has a file open
            if not folder.name.startswith(own) and _is_ours(folder.lstat()):
                _remove_if_abandoned(folder)


def _is_ours(found: os.stat_result) -> bool:
    """Say whether it is a folder, not a link to one, and this user's."""
    return stat.S_ISDIR(found.st_mode) and (sys.platform == "win32" or found.st_uid == os.getuid())


def _remove_if_abandoned(folder: Path) -> None:
    with (folder / LOCK).open("rb+") as lock:
        if not os.fstat(lock.fileno()).st_size or not _locked(lock):
            return
        for path in folder.iterdir():
            if path.name != LOCK:  # it goes last: without it, nobody would come back for the rest
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(folder)


def _locked(file: BinaryIO) -> bool:
    """Lock a file until it is closed; False where somebody else has, or the system has no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, AttributeError, OSError):
        return False
    return True
