"""The folder of one learner: copies of the lessons and exercises, and how they are kept up to date.

A copy is unchanged while its digest is the one noted when it was handed out. Of a notebook only
ids, kinds, sources and tags of the cells count: to run and to save it does not change it.
"""

import json
import posixpath
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from demo_server import environment

HERE = Path(__file__).parent
KIT = HERE.parents[1]
"""The clone, or the folder of installed packages."""
LESSONS = KIT / "notebooks" if environment.IS_CLONE else HERE / "lessons"
BEGIN = "README.md"
NOTE = "# A copy to read: what runs is the installed demo_server.\n"
STATE = ".jwt-lessons.json"
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s#:]+)(?:#[^)\s]*)?\)")
"""A link to a file in Markdown; a colon stands in addresses only."""

Cells = list[dict[str, Any]]


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


def kit_files() -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file that a learner gets, links between them intact.

    They are the lessons, the exercises, their pages, and what these link to. Outputs are left out.
    In a page, a link to anything else becomes the name of that file.
    """
    course = [
        f"{folder}/{path.name}"
        for folder, place in (("notebooks", LESSONS), ("exercises", KIT / "exercises"))
        for path in sorted(place.iterdir()) if path.suffix in {".ipynb", ".md"}
    ]  # fmt: skip
    linked = {target for name in course for target in _targets(name) if kit_file(target).is_file()}
    names = list(dict.fromkeys([*course, *sorted(linked - {BEGIN})]))
    yield BEGIN, _begin_page(names).encode()
    for name in names:
        yield name, _content(name, {BEGIN, *names})


def kit_file(name: str) -> Path:
    """Return where the kit holds what is called ``name`` in a clone."""
    folder, _, rest = name.partition("/")
    return LESSONS / rest if folder == "notebooks" else KIT / name


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


def cells(content: bytes) -> Cells:
    """Return the cells of a notebook's file; none where it can't be read as one."""
    try:
        found: Cells = json.loads(content)["cells"]
    except (ValueError, LookupError, TypeError):
        return []
    return found


def source(cell: dict[str, Any]) -> str:
    """Return a cell's source, which a file holds in lines or as one text."""
    return "".join(cell.get("source", []))


def _targets(name: str) -> list[str]:
    """Return the files that a lesson, an exercise notebook or a page links to."""
    content = kit_file(name).read_bytes()
    found = cells(content) if name.endswith(".ipynb") else []
    texts = [source(cell) for cell in found if cell["cell_type"] == "markdown"]
    text = "\n".join(texts) if found else content.decode()
    return [_resolve(name, link) for _, link in LINK.findall(text)]


def _resolve(name: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), link))


def _content(name: str, names: set[str]) -> bytes:
    def kept(link: re.Match[str]) -> str:
        target = _resolve(name, link[2])
        return link[0] if target in names else f"{link[1]} (`{target}`)"

    content = kit_file(name).read_bytes()
    if name.endswith(".ipynb"):
        return without_outputs(content)
    if name.endswith(".md"):
        return LINK.sub(kept, content.decode()).encode()
    return NOTE.encode() + content if name.endswith(".py") else content


def without_outputs(content: bytes) -> bytes:
    """Return a notebook as nobody has run it yet: no outputs, folds of outputs, or run numbers."""
    book = json.loads(content)
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
            cell["metadata"].get("jupyter", {}).pop("outputs_hidden", None)
    return (json.dumps(book, indent=1, ensure_ascii=False) + "\n").encode()


def _begin_page(names: list[str]) -> str:
    """Return the page that says how to begin, with a row for each lesson."""
    rows = []
    for name in names:
        if name.startswith("notebooks/") and name.endswith(".ipynb"):
            title = source(cells(kit_file(name).read_bytes())[0]).partition("\n")[0]
            exercises = name.replace("notebooks", "exercises")
            practise = f"[exercises]({exercises})" if exercises in names else ""
            rows.append(f"| [{title.lstrip('# ')}]({name}) | {practise} |\n")
    return (HERE / "begin.md").read_text(encoding="utf-8") + "".join(rows)


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
