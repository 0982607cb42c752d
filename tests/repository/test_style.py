"""The code's form, notebooks included, is what the tools say it should be."""

import subprocess
import sys

import pytest

from exercises.checks import assignments
from tests.helpers.stored_notebooks import LESSONS
from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.oldest

NOTEBOOKS = [*LESSONS, *assignments.notebooks()]
COMMANDS = {
    "ruff finds nothing to mend": ["ruff", "check", "."],
    "ruff finds everything in its format": ["ruff", "format", "--check", "."],
    "mypy is content": ["mypy", "demo_server", "exercises", "tests"],
    "mypy is content with the site": [
        "mypy", ".github/build_tools", ".github/site/build.py", ".github/site/kit_site",
    ],
    "mypy is content with the browser edition": [
        "mypy", ".github/build_tools",
        *(f".github/lite/{name}.py" for name in ("build", "contents", "wheels")),
    ],
    "mypy is content with the browser's clock": ["mypy", ".github/lite/stand_in/time_machine.py"],
    "mypy is content with the notebooks": ["nbqa", "mypy", *map(str, NOTEBOOKS)],
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_style(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
