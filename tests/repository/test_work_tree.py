"""What lies in the folders and is no part of the project changes nothing."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import work_tree
from tests.helpers.nested_pytest import run_pytest

pytestmark = [pytest.mark.oldest, pytest.mark.timeout(240)]
JUNK = b"\0\5\x16\7\xff\xfe"
"""No text, and no notebook."""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the project, with what macOS, Windows and JupyterLab leave in each folder."""
    if not work_tree.committed():
        pytest.skip("git knows no files here: an unpacked archive?")
    for path in work_tree.committed():
        copied = tmp_path / path.relative_to(work_tree.ROOT)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copied)
    for command in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *command], cwd=tmp_path, timeout=60, check=True)  # noqa: S607
    folders = {path.parent for path in tmp_path.rglob("*") if ".git" not in path.parts}
    for folder in folders:
        (folder / ".ipynb_checkpoints").mkdir()
        for name in (".DS_Store", "Thumbs.db", "._a.py", "._a.md", "._a.ipynb",
                     ".ipynb_checkpoints/a.ipynb"):  # fmt: skip
            (folder / name).write_bytes(JUNK)
    (tmp_path / "notebooks" / "a.ipynb").write_bytes(JUNK)
    monkeypatch.setattr(work_tree, "ROOT", tmp_path)
    work_tree.committed.cache_clear()
    yield tmp_path
    work_tree.committed.cache_clear()


def test_only_what_git_knows_is_taken(tree: Path) -> None:
    lessons = [path.name for path in work_tree.project_files("notebooks/*.ipynb")]
    assert lessons
    assert all(name[:2].isdigit() for name in lessons)
    (tree / "notebooks" / lessons[0]).unlink()
    work_tree.committed.cache_clear()
    assert [path.name for path in work_tree.project_files("notebooks/[!.]*.ipynb")] == lessons[1:]


@pytest.mark.parametrize("git", ["none here", "not installed"])
def test_in_an_archive_what_is_not_hidden_is_taken(
    tree: Path, git: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if git == "none here":
        shutil.rmtree(tree / ".git")
    else:
        monkeypatch.setenv("PATH", str(tree))
    assert work_tree.committed() == frozenset()
    (tree / "notebooks" / "a.ipynb").unlink()
    names = [path.name for path in work_tree.project_files("notebooks/*.ipynb")]
    assert names
    assert all(name[:2].isdigit() for name in names)


def test_no_test_looks_at_anything_else(tree: Path) -> None:
    (tree / "notebooks" / "a.ipynb").unlink()
    names = ("notebooks/test_form", "repository/test_links", "repository/test_imports")
    looking = [f"tests/{name}.py" for name in names]
    done = run_pytest(tree, "-n0", "-q", *looking)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def test_nbval_collects_nothing_else(tree: Path) -> None:
    (tree / "notebooks" / "a.ipynb").unlink()
    source = "exercises/instructor/source"
    done = run_pytest(tree, "-n0", "--collect-only", "-q", "notebooks", source)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    collected = {line.partition("::")[0] for line in done.stdout.splitlines() if "::" in line}
    known = {path.relative_to(tree).as_posix() for path in work_tree.committed()}
    assert "notebooks/01_hashing.ipynb" in collected
    assert collected <= known
