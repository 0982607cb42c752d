"""The two commands: make a class's notebooks, mark what came back."""

import csv
import json
import os
import shutil
from pathlib import Path

import pytest

from exercises.instructor.graded_set import __main__ as command
from exercises.instructor.graded_set.notebook import text
from tests.exercises.graded_set.conftest import SECRET, Solved, filled, hand_in, student

NAMES = ["Ada Lovelace", "Ben", "Zoë", "김민준"]


@pytest.fixture
def class_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class of four, its secret known to the test."""
    (tmp_path / "class.txt").write_text("\n".join(NAMES), encoding="utf-8")
    (tmp_path / "graded_set.secret").write_text(SECRET.hex())
    (tmp_path / "graded_set.secret").chmod(0o600)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows() -> dict[str, dict[str, str]]:
    """Return the marks by student, as pandas and Excel read them."""
    with Path("graded_set.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def points(row: dict[str, str]) -> str:
    assert row["total"] == str(sum(int(row[f"task {n}"]) for n in range(1, 9)))
    return "".join(row[f"task {n}"] for n in range(1, 9))


def mark(*more: str) -> dict[str, dict[str, str]]:
    assert command.main(["mark", "class.txt", "submitted", *more]) == 0
    return rows()


def test_of_two_who_swap_answers_both_fail_and_are_named(
    class_folder: Path, solved: Solved
) -> None:
    ada, ben = solved("Ada Lovelace"), solved("Ben")
    hand_in(class_folder / "submitted", "Ada Lovelace", [*ada[:4], *ben[4:]])
    hand_in(class_folder / "submitted", "Ben", ada)
    hand_in(class_folder / "submitted", "Zoë", solved("Zoë"))
    found = mark()
    assert points(found["Ada Lovelace"]) == "11110000"
    assert points(found["Ben"]) == "00000000"
    assert points(found["Zoë"]) == "11111111"
    told = [f"answer {n} is the one of Ben" for n in (5, 6, 7, 8)]
    assert found["Ada Lovelace"]["remarks"].split("; ") == told
    told = [f"answer {n} is the one of Ada Lovelace" for n in range(1, 9)]
    assert found["Ben"]["remarks"].split("; ") == told
    assert found["Zoë"]["remarks"] == ""
    assert (points(found["김민준"]), found["김민준"]["remarks"]) == ("00000000", "no notebook")


def test_a_whole_notebook_of_another_student_is_named(class_folder: Path, solved: Solved) -> None:
    path = hand_in(class_folder / "submitted", "Zoë", solved("Zoë"))
    shutil.copytree(path.parent.parent, class_folder / "submitted" / "Ben")
    found = mark()
    assert points(found["Ben"]) == "00000000"
    assert found["Ben"]["remarks"].startswith("the notebook was made for Zoë; answer 1 is the one")


def test_marks_are_told_with_what_to_read_first(
    class_folder: Path, solved: Solved, capsys: pytest.CaptureFixture[str]
) -> None:
    path = hand_in(class_folder / "submitted", "Ben", ["a", *solved("Ben")[1:]])
    book = json.loads(path.read_text("utf-8"))
    for cell in book["cells"]:
        if cell["id"] == "answer-4":
            cell["source"] = ["answer_4 = repaired"]
    book["metadata"]["graded_set"]["student"] = "\x1b[2J"
    path.write_text(json.dumps(book), encoding="utf-8")
    shutil.copytree(path.parent, class_folder / "submitted" / "mallory" / "graded_set")
    (class_folder / "submitted" / "Zoë.ipynb").write_text("{}")
    mark()
    assert capsys.readouterr().out.splitlines() == [
        "2 of 4 have handed in. The marks are in graded_set.csv.",
        "Read these before the marks count:",
        "Ada Lovelace: no notebook",
        r"Ben: the notebook was made for \x1b[2J",
        "Ben: answer 4: code stands there: write the value itself, print it and paste it",
        "Zoë: Zoë.ipynb is no notebook: it has no cells",
        "김민준: no notebook",
        "mallory: no such student in the roster, not marked",
    ]
    assert points(rows()["Ben"]) == "01101111"
    assert points(rows()["Zoë"]) == "00000000"


@pytest.mark.parametrize(
    "place",
    [
        "Ben/graded_set/graded_set.ipynb",
        "Ben/graded_set.ipynb",
        "Ben/mine.ipynb",
        "Ben.ipynb",
        "ben.json",
        "BEN.ipynb.txt",
        "Ben (1).ipynb",
        "Ben_4711_assignsubmission_file_/graded_set.ipynb",
    ],
)
def test_a_notebook_is_found_wherever_a_class_hands_in(
    class_folder: Path, solved: Solved, place: str
) -> None:
    path = class_folder / "submitted" / place
    path.parent.mkdir(parents=True)
    book = filled(text(SECRET, student("Ben")), solved("Ben"))
    path.write_text(json.dumps(book), encoding="utf-8")
    found = mark()
    assert points(found["Ben"]) == "11111111"
    assert found["Ben"]["remarks"] == ""


def test_other_assignments_and_checkpoints_are_no_notebooks_of_the_set(
    class_folder: Path, solved: Solved
) -> None:
    path = hand_in(class_folder / "submitted", "Ben", solved("Ben"))
    for other in (
        ".ipynb_checkpoints/graded_set-checkpoint.ipynb",
        "../01_hashing/01_hashing.ipynb",
    ):
        copy = path.parent / other
        copy.parent.mkdir()
        copy.write_text("{}")
    (path.parent / "timestamp.txt").write_text("2026-11-26")
    found = mark()
    assert (points(found["Ben"]), found["Ben"]["remarks"]) == ("11111111", "")


def test_beside_drafts_the_notebook_of_the_set_s_name_counts(
    class_folder: Path, solved: Solved
) -> None:
    path = hand_in(class_folder / "submitted", "Ben", solved("Ben"))
    path.with_name("a_draft.ipynb").write_text("{}")
    found = mark()
    assert points(found["Ben"]) == "11111111"
    assert found["Ben"]["remarks"] == "2 notebooks; marked is graded_set/graded_set.ipynb"


def test_of_two_notebooks_the_exact_name_counts_and_both_are_told(
    class_folder: Path, solved: Solved
) -> None:
    hand_in(class_folder / "submitted", "Ben", solved("Ben"))
    (class_folder / "submitted" / "Ben (2).ipynb").write_text("{}")
    (class_folder / "submitted" / "Ada Lovelace 7.ipynb").write_text(
        json.dumps(filled(text(SECRET, student("Ada Lovelace")), []) | {"metadata": {}})
    )
    found = mark()
    assert points(found["Ben"]) == "11111111"
    assert found["Ben"]["remarks"] == "2 notebooks; marked is graded_set/graded_set.ipynb"
    assert found["Ada Lovelace"]["remarks"] == "taken for this student's: Ada Lovelace 7.ipynb"


def test_a_roster_whose_capitals_were_changed_marks_the_same(
    class_folder: Path, solved: Solved
) -> None:
    hand_in(class_folder / "submitted", "Ben", solved("Ben"))
    Path("class.txt").write_text("BEN\n")
    assert (points(mark()["BEN"]), rows()["BEN"]["remarks"]) == ("11111111", "")


def test_the_longest_name_that_fits_is_the_owner_s(class_folder: Path, solved: Solved) -> None:
    Path("class.txt").write_text("Ada\nAda Lovelace\n")
    hand_in(class_folder / "submitted", "Ada Lovelace", solved("Ada Lovelace"))
    found = mark()
    assert points(found["Ada Lovelace"]) == "11111111"
    assert found["Ada"]["remarks"] == "no notebook"


def test_no_code_of_a_student_is_run(class_folder: Path) -> None:
    path = hand_in(class_folder / "submitted", "Ben", [])
    book = json.loads(path.read_text("utf-8"))
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = "import pathlib\nanswer_1 = pathlib.Path('was_run').touch()"
    path.write_text(json.dumps(book), encoding="utf-8")
    mark()
    assert not Path("was_run").exists()


def test_make_writes_a_notebook_for_each_and_marking_it_needs_nothing_else(
    class_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["make", "class.txt", "--to", "submitted"]) == 0
    assert capsys.readouterr().out == "4 made in submitted, 0 were there already.\n"
    made = sorted(
        path.relative_to("submitted").as_posix() for path in Path("submitted").rglob("*.ipynb")
    )
    folders = sorted(["Ada_Lovelace", "Ben", "Zoë", "김민준"])
    assert made == [f"{folder}/graded_set/graded_set.ipynb" for folder in folders]
    assert {points(row) for row in mark().values()} == {"00000000"}
    assert {row["remarks"] for row in rows().values()} == {""}


def test_flat_notebooks_are_called_by_their_students(class_folder: Path) -> None:
    assert command.main(["make", "class.txt", "--to", "flat", "--flat"]) == 0
    assert Path("flat", "Ada_Lovelace.ipynb").read_text("utf-8") == text(
        SECRET, student("Ada Lovelace")
    )


def test_make_again_overwrites_nothing_and_says_what_differs(
    class_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command.main(["make", "class.txt"])
    changed = Path("personal/Ben/graded_set/graded_set.ipynb")
    changed.write_text("mine")
    Path("class.txt").write_text("\n".join([*NAMES, "late"]), encoding="utf-8")
    capsys.readouterr()
    assert command.main(["make", "class.txt"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 made in personal, 4 were there already.",
        "Left as they are, since they differ from what would be made:",
        str(changed),
    ]
    assert changed.read_text() == "mine"


def test_the_first_make_makes_the_secret_and_prints_nothing_of_it(
    class_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("graded_set.secret").unlink()
    assert command.main(["make", "class.txt"]) == 0
    kept = Path("graded_set.secret").read_text().strip()
    said = capsys.readouterr()
    assert kept != SECRET.hex()
    assert kept not in said.out + said.err
    assert all(kept not in path.read_text("utf-8") for path in Path("personal").rglob("*.ipynb"))
    assert all(path.suffix == ".ipynb" for path in Path("personal").rglob("*") if path.is_file())


REFUSED = {
    "the secret is lost": (
        ["make", "class.txt"],
        "There are notebooks in personal, and no secret at graded_set.secret.",
    ),
    "there is nothing to mark by": (
        ["mark", "class.txt", "personal"],
        "There is no secret at graded_set.secret.",
    ),
    "the secret would be handed out": (
        ["make", "class.txt", "--secret", "out/deep/secret", "--to", "out"],
        "out is handed out: keep the secret elsewhere than ",
    ),
    "the folder is missing": (["mark", "class.txt", "nowhere"], "There is no folder nowhere."),
    "the roster is missing": (["make", "nobody.txt"], "The roster nobody.txt can't be read"),
    "the marks can't be written": (
        ["mark", "class.txt", "personal", "--secret", "kept", "--csv", "no/such/marks.csv"],
        f"{Path('no/such/marks.csv')} can't be used: ",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_done_is_said_and_nothing_is_made(
    class_folder: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    arguments, told = REFUSED[case]
    command.main(["make", "class.txt"])
    Path("graded_set.secret").rename("kept")
    before = sorted(Path().rglob("*"))
    capsys.readouterr()
    assert command.main(arguments) == 2
    assert told in capsys.readouterr().err
    assert sorted(Path().rglob("*")) == before


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no modes")
def test_a_secret_that_others_may_read_is_told(
    class_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("graded_set.secret").chmod(0o644)
    assert command.main(["make", "class.txt"]) == 0
    assert "chmod 600 graded_set.secret" in capsys.readouterr().err


def test_the_readme_gives_the_commands_as_they_are(class_folder: Path) -> None:
    page = (Path(command.__file__).parents[1] / "README.md").read_text("utf-8")
    begin = "python3 -m uv run --no-active python -m exercises.instructor.graded_set "
    lines = [line.strip() for line in page.splitlines() if line.strip().startswith(begin)]
    assert [line.removeprefix(begin).split()[0] for line in lines] == ["make", "mark"]
    for line in lines:
        arguments = line.removeprefix(begin).split()
        Path(arguments[1]).write_text("ada\n")
        Path("submitted").mkdir(exist_ok=True)
        assert command.main(arguments) == 0
