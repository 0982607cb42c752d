"""A kernel's ports are chosen before it opens them: another program may take one in between."""

from pathlib import Path

import pytest

from tests.helpers.made_up_notebooks import write
from tests.helpers.nested_pytest import run_pytest

pytestmark = pytest.mark.oldest

TAKEN = """
import socket
from jupyter_client.connect import LocalPortCache

server = socket.create_server(("127.0.0.1", 0))
find = LocalPortCache.find_available_port

def find_a_taken_one(self, ip):
    LocalPortCache.find_available_port = {after}
    return server.getsockname()[1]

LocalPortCache.find_available_port = find_a_taken_one
"""


@pytest.mark.parametrize(("after", "code"), [("find", 0), ("find_a_taken_one", 1)])
def test_a_kernel_that_loses_a_port_is_started_once_more_and_then_no_more(
    tmp_path: Path, after: str, code: int
) -> None:
    (tmp_path / "conftest.py").write_text(TAKEN.format(after=after), encoding="utf-8")
    done = run_pytest(tmp_path, "-n0", str(write(tmp_path, "one")))
    assert done.returncode == code, done.stdout
    assert ("Kernel died before replying" in done.stdout) == bool(code), done.stdout
