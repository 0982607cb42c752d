"""A process that runs cells of lessons, for all tests that ask what has changed."""

import json
import sys
from collections.abc import Callable, Iterator
from subprocess import PIPE, Popen

import pytest

from tests.helpers.work_tree import ROOT

Changed = Callable[..., set[str]]


@pytest.fixture(scope="session")
def changed() -> Iterator[Changed]:
    """A function that hands its keywords to ``changed_cells`` there, and returns the set."""
    command = [sys.executable, "-m", "tests.notebooks.changed_cells"]
    with Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        asked, answered = process.stdin, process.stdout

        def ask(**how: object) -> set[str]:
            print(json.dumps(how), file=asked, flush=True)
            return set(json.loads(answered.readline()))

        yield ask
        process.kill()
