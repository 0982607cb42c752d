"""One look before anything runs: what is missing, too old, or stands where a module should."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from demo_server import environment
from tests.helpers.stored_notebooks import LESSONS, code_cells
from tests.helpers.work_tree import ROOT, project_files

PLACES = {
    "lesson 00": ["-c", "from demo_server import environment; print(environment.report())"],
    "the server": ["-m", "demo_server"],
    "live": ["-c", "from demo_server.notebook import live"],
    "create_app": ["-c", "from demo_server import create_app; create_app()"],
}
"""Where the same sentence is told."""
COME_ALONG = {"werkzeug": "flask", "click": "flask", "urllib3": "requests"}
"""Modules that the documentation of another package tells to import."""


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    environment.problems.cache_clear()
    yield
    environment.problems.cache_clear()


def told(folder: Path, *arguments: str, path: Path | None = None) -> list[str]:
    """Run Python in ``folder``, as a notebook runs there, and return what it says."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder, capture_output=True, text=True, timeout=60, check=False,
        env=None if path is None else os.environ | {"PYTHONPATH": str(path)},
    )  # fmt: skip
    return (done.stdout + done.stderr).splitlines()


def test_this_environment_has_what_the_kit_needs() -> None:
    for extra in ("", "check", "lab"):
        assert environment.problems(extra) == ()
    assert environment.report() == "Everything the lessons need is here."
    environment.require()


def test_a_missing_or_old_package_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = ["flask>=99", "no-such-kit", "pytest>=99; extra == 'check'"]
    monkeypatch.setattr("importlib.metadata.requires", lambda _kit: needed)
    old, missing = environment.problems()
    assert re.match(r"flask [\d.]+ is here, flask>=99 is needed\. In the kit's folder, run: ", old)
    assert missing == f"no-such-kit is missing. {environment.ADVICE.format('.')}"
    assert environment.report() == f"{old}\n{missing}"
    with pytest.raises(environment.UnsuitableEnvironment, match="flask>=99 is needed"):
        environment.require()
    pytest_ = environment.problems("check")[2]
    assert re.match(r"pytest [\d.]+ is here, pytest>=99 is needed\. ", pytest_)
    assert pytest_.endswith('python3 -m pip install --editable ".[check]"')


def test_a_python_that_is_too_old_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    assert environment.problems() == ("Python 3.10.13 is here, 3.11 or newer is needed.",)


@pytest.mark.parametrize("place", PLACES)
def test_a_file_that_stands_in_the_way_is_named_wherever_one_begins(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "jwt.py").touch()
    last = told(tmp_path, *PLACES[place])[-1]
    assert last.removeprefix("demo_server.environment.UnsuitableEnvironment: ") == (
        f"{tmp_path / 'jwt.py'} stands in the way of the module jwt of pyjwt: "
        "rename it, then restart."
    )


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("requests/__init__.py", "the module requests of requests"),
        ("calendar.py", "Python's own module calendar"),
        ("exercises.py", "the kit's package exercises"),
    ],
)
def test_what_a_file_stands_in_the_way_of_is_named(tmp_path: Path, name: str, whose: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.touch()
    assert told(tmp_path, *PLACES["lesson 00"])[-1] == (
        f"{file} stands in the way of {whose}: rename it, then restart."
    )


def test_files_with_other_names_stand_in_nobody_s_way(tmp_path: Path) -> None:
    for name in ("token.ipynb", "sys.py", "mine.py", "hashing.py"):
        (tmp_path / name).touch()
    (tmp_path / "json").mkdir()  # a folder without modules yields to Python's own
    assert told(tmp_path, *PLACES["lesson 00"]) == [environment.report()]


def test_another_package_s_files_in_a_module_s_place_are_told_apart(tmp_path: Path) -> None:
    """As after ``pip install jwt``: two packages write into one folder, and the last one wins."""
    (tmp_path / "jwt").mkdir()
    (tmp_path / "jwt" / "__init__.py").write_text("# another JWT library")
    record = metadata.distribution("pyjwt").read_text("RECORD") or ""
    for name, files in (("pyjwt-2.99", record), ("jwt-1.4.0", "jwt/__init__.py,,\n")):
        folder = tmp_path / f"{name}.dist-info"
        folder.mkdir()
        package, version = name.split("-")
        (folder / "METADATA").write_text(f"Name: {package}\nVersion: {version}\n")
        (folder / "RECORD").write_text(files)
    assert told(tmp_path, *PLACES["lesson 00"], path=tmp_path) == [
        "The module jwt is here, but it is not the one of pyjwt. Run: python3 -m pip uninstall "
        "--yes jwt, then: python3 -m pip install --force-reinstall pyjwt"
    ]


def test_the_kit_requires_what_its_code_and_its_lessons_import_and_nothing_else() -> None:
    found = set()
    paths = [*project_files("demo_server/**/*.py"), *project_files("exercises/**/*.py")]
    of_a_group = ROOT / "exercises" / "instructor" / "slides"  # its command names the group
    sources = [path.read_text("utf-8") for path in paths if of_a_group not in path.parents]
    sources += [cell.source for lesson in LESSONS for cell in code_cells(lesson)]
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add((node.module or "").partition(".")[0])
    own = {"demo_server", "exercises", "_typeshed"}
    names = {COME_ALONG.get(name, name) for name in found - own - sys.stdlib_module_names}
    packages = [Requirement(text) for text in metadata.requires(environment.KIT) or []]
    needed = {one.name for one in packages if not one.marker}
    assert names == {environment.MODULES.get(name, name.replace("-", "_")) for name in needed}
