"""Find each student's notebook among what was handed in."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from exercises.instructor.graded_set.notebook import ASSIGNMENT
from exercises.instructor.graded_set.roster import Student, safe

NOTEBOOK = re.compile(r"\.(ipynb|json)(\.txt)?$", re.IGNORECASE)
"""How the name of a notebook ends: some programs add an end of their own."""


@dataclass(frozen=True)
class HandedIn:
    """A student's notebooks: the first is the one to mark; entries are the folder's own names."""

    paths: tuple[Path, ...]
    entry: str
    is_exact: bool


def sort(students: list[Student], folder: Path) -> tuple[dict[Student, HandedIn], list[str]]:
    """Return what each student has handed in, and the entries of the folder that are nobody's.

    An entry is a folder or a notebook, called as the student is. Raises OSError.
    """
    found: dict[Student, HandedIn] = {}
    strangers = []
    for entry in sorted(folder.iterdir()):
        if not (paths := _notebooks(entry)):
            continue
        key = safe(stem(entry.name)).casefold()
        if not (owner := _owner(students, key)):
            strangers.append(entry.name)
            continue
        new = HandedIn(tuple(paths), entry.name, key == owner.key)
        old = found.get(owner, new)
        first, second = (new, old) if new.is_exact else (old, new)
        merged = first.paths if old is new else first.paths + second.paths
        found[owner] = HandedIn(merged, first.entry, first.is_exact)
    return found, strangers


def _notebooks(entry: Path) -> list[Path]:
    """Return an entry's notebooks; of several, those that are called as the set, if any are."""
    if entry.is_dir():
        paths = [Path(place, name) for place, _, names in os.walk(entry) for name in sorted(names)]
    else:
        paths = [entry]
    books = [
        path for path in paths
        if NOTEBOOK.search(path.name)
        and path.is_file()  # and no device
        and not any(part.startswith(".") for part in path.relative_to(entry.parent).parts)
    ]  # fmt: skip
    called = [book for book in books if ASSIGNMENT in {stem(book.name), book.parent.name}]
    return sorted(called or books, key=lambda path: stem(path.name) != ASSIGNMENT)


def stem(name: str) -> str:
    """Return the name of a notebook without its end."""
    return NOTEBOOK.sub("", name)


def _owner(students: list[Student], key: str) -> Student | None:
    """Return whose name this is, or begins with: "ada (1)", "Ada Lovelace_4711_file"."""
    fitting = [
        student for student in students
        if key == student.key or key.startswith(f"{student.key}_")
    ]  # fmt: skip
    return max(fitting, key=lambda student: len(student.key), default=None)
