"""Make a class's notebooks, and mark them: ``python -m exercises.instructor.graded_set``."""

import argparse
import io
import sys
from pathlib import Path

from exercises.instructor.graded_set import roster, secret
from exercises.instructor.graded_set.marks import NO_NOTEBOOK, Mark, mark, write_csv
from exercises.instructor.graded_set.notebook import ASSIGNMENT, text
from exercises.instructor.graded_set.roster import RosterError, Student
from exercises.instructor.graded_set.secret import SecretError

SECRET = Path("graded_set.secret")


class NotDone(Exception):
    """Nothing was made or marked; the text says why."""


def main(arguments: list[str]) -> int:
    """Return 0 if all was made or marked, 2 if not, with a sentence that says why."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal may lack the letters of a name
        sys.stdout.reconfigure(errors="backslashreplace")
    given = _parser().parse_args(arguments)
    try:
        students = roster.read(given.roster)
        if given.command == "make":
            make(students, given.secret, given.to, given.flat)
        else:
            mark_all(students, given.secret, given.folder, given.csv)
    except (RosterError, SecretError, NotDone) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename} can't be used: {error.strerror}.", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(f"python -m {__package__}", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make", help="make a notebook for each student")
    marking = commands.add_parser("mark", help="mark the notebooks that were handed in")
    for command in (making, marking):
        command.add_argument("roster", type=Path, help="names: a line each, or CSV with a title")
        command.add_argument("--secret", type=Path, default=SECRET, help=f"by default {SECRET}")
    making.add_argument("--to", type=Path, default=Path("personal"), help="by default personal")
    making.add_argument("--flat", action="store_true", help="one folder, files called by student")
    marking.add_argument("folder", type=Path, help="what was handed in, such as submitted")
    marking.add_argument("--csv", type=Path, default=Path("graded_set.csv"))
    return parser


def make(students: list[Student], secret_file: Path, to: Path, flat: bool) -> None:
    """Write each student's notebook where there is none yet; tell what stands there already."""
    if secret_file.resolve().is_relative_to(to.resolve()):
        raise NotDone(f"{to} is handed out: keep the secret elsewhere than {secret_file}.")
    key = _secret_for(secret_file, to)
    made, changed = 0, []
    for student in students:
        path = to / (f"{student.folder}.ipynb" if flat else _place(student))
        content = text(key, student).encode()
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            made += 1
        elif path.read_bytes() != content:
            changed.append(str(path))
    print(f"{made} made in {to}, {len(students) - made} were there already.")
    if changed:
        print("Left as they are, since they differ from what would be made:", *changed, sep="\n")


def _place(student: Student) -> Path:
    """Return where nbgrader would keep a student's notebook, below a step's folder."""
    return Path(student.folder, ASSIGNMENT, f"{ASSIGNMENT}.ipynb")


def _secret_for(path: Path, to: Path) -> bytes:
    """Return the secret; make it where there are no notebooks yet."""
    if path.exists():
        return _load(path)
    if any(to.rglob("*.ipynb")):
        raise NotDone(
            f"There are notebooks in {to}, and no secret at {path}. Name the secret they were made "
            "with by --secret. If it is lost, make new ones in another folder with --to."
        )
    made = secret.create(path)
    print(f"The secret is new. It stands in {path}: keep it to yourself, and keep a copy of it.")
    return made


def _load(path: Path) -> bytes:
    key = secret.load(path)
    if secret.is_exposed(path):
        print(f"Others than you may read the secret: chmod 600 {path}", file=sys.stderr)
    return key


def mark_all(students: list[Student], secret_file: Path, folder: Path, path: Path) -> None:
    """Write the marks as CSV, and tell what to read before they count."""
    if not folder.is_dir():
        raise NotDone(f"There is no folder {folder}.")
    marks, strangers = mark(_load(secret_file), students, folder)
    write_csv(marks, path)
    handed_in = sum(NO_NOTEBOOK not in row.remarks for row in marks)
    print(f"{handed_in} of {len(marks)} have handed in. The marks are in {path}.")
    for line in _to_read(marks, strangers):
        print("".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line))


def _to_read(marks: list[Mark], strangers: list[str]) -> list[str]:
    lines = [f"{row.student.name}: {remark}" for row in marks for remark in row.remarks]
    lines += [f"{name}: no such student in the roster, not marked" for name in strangers]
    return ["Read these before the marks count:", *lines] if lines else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
