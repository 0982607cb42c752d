"""What a learner's checks found, kept beside the notebook: one line of JSON for each check."""

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from IPython.core.getipython import get_ipython

FILE_NAME = "progress.jsonl"
VARIABLE = "EXERCISES_PROGRESS"
"""Names another file; set to nothing, progress is kept until the kernel ends."""
MAX_BYTES = 5_000_000
"""Of a file, so much is read: some 50,000 checks."""
STATES = {"right", "not right yet", "not attempted", "not judged"}


@dataclass
class Record:
    """What is known of one exercise: its last ``state``, whether it ever was right, how it went."""

    state: str = "not checked yet"
    solved: bool = False
    checks: int = 0
    misconceptions: Counter[str] = field(default_factory=Counter)
    """How many checks met each known misconception, by its name."""
    latest: tuple[str, ...] = ()
    """The misconceptions that the last check met."""

    def add(self, state: str, misconceptions: Iterable[str]) -> None:
        """Take in one check."""
        self.state, self.latest = state, tuple(sorted(set(misconceptions)))
        self.solved = self.solved or state == "right"
        self.checks += 1
        self.misconceptions.update(self.latest)


@dataclass
class Progress:
    """The records of one learner by exercise, and how many lines of the file are no such record."""

    records: dict[str, Record] = field(default_factory=dict)
    unreadable: int = 0

    def add_line(self, line: str) -> None:
        """Take in one line of a progress file; count it as unreadable if it is none."""
        try:
            found = json.loads(line)
            name, state, met = found["exercise"], found["state"], found["misconceptions"]
            valid = isinstance(name, str) and state in STATES and _are_texts(met)
        except (ValueError, TypeError, LookupError, RecursionError):
            valid = False
        if valid:
            self.records.setdefault(name, Record()).add(state, met)
        else:
            self.unreadable += 1

    def of(self, name: str) -> Record:
        """Return what is known of an exercise."""
        return self.records.get(name, Record())


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def read(file: Path, earlier: Progress | None = None) -> Progress:
    """Return what a progress file tells, its first MAX_BYTES bytes, after what was found earlier.

    Raises OSError where it can't be read.
    """
    with file.open("rb") as opened:
        text = opened.read(MAX_BYTES).decode("utf-8", "replace")
    progress = earlier or Progress()
    for line in text.splitlines():
        if line.strip():
            progress.add_line(line)
    return progress


def default_file() -> Path | None:
    """Return the file that the environment names, or the one beside the notebook of this kernel.

    None where progress is kept until the kernel ends only: the variable is empty, or no notebook is
    there.
    """
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named).absolute() if named else None
    in_notebook = hasattr(get_ipython(), "kernel")
    return Path(FILE_NAME).absolute() if in_notebook else None


class Keeper:
    """Keeps each check in a file, or until the kernel ends where the file can't be written."""

    def __init__(self, file: Path | None) -> None:
        """Keep checks in ``file``; without one, in this object."""
        self.file, self.lines = file, list[str]()
        self.refused = ""
        """Why the file was not written at last: a text of the system."""

    def add(self, name: str, state: str, misconceptions: Iterable[str]) -> None:
        """Keep what one check found; nothing else of the answer, the learner or the time."""
        met = sorted(set(misconceptions))
        line = json.dumps({"exercise": name, "state": state, "misconceptions": met})
        if not self.file:
            self.lines.append(line)
            return
        try:
            with self.file.open("a", encoding="utf-8") as opened:
                opened.write(f"{line}\n")  # one write, at the end: two notebooks may share a file
        except OSError as error:
            self.lines.append(line)
            self.refused = f"{self.file.name} can't be written: {error.strerror}"

    def progress(self) -> Progress:
        """Return what was found so far, in this kernel and in those before it."""
        try:
            progress = read(self.file) if self.file else Progress()
        except OSError:
            progress = Progress()
        for line in self.lines:
            progress.add_line(line)
        return progress
