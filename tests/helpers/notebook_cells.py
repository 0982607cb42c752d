"""nbval's notebooks and cells, under the cells' ids: run one cell, and say how it fails."""

import json
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from itertools import zip_longest
from pathlib import Path
from queue import Empty
from typing import Any, TypedDict

import pytest
from nbformat import NotebookNode
from nbval.plugin import (  # type: ignore[import-untyped]
    IPyNbCell,
    IPyNbFile,
    NbCellError,
    coalesce_streams,
)

GRACE = 5
"""How many seconds a cell has to end after it was interrupted."""
DIFFERS = "Cell outputs differ"
"""What nbval says of such a cell."""


class Failure(TypedDict):
    """What a failed cell has to say, as plain data, so that a worker of xdist can send it."""

    id: str
    number: str
    reason: str
    source: str
    differences: list[tuple[str, str, str]]
    traceback: str


class Notebook(IPyNbFile):  # type: ignore[misc]
    """A notebook whose cells are found by their ids, each alone, too."""

    def collect(self) -> list["Cell"]:
        """Return the cells that run; one without an id (before nbformat 4.5) keeps nbval's name."""
        self.next = 0
        self.cells = [
            Cell.from_parent(
                self,
                name=found.cell.get("id", found.name),
                cell_num=found.cell_num,
                cell=found.cell,
                options=found.options,
            )
            for found in super().collect()
        ]
        return self.cells

    def setup(self) -> None:
        """Start the kernel, and receive from it as below.

        It is started once more where it ends at once: its ports are chosen before it opens them,
        and another program may have taken one in between.
        """
        try:
            super().setup()
        except RuntimeError:
            super().setup()
        self._receive = self.kernel.get_message
        self.kernel.get_message = self._get_message

    def begin(self) -> None:
        """Forget that a cell above timed out."""
        self.timed_out = False
        self.interrupted: float | None = None

    def _get_message(self, stream: str, timeout: float) -> dict[str, Any]:
        """Wait for a message as nbval does, but not on a kernel that has ended.

        Nor read for ever from a cell that goes on printing when nbval has interrupted it.
        """
        now = time.monotonic()
        last = now + timeout
        if self.timed_out:
            self.interrupted = self.interrupted or now
            last = min(last, self.interrupted + GRACE)
        while (left := last - time.monotonic()) > 0:
            with suppress(Empty):
                message: dict[str, Any] = self._receive(stream, min(left, 1))
                return message
            if not self.kernel.is_alive():
                raise ChildProcessError("its kernel has ended")
        raise Empty

    def run_above(self, cell: "Cell") -> None:
        """Run the cells above that were not selected, and compare nothing."""
        for above in self.cells[self.next : cell.cell_num]:
            if not above.options["skip"]:
                message = self.kernel.execute_cell_input(above.cell.source, allow_stdin=False)
                try:
                    self.kernel.await_reply(message, self.config.option.nbval_cell_timeout)
                except Empty:
                    raise TimeoutError(f"the cell {above.name} above did not end") from None
        self.next = cell.cell_num + 1

    def stop(self) -> None:
        """Stop a kernel that does not answer any more; the cells below fail at once."""
        if hasattr(self.kernel, "km"):
            self.kernel.stop()


class Cell(IPyNbCell):  # type: ignore[misc]
    """A cell that is run, and compared with what is stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = deepcopy(self.cell.outputs)  # nbval joins their streams in place
        number = self.cell.execution_count
        self.number = f"[{' ' if number is None else number}]"
        """As JupyterLab shows it, counted from 1; blank where the cell was never run."""

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the file, the place in it, and the heading above a failure."""
        name = self.nodeid.partition("::")[0]
        return self.path, self.cell_num, f"{name}, cell {self.number} {self.name}"

    def setup(self) -> None:
        """Nothing: nbval would expect the cells below a time-out to fail."""

    def runtest(self) -> None:
        """Run the cell and compare; nbval compares nothing where a cell was stored unrun."""
        try:
            self.parent.begin()
            self.parent.run_above(self)
            super().runtest()
        except (NbCellError, pytest.skip.Exception):
            raise
        except BaseException:
            self.parent.stop()
            raise
        unrun = self.options["check"] and self.cell.execution_count is None
        if unrun and not self.compare_outputs(self.test_outputs, []):
            self.raise_cell_error(DIFFERS)

    def failure(self, error: BaseException) -> Failure:
        """Return what there is to say of this cell, which ``error`` has ended."""
        new = self.test_outputs
        raised = [output for output in new or [] if output.output_type == "error"]
        return {
            "id": self.name,
            "number": self.number,
            "reason": self._reason(error, raised),
            "source": self.cell.source,
            "differences": [] if new is None else list(self._differences(new)),
            "traceback": "\n".join(raised[-1].traceback) if raised else "",
        }

    def _reason(self, error: BaseException, raised: list[NotebookNode]) -> str:
        if self.test_outputs is None:
            return f"did not finish: {error}"
        if self.parent.timed_out:
            return f"did not end within {self.config.option.nbval_cell_timeout:g} seconds"
        if str(error) == DIFFERS and self.cell.execution_count is None:
            return "shows something, but was stored without having been run"
        if str(error) == DIFFERS:
            return "shows something else than what is stored"
        if raised:
            return f"raises {raised[-1].ename}: {raised[-1].evalue}"
        return f"fails: {error or type(error).__name__}"

    def _differences(self, outputs: list[NotebookNode]) -> Iterator[tuple[str, str, str]]:
        """Yield each pair of texts that differ, with its kind. A new error has its traceback."""
        stored, new = self._texts(self.stored), self._texts(outputs)
        for kind in dict.fromkeys([*stored, *new]):
            pairs = list(zip_longest(stored[kind], new[kind], fillvalue=""))
            for place, (old, now) in enumerate(pairs, 1):
                if old != now and (old or kind != "error"):
                    name = f"{kind}, {place} of {len(pairs)}" if len(pairs) > 1 else kind
                    yield name, *_lines(kind, old, now)

    def _texts(self, outputs: list[NotebookNode]) -> defaultdict[str, list[str]]:
        """Return by kind what nbval compares of some outputs."""
        texts: defaultdict[str, list[str]] = defaultdict(list)
        for output in coalesce_streams(deepcopy(outputs)):
            if output.output_type == "stream":
                texts[output.name].append(output.text)
            elif output.output_type == "error":
                texts["error"].append(f"{output.ename}: {output.evalue}")
            else:
                for kind, content in output.data.items():
                    if kind not in self.parent.skip_compare:
                        is_text = isinstance(content, str)
                        texts[kind].append(
                            content if is_text else json.dumps(content, indent=1, sort_keys=True)
                        )
        return texts


def _lines(kind: str, old: str, now: str) -> tuple[str, str]:
    """Give each tag of HTML and SVG a line, where that does not hide what differs."""
    if kind in {"text/html", "image/svg+xml"}:
        left, right = old.replace("><", ">\n<"), now.replace("><", ">\n<")
        return (left, right) if left != right else (old, now)
    return old, now
