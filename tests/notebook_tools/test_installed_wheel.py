"""The kit as an installed wheel, away from its clone: copies, a lesson, the exercises' words."""

import ensurepip
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.helpers.stored_notebooks import LESSONS
from tests.helpers.work_tree import ROOT

RUN_A_LESSON = """
import pathlib, sys
sys.modules["rfc3987_syntax"] = None  # seconds to import, and not needed here
import nbformat
from nbclient import NotebookClient
path = pathlib.Path("work/notebooks", sys.argv[1])
book = nbformat.read(path, as_version=4)
place = {"metadata": {"path": str(path.parent)}}
NotebookClient(book, timeout=60, coalesce_streams=True, resources=place).execute()
nbformat.write(book, path)
"""
THREE_WORDS = """
import demo_server
from exercises import check, hint, solution
def digest_of(text: str) -> str:
    raise NotImplementedError()
check(digest_of)
hint(digest_of)
solution(digest_of)
print(demo_server.__file__)
"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment that has the dependencies from this one.

    Python's own copy of pip does it: to install pip first takes longer than all the rest.
    """
    place = tmp_path_factory.mktemp("wheel")
    built = ["-m", "hatchling", "build", "--target", "wheel", "--directory", str(place)]
    run([sys.executable, *built], ROOT)
    (wheel,) = place.glob("*.whl")
    run([sys.executable, "-m", "venv", "--without-pip", str(place / "env")], place)
    names = {"base": str(place / "env"), "platbase": str(place / "env")}
    scripts = Path(sysconfig.get_path("scripts", "venv", names))
    (pip,) = (Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl")
    run(
        [str(scripts / "python"), str(pip / "pip"), "install", "--no-index", "--no-deps",
         "--no-compile", "--disable-pip-version-check", str(wheel)],
        place,
    )  # fmt: skip
    own = Path(sysconfig.get_path("purelib", "venv", names))
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return scripts


def run(command: list[str], folder: Path) -> str:
    """Run a command that must succeed, and return what it prints."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=kept, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.timeout(240)
def test_the_wheel_brings_the_command_the_lessons_and_the_exercises(
    scripts: Path, tmp_path: Path
) -> None:
    start, python = str(scripts / "jwt-lessons"), str(scripts / "python")
    work = tmp_path / "work"
    assert run([start, "--version"], tmp_path).startswith(f"Your copies are in {work}\n")
    assert [path.name for path in sorted(work.glob("notebooks/*.ipynb"))] == [
        path.name for path in LESSONS
    ]
    assert (work / "demo_server" / "hardened" / "views.py").exists()
    assert [path.name for path in scripts.parent.rglob("teaching.md")] == []
    run([python, "-c", RUN_A_LESSON, LESSONS[0].name], tmp_path)
    assert run([start, "compare", "00"], work / "notebooks").endswith(" Different: 0.\n")
    said = run([python, "-c", THREE_WORDS], work / "exercises")
    assert said.startswith("digest_of: not attempted. ")
    assert "**Hint 1 of " in said
    assert "**Why.** " in said
    assert Path(said.splitlines()[-1]).is_relative_to(scripts.parent)
