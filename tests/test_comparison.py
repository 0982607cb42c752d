"""The comparison is strict, and where it fails it says which cell, and shows both texts."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode, v4

from tests.helpers.made_up_notebooks import PRINTS, SAID, code, said, write
from tests.helpers.nested_pytest import WIDTH, run_pytest

STORED = {
    PRINTS: SAID,
    "import sys; print('as stored', file=sys.stderr)": v4.new_output(
        "stream", name="stderr", text="as stored\n"
    ),
    "'as stored'": v4.new_output("execute_result", {"text/plain": "'as stored'"}),
    "import IPython.display as d; d.HTML('as stored')": v4.new_output(
        "execute_result",
        {"text/html": "as stored", "text/plain": "<IPython.core.display.HTML object>"},
    ),
}
pytestmark = [pytest.mark.oldest, pytest.mark.timeout(240)]
_, WARNS, RETURNS, DISPLAYS = STORED


def altered(output: NotebookNode) -> NotebookNode:
    """Return the output with another text in it."""
    text = json.dumps(output).replace("as stored", "altered")
    changed: NotebookNode = nbformat.from_dict(json.loads(text))
    return changed


def blocks(printed: str) -> dict[str, str]:
    """Return what is printed of each failure, by its heading."""
    parts = re.split(r"^_+ (.+) _+$", printed.partition("\n====")[2], flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.partition("\n=")[0] for part in parts[2::2]), strict=True))


def test_pytest_fails_for_each_kind_of_altered_output_and_for_nothing_else(tmp_path: Path) -> None:
    right = [code(f"right-{n}", *pair) for n, pair in enumerate(STORED.items())]
    wrong = [code(f"wrong-{n}", source, altered(output))
             for n, (source, output) in enumerate(STORED.items())]  # fmt: skip
    done = run_pytest(tmp_path, "-n0", "-v", str(write(tmp_path, "altered", *right, *wrong)))
    assert done.returncode == 1, done.stdout
    words = dict(re.findall(r"^altered\.ipynb::([\w-]+) ([A-Z ]+\b)", done.stdout, re.MULTILINE))
    assert words == {
        "first": "PASSED",
        **{cell.id: "PASSED" for cell in right},
        **{cell.id: "FAILED AFTER ANOTHER" for cell in wrong},
        "wrong-0": "FAILED",
    }
    assert "1 failed, 5 passed, 3 failed after another" in done.stdout, done.stdout


BOTH = r"^! altered +\| as stored$"
LONG = v4.new_output("execute_result", {"text/plain": f"'{'a' * 4003}'"})
DIFFERENT = {
    "prints": (code("prints", PRINTS, altered(SAID)), [r"^printed \(stdout\): ", BOTH]),
    "warns": (
        code("warns", WARNS, altered(STORED[WARNS])),
        [r"^printed as a warning or an error \(stderr\): ", BOTH],
    ),
    "returns": (
        code("returns", RETURNS, altered(STORED[RETURNS])),
        [r"^result \(text/plain\): ", r"^! 'altered' +\| 'as stored'$"],
    ),
    "displays": (
        code("displays", DISPLAYS, altered(STORED[DISPLAYS])),
        [r"^result \(text/html\): ", BOTH],
    ),
    "says-nothing": (code("says-nothing", "pass", SAID), [r"^- as stored +\|$"]),
    "says-more": (code("says-more", PRINTS), [r"^\+ +\| as stored$"]),
    "says-it-twice": (
        code("says-it-twice", f"for _ in '12':\n    display({RETURNS})", STORED[RETURNS]),
        [r"^result \(text/plain, 2 of 2\): ", r"^\+ +\| 'as stored'$"],
    ),
    "was-stored-in-pieces": (
        code("was-stored-in-pieces", "print('a'); print('c')", said("a\n"), said("b\n")),
        [r"^  a +\| a\n! b +\| c\s*\Z"],
    ),
    "raises": (
        code("raises", f"{PRINTS}\nraise ValueError('no')", SAID),
        [r"^The cell raises ValueError: no\.$", r"^    ValueError: no$"],
    ),
    "raises-no-more": (
        code("raises-no-more", "pass", v4.new_output("error", ename="KeyError", evalue="1")),
        [r"^raised \(error\): ", r"^- KeyError: 1 +\|$"],
    ),
    "was-never-run": (
        code("was-never-run", PRINTS, number=None),
        [r"^The cell shows something, but was stored without having been run\.$"],
    ),
    "is-long": (
        code("is-long", "'a' * 2000 + 'now' + 'b' * 2000", LONG),
        [
            r"^! stored, characters [\d,]+ to [\d,]+ of 4,005:$",
            r"^! now, characters [\d,]+ to [\d,]+ of 4,005:$",
            r"^    a+nowb+$",
        ],
    ),
}
"""Cells whose output is another one, and lines that are printed of them."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what pytest prints of these cells, all in one notebook: with -vv, each is shown."""
    folder = tmp_path_factory.mktemp("different")
    path = write(folder, "different", *[cell for cell, _ in DIFFERENT.values()])
    done = run_pytest(folder, "-n0", "-vv", str(path))
    assert f"{len(DIFFERENT)} failed, 1 passed in" in done.stdout, done.stdout + done.stderr
    return blocks(done.stdout)


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_failure_names_the_cell_and_shows_both_texts(shown: dict[str, str], name: str) -> None:
    cell, lines = DIFFERENT[name]
    printed = shown[f"different.ipynb, cell [{cell.execution_count or ' '}] {name}"]
    for line in lines:
        assert re.search(line, printed, re.MULTILINE), printed
    assert "".join(f"    {line}\n" for line in cell.source.split("\n")) in printed
    assert max(map(len, printed.split("\n"))) <= WIDTH


ENDLESS = """
while True:
    try:
        while True:
            print('on and on')
            __import__('time').sleep(0.1)
    except KeyboardInterrupt:
        pass"""
FAILING = {
    "changes": (
        code("it", "x = 'new'; print(x)", SAID),
        r"^! as stored +\| new$",
        ["needs-it", "fails-by-itself"],
    ),
    "kills-its-kernel": (
        code("it", "import os; os._exit(1)"),
        r"^The cell did not finish: its kernel has ended\.$",
        ["right", "needs-it", "fails-by-itself"],
    ),
    "sleeps": (
        code("it", "import time; time.sleep(60)"),
        r"^The cell did not end within 5 seconds\.$",
        ["fails-by-itself"],
    ),
    "never-ends": (
        code("it", ENDLESS),
        r"^The cell did not end within 5 seconds\.$",
        ["right", "needs-it", "fails-by-itself"],
    ),
}
"""Notebooks with a cell that fails, what is printed of it, and the cells that fail after it."""
AFTER = [
    code("right", PRINTS, SAID),
    code("needs-it", "print(x)", SAID),
    code("fails-by-itself", "1 / 0"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what pytest prints of these notebooks, run by two workers."""
    folder = tmp_path_factory.mktemp("failing")
    for name, (cell, *_) in FAILING.items():
        write(folder, name, cell, *AFTER)
    done = run_pytest(folder, "-n2", "--nbval-cell-timeout=5", ".")
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_each_notebook_has_one_failure_and_a_line_on_what_follows(printed: str) -> None:
    shown = blocks(printed)
    assert sorted(shown) == sorted(f"{name}.ipynb, cell [7] it" for name in FAILING)
    for name, (_, line, after) in FAILING.items():
        text = shown[f"{name}.ipynb, cell [7] it"]
        assert re.search(line, text, re.MULTILINE), text
        cells = "1 more cell" if len(after) == 1 else f"{len(after)} more cells"
        follow = f"{cells} failed after it: {', '.join(after)}"
        assert re.findall(r"^Mend this first; (.*)$", text, re.MULTILINE) == [follow]
    later = sum(len(after) for *_, after in FAILING.values())
    assert f"{len(FAILING)} failed, 7 passed, {later} failed after another" in printed, printed


def test_the_summary_names_lesson_cell_number_and_reason(printed: str) -> None:
    summary = re.findall(r"^FAILED ([\w-]+)\.ipynb::it - (\[\d\]) (.+)$", printed, re.MULTILINE)
    assert sorted(name for name, _, _ in summary) == sorted(FAILING)
    assert ("sleeps", "[7]", "did not end within 5 seconds; 1 more cell failed") in [
        (name, number, text[:48]) for name, number, text in summary
    ]


def test_one_cell_can_be_checked_alone_by_its_id(tmp_path: Path) -> None:
    wrong = code("wrong", "y = x; print(y)", altered(SAID))
    path = write(tmp_path, "alone", wrong, code("needs-both", "print(x if x is y else 0)", SAID))
    done = run_pytest(tmp_path, "-n0", f"{path}::needs-both")
    assert done.returncode == 0, done.stdout
    assert "1 passed in" in done.stdout
