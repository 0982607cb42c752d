"""The class: who gets a notebook, and under which name a folder or a file is theirs."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("id", "student_id", "student", "username", "name")
"""Which column of a CSV file names a student; nbgrader's students.csv has ``id``."""
MAX_FOLDER_BYTES = 120
DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}
"""What Windows takes for a device, whatever follows after a dot."""


class RosterError(Exception):
    """The list of names can't be used; the text says where and why."""


@dataclass(frozen=True)
class Student:
    """A name as the roster has it, and the name of the student's folder or file."""

    name: str
    folder: str

    @property
    def key(self) -> str:
        """What the student's values are drawn from: capitals make no difference."""
        return self.folder.casefold()


def safe(name: str) -> str:
    """Return a name that a folder can have on each system; letters of all scripts stay.

    It may be empty. Two different names may become the same.
    """
    letters = unicodedata.normalize("NFC", " ".join(name.split()))
    kept = "".join(c if c.isalnum() or c in ".-@" or _is_mark(c) else "_" for c in letters)
    kept = kept.strip("._-")
    return f"{kept}_" if kept.partition(".")[0].casefold() in DEVICES else kept


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")  # a vowel, in many scripts


def read(path: Path) -> list[Student]:
    """Return the students of a text file, a name a line, or of a CSV file with a row of titles.

    RosterError where it can't be read, names nobody, or where two names become the same.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise RosterError(f"The roster {path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise RosterError(f"The roster {path} is not in UTF-8: save it so once more.") from error
    names = _column(path, text) if path.suffix.lower() == ".csv" else text.splitlines()
    students = [_student(" ".join(name.split())) for name in names if name.strip()]
    if not students:
        raise RosterError(f"The roster {path} names nobody.")
    if twice := list(_same(students)):
        raise RosterError("\n".join(twice))
    return students


def _column(path: Path, text: str) -> list[str]:
    first = text.partition("\n")[0]
    rows = csv.reader(text.splitlines(), delimiter=";" if ";" in first else ",")
    titles = [title.strip().lower() for title in next(rows, [])]
    for column in COLUMNS:
        if column in titles:
            number = titles.index(column)
            return [row[number] for row in rows if len(row) > number]
    known = ", ".join(COLUMNS)
    raise RosterError(f"The first row of {path} has to name one of the columns {known}.")


def _student(name: str) -> Student:
    folder = safe(name)
    if not folder:
        raise RosterError(f"{name!r} has neither a letter nor a digit: no folder can be called so.")
    if len(folder.encode()) > MAX_FOLDER_BYTES:
        raise RosterError(f"{name!r} is too long for the name of a folder.")
    return Student(unicodedata.normalize("NFC", name), folder)


def _same(students: list[Student]) -> Iterator[str]:
    """Say which students stand there twice, or would share a folder."""
    known: dict[str, Student] = {}
    for student in students:
        other = known.setdefault(student.key, student)
        if other is student:
            continue
        if other.name == student.name:
            yield f"{student.name!r} stands in the roster twice."
        else:
            both = f"{other.name!r} and {student.name!r}"
            yield f"{both} would share the folder {student.folder!r}: add a letter to one of them."
