"""The files of this project, without what else lies in its folders."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@cache
def committed() -> frozenset[Path]:
    """Return the files that git knows here; none in an unpacked archive or without git."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607 - whichever git is on the PATH
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        return frozenset()
    paths = (ROOT / name for name in done.stdout.split("\0") if name)
    return frozenset(path for path in paths if path.is_file())


def project_files(pattern: str) -> list[Path]:
    """Return the files that match and that git knows; where it knows none, those not hidden."""
    known = committed()
    return sorted(
        path for path in ROOT.glob(pattern)
        if (path in known if known else not path.name.startswith("."))
    )  # fmt: skip
