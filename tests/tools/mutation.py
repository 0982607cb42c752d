"""Change one thing in the code at a time, and see whether a test fails.

``python -m tests.tools.mutation SOURCE [TESTS ...] [--jobs N]``: SOURCE is a file or a folder in
demo_server/hardened or exercises/checks; TESTS are by default the ones that hold it. Each change
that no test notices is printed, and at the end how many were noticed. The tests that run the
changed line come first, then all. Everything happens in copies of the files that git knows, in
forked processes (Linux, macOS), which have the libraries loaded.
"""

import argparse
import ast
import copy
import importlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage
import pytest

from tests.helpers.work_tree import ROOT, committed

TESTS = {
    "demo_server/hardened": ["tests/demo_server/contract"],
    "exercises/checks": ["tests/exercises"],
}
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SWAPPED: dict[type[ast.boolop], ast.boolop] = {ast.And: ast.Or(), ast.Or: ast.And()}
SLOW_TO_IMPORT = ("IPython", "argon2", "cryptography.x509", "flask", "jwt", "limits", "requests")
"""Loaded once for all runs. No plugin of pytest is among them: pytest rewrites those itself."""
LINES = "lines-of-tests"
"""A file in each copy: which test runs which line."""
OPTIONS = ["-x", "-q", *(f"-pno:{name}" for name in ("cacheprovider", "xdist", "nbval"))]


@dataclass(frozen=True)
class Mutant:
    """A file's path in the work tree, the line, the changed text, and the change in words."""

    path: Path
    line: int
    text: str
    change: str


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Give each simple change of a node: one for each comparison in it, else one at most."""
    match node:
        case ast.Compare(ops=operators):
            for place, operator in enumerate(operators):
                turned = copy.deepcopy(node)
                turned.ops[place] = TURNED[type(operator)]()
                yield turned
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(SWAPPED[type(operator)], values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Expr(value=ast.Call()) | ast.Raise():
            yield ast.Pass()


def mutants(path: Path) -> Iterator[Mutant]:
    """Give every mutant of a file of the work tree; only the changed node is written anew."""
    data = (ROOT / path).read_bytes()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    nodes = list(ast.walk(ast.parse(data)))
    # In an f-string, Python 3.11 knows no positions.
    texts = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    skipped = {id(part) for text in texts for part in ast.walk(text)}
    for node in nodes:
        for changed in () if id(node) in skipped else changes(node):
            place: Any = node
            start = starts[place.lineno - 1] + place.col_offset
            end = starts[place.end_lineno - 1] + place.end_col_offset
            new = ast.unparse(changed)
            new = new if isinstance(changed, ast.stmt) else f"({new})"
            written = (data[:start] + new.encode() + data[end:]).decode()
            change = f"{path}:{place.lineno}  {ast.unparse(node)}  ->  {new}"
            yield Mutant(path, place.lineno, written, change)


def copy_work_tree(target: Path) -> None:
    """Copy the files that git knows."""
    for path in committed():
        copied = target / path.relative_to(ROOT)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copied)


def enter_copy(original: Path) -> None:
    """Go into a copy of the first copy, as each worker does once."""
    folder = Path(tempfile.mkdtemp(dir=original.parent))
    os.chdir(shutil.copytree(original, folder / "copy"))


def run_here(tests: list[str], watched: Path | None) -> None:
    """End this process with pytest's exit code; note which test runs which line of ``watched``."""
    os.setsid()
    sys.path.insert(0, str(Path.cwd()))
    for name in [*sys.modules]:
        if name.split(".")[0] in {"demo_server", "exercises", "tests"}:
            del sys.modules[name]
    sys.dont_write_bytecode = watched is None
    arguments = [*OPTIONS, f"--basetemp={Path.cwd().parent / 'temp'}", *tests]
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        if watched is None:
            os._exit(pytest.main(arguments))
        files = [str(watched), f"{watched}/**"]
        lines = coverage.Coverage(LINES, include=files, config_file=False)
        lines.set_option("run:dynamic_context", "test_function")
        with lines.collect():
            code = pytest.main(arguments)
        lines.save()
        os._exit(code)


def passes(tests: list[str], seconds: float, watched: Path | None = None) -> bool:
    """Run the tests in a process of their own; False where one fails or the time is over."""
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=run_here, args=(tests, watched), daemon=True)
    process.start()
    process.join(seconds)
    if process.is_alive():
        os.killpg(process.pid or 0, signal.SIGKILL)
    process.join()
    return process.exitcode == 0


def tests_of(mutant: Mutant) -> list[str]:
    """Return the tests that run the changed line; none where it runs outside of any."""
    data = coverage.CoverageData(LINES)
    data.read()
    (file,) = [name for name in data.measured_files() if name.endswith(f"/{mutant.path}")] or [""]
    names = data.contexts_by_lineno(file).get(mutant.line, []) if file else []
    found = [name.rpartition(".") for name in sorted(names) if name.startswith("tests.")]
    return [f"{module.replace('.', '/')}.py::{name}" for module, _, name in found]


def survives(mutant: Mutant, tests: list[str], seconds: float) -> bool:
    """Run on a mutant, in this worker's copy, the tests of its line, then all."""
    before = mutant.path.read_bytes()
    for compiled in mutant.path.parent.glob(f"__pycache__/{mutant.path.stem}.*"):
        compiled.unlink()  # it would be taken for the mutant's of the same second and size
    mutant.path.write_text(mutant.text, encoding="utf-8")
    try:
        first = tests_of(mutant)
        return (not first or passes(first, seconds)) and passes(tests, seconds)
    finally:
        mutant.path.write_bytes(before)


def print_survivors(found: list[Mutant], tests: list[str], jobs: int) -> int:
    """Print each mutant that no test notices, and return how many there are."""
    original = Path.cwd()
    began = time.monotonic()
    if not passes(tests, 600, watched=original / os.path.commonpath([one.path for one in found])):
        sys.exit("The tests have to pass before anything is changed.")
    limit = 10 + 5 * (time.monotonic() - began)
    print(f"{len(found)} mutants, at most {limit:.0f} s each", flush=True)
    survivors = 0
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, fork, enter_copy, (original,)) as pool:
        running = {pool.submit(survives, one, tests, limit): one for one in found}
        for done in as_completed(running):
            if done.result():
                survivors += 1
                print(running[done].change, flush=True)
    return survivors


def try_all(source: Path, tests: list[str], jobs: int) -> None:
    """Try every mutant of a file or a folder in a copy of the work tree, and print the score."""
    files = [path for path in committed() if path.is_relative_to(source) and path.suffix == ".py"]
    found = [one for path in sorted(files) for one in mutants(path.relative_to(ROOT))]
    if not found:
        sys.exit(f"There is nothing to change in {source}.")
    with tempfile.TemporaryDirectory(prefix="mutation_") as folder:
        original = Path(folder) / "copy"
        copy_work_tree(original)
        os.chdir(original)
        noticed = len(found) - print_survivors(found, tests, jobs)
        os.chdir(ROOT)
    print(f"noticed: {noticed} of {len(found)} ({noticed / len(found):.0%})")


def main() -> None:
    """Read the command line and load what is slow to import."""
    parser = argparse.ArgumentParser("python -m tests.tools.mutation")
    parser.add_argument("source", help="a file or a folder")
    parser.add_argument("tests", nargs="*", help="what pytest runs")
    parser.add_argument("--jobs", type=int, default=1, help="how many run side by side")
    given = parser.parse_args()
    usual = next((TESTS[name] for name in TESTS if given.source.startswith(name)), [])
    if not (given.tests or usual):
        parser.error("name the tests, too")
    for name in SLOW_TO_IMPORT:
        importlib.import_module(name)
    try_all((ROOT / given.source).resolve(), given.tests or usual, given.jobs)


if __name__ == "__main__":
    main()
