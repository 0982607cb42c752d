"""Exercise notebooks whose cells run in this process start a server there."""

from collections.abc import Iterator

import pytest

from demo_server.notebook import live


@pytest.fixture(scope="session", autouse=True)
def _no_live_server_is_left() -> Iterator[None]:
    """Stop the servers of the notebooks after the last test that may use one."""
    yield
    for server in live._running.values():
        server.stop()
    live._running.clear()
