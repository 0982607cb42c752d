"""What the browser edition's build takes from the installed packages, in cases that seldom come."""

import importlib
from importlib import metadata
from types import ModuleType

import pytest

from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.oldest

PYTHON = "3.14.2"
"""That of Pyodide."""


@pytest.fixture
def wheels(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import the module that packs them."""
    monkeypatch.syspath_prepend(ROOT / ".github" / "lite")
    return importlib.import_module("wheels")


def test_a_requirement_counts_by_the_browser_s_python_and_system(
    wheels: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        "old; python_version < '3.12'", "new; python_full_version >= '3.14.2'",
        "browser; sys_platform == 'emscripten'", "desk; sys_platform == 'linux'", "matplotlib>=3",
    ]  # fmt: skip
    monkeypatch.setattr(metadata, "requires", {"kit": lines}.get)
    assert wheels.needed_by("kit", PYTHON) == ["new", "browser"]


def test_packages_that_need_each_other_come_once(wheels: ModuleType) -> None:
    needs = {"a": ["b", "c"], "b": ["a"], "c": []}
    assert sorted(wheels.with_needed(["a"], needs.__getitem__)) == ["a", "b", "c"]


def test_a_package_without_a_list_of_its_files_is_not_packed(
    wheels: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "files", lambda name: None)
    with pytest.raises(ValueError, match="no list of the files of flask: install it again"):
        list(wheels.installed_files("flask"))
