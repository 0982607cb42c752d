"""Take one defence of the hardened server away, in a copy: a cell of lesson 07 has to turn red."""

import json
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.oldest

DEFENCES = tomllib.loads((ROOT / "tests" / "defences.toml").read_text("utf-8"))["defence"]


@pytest.fixture(scope="module")
def lesson() -> Iterator[Popen[str]]:
    """A process that runs the lesson for one folder after the other."""
    command = [sys.executable, "-m", "tests.red_cells"]
    with Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as process:
        yield process
        process.kill()


def red(lesson: Popen[str], folder: Path) -> set[str]:
    """Return the cells of lesson 07 that change when ``folder`` holds the server."""
    assert lesson.stdin
    assert lesson.stdout
    print(folder, file=lesson.stdin, flush=True)
    return set(json.loads(lesson.stdout.readline()))


@pytest.fixture
def server(tmp_path: Path) -> Path:
    """A copy of the server, whose hashes cost little."""
    ignored = shutil.ignore_patterns("__pycache__")
    copied = Path(shutil.copytree(ROOT / "demo_server", tmp_path / "demo_server", ignore=ignored))
    change(copied / "config.py", "19_456", "8")
    return copied


def change(file: Path, there: str, instead: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert there in text, "the defence is written otherwise now: change this test"
    file.write_text(text.replace(there, instead), encoding="utf-8")


def test_with_every_defence_in_place_no_cell_changes(lesson: Popen[str], server: Path) -> None:
    assert red(lesson, server.parent) == set()


@pytest.mark.parametrize("defence", DEFENCES, ids=lambda defence: defence["name"])
def test_without_it_a_cell_changes(
    lesson: Popen[str], server: Path, defence: dict[str, Any]
) -> None:
    for file, there, instead in defence["change"]:
        change(server / file, there, instead)
    assert red(lesson, server.parent) == set(defence["red"])
