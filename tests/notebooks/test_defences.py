"""Take defences of the hardened server away, in a copy: their cells in 07 and 08 have to turn red.

A run of both lessons takes some seconds of CPU, so defences that do not meet go together.
"""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.work_tree import ROOT
from tests.notebooks.changed_cells import LESSONS
from tests.notebooks.conftest import Changed

pytestmark = pytest.mark.oldest

Defence = dict[str, Any]
DEFENCES: list[Defence] = tomllib.loads(
    (Path(__file__).with_name("defences.toml")).read_text("utf-8")
)["defence"]


def touched(defence: Defence) -> set[str]:
    """Return the cells that a defence turns red, and the texts of the server that make it."""
    return {*defence["red"], *(there for _, there, _ in defence["change"])}


def rounds(defences: list[Defence]) -> list[list[Defence]]:
    """Put each defence into the first round in which no other one touches what it touches."""
    found: list[list[Defence]] = []
    for defence in defences:
        for others in found:
            alone = any(one.get("alone") for one in (*others, defence))
            if not alone and touched(defence).isdisjoint(set().union(*map(touched, others))):
                others.append(defence)
                break
        else:
            found.append([defence])
    return found


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


def test_with_every_defence_in_place_no_cell_changes(changed: Changed, server: Path) -> None:
    assert changed(folder=str(server.parent), lessons=LESSONS) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "defences",
    rounds(DEFENCES),
    ids=lambda defences: f"{defences[0]['name']} and {len(defences) - 1} more",
)
def test_without_them_their_cells_change_and_no_others(
    changed: Changed, server: Path, defences: list[Defence]
) -> None:
    for file, there, instead in (each for defence in defences for each in defence["change"]):
        change(server / file, there, instead)
    expected = {cell for defence in defences for cell in defence["red"]}
    assert changed(folder=str(server.parent), lessons=LESSONS) == expected
