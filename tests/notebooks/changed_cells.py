"""Run cells of lessons and name those that say something else than what is stored.

A process of its own, so that the clock it stops is its own: it reads, line by line, the keyword
arguments of ``changed_cells`` as JSON, and prints one JSON list of cell ids for each.
"""

import ast
import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from IPython.lib.pretty import pretty

from tests.helpers.stored_notebooks import IGNORED
from tests.helpers.work_tree import ROOT

LESSONS = ("07_forging_tokens", "08_stolen_tokens_guessed_passwords")
SUMMARIES = {"the-score", "take-a-lock-away", "the-matrix", "what-is-left"}
"""They repeat what other cells have said."""

Cell = dict[str, Any]


def changed_cells(
    folder: str,
    lessons: list[str],
    cells: list[str] | None = None,
    times: int = 1,
    before: str = "",
) -> list[str]:
    """Return the ids of the cells whose last output differs from what is stored, or that raise.

    ``folder`` holds the ``demo_server`` to run them with; ``cells`` are all that are run, in the
    lesson's order, each so many ``times``, and each time after the code ``before``.
    """
    for name in [name for name in sys.modules if name.partition(".")[0] == "demo_server"]:
        del sys.modules[name]
    sys.path.insert(0, folder)
    from demo_server.notebook import lesson

    red = []
    for path in (ROOT / "notebooks" / f"{name}.ipynb" for name in lessons):
        names: dict[str, Any] = {"__name__": "__main__"}
        for cell in chosen(path, cells):
            for _ in range(times):
                exec(before, names)  # noqa: S102 - ours
                said = output(cell, names)
            if said != stored(cell) and is_compared(cell):
                red.append(cell["id"])
    lesson.end()
    sys.path.remove(folder)
    return red


def is_compared(cell: Cell) -> bool:
    """Say whether a cell's output is its own, and the same on every run."""
    return cell["id"] not in SUMMARIES and IGNORED not in cell["metadata"].get("tags", [])


def chosen(path: Path, cells: list[str] | None) -> list[Cell]:
    """Return the code cells with these ids, or all."""
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in found if cell["cell_type"] == "code"]
    return [cell for cell in code if cells is None or cell["id"] in cells]


def output(cell: Cell, names: dict[str, Any]) -> str:
    """Run a cell; return what it prints, its last value, and the error that it raises."""
    said = io.StringIO()
    tree = ast.parse("".join(cell["source"]))
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    try:
        with redirect_stdout(said):
            exec(compile(tree, cell["id"], "exec"), names)  # noqa: S102 - ours
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), cell["id"], "eval"), names)  # noqa: S307
                said.write("" if value is None else pretty(value))
    except Exception as error:
        said.write(repr(error))
    return said.getvalue()


def stored(cell: Cell) -> str:
    """Return what a cell printed and showed when the lesson was stored."""
    outputs = cell["outputs"]
    return "".join(
        line
        for output in outputs
        for line in output.get("text") or output["data"].get("text/plain", "?")
    )


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(changed_cells(**json.loads(line))), flush=True)
