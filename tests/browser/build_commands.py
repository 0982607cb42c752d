"""The documented commands that build the site and the browser edition."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import skip_but_not_in_ci
from tests.helpers.work_tree import ROOT

GITHUB = ROOT / ".github"
UNREACHABLE = re.compile(r"CalledProcessError: .*'(pack|download)'")
"""What is said where npm's or PyPI's registry can't be reached."""


def run_build(edition: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command of an edition, "site" or "lite", with ``more`` in its environment."""
    plain = {name: text for name, text in os.environ.items() if not name.startswith("SITE_")}
    return subprocess.run(
        [sys.executable, str(GITHUB / edition / "build.py"), *words],
        env=plain | more, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip


def build(edition: str, out: Path, *words: str, **more: str) -> None:
    """Build an edition into ``out``; skip, or fail in CI, where what it fetches can't be had."""
    done = run_build(edition, "--out", str(out), *words, **more)
    if UNREACHABLE.search(done.stderr):
        skip_but_not_in_ci(f"what the {edition} is made of can't be fetched: {done.stderr[-2000:]}")
    assert done.returncode == 0, done.stdout + done.stderr
