"""The comparison itself is strict: with this project's settings, an altered output fails."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

from tests import store

STORED = {
    "print('as stored')": v4.new_output("stream", name="stdout", text="as stored\n"),
    "import sys; print('as stored', file=sys.stderr)": v4.new_output(
        "stream", name="stderr", text="as stored\n"
    ),
    "'as stored'": v4.new_output("execute_result", {"text/plain": "'as stored'"}),
    "import IPython.display as d; d.HTML('as stored')": v4.new_output(
        "execute_result",
        {"text/html": "as stored", "text/plain": "<IPython.core.display.HTML object>"},
    ),
}


def altered(output: NotebookNode) -> NotebookNode:
    """Return the output with another text in it."""
    text = json.dumps(output).replace("as stored", "altered")
    changed: NotebookNode = nbformat.from_dict(json.loads(text))
    return changed


def test_pytest_fails_for_each_kind_of_altered_output_and_for_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "altered.ipynb"
    pairs = [*STORED.items(), *((source, altered(output)) for source, output in STORED.items())]
    cells = [
        v4.new_code_cell(source, execution_count=1, outputs=[output]) for source, output in pairs
    ]
    nbformat.write(v4.new_notebook(cells=cells), path)

    settings = ["-c", str(store.ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "--numprocesses=0", str(path)],
        cwd=store.ROOT, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout
    assert "4 failed, 4 passed" in done.stdout, done.stdout
