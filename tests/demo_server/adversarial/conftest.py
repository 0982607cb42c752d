"""A server for each module, and for each test a look at what was logged."""

import logging
from collections.abc import Iterator

import pytest

from tests.demo_server.adversarial.target import SECRETS, Target, running_target


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    """Run one server for a module: a request that harms it fails the tests after it."""
    with running_target() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_secret_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level("INFO", "demo_server")
    yield
    logged = "\n".join(map(logging.Formatter().format, caplog.get_records("call")))
    assert [secret for secret in SECRETS if secret in logged] == []
