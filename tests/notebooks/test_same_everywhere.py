"""A lesson says the same wherever it runs: nothing of the person's own reaches its outputs."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.helpers.stored_notebooks import IGNORED, code_cells, shown
from tests.helpers.work_tree import ROOT

DARK = "axes.facecolor: black\nfigure.facecolor: black\ntext.color: white\nfont.size: 30\n"
TALKATIVE = """
c = get_config()
c.InteractiveShell.ast_node_interactivity = "all"
c.PlainTextFormatter.pprint = False
c.PlainTextFormatter.float_precision = "%.1f"
"""

Environment = dict[str, str]


def flask_debug(_folder: Path) -> Environment:
    return {"FLASK_DEBUG": "1"}


def settings_of_the_server(_folder: Path) -> Environment:
    return {"DEMO_SERVER_ACCESS_SECONDS": "60", "DEMO_SERVER_COLOUR": "red"}


def matplotlibrc_in_the_environment(folder: Path) -> Environment:
    (folder / "dark").write_text(DARK)
    return {"MATPLOTLIBRC": str(folder / "dark")}


def matplotlibrc_beside_the_lesson(folder: Path) -> Environment:
    (folder / "matplotlibrc").write_text(DARK)
    return {}


def ipython_configuration(folder: Path) -> Environment:
    profile = folder / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_config.py").write_text(TALKATIVE)
    return {"IPYTHONDIR": str(profile.parent)}


def home_that_can_t_be_written(folder: Path) -> Environment:
    (folder / "file").touch()
    nowhere = str(folder / "file" / "home")
    names = ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR")
    return dict.fromkeys(names, nowhere)


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ([flask_debug, settings_of_the_server], "05_demo_server"),
        ([matplotlibrc_in_the_environment, ipython_configuration], "02_payload"),
        ([matplotlibrc_beside_the_lesson, home_that_can_t_be_written], "02_payload"),
    ],
    ids=["server", "matplotlib and IPython", "home"],
)
def test_a_lesson_shows_what_is_stored_whatever_the_person_has_set(
    tmp_path: Path, settings: list[Callable[[Path], Environment]], name: str
) -> None:
    lesson = shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", tmp_path)
    book = nbformat.read(lesson, as_version=4)
    place = {"metadata": {"path": str(tmp_path)}}
    client = NotebookClient(book, timeout=60, coalesce_streams=True, resources=place)
    own = {key: value for setting in settings for key, value in setting(tmp_path).items()}
    client.execute(env=os.environ | own)
    ran = {cell.id: shown(cell) for cell in book.cells if cell.cell_type == "code"}
    for cell in code_cells(ROOT / "notebooks" / f"{name}.ipynb"):
        if IGNORED not in cell.metadata.get("tags", []):
            assert ran[cell.id] == shown(cell), cell.id
