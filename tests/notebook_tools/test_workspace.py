"""A learner's copies: what they hold, where their links lead, and when they are renewed."""

import json
import re
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from demo_server.notebook import handout, workspace
from demo_server.notebook.workspace import NoSuchNotebook, Workspace
from tests.helpers.link_targets import places, text_of
from tests.helpers.stored_notebooks import LESSONS, read
from tests.helpers.work_tree import ROOT

BOOK = "notebooks/03_encoding.ipynb"
PAGE = "exercises/projects.md"
EXERCISES = sorted(path.name for path in ROOT.glob("exercises/*.ipynb"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make the copies in a folder that is not there yet."""
    made = tmp_path / "my own" / "work"
    assert Workspace(made).update() == []
    return made


def edit(path: Path, **cell: Any) -> None:
    """Change a notebook's first code cell."""
    book = json.loads(path.read_text("utf-8"))
    next(one for one in book["cells"] if one["cell_type"] == "code").update(cell)
    path.write_text(json.dumps(book), "utf-8")


def save_as_jupyterlab_does(path: Path) -> None:
    """Change what JupyterLab changes where nobody has changed or run anything."""
    book = json.loads(path.read_text("utf-8"))
    book["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    book["metadata"]["language_info"]["version"] = "3.99"
    for cell in book["cells"]:
        cell["source"] = "".join(cell["source"])
        cell["metadata"]["trusted"] = True
    path.write_text(json.dumps(book), "utf-8")


def run(path: Path) -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": "mine"}
    edit(path, execution_count=1, outputs=[printed])


def run_without_output(path: Path) -> None:
    edit(path, execution_count=1)


def save_while_it_runs(path: Path) -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": "mine"}
    edit(path, outputs=[printed])


def newer(folder: Path, *names: str) -> Workspace:
    """Return the workspace with a kit that has another version of these files."""
    renewed = Workspace(folder)
    for name in names:
        renewed.files[name] = renewed.files[name].replace(b"token", b"taken")
        assert b"taken" in renewed.files[name]
    return renewed


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*") if path.is_file()
    }  # fmt: skip


def test_a_learner_sees_the_lessons_the_exercises_and_where_to_begin(folder: Path) -> None:
    config = json.loads((handout.HERE / "jupyter" / "jupyter_server_config.json").read_text())
    hidden = [".*", *config["ContentsManager"]["hide_globs"]]

    def visible(path: Path) -> list[str]:
        names = sorted(entry.name for entry in path.iterdir())
        return [name for name in names if not any(fnmatch(name, glob) for glob in hidden)]

    assert visible(folder) == ["README.md", "exercises", "notebooks"]
    assert visible(folder / "exercises") == [*EXERCISES, "README.md", "projects.md"]
    assert visible(folder / "notebooks") == [*[path.name for path in LESSONS], "glossary.md"]


def test_a_glossary_in_the_kit_comes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "glossary.md").write_text("## Claim\n")
    monkeypatch.setattr(handout, "LESSONS", tmp_path)
    assert dict(handout.kit_files())["notebooks/glossary.md"] == b"## Claim\n"


def test_what_else_lies_in_the_kit_s_folders_stays_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handout, "LESSONS", tmp_path)
    for name in ("._03_encoding.ipynb", "._glossary.md", "Untitled.ipynb", "03.old", ".DS_Store"):
        (tmp_path / name).write_bytes(b"\x00\xff")
    assert [name for name, _ in handout.kit_files() if name.startswith("notebooks/")] == []


def test_a_copy_has_no_outputs_and_is_otherwise_the_lesson(folder: Path) -> None:
    for lesson in LESSONS:
        copy, kit = read(folder / "notebooks" / lesson.name), read(lesson)
        assert any(cell.get("outputs") for cell in kit.cells)
        for cell in kit.cells:
            if cell.cell_type == "code":
                cell |= {"outputs": [], "execution_count": None}
                source_hidden = cell.metadata.pop("jupyter", {}).get("source_hidden")
                cell.metadata |= {"jupyter": {"source_hidden": True}} if source_hidden else {}
        assert copy == kit, lesson.name


def test_an_output_s_fold_is_left_out_and_a_source_s_fold_stays() -> None:
    output, code = {"outputs_hidden": True}, {"source_hidden": True}
    cells = [
        {"cell_type": "code", "metadata": {"jupyter": folds, "tags": ["a"]}}
        for folds in (output, output | code, code)
    ]
    copies = handout.cells(handout.without_outputs(json.dumps({"cells": cells}).encode()))
    assert [copy["metadata"] for copy in copies] == [
        {"tags": ["a"]},
        {"tags": ["a"], "jupyter": code},
        {"tags": ["a"], "jupyter": code},
    ]


def test_every_link_of_every_copy_leads_to_a_file_in_the_folder(folder: Path) -> None:
    count = 0
    for path in [*folder.glob("*/*.ipynb"), *folder.rglob("*.md")]:
        text = text_of(path)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            name, _, anchor = target.partition("#")
            file = (path.parent / name).resolve() if name else path
            if not target.startswith("https://"):
                count += 1
                assert file.is_relative_to(folder), f"{path.name}: {target}"
                assert file.is_file(), f"{path.name}: {target}"
                assert not anchor or anchor in places(file), target
        assert not re.search(r"<(a|img)\b[^>]*(href|src)=.?(?!https:|data:)", text)
    assert count > 60


def test_a_page_names_the_file_where_its_link_can_not_lead(folder: Path) -> None:
    assert "[three steps](instructor/README.md)" in (ROOT / "exercises" / "README.md").read_text(
        "utf-8"
    )
    page = (folder / "exercises" / "README.md").read_text("utf-8")
    assert "nbgrader: three steps (`exercises/instructor/README.md`)." in page
    assert "[The hardened server](../demo_server/hardened/views.py)" in page


def test_code_that_a_page_links_to_says_that_it_is_not_what_runs(folder: Path) -> None:
    copy = (folder / "demo_server" / "hardened" / "tokens.py").read_bytes()
    kit = (ROOT / "demo_server" / "hardened" / "tokens.py").read_bytes()
    assert copy == handout.NOTE.encode() + kit


def test_the_begin_page_leads_to_each_lesson_and_its_exercises(folder: Path) -> None:
    page = (folder / "README.md").read_text("utf-8")
    titles = [read(path).cells[0].source.splitlines()[0].removeprefix("# ") for path in LESSONS]
    for title, lesson in zip(titles, LESSONS, strict=True):
        assert f"| [{title}](notebooks/{lesson.name}) | " in page
    assert page.count("[exercises](exercises/0") == len(EXERCISES)


def test_a_second_start_changes_nothing(folder: Path) -> None:
    run(folder / BOOK)
    edit(folder / "exercises/01_hashing.ipynb", source="mine")
    before = files(folder)
    assert Workspace(folder).update() == []
    assert files(folder) == before


def test_a_copy_that_is_gone_is_made_again(folder: Path) -> None:
    before = files(folder)
    (folder / BOOK).unlink()
    (folder / "README.md").unlink()
    assert Workspace(folder).update() == []
    assert files(folder) == before


def test_an_unchanged_copy_is_renewed_with_the_kit(folder: Path) -> None:
    save_as_jupyterlab_does(folder / BOOK)
    renewed = newer(folder, BOOK, PAGE)
    assert renewed.update() == []
    for name in (BOOK, PAGE):
        assert (folder / name).read_bytes() == renewed.files[name]
    assert len(files(folder)) == len(renewed.files) + 1, "the state, and nothing put aside"


@pytest.mark.parametrize("do", [run, run_without_output, save_while_it_runs])
def test_a_run_is_kept_until_the_kit_has_a_newer_lesson_and_then_beside_it(
    folder: Path, do: Callable[[Path], None]
) -> None:
    do(folder / BOOK)
    own = (folder / BOOK).read_bytes()
    Workspace(folder).update()
    assert (folder / BOOK).read_bytes() == own
    renewed = newer(folder, BOOK)
    assert renewed.update() == [f"{BOOK} is new; the one you had is now 03_encoding.old-1.ipynb."]
    assert (folder / BOOK).read_bytes() == renewed.files[BOOK]
    assert (folder / "notebooks" / "03_encoding.old-1.ipynb").read_bytes() == own
    assert renewed.update() == []


CHANGES: list[dict[str, Any]] = [
    {"source": "mine"},
    {"id": "another"},
    {"metadata": {"tags": ["mine"]}},
    {"cell_type": "raw"},
]


def test_a_changed_copy_is_never_touched_and_one_line_says_so(folder: Path) -> None:
    unchanged = (folder / BOOK).read_bytes()
    (folder / PAGE).write_text("mine")
    told = (
        f"The kit has a newer version of what you have changed: {BOOK}, {PAGE}. "
        f"To take it and keep yours beside it: --fresh {BOOK}"
    )
    for change in CHANGES:
        (folder / BOOK).write_bytes(unchanged)
        edit(folder / BOOK, **change)
        before = files(folder)
        for _ in range(2):
            assert newer(folder, PAGE, BOOK).update() == [told], change
            assert files(folder) == before, change


def test_a_copy_that_is_no_notebook_any_more_is_not_touched(folder: Path) -> None:
    for content in (b"", b"{", b"[]", b"null", b'{"cells": []}', b"\xff"):
        (folder / BOOK).write_bytes(content)
        newer(folder, BOOK).update()
        assert (folder / BOOK).read_bytes() == content


def test_without_its_state_nothing_is_overwritten(folder: Path) -> None:
    edit(folder / BOOK, source="mine")
    path = folder / workspace.STATE
    path.unlink()
    before = files(folder)
    for state in (None, b"", b"{", b"[1]", b"null", b"\xff"):
        if state is not None:
            path.write_bytes(state)
        assert len(Workspace(folder).update()) == 1, state
        path.unlink()
        assert files(folder) == before, state


def test_what_the_kit_no_longer_has_goes_unless_it_was_run_or_changed(folder: Path) -> None:
    run(folder / BOOK)
    edit(folder / "notebooks/04_decoding.ipynb", source="mine")
    left = Workspace(folder)
    for number in ("02_payload", "03_encoding", "04_decoding"):
        del left.files[f"notebooks/{number}.ipynb"]
    (folder / "notebooks" / "05_demo_server.ipynb").unlink()
    del left.files["notebooks/05_demo_server.ipynb"]
    assert left.update() == []
    here = {path.name[:2] for path in folder.glob("notebooks/*.ipynb")}
    assert here == {"00", "01", "03", "04", "06", "07", "08", "09"}


@pytest.mark.parametrize("change", [run, lambda path: edit(path, source="mine")])
def test_starting_again_keeps_each_old_one_beside_the_new(folder: Path, change: Any) -> None:
    kept = []
    for number in (1, 2):
        change(folder / BOOK)
        kept.append((folder / BOOK).read_bytes())
        aside = f"03_encoding.old-{number}.ipynb"
        told = Workspace(folder).start_again(BOOK)
        assert told == [f"{BOOK} is new; the one you had is now {aside}."]
        assert (folder / "notebooks" / aside).read_bytes() == kept[-1]
        assert (folder / BOOK).read_bytes() == Workspace(folder).files[BOOK]


def test_what_was_started_again_counts_as_unchanged_again(folder: Path) -> None:
    edit(folder / BOOK, source="mine")
    newer(folder, BOOK).start_again(BOOK)
    assert Workspace(folder).update() == []
    assert (folder / BOOK).read_bytes() == Workspace(folder).files[BOOK]


def test_starting_again_what_is_untouched_puts_nothing_aside(folder: Path) -> None:
    before = files(folder)
    assert Workspace(folder).start_again(BOOK) == []
    assert files(folder) == before


FOUND = {
    "03": BOOK,
    "3": BOOK,
    "03_encoding.ipynb": BOOK,
    "notebooks/03": BOOK,
    BOOK: BOOK,
    "exercises/03": "exercises/03_encoding.ipynb",
    PAGE: PAGE,
}


def test_a_number_is_a_lesson_s_and_exercises_have_their_folder_before_it(tmp_path: Path) -> None:
    learners = Workspace(tmp_path)
    assert {name: learners.find(name) for name in FOUND} == FOUND


def test_an_unknown_name_gets_those_that_there_are(tmp_path: Path) -> None:
    learners = Workspace(tmp_path)
    for name in ("99", "exercises/00", "elsewhere/03", "encoding", "../03"):
        with pytest.raises(NoSuchNotebook) as raised:
            learners.find(name)
        said = str(raised.value)
        assert said.startswith(f"There is no notebook {name}. There are notebooks/00, ")
        assert said.endswith(", exercises/09.")
