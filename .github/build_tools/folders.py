"""The folder that a build writes: it replaces what a build has written, and nothing else."""

import shutil
from argparse import ArgumentTypeError
from pathlib import Path


def replaceable(folder: str, marker: str) -> Path:
    """Return the full path of a folder that a build may replace.

    It is missing, or empty, or holds a file ``marker``, which only a build writes. Raises
    ArgumentTypeError for any other.
    """
    path = Path(folder).expanduser().resolve()
    is_own = path.is_dir() and ((path / marker).is_file() or not any(path.iterdir()))
    if path.exists() and not is_own:
        raise ArgumentTypeError(
            f"{path} is not from an earlier build, and would be deleted: name a new folder."
        )
    return path


def replace(folder: Path, built: Path) -> None:
    """Move what is ``built`` to the place of ``folder``, which is deleted."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(built, folder)
