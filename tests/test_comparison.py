"""The comparison itself is strict: with this project's settings, an altered output fails."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import v4

from tests import notebooks, store

SOURCES = [
    "print('as stored')",
    "'as stored'",
    "from IPython.display import HTML\nHTML('<b>as stored</b>')",
    "import sys\nprint('as stored', file=sys.stderr)",
]


def test_pytest_fails_for_each_kind_of_altered_output_and_for_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "altered.ipynb"
    cells = [v4.new_code_cell(source) for source in SOURCES * 2]
    nbformat.write(v4.new_notebook(cells=cells), path)
    store.store(path)
    book = notebooks.read(path)
    for cell in book.cells[len(SOURCES) :]:
        altered = json.dumps(cell.outputs).replace("as stored", "altered")
        cell.outputs = nbformat.from_dict(json.loads(altered))
    nbformat.write(book, path)

    settings = ["-c", str(store.ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "--numprocesses=0", str(path)],
        cwd=store.ROOT, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout
    assert "4 failed, 4 passed" in done.stdout
