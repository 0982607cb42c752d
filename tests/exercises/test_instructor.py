"""The way from "make the release" to "grades as CSV", as the instructor's README tells it."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.helpers.nested_pytest import hide
from tests.helpers.run_options import SLOW_TO_IMPORT
from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.oldest

COMMANDS = re.findall(
    r"^ +python3 -m uv run --no-active --group class (nbgrader .+)$",
    (ROOT / "exercises" / "instructor" / "README.md").read_text("utf-8"),
    re.MULTILINE,
)
ASSIGNMENT = "01_hashing"
HALF = {
    "digest-of": "return hashlib.sha256(text.encode()).hexdigest()",  # 2 of 2 points
    "bits-changed": "return max(1, 128)",  # none of 3
    "crack": "known = {hashlib.sha256(word.encode()).hexdigest(): word for word in words}\n"
    "    return {user: known[digest] for user, digest in table.items() if digest in known}",  # 4
    "right-password": "given = hashlib.sha256(salt + password.encode()).hexdigest()\n"
    "    return given[:9] == digest[:9]",  # 1.5 of 3
}
"""Bodies for some of the stubs; 7.5 of 20 points."""


def run(command: str, folder: Path) -> None:
    program, *arguments = command.split()
    found = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # as uv does
    quick = hide(folder, *SLOW_TO_IMPORT)
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=folder,
        env=os.environ | {"PATH": found, "HOME": str(folder), "PYTHONPATH": quick},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of three: Ada has all, Ben about half, Cleo nothing."""
    folder = tmp_path_factory.mktemp("class")
    shutil.copytree(ROOT / "exercises" / "instructor" / "source", folder / "source")
    run(COMMANDS[0], folder)
    for name in ("ada", "ben", "cleo"):
        shutil.copytree(folder / "release" / ASSIGNMENT, folder / "submitted" / name / ASSIGNMENT)
    full = nbformat.read(folder / f"source/{ASSIGNMENT}/{ASSIGNMENT}.ipynb", as_version=4)
    write(folder, "ada", {cell.id: cell.source for cell in full.cells if "def " in cell.source})
    stubs = nbformat.read(folder / f"release/{ASSIGNMENT}/{ASSIGNMENT}.ipynb", as_version=4)
    bodies = {
        cell.id: re.sub(
            r"# YOUR CODE HERE\n +raise NotImplementedError\(\)", HALF[cell.id], cell.source
        )
        for cell in stubs.cells
        if cell.id in HALF
    }
    write(folder, "ben", bodies)
    for command in COMMANDS[1:]:
        run(command, folder)
    return folder


def write(folder: Path, student: str, sources: dict[str, str]) -> None:
    """Put answers into a student's notebook."""
    path = folder / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        cell.source = sources.get(cell.id, cell.source)
    nbformat.write(book, path)


@pytest.mark.timeout(600)
def test_the_grades_are_those_that_were_earned(folder: Path) -> None:
    with (folder / "grades.csv").open(encoding="utf-8") as file:
        grades = {
            row["student_id"]: (row["score"], row["max_score"]) for row in csv.DictReader(file)
        }
    assert grades == {"ada": ("20.0", "20.0"), "ben": ("7.5", "20.0"), "cleo": ("0.0", "20.0")}


def test_what_is_handed_out_tells_no_answer(folder: Path) -> None:
    released = (folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text("utf-8")
    assert "SOLUTION" not in released
    assert "HIDDEN" not in released
    assert "nstructor" not in released
    assert "grade(" not in released


def test_each_student_gets_feedback_with_the_advice(folder: Path) -> None:
    pages = {path.parent.parent.name: path.read_text("utf-8")
             for path in folder.glob(f"feedback/*/{ASSIGNMENT}/*.html")}  # fmt: skip
    assert set(pages) == {"ada", "ben", "cleo"}
    assert "its time tells an attacker how far they got" in pages["ben"]
    assert "its time tells an attacker how far they got" not in pages["ada"]
    assert "not attempted" in pages["cleo"]
