"""Run pytest in a process of its own, with this project's settings, and read what it prints."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

from tests.helpers.work_tree import ROOT

WIDTH = 100


def run_pytest(
    folder: Path, *arguments: str, site: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the tests of a folder; of this run nothing reaches them.

    ``folder`` need not be the project's own. ``site`` stands for the environment's packages.
    """
    project = folder if (folder / "pyproject.toml").exists() else ROOT
    settings = ["-c", str(project / "pyproject.toml"), "--rootdir", str(folder)]
    kept = {name: value for name, value in os.environ.items()
            if name != "CI" and not name.startswith("PYTEST_")}  # fmt: skip
    if site is not None:
        environment["PYTHONPATH"] = str(site)
    return subprocess.run(
        [sys.executable, *(["-S"] if site else []), "-m", "pytest", *settings, *arguments],
        cwd=folder,
        env=kept | {"COLUMNS": str(WIDTH)} | environment,
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )


def site_of(folder: Path, wanted: Callable[[str], bool]) -> Path:
    """Return a folder with links to the packages whose files, by their names, are wanted."""
    site = folder / "site"
    site.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if wanted(entry.name):
            (site / entry.name).symlink_to(entry)
    return site
