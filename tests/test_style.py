"""The code's form, notebooks included, is what the tools say it should be."""

import subprocess
import sys

import pytest

from tests.store import ROOT

COMMANDS = {
    "ruff finds nothing to mend": ["ruff", "check", "."],
    "ruff finds everything in its format": ["ruff", "format", "--check", "."],
    "mypy is content": ["mypy", "demo_server", "exercises", "tests"],
    "mypy is content with the notebooks": ["nbqa", "mypy", "notebooks", "exercises/source"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_style(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT, capture_output=True, text=True, timeout=110, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
