"""The folder of wheels: what uv and pip are asked for. That it installs is tried by hand."""

import subprocess
from pathlib import Path

import pytest

from exercises.instructor import wheels
from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.oldest


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the commands that would be run in the kit's folder, whose settings uv reads."""
    found: list[str] = []

    def note(words: list[str], cwd: Path, check: bool) -> None:
        assert check
        assert cwd == ROOT
        found.append(" ".join(words[1:]))

    monkeypatch.setattr(subprocess, "run", note)
    monkeypatch.setenv("UV", "uv")
    return found


def test_each_system_and_python_is_asked_for_by_its_own_names(
    commands: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["--to", "a folder", "--for", "windows", "macos", "--python", "3.11", "3.13"]
    wheels.main(words)
    build, *rest = commands
    folder = tmp_path / "a folder"
    assert build == f"build --quiet --wheel --out-dir {folder} {ROOT}"
    asked = [
        (one.split("--python-platform ")[1], two)
        for one, two in zip(rest[::2], rest[1::2], strict=True)
    ]
    assert len(asked) == 4
    for compiled, fetched in asked:
        system, _, python = compiled.partition(" --python-version ")
        assert python.endswith(f"needed.txt {ROOT / 'pyproject.toml'}")
        tag = {"x86_64-pc-windows-msvc": "win_amd64", "aarch64-apple-darwin": "macosx_13_0_arm64"}
        assert f"--platform={tag[system]}" in fetched
        assert f"--python-version {python[:4]}" in fetched
        assert fetched.startswith("tool run pip download --quiet --no-deps --only-binary :all:")
        assert f"--dest {folder} --requirement " in fetched
    assert all("--extra lab" in one for one in rest[::2])  # JupyterLab, too


def test_what_cannot_be_fetched_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(words: list[str], cwd: Path, check: bool) -> None:
        raise subprocess.CalledProcessError(1, words)

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(SystemExit, match=r"^Not complete: see above\."):
        wheels.main(["--to", str(tmp_path), "--for", "linux"])
