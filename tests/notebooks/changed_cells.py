"""Run lesson 07 and name the cells that say something else than what is stored.

A process of its own, so that the clock it stops is its own: it reads, line by line, a folder that
holds a ``demo_server``, runs the lesson with that one, and prints one JSON list of cell ids.
"""

import io
import json
import sys
from contextlib import redirect_stdout
from typing import Any

from tests.helpers.work_tree import ROOT

LESSON = ROOT / "notebooks" / "07_forging_tokens.ipynb"
SUMMARIES = {"take-a-lock-away", "the-matrix", "what-is-left", "where-it-says-so"}
"""They repeat what other cells have said."""


def changed_cells(folder: str) -> list[str]:
    """Return the ids of the cells whose print differs from what is stored, or that raise."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "demo_server"]:
        del sys.modules[name]
    sys.path.insert(0, folder)
    from demo_server.notebook import lesson

    names: dict[str, Any] = {"__name__": "__main__"}
    cells = json.loads(LESSON.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code" and cell["id"] not in SUMMARIES]
    red = [cell["id"] for cell in code if printed(cell, names) != stored(cell)]
    lesson.end()
    sys.path.remove(folder)
    return red


def printed(cell: dict[str, Any], names: dict[str, Any]) -> str:
    """Run a cell; return what it prints, and the error that it raises."""
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)  # noqa: S102 - ours
    except Exception as error:
        said.write(repr(error))
    return said.getvalue()


def stored(cell: dict[str, Any]) -> str:
    """Return what a cell printed when the lesson was stored."""
    return "".join(line for output in cell["outputs"] for line in output.get("text", "?"))


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(changed_cells(line.strip())), flush=True)
