"""Run pytest in a process of its own, with this project's settings, and read what it prints."""

import os
import subprocess
import sys
from pathlib import Path

from tests.helpers.work_tree import ROOT

WIDTH = 100
HIDING = """
import sys
from importlib import metadata

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name in {names}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

def find(context=metadata.DistributionFinder.Context(), find=sys.meta_path[-1].find_distributions):
    return (one for one in find(context) if one.name.lower().replace("-", "_") not in {names})

sys.meta_path.insert(0, Hidden())
sys.meta_path[-1].find_distributions = find
"""


def run_pytest(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the tests of a folder, which need not be this project; of this run nothing reaches them.

    ``environment`` holds variables for it.
    """
    project = folder if (folder / "pyproject.toml").exists() else ROOT
    settings = ["-c", str(project / "pyproject.toml"), "--rootdir", str(folder)]
    settings += ["-p", "no:hypothesispytest"]  # it imports Hypothesis at the end of every run
    kept = {name: value for name, value in os.environ.items()
            if name != "CI" and not name.startswith("PYTEST_")}  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "pytest", *settings, *arguments],
        cwd=folder,
        env=kept | {"COLUMNS": str(WIDTH)} | environment,
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )


def hide(folder: Path, *names: str) -> str:
    """Return a PYTHONPATH with which Python finds no package and no module of these names."""
    (folder / "sitecustomize.py").write_text(HIDING.format(names=names), encoding="utf-8")
    return str(folder)
