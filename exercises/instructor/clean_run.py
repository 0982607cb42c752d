"""Run the answers of one submission beside nothing that could help them.

``python -m exercises.instructor.clean_run NOTEBOOK ASSIGNMENT`` prints the share of properties that
each answer has, as JSON. The kit is imported first; of the submission only imports, definitions and
plain assignments are run, so what changes the kit or the notebook's machinery has no effect here.
It is run in a process of its own, which the teacher's command stops when its time is over.
"""

import ast
import contextlib
import json
import linecache
import os
import sys
from pathlib import Path
from typing import Any

from exercises.checks import api, assignments
from exercises.checks.seed import default_seed
from exercises.checks.timeout import time_limit
from exercises.instructor.suspicious_code import plain_python

CELL_SECONDS = 10.0
"""How long the definitions of one cell may take."""
KEPT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def shares(submission: Path, assignment: str) -> dict[str, float]:
    """Return for each exercise of the assignment the share of its properties that hold, 0 to 1.

    As with the marks, there is none without the first property.
    """
    (source,) = (path for path in assignments.notebooks() if path.stem == assignment)
    exercises = {name: api.find(name) for name in assignments.names(source)}
    namespace = definitions(assignments.cells(submission))
    found = dict[str, float]()
    for name, exercise in exercises.items():
        answer = namespace.get(name)
        found[name] = 0.0
        if callable(answer):
            found[name] = api.share(exercise, api.examine(exercise, answer, default_seed()))
    return found


def definitions(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the code cells define; the rest of one that fails or is too slow is left out."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(cells):
        if cell["cell_type"] == "code":
            file = f"<cell {number}>"
            code = plain_python(cell["source"])
            linecache.cache[file] = len(code), None, code.splitlines(keepends=True), file
            with contextlib.suppress(BaseException), time_limit(CELL_SECONDS):
                exec(compile(_kept(code), file, "exec"), namespace)  # noqa: S102 - in its own process
    return namespace


def _kept(code: str) -> ast.Module:
    tree = ast.parse(code)
    tree.body = [node for node in tree.body if isinstance(node, KEPT) or _is_plain(node)]
    return tree


def _is_plain(node: ast.stmt) -> bool:
    """Return whether a statement sets names, and nothing of an object."""
    match node:
        case ast.Assign(targets=targets):
            named = targets
        case ast.AnnAssign(target=target):
            named = [target]
        case _:
            return False
    return all(isinstance(one, ast.Name | ast.Tuple) for one in named)


if __name__ == "__main__":
    told = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    with contextlib.redirect_stdout(sys.stderr):
        result = shares(Path(sys.argv[1]), sys.argv[2])
    told.write(json.dumps(result))
    told.close()
    os._exit(0)  # a thread of the submission does not keep it
