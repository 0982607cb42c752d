"""A plugin of pytest: one look at the environment, then the options of the plugins that are here.

pyproject.toml names this plugin first, so that nothing of a broken environment is imported before.
"""

import os
import sys
import tempfile

import pytest

from demo_server import environment

OPTIONS = {
    "nbval": ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"],
    "xdist": [
        "--numprocesses=auto",
        "--dist=loadfile",  # one notebook, one kernel, one worker
        "--no-loadscope-reorder",  # JupyterLab's file first: few tests, but the longest of all
    ],
    "timeout": ["--timeout=120"],
}
WEAKNESS_3 = "ignore:The HMAC key is 10 bytes:jwt.warnings.InsecureKeyLengthWarning"
"""Of the published server, kept on purpose; an old PyJWT has no such warning."""

SLOW_TO_IMPORT = ("rfc3987_syntax", "isoduration")
"""jsonschema, which nbval reads notebooks with, imports them where it can: 2.8 seconds of CPU in
each process, for formats that the schema of notebooks does not use."""
for name in SLOW_TO_IMPORT:
    sys.modules.setdefault(name, None)  # type: ignore[arg-type] # None: an import fails


def pytest_addoption() -> None:
    """Stop where something is missing or too old: pytest calls this before it reads nbval."""
    if found := environment.problems("check"):
        raise pytest.UsageError(*found)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """Put the options of each plugin that is here before those of the command line."""
    for plugin, options in OPTIONS.items():
        if early_config.pluginmanager.hasplugin(plugin):
            args[:0] = options


def pytest_configure(config: pytest.Config) -> None:
    """Keep from kernels and servers what the person has set for IPython, Flask and the server.

    What a test solves is no progress of the person's.
    """
    config.addinivalue_line("filterwarnings", WEAKNESS_3)
    if hasattr(config, "workerinput"):
        return  # the workers of xdist have it from the process that starts them
    for name in [name for name in os.environ if name.startswith(("FLASK_", "DEMO_SERVER_"))]:
        del os.environ[name]
    folder = tempfile.TemporaryDirectory(prefix="ipython_", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ |= {"IPYTHONDIR": folder.name, "EXERCISES_PROGRESS": ""}


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Start two workers more than there are cores: much of a run waits for kernels and browsers.

    Eight are enough: each may start a browser, and the longest file takes its time anyhow.
    """
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min((allowed or 1) + 2, 8)
