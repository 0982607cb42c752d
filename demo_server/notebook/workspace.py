"""A learner's folder: the copies that the kit has handed out, and how they are kept up to date.

A copy is unchanged while its digest is the one noted when it was handed out. Of a notebook only
ids, kinds, sources and tags of the cells count: to run and to save it does not change it.
"""

import json
import re
from hashlib import sha256
from pathlib import Path

from demo_server.notebook.handout import cells, kit_files, source

STATE = ".jwt-lessons.json"


class NoSuchNotebook(LookupError):
    """No lesson and no exercises begin with the given name; the text lists what there is."""


class Workspace:
    """A learner's folder with the kit's files as they would be handed out today."""

    def __init__(self, folder: Path) -> None:
        """Read the kit and the folder's state; nothing is written yet."""
        self.folder = folder
        self.files = dict(kit_files())
        self._digests = _read_state(folder / STATE)

    def find(self, name: str) -> str:
        """Return the copy that ``name`` names: "03" (a lesson), "exercises/03", or all of its name.

        Raises NoSuchNotebook.
        """
        if name in self.files:
            return name
        folder, _, number = name.rpartition("/")
        start = f"{folder or 'notebooks'}/{number.zfill(2)}"
        books = [file for file in self.files if file.endswith(".ipynb")]
        for file in books:
            if file.startswith(start):
                return file
        known = ", ".join(re.sub(r"(/\d+)_.*", r"\1", file) for file in books)
        raise NoSuchNotebook(f"There is no notebook {name}. There are {known}.")

    def update(self) -> list[str]:
        """Make each copy that is missing, renew each that is unchanged; return what to tell.

        That is a sentence for each run that was put aside, and one for all changed copies of which
        the kit has a newer version. Raises OSError.
        """
        told, changed = [], []
        for name, content in self.files.items():
            new, old = digest(name, content), self._digests.get(name)
            here = self._digest_here(name)
            if here == new:
                self._digests[name] = new
            elif here in {None, old}:
                told += self._hand_out(name)
            elif old != new:
                changed.append(name)
        self._remove_old_names()
        self._save_state()
        if changed:
            told.append(
                f"The kit has a newer version of what you have changed: {', '.join(changed)}. "
                f"To take it and keep yours beside it: --fresh {changed[0]}"
            )
        return told

    def start_again(self, name: str) -> list[str]:
        """Hand out a copy again; return a sentence where one was put aside. Raises OSError."""
        told = self._hand_out(name)
        self._save_state()
        return told

    def _hand_out(self, name: str) -> list[str]:
        told = []
        path = self.folder / name
        if self._digest_here(name) not in {None, self._digests.get(name)} or was_run(path):
            aside = _free_name(path)
            path.rename(aside)
            told.append(f"{name} is new; the one you had is now {aside.name}.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.files[name])
        self._digests[name] = digest(name, self.files[name])
        return told

    def _remove_old_names(self) -> None:
        """Remove what the kit no longer has, unless the learner has run or changed it."""
        for name in set(self._digests) - set(self.files):
            path = self.folder / name
            if self._digest_here(name) == self._digests.pop(name) and not was_run(path):
                path.unlink()

    def _digest_here(self, name: str) -> str | None:
        path = self.folder / name
        return digest(name, path.read_bytes()) if path.exists() else None

    def _save_state(self) -> None:
        text = json.dumps(self._digests, indent=1, sort_keys=True)
        (self.folder / STATE).write_text(text, encoding="utf-8")


def digest(name: str, content: bytes) -> str:
    """Return what tells whether a file is as it was handed out."""
    if name.endswith(".ipynb") and (found := cells(content)):
        parts = [
            [cell.get("id"), cell.get("cell_type"), source(cell),
             sorted(cell.get("metadata", {}).get("tags", []))]
            for cell in found
        ]  # fmt: skip
        content = json.dumps(parts).encode()
    return sha256(content).hexdigest()


def was_run(path: Path) -> bool:
    """Say whether a notebook holds anything of a run."""
    found = cells(path.read_bytes()) if path.suffix == ".ipynb" and path.exists() else []
    return any(cell.get("outputs") or cell.get("execution_count") for cell in found)


def _read_state(path: Path) -> dict[str, str]:
    try:
        digests: dict[str, str] = dict(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return {}
    return digests


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}.old-{number}{path.suffix}")).exists():
        number += 1
    return aside
