"""A plugin of pytest that shows a failed cell of a notebook so that a teacher can read it.

Where one cell of a notebook fails, most of those below fail after it. They are counted, and named
in one line with the first; with ``-vv`` each is shown like the first.
"""

import re
import textwrap
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from nbval.plugin import IPyNbFile  # type: ignore[import-untyped]

from tests.helpers.notebook_cells import Cell, Failure, Notebook
from tests.helpers.side_by_side import SIGNS, cut, side_by_side

MAX_WIDTH = 120
MAX_SOURCE = 12
MAX_TRACEBACK = 15
"""How many lines of a cell are shown, and how many of its traceback."""
KINDS = {"stdout": "printed", "stderr": "printed as a warning or an error", "error": "raised"}
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    found = yield
    return [
        Notebook.from_parent(parent, path=file_path) if isinstance(one, IPyNbFile) else one
        for one in found
    ]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if isinstance(item, Cell) and report.failed and call.excinfo is not None:
        report.cell = item.failure(call.excinfo.value)  # type: ignore[attr-defined]
    return report


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # what the workers of xdist send is shown by one
        config.pluginmanager.register(FirstFailures(show_all=config.get_verbosity() > 1))


class FirstFailures:
    """Tell the first failure of each notebook from those after it."""

    def __init__(self, show_all: bool) -> None:
        self.show_all = show_all
        self.first: dict[str, FailedCell] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        cell: Failure | None = getattr(report, "cell", None)
        if cell is None:
            return
        notebook = report.nodeid.partition("::")[0]
        if notebook not in self.first or self.show_all:
            report.longrepr = self.first[notebook] = FailedCell(cell)  # type: ignore[assignment]
        else:
            self.first[notebook].later.append(cell["id"])
            report.longrepr = f"fails after the cell {self.first[notebook].cell['id']}"
            report.is_later = True  # type: ignore[attr-defined]

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        if hasattr(report, "is_later"):
            return "failed after another", "f", "FAILED AFTER ANOTHER"
        return None


class Crash(NamedTuple):
    """What pytest's short summary asks for."""

    message: str


class FailedCell:
    """What pytest prints of a failed cell, and of those below it that failed, too."""

    def __init__(self, cell: Failure) -> None:
        self.cell = cell
        self.later: list[str] = []

    @property
    def reprcrash(self) -> Crash:
        reason = self.cell["reason"].partition("\n")[0]
        after = f"; {self._more()}" if self.later else ""
        return Crash(f"{self.cell['number']} {reason}{after}")

    def toterminal(self, out: Any) -> None:
        for line in self.lines(min(out.fullwidth, MAX_WIDTH)):
            out.line(line, red=line[:2] in {"! ", "- ", "+ "})

    def __str__(self) -> str:
        return "\n".join(self.lines(MAX_WIDTH))

    def lines(self, width: int) -> Iterator[str]:
        """Yield the text, at most ``width`` columns wide."""
        yield from textwrap.wrap(f"The cell {self.cell['reason']}.", width)
        yield ""
        yield from _first_lines(self.cell["source"], width)
        for kind, stored, new in self.cell["differences"]:
            yield ""
            yield f"{KINDS.get(kind.partition(',')[0], 'result')} ({kind}):   {SIGNS}"
            yield from side_by_side(stored, new, width)
        if self.cell["traceback"]:
            yield ""
            yield from _last_lines(self.cell["traceback"], width)
        if self.later:
            yield ""
            text = f"Mend this first; {self._more()}: {', '.join(self.later)}"
            yield textwrap.shorten(text, width, placeholder=" ...", break_on_hyphens=False)

    def _more(self) -> str:
        count = len(self.later)
        return f"{count} more {'cell' if count == 1 else 'cells'} failed after it"


def _first_lines(source: str, width: int) -> Iterator[str]:
    lines = source.split("\n")
    yield from (cut(f"    {line}".rstrip(), width) for line in lines[:MAX_SOURCE])
    if len(lines) > MAX_SOURCE:
        yield f"    ... more lines: {len(lines) - MAX_SOURCE:,}"


def _last_lines(traceback: str, width: int) -> Iterator[str]:
    lines = COLOUR.sub("", traceback).split("\n")
    if len(lines) > MAX_TRACEBACK:
        yield f"    ... lines above: {len(lines) - MAX_TRACEBACK:,}"
    yield from (cut(f"    {line}".rstrip(), width) for line in lines[-MAX_TRACEBACK:])
