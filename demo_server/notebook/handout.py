"""What the kit hands out to a learner: lessons and exercises without outputs, and their pages."""

import json
import posixpath
import re
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

from demo_server import environment

HERE = Path(__file__).parent
KIT = HERE.parents[1]
"""The clone, or the folder of installed packages."""
LESSONS = KIT / "notebooks" if environment.IS_CLONE else HERE / "lessons"
BEGIN = "README.md"
FOR_TEACHERS = ("exercises/instructor/", "notebooks/teaching.md")
NOTE = "# A copy to read: what runs is the installed demo_server.\n"
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s#:]+)(?:#[^)\s]*)?\)")
"""A link to a file in Markdown; a colon stands in addresses only."""

Cells = list[dict[str, Any]]


def kit_files() -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file that a learner gets, links between them intact.

    They are the lessons, the exercises, their pages, and what these link to, but for what is for
    teachers. Outputs are left out. In a page, a link to anything else becomes the name of
    that file.
    """
    course = [
        f"{folder}/{path.name}"
        for folder, place in (("notebooks", LESSONS), ("exercises", KIT / "exercises"))
        for path in [*sorted(place.glob("[0-9]*.ipynb")), *sorted(place.glob("[!.]*.md"))]
        if not f"{folder}/{path.name}".startswith(FOR_TEACHERS)
    ]  # fmt: skip
    linked = {
        target for name in course for target in _targets(name)
        if kit_file(target).is_file() and not target.startswith(FOR_TEACHERS)
    }  # fmt: skip
    names = list(dict.fromkeys([*course, *sorted(linked - {BEGIN})]))
    yield BEGIN, _begin_page(names).encode()
    for name in names:
        yield name, _content(name, {BEGIN, *names})


def kit_file(name: str) -> Path:
    """Return where the kit holds what is called ``name`` in a clone."""
    folder, _, rest = name.partition("/")
    return LESSONS / rest if folder == "notebooks" else KIT / name


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


def rewrite_links(text: str, name: str, names: Set[str], otherwise: str) -> str:
    """Return the Markdown of the file ``name`` whose links to files outside of ``names`` are words.

    In parentheses ``otherwise`` follows them, in which ``{target}`` stands for the file's name.
    """

    def kept(link: re.Match[str]) -> str:
        target = _resolve(name, link[2])
        return link[0] if target in names else f"{link[1]} ({otherwise.format(target=target)})"

    return LINK.sub(kept, text)


def _content(name: str, names: Set[str]) -> bytes:
    content = kit_file(name).read_bytes()
    if name.endswith(".ipynb"):
        return without_outputs(content)
    if name.endswith(".md"):
        return rewrite_links(content.decode(), name, names, "`{target}`").encode()
    return NOTE.encode() + content if name.endswith(".py") else content


def without_outputs(content: bytes) -> bytes:
    """Return a notebook as nobody has run it yet: no outputs, folds of outputs, or run numbers."""
    book = json.loads(content)
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
            folds = cell["metadata"].pop("jupyter", {})
            folds.pop("outputs_hidden", None)
            cell["metadata"] |= {"jupyter": folds} if folds else {}
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
