"""jwt-lessons compare: which cells of a learner's run it names, and what it shows of them."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode, v4

from demo_server.notebook import compare, handout, start
from demo_server.notebook.workspace import NoSuchNotebook, Workspace
from tests.helpers.stored_notebooks import IGNORED, LESSONS, code_cells, outputs, read

BOOK = f"notebooks/{LESSONS[3].name}"
PAGES = next(path for path in LESSONS if "//127.0.0.1:PORT/" in path.read_text("utf-8"))


@pytest.fixture
def own(tmp_path: Path) -> NotebookNode:
    """Return a run of lesson 03 that shows what the kit says."""
    Workspace(tmp_path).update()
    return read(LESSONS[3])


def save(folder: Path, book: NotebookNode, name: str = BOOK) -> None:
    nbformat.write(book, folder / name)


def cell_of(book: NotebookNode, name: str) -> Any:
    (found,) = [cell for cell in book.cells if cell.id == name]
    return found


def compared(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str = BOOK
) -> tuple[int, list[str]]:
    """Compare; return the status and the lines that are printed."""
    return compare.compare(Workspace(folder), name), capsys.readouterr().out.splitlines()


def test_a_run_that_shows_what_is_stored_is_equal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Workspace(tmp_path).update()
    for lesson in LESSONS:
        shutil.copy(lesson, tmp_path / "notebooks")
        found = compared(tmp_path, capsys, f"notebooks/{lesson.name}")
        tags = [cell.metadata.get("tags", []) for cell in code_cells(lesson)]
        count = len([one for one in tags if IGNORED not in one])
        assert found == (0, [f"Cells compared: {count}. Different: 0."]), lesson.name


def test_a_copy_that_was_not_run_and_one_that_is_not_there_say_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / BOOK
    assert compared(tmp_path, capsys) == (
        1,
        [f"There is no {path} yet: start jwt-lessons first."],
    )
    Workspace(tmp_path).update()
    assert compared(tmp_path, capsys) == (
        1,
        [f"{path} holds no run. Run its cells, save it (Ctrl+S), and compare again."],
    )


OUTPUTS = {
    "stdout": v4.new_output("stream", name="stdout", text="as stored\nsame\n"),
    "stderr": v4.new_output("stream", name="stderr", text="as stored\nsame"),
    "error": v4.new_output("error", ename="ValueError", evalue="as stored"),
    "text/plain": v4.new_output("execute_result", {"text/plain": "as stored"}),
    "text/html": v4.new_output("display_data", {"text/plain": "<HTML>", "text/html": "as stored"}),
    "image/png": v4.new_output("display_data", {"image/png": "as stored"}),
    "application/json": v4.new_output("display_data", {"application/json": {"is": "as stored"}}),
}  # fmt: skip


@pytest.fixture
def _kit_with_each_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the kit one lesson, with a cell for each kind of output."""
    kit = tmp_path / "kit"
    kit.mkdir()
    cells = [
        v4.new_code_cell(f"cell('{kind}')", id=kind.replace("/", "-"), execution_count=number,
                         outputs=[output])
        for number, (kind, output) in enumerate(OUTPUTS.items(), 1)
    ]  # fmt: skip
    save(kit, v4.new_notebook(cells=cells), "03_kinds.ipynb")
    monkeypatch.setattr(handout, "LESSONS", kit)
    (tmp_path / "notebooks").mkdir()


@pytest.mark.usefixtures("_kit_with_each_kind")
@pytest.mark.parametrize("kind", OUTPUTS)
def test_a_cell_that_shows_something_else_is_named_and_both_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("COLUMNS", "65")
    book = read(tmp_path / "kit" / "03_kinds.ipynb")
    cell = cell_of(book, kind.replace("/", "-"))
    changed = json.loads(json.dumps(cell.outputs).replace("as stored", "altered"))
    cell.outputs = [nbformat.from_dict(one) for one in changed]
    cell.execution_count = 12
    save(tmp_path, book, "notebooks/03_kinds.ipynb")
    status, lines = compared(tmp_path, capsys, "notebooks/03_kinds.ipynb")
    assert status == 1
    assert lines[:3] == [
        f"Cell [12] {cell.id} shows something else:",
        f"  {kind}",
        f"  {'in the kit':<30} | yours",
    ]
    before = {"error": "ValueError: ", "application/json": '{"is": "'}.get(kind, "")
    after = '"}' if kind == "application/json" else ""
    assert lines[3] == f"! {f'{before}as stored{after}':<30} | {before}altered{after}"
    assert lines[4:-2] == ([f"  {'same':<30} | same", ""] if "std" in kind else [""])
    assert lines[-2:] == [
        f"Cells compared: {len(OUTPUTS)}. Different: 1.",
        "To be sure: Kernel > Restart Kernel and Run All Cells, save, compare again.",
    ]


@pytest.mark.parametrize("stored", [True, False])
def test_an_output_that_only_one_of_both_has_is_a_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own: NotebookNode, stored: bool
) -> None:
    cell = next(cell for cell in own.cells if cell.get("outputs"))
    if stored:
        cell.outputs = []
    else:
        cell.outputs.append(v4.new_output("stream", name="stderr", text="a warning\n"))
    save(tmp_path, own)
    status, lines = compared(tmp_path, capsys)
    assert status == 1
    assert lines[0].split()[2] == cell.id
    assert "Different: 1." in lines[-2]


def test_text_that_came_in_pieces_is_one_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own: NotebookNode
) -> None:
    cell = next(cell for cell in own.cells if len(list(outputs_of(cell, "stdout"))) > 3)
    text = "".join(outputs_of(cell, "stdout"))
    rest = [output for output in cell.outputs if output.output_type != "stream"]
    pieces = [v4.new_output("stream", name="stdout", text=part) for part in (text[:3], text[3:])]
    cell.outputs = [*pieces, *rest]
    save(tmp_path, own)
    assert compared(tmp_path, capsys)[0] == 0


def outputs_of(cell: Any, kind: str) -> str:
    found = outputs(cell) if cell.cell_type == "code" else ()
    return "".join(text for name, text in found if name == kind)


def test_cells_that_were_not_run_are_named_in_one_line_and_do_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own: NotebookNode
) -> None:
    code = [cell for cell in own.cells if cell.cell_type == "code"]
    for cell in code[-2:]:
        cell |= {"outputs": [], "execution_count": None}
    own.cells.remove(code[-3])
    save(tmp_path, own)
    status, lines = compared(tmp_path, capsys)
    assert status == 0
    names = ", ".join(cell.id for cell in code[-3:])
    assert lines == [
        f"Not run, or not saved since: {names}.",
        f"Cells compared: {len(code) - 3}. Different: 0.",
    ]


def test_cells_of_one_s_own_and_outputs_that_vary_are_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Workspace(tmp_path).update()
    book = read(LESSONS[1])
    ignored = [cell for cell in book.cells if IGNORED in cell.metadata.get("tags", [])]
    for cell in ignored:
        cell.outputs = []
    mine = v4.new_code_cell("1 + 1", execution_count=99)
    book.cells.append(mine)
    save(tmp_path, book, f"notebooks/{LESSONS[1].name}")
    status, lines = compared(tmp_path, capsys, f"notebooks/{LESSONS[1].name}")
    assert ignored
    assert (status, len(lines)) == (0, 1)


def test_the_port_of_a_frame_does_not_count() -> None:
    (cell, *_) = [one for one in code_cells(PAGES) if ":PORT/" in json.dumps(one)]
    ran = json.loads(json.dumps(cell).replace("PORT", "54321"))
    assert "54321" in json.dumps(ran)
    assert compare.shown(ran) == compare.shown(cell)


def test_a_cell_whose_code_is_another_one_is_said_to_be_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own: NotebookNode
) -> None:
    cell = next(cell for cell in own.cells if outputs_of(cell, "stdout"))
    cell.source += "\nprint('mine')"
    cell.outputs.append(v4.new_output("stream", name="stdout", text="mine\n"))
    save(tmp_path, own)
    _, lines = compared(tmp_path, capsys)
    assert lines[0].endswith(f"{cell.id} shows something else, and its code is not the kit's:")
    assert re.fullmatch(r"!\s+\| mine", next(line for line in lines if line.startswith("!")))


def test_where_the_text_differs_its_html_is_not_shown_as_well() -> None:
    both = {"text/plain": "one", "text/html": "<b>one</b>"}
    cell = {"id": "it", "source": "", "execution_count": 1}
    stored = cell | {"outputs": [v4.new_output("display_data", both)]}
    own = cell | {"outputs": [v4.new_output("display_data", {"text/plain": "two"})]}
    assert [line for line in compare.report(stored, own) if "text/" in line] == ["  text/plain"]


@pytest.mark.parametrize("columns", ["20", "80", "300"])
def test_the_columns_fit_the_terminal_and_lose_nothing(
    monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    long, html = "abc" * 99, "<table><tr><td>1</td></tr></table>"
    lines = list(compare.side_by_side(f"{long}\nsame\n\n{html}", f"{long}!\nsame\n\n{html}"))
    assert max(map(len, lines)) <= int(columns)
    left, right = zip(*(line[2:].split(" | ") for line in lines[1:]), strict=True)
    assert "".join(part.strip() for part in left) == f"{long}same{html}"
    assert "".join(part.strip() for part in right) == f"{long}!same{html}"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("exercises/03", "has no stored outputs: only a lesson can be compared"),
        ("77", "There is no notebook 77"),
    ],
)
def test_what_is_no_lesson_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, sentence: str
) -> None:
    words = ["jwt-lessons", "--work", str(tmp_path), "compare", name]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit, match=sentence):
        start.main()
    with pytest.raises(NoSuchNotebook):
        compare.compare(Workspace(tmp_path), "exercises/03_encoding.ipynb")


def test_the_command_ends_with_the_status_of_the_comparison(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: NotebookNode
) -> None:
    monkeypatch.setattr("sys.argv", ["jwt-lessons", "compare", "03", "--work", str(tmp_path)])
    for status in (0, 1):
        save(tmp_path, own)
        with pytest.raises(SystemExit) as ended:
            start.main()
        assert ended.value.code == status
        next(cell for cell in own.cells if cell.get("outputs")).outputs = []
