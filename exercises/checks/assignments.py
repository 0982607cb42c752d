"""Read the exercises as they are kept: in nbgrader's source format, solutions included."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[1] / "instructor" / "source"
SOLUTION = re.compile(r"^[ ]*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)
TITLE = re.compile(r"^##+ \d\. (.*?)\.?$", re.MULTILINE)
HEADING = re.compile(r"^# Exercises \d\. (.*)$", re.MULTILINE)
HINT = re.compile(r"<details><summary>.*?</summary>(.*?)</details>", re.DOTALL)


def notebooks() -> list[Path]:
    """Return the exercise notebooks with their solutions, in the order of the lessons."""
    return sorted(SOURCE.glob("[!.]*/[!.]*.ipynb"))


def notebook(lesson: int) -> Path | None:
    """Return the exercises of a lesson, or None where it has none."""
    return next((path for path in notebooks() if path.stem.startswith(f"{lesson:02}_")), None)


def cells(path: Path) -> list[dict[str, Any]]:
    """Return the cells of a notebook, each source as one text."""
    stored: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in stored]


def names(path: Path) -> list[str]:
    """Return the exercises of a notebook, in order: the functions that are checked there."""
    return [name for cell in cells(path) if cell["cell_type"] == "code"
            for name in re.findall(r"^check\((\w+)\)", cell["source"], re.MULTILINE)]  # fmt: skip


def heading(path: Path) -> str:
    """Return the title of an exercise notebook, without its number."""
    (found,) = HEADING.findall("\n".join(cell["source"] for cell in cells(path)))
    return str(found)


def title(name: str) -> str:
    """Return the title of an exercise, without its number: that of its cell ``name-text``."""
    wanted = f"{name.replace('_', '-')}-text"
    (text,) = (cell["source"] for cell in _cells_of(name) if cell["id"] == wanted)
    return str(TITLE.findall(text)[0])


def _cells_of(name: str) -> Iterator[dict[str, Any]]:
    for path in notebooks():
        if name in names(path):
            yield from cells(path)


def solution(name: str) -> str:
    """Return the model answer of an exercise as it is written in its notebook."""
    for cell in _cells_of(name):
        if re.search(rf"^def {name}\(", cell["source"], re.MULTILINE):
            return SOLUTION.sub("", cell["source"])
    raise LookupError(f"there is no model answer for {name}")


def hints(name: str) -> list[str]:
    """Return the hints of an exercise: the folded texts of its cell ``name-hints``."""
    for cell in _cells_of(name):
        if cell["id"] == f"{name.replace('_', '-')}-hints":
            return [hint.strip() for hint in HINT.findall(cell["source"])]
    return []
