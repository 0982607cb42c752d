"""Mark what a class handed in: ``python -m exercises.instructor.mark 01_hashing``.

Run in the class's folder, which has nbgrader's ``source`` and ``submitted``. It lets nbgrader mark
each notebook and write the feedback, runs the answers once more in a process of their own, and
prints one list: marks, and what the teacher should look at. It is written to ``marks.csv``, too.
"""

import argparse
import csv
import hashlib
import hmac
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo_server.notebook.table import Table
from exercises.checks import assignments
from exercises.checks.seed import VARIABLE
from exercises.instructor import clean_run
from exercises.instructor.suspicious_code import same_as_model, suspicions

SECRET = "marking_secret.txt"  # noqa: S105 - the name of its file
LOG = "mark.log"
CELL_SECONDS = 60
"""How long nbgrader waits for a cell, if the teacher says nothing else. A check stops a slow answer
by itself, well before."""
NOTEBOOK_SECONDS = 300
"""How long one student's notebook may take in all."""
CLEAN_SECONDS = 120
GRADES = "grades.csv"
DIFFERENT = (
    "the answers alone are worth {} points, not {}: something in the notebook changes the marks"
)


@dataclass
class Marked:
    """One student's marks: by nbgrader, by the run in a process of its own, and the remarks."""

    student: str
    points: float | None = None
    clean: float | None = None
    most: float = 0.0
    unmarked: bool = False
    remarks: list[str] = field(default_factory=list)


class Marking:
    """The marking of one assignment in a class's folder."""

    def __init__(self, folder: Path, assignment: str, cell_seconds: int = CELL_SECONDS) -> None:
        """Take a folder with ``source`` and ``submitted``; FileNotFoundError without them."""
        self.folder, self.assignment, self.cell_seconds = folder, assignment, cell_seconds
        self.source = folder / "source" / assignment / f"{assignment}.ipynb"
        self.submitted = folder / "submitted"
        for path in (self.source, self.submitted):
            if not path.exists():
                raise FileNotFoundError(f"{path} is not there: go to the folder of your class.")

    def secret(self) -> str:
        """Return the class's secret, which the first call makes."""
        path = self.folder / SECRET
        if not path.exists():
            path.touch(0o600)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        return path.read_text(encoding="ascii").strip()

    def seed(self, student: str) -> int:
        """Return the seed of one student's inputs: whoever sees it learns of no other's."""
        text = f"{self.assignment}|{student}".encode()
        return int.from_bytes(hmac.digest(self.secret().encode(), text, hashlib.sha256)[:8])

    def environment(self, student: str = "") -> dict[str, str]:
        """Return the environment in which a student's notebook, or their answers, run."""
        return {**os.environ, VARIABLE: str(self.seed(student)), "PYTHONNOUSERSITE": "1"}

    def run(self) -> list[Marked]:
        """Mark every student's notebook, write the feedback; return the marks in order of names."""
        marked = [self.mark(path) for path in sorted(self.submitted.iterdir()) if path.is_dir()]
        self.nbgrader("generate_feedback", self.assignment, "--force",
                      seconds=NOTEBOOK_SECONDS * len(marked))  # fmt: skip
        points = self.gradebook()
        for one in marked:
            if not one.unmarked:
                one.points = points.get(one.student)
            alone, given = one.clean, one.points
            if alone is not None and given is not None and abs(alone - given) > 0.01:
                one.remarks.insert(0, DIFFERENT.format(f"{alone:g}", f"{given:g}"))
            one.remarks += self.held_back(one.student)
        return marked

    def gradebook(self) -> dict[str, float]:
        """Return the points of each student that nbgrader's gradebook holds."""
        file = self.folder / GRADES
        self.nbgrader("export", "--to", str(file), seconds=NOTEBOOK_SECONDS)
        with file.open(encoding="utf-8") as opened:
            rows = [row for row in csv.DictReader(opened) if row["assignment"] == self.assignment]
        return {row["student_id"]: float(row["score"]) for row in rows}

    def held_back(self, student: str) -> Iterator[str]:
        """Delete the feedback pages of a student that hold a secret of the class; say which."""
        known = [path.read_text("utf-8", "replace").strip() for path in self.folder.glob("*secret*")
                 if path.is_file()]  # fmt: skip
        for page in (self.folder / "feedback" / student / self.assignment).rglob("*.html"):
            text = page.read_text("utf-8", "replace")
            if any(secret and secret in text for secret in [*known, str(self.seed(student))]):
                page.unlink()
                yield f"{page.name} is held back: the notebook printed a secret of the class"

    def mark(self, folder: Path) -> Marked:
        """Mark one student's notebook."""
        print(f"{folder.name} …", file=sys.stderr, flush=True)
        one = Marked(folder.name)
        book = folder / self.assignment / f"{self.assignment}.ipynb"
        if not book.exists():
            one.remarks.append(f"nothing was handed in as {book.relative_to(self.folder)}")
            return one
        one.remarks += self.extra_files(book.parent)
        try:
            cells = assignments.cells(book)
        except (ValueError, LookupError, TypeError) as error:
            one.remarks.append(f"the notebook can't be read: {error}")
            return one
        one.remarks += map(str, suspicions(cells))
        one.remarks += self.copied(cells)
        points = self.points()
        one.most = sum(points.values())
        self.autograde(one)
        self.run_clean(one, book, points)
        return one

    def points(self) -> dict[str, float]:
        """Return the points of each exercise."""
        return {
            cell["id"].removesuffix("-check").replace("-", "_"): cell["metadata"]["nbgrader"][
                "points"
            ]
            for cell in assignments.cells(self.source)
            if cell["metadata"].get("nbgrader", {}).get("grade")
        }

    def extra_files(self, folder: Path) -> Iterator[str]:
        """Say which files beside the notebook Python could import."""
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".pth", ".so", ".pyc"} or (path / "__init__.py").exists():
                yield f"{path.name} lies beside the notebook, where Python imports it from"

    def copied(self, cells: list[dict[str, Any]]) -> Iterator[str]:
        """Say which answers are the model answer, word for word."""
        for cell in cells:
            name = str(cell.get("id")).replace("-", "_")
            if name in self.points() and same_as_model(cell["source"], assignments.solution(name)):
                yield f"{name} is the answer that solution() shows, word for word"

    def autograde(self, one: Marked) -> None:
        """Let nbgrader run and mark the notebook of a student; remark what broke."""
        ended = self.nbgrader(
            "autograde", self.assignment, "--force", f"--student={one.student}",
            f"--ExecutePreprocessor.timeout={self.cell_seconds}",
            "--OverwriteCells.add_missing_cells=True",
            "--ExecutePreprocessor.skip_cells_with_tag=no tag has this name",
            seconds=NOTEBOOK_SECONDS, student=one.student,
        )  # fmt: skip
        if ended:
            one.unmarked = True
            one.remarks.append(f"nbgrader could not mark it: {ended}; see {LOG}")
            return
        run = (
            self.folder / "autograded" / one.student / self.assignment / f"{self.assignment}.ipynb"
        )
        one.remarks += broken_cells(assignments.cells(run))

    def run_clean(self, one: Marked, book: Path, points: Mapping[str, float]) -> None:
        """Run the answers in a process of their own; keep what they are worth."""
        try:
            done = subprocess.run(  # noqa: S603 - -P: what lies beside the notebook is not imported
                [sys.executable, "-P", "-m", clean_run.__name__, book, self.assignment],
                cwd=book.parent, env=self.environment(one.student), timeout=CLEAN_SECONDS,
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            shares = json.loads(done.stdout)
        except subprocess.TimeoutExpired:
            one.remarks.append(f"the answers alone had not ended after {CLEAN_SECONDS} seconds")
            return
        except ValueError:
            one.remarks.append("the answers end the process that runs them")
            return
        worth = (round(most * shares[name], 2) for name, most in points.items())
        one.clean = round(sum(worth), 2)

    def nbgrader(self, *words: str, seconds: float, student: str = "") -> str:
        """Run a command of nbgrader; return "" if it ended well, else how it ended."""
        command = [sys.executable, "-m", "nbgrader", *words]
        with (self.folder / LOG).open("a", encoding="utf-8") as log:
            try:
                done = subprocess.run(  # noqa: S603 - nbgrader's own commands
                    command, cwd=self.folder, env=self.environment(student), timeout=seconds,
                    stdout=log, stderr=log, check=False,
                )  # fmt: skip
            except subprocess.TimeoutExpired:
                return f"stopped after {seconds:g} seconds"
        return f"exit status {done.returncode}" if done.returncode else ""


def broken_cells(cells: list[dict[str, Any]]) -> list[str]:
    """Say which cell of a notebook that was run stopped first, and how many did after it."""
    found = []
    for number, cell in enumerate(cells, 1):
        errors = {one["ename"]: one for one in cell.get("outputs", [])
                  if one["output_type"] == "error"}  # fmt: skip
        if error := errors.get("CellTimeoutError") or next(iter(errors.values()), None):
            how = "was stopped" if error["ename"] == "CellTimeoutError" else "raised"
            told = f"{error['ename']} {error['evalue']}".strip()
            found.append(f"cell {number} ({cell['id']}) {how}: {told}")
    more = [f"{len(found) - 1} more cells raised an error after it"] if len(found) > 1 else []
    return found[:1] + more


def show(marked: list[Marked], folder: Path) -> None:
    """Print the marks, then the remarks of each student; write both to marks.csv."""
    rows = [(one.student, _number(one.points), _number(one.clean), _number(one.most or None),
             len(one.remarks) or "") for one in marked]  # fmt: skip
    print(Table(["student", "points", "answers alone", "of", "remarks"], rows))
    for one in marked:
        if one.remarks:
            print(f"\n{one.student}")
            print(*(f"  {remark}" for remark in one.remarks), sep="\n")
    with (folder / "marks.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["student", "points", "answers alone", "of", "remarks"])
        writer.writerows(
            [*row[:4], "; ".join(one.remarks)] for row, one in zip(rows, marked, strict=True)
        )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def main() -> None:
    """Mark one assignment; end with 2 and a sentence where the class's folder is not here."""
    parser = argparse.ArgumentParser("exercises.instructor.mark", description=__doc__)
    parser.add_argument("assignment", help="as 01_hashing")
    parser.add_argument("--cell-seconds", type=int, default=CELL_SECONDS, metavar="N",
                        help="stop a cell after N seconds (%(default)s)")  # fmt: skip
    given = parser.parse_args()
    try:
        marking = Marking(Path.cwd(), given.assignment, given.cell_seconds)
    except FileNotFoundError as error:
        parser.error(str(error))
    show(marking.run(), marking.folder)


if __name__ == "__main__":
    main()
