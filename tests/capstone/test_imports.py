"""Who may import whom in the capstone."""

import ast
from pathlib import Path

import pytest

from tests.helpers.work_tree import ROOT, project_files

CRITERIA = "exercises.capstone.criteria"
FROM_THE_SERVER = {"demo_server.hosts", "demo_server.jose", "demo_server.notebook.wordlist"}
"""What the grader may import of the demo server: nothing that answers requests."""
MODULES = project_files("exercises/capstone/**/*.py")


def imported(module: Path) -> set[str]:
    """Return the names of the kit's modules that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} has a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.startswith(("demo_server", "exercises", "tests"))}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_capstone_imports_itself_and_three_modules_of_the_server(module: Path) -> None:
    others = {name for name in imported(module) if not name.startswith("exercises.capstone.")}
    assert {name.rpartition(".")[0] for name in others} <= FROM_THE_SERVER


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_criteria_are_imported_by_their_package_alone(module: Path) -> None:
    found = {name for name in imported(module) if name.startswith(CRITERIA)}
    if module.parent.name == "criteria" and module.name == "__init__.py":
        assert {name.removeprefix(f"{CRITERIA}.") for name in found} == {
            path.stem for path in MODULES if path.parent == module.parent and path != module
        }
    else:
        assert found == ({CRITERIA} if module == ROOT / "exercises/capstone/__init__.py" else set())
