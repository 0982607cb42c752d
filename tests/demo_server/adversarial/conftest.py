"""Both servers, one for each module: a hostile request that harms one fails the cases after it."""

from collections.abc import Iterator

import pytest

from tests.demo_server.adversarial.serving import KINDS, attacked
from tests.demo_server.adversarial.target import Target


@pytest.fixture(scope="module", params=KINDS)
def target(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    with attacked(request.param, tmp_path_factory.mktemp("hostile")) as started:
        yield started
