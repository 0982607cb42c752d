"""Lessons 05 and 06 with the browser edition's server and clock, outside of a browser.

In a browser nobody has seen them whole: the packages they need come from Pyodide's CDN.
"""

import os
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import skip_but_not_in_ci
from tests.helpers.stored_notebooks import LESSONS, code_cells, shown
from tests.helpers.work_tree import ROOT

pytestmark = [pytest.mark.oldest, pytest.mark.slow, pytest.mark.timeout(300)]

RUN = {path.stem: path for path in LESSONS if path.name[:2] in {"05", "06"}}
PICTURES = {"published-page", "hardened-page"}
"""Cells that show a picture where the stored HTML has a frame; their text is the same."""
CHECK = """
from pathlib import Path
import time_machine
from demo_server.notebook.live import InThread
print(InThread.__name__, Path(time_machine.__file__).parent.name)
"""
STARTUP = f"""
import sys
sys.path.insert(0, {str(ROOT / ".github/lite/stand_in")!r})
import time_machine
from demo_server import environment
environment.require = lambda: None  # the stand-in is not the package that it looks for
import demo_server.app
from demo_server.notebook import client
own, sys.platform = sys.platform, "emscripten"
from demo_server.notebook import live
sys.platform = own
"""


@pytest.mark.parametrize("name", RUN)
def test_each_cell_shows_what_is_stored(tmp_path: Path, name: str) -> None:
    if not find_spec("freezegun"):
        skip_but_not_in_ci(
            "no freezegun: `uv run --all-groups pytest -m slow tests/browser/lite` installs it"
        )
    startup = tmp_path / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "edition.py").write_text(STARTUP, encoding="utf-8")
    book = nbformat.read(RUN[name], as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(CHECK))
    client = NotebookClient(book, timeout=60, coalesce_streams=True)
    client.execute(env=os.environ | {"IPYTHONDIR": str(tmp_path)})
    assert shown(book.cells.pop()) == {"stdout": "InBrowser stand_in\n"}
    run = [cell for cell in book.cells if cell.cell_type == "code"]
    different = {
        cell.id for cell, stored in zip(run, code_cells(RUN[name]), strict=True)
        if shown(cell) != shown(stored)
    }  # fmt: skip
    assert different == PICTURES & {cell.id for cell in run}
    for cell in run:
        if cell.id in PICTURES:
            assert 'src="data:image/png;base64,' in shown(cell)["text/html"]
