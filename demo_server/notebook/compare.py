"""``jwt-lessons compare 03``: name the cells of a learner's run that show something else."""

import json
import re
import shutil
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from demo_server.notebook.handout import cells, kit_file, source
from demo_server.notebook.workspace import NoSuchNotebook, Workspace

PORT = re.compile(r"(?<=//127\.0\.0\.1:)\d+(?=/)")
"""Where the HTML of a server's page names its free port."""
IGNORED = "nbval-ignore-output"

Cell = dict[str, Any]


def compare(workspace: Workspace, lesson: str) -> int:
    """Print how the saved run of a lesson differs from the kit's; return 1 if it does, 0 if not.

    Cells that have not been run are named and do not count; where none was, 1 is returned.
    Raises NoSuchNotebook for what is not a lesson.
    """
    if not lesson.startswith("notebooks/"):
        raise NoSuchNotebook(f"{lesson} has no stored outputs: only a lesson can be compared.")
    path = workspace.folder / lesson
    if not path.exists():
        print(f"There is no {path} yet: start jwt-lessons first.")
        return 1
    own = {cell.get("id"): cell for cell in cells(path.read_bytes())}
    stored = [cell for cell in cells(kit_file(lesson).read_bytes()) if _is_compared(cell)]
    run = [cell for cell in stored if own.get(cell["id"], {}).get("execution_count")]
    if not run:
        print(f"{path} holds no run. Run its cells, save it (Ctrl+S), and compare again.")
        return 1
    different = [cell for cell in run if shown(cell) != shown(own[cell["id"]])]
    for cell in different:
        print(*report(cell, own[cell["id"]]), sep="\n", end="\n\n")
    print(*_summary([cell["id"] for cell in stored if cell not in run], run, different), sep="\n")
    return 1 if different else 0


def shown(cell: Cell) -> dict[str, str]:
    """Return all that a cell shows, by kind: a MIME type, stdout, stderr or error."""
    texts: dict[str, str] = {}
    for output in cell.get("outputs", []):
        for kind, text in _texts(output):
            texts[kind] = texts.get(kind, "") + PORT.sub("PORT", text)
    return texts


def _texts(output: Cell) -> Iterator[tuple[str, str]]:
    if output["output_type"] == "stream":
        yield output["name"], "".join(output["text"])
    elif output["output_type"] == "error":
        yield "error", f"{output['ename']}: {output['evalue']}"
    else:
        for kind, content in output["data"].items():
            yield kind, json.dumps(content) if isinstance(content, dict) else "".join(content)


def _is_compared(cell: Cell) -> bool:
    return cell["cell_type"] == "code" and IGNORED not in cell["metadata"].get("tags", [])


def _summary(missing: list[str], run: list[Cell], different: list[Cell]) -> Iterator[str]:
    if missing:
        yield f"Not run, or not saved since: {', '.join(missing)}."
    yield f"Cells compared: {len(run)}. Different: {len(different)}."
    if different:
        yield "To be sure: Kernel > Restart Kernel and Run All Cells, save, compare again."


def report(stored: Cell, own: Cell) -> Iterator[str]:
    """Yield what there is to say of a cell whose output differs."""
    edited = ", and its code is not the kit's" if source(stored) != source(own) else ""
    yield f"Cell [{own['execution_count']}] {stored['id']} shows something else{edited}:"
    old, now = shown(stored), shown(own)
    kinds = [kind for kind in old | now if old.get(kind) != now.get(kind)]
    for kind in kinds:
        if kind != "text/html" or "text/plain" not in kinds:
            yield f"  {kind}"
            yield from side_by_side(old.get(kind, ""), now.get(kind, ""))


def side_by_side(stored: str, own: str) -> Iterator[str]:
    """Yield the lines of two texts in two columns, with a mark before those that differ."""
    column = (shutil.get_terminal_size().columns - 5) // 2
    yield f"  {'in the kit':<{column}} | yours"
    texts = (text.replace("><", ">\n<").splitlines() for text in (stored, own))
    for left, right in zip_longest(*texts, fillvalue=""):
        mark = " " if left == right else "!"
        for at in range(0, max(len(left), len(right), 1), column):
            yield f"{mark} {left[at : at + column]:<{column}} | {right[at : at + column]}"
