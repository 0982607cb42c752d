"""The way from "make the release" to "marks as CSV", as the instructor's README tells it.

Six submissions of an assignment of two exercises, so that it takes one minute and not five.
"""

import csv
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from exercises.instructor import mark
from tests.helpers.nested_pytest import hide
from tests.helpers.run_options import SLOW_TO_IMPORT
from tests.helpers.work_tree import ROOT

pytestmark = [pytest.mark.oldest, pytest.mark.slow]

README = (ROOT / "exercises" / "instructor" / "README.md").read_text("utf-8")
RELEASE, MARK = re.findall(
    r"^ +python3 -m uv run --no-active --group class (.+ 01_hashing)$", README, re.MULTILINE
)
ASSIGNMENT = "01_hashing"
KEPT = {"title", "set-up", "digest-of", "digest-of-check", "right-password", "right-password-check"}
"""The cells of the small assignment: 2 and 3 points."""
RIGHT = {
    "digest-of": "    return hashlib.sha256(text.encode()).hexdigest()",
    "right-password": "    made = hashlib.sha256(salt + password.encode()).hexdigest()\n"
    "    return hmac.compare_digest(made, digest)",
}
EQUALS = RIGHT["right-password"].replace("hmac.compare_digest(made, digest)", "made == digest")
CHEAT = "import exercises\nexercises.grade = lambda function, points: float(points)\n"
LOOP = "import time\nwhile True:\n    time.sleep(1)"
"""It idles: a busy one would cost a core for as long as both markings wait."""
SUBMISSIONS = {
    "1-all-right": RIGHT,
    "2-half": {"digest-of": RIGHT["digest-of"], "right-password": EQUALS},
    "3-empty": {},
    "4-looping": {"set-up": f"{{}}\n{LOOP}", "digest-of": RIGHT["digest-of"]},
    "5-cheating": {"digest-of": f"    raise KeyError\n{CHEAT}"},
    "6-broken": {"set-up": "import hashlb\n{}", **RIGHT},
}
POINTS = {
    "1-all-right": 5, "2-half": 4.25, "3-empty": 0, "4-looping": 2, "5-cheating": 5, "6-broken": 0,
}  # fmt: skip
"""Known beforehand; one of right_password's four properties is constant time."""


def run(command: str, folder: Path, **environment: str) -> str:
    program, *arguments = command.split()
    words = [program, *arguments] if program == "nbgrader" else arguments[1:]
    found = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # as uv does
    quick = hide(folder, *SLOW_TO_IMPORT)
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=os.environ | {"PATH": found, "HOME": str(folder), "PYTHONPATH": quick} | environment,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def read(path: Path) -> NotebookNode:
    book: NotebookNode = nbformat.read(path, as_version=4)
    return book


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder of a class of six, and what the marking printed."""
    folder = tmp_path_factory.mktemp("class")
    notebook = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
    (folder / "source" / ASSIGNMENT).mkdir(parents=True)
    book = read(ROOT / "exercises/instructor/source" / notebook)
    book.cells = [cell for cell in book.cells if cell.id in KEPT]
    nbformat.write(book, folder / "source" / notebook)
    run(RELEASE, folder)
    for student, bodies in SUBMISSIONS.items():
        shutil.copytree(
            folder / "release" / ASSIGNMENT, folder / "submitted" / student / ASSIGNMENT
        )
        hand_in(folder / "submitted" / student / notebook, bodies)
    (folder / "submitted" / "7-missing").mkdir()
    return folder, run(f"{MARK} --cell-seconds 25", folder)


def hand_in(path: Path, bodies: dict[str, str]) -> None:
    """Put answers in place of the stubs, or code around that of another cell."""
    book = read(path)
    for cell in book.cells:
        if body := bodies.get(cell.id):
            stub = re.compile(r" +# YOUR CODE HERE\n +raise NotImplementedError\(\)")
            changed = stub.sub(lambda _: body, cell.source)
            cell.source = changed if changed != cell.source else body.replace("{}", cell.source)
    nbformat.write(book, path)


@pytest.fixture(scope="module")
def rows(marked: tuple[Path, str]) -> dict[str, dict[str, str]]:
    with (marked[0] / "marks.csv").open(encoding="utf-8") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


@pytest.mark.timeout(600)
def test_the_marks_are_those_that_were_known_beforehand(rows: dict[str, dict[str, str]]) -> None:
    points = {student: row["points"] for student, row in rows.items()}
    assert points == {name: f"{value:g}" for name, value in POINTS.items()} | {"7-missing": ""}
    assert {row["of"] for row in rows.values()} == {"5", ""}


def test_where_nothing_is_odd_the_answers_alone_are_worth_the_same_and_nothing_is_remarked(
    rows: dict[str, dict[str, str]],
) -> None:
    for student in ("1-all-right", "2-half", "3-empty"):
        assert rows[student]["answers alone"] == rows[student]["points"]
        assert rows[student]["remarks"] == ""


def test_who_replaces_the_marking_is_named_with_the_line(rows: dict[str, dict[str, str]]) -> None:
    remarks = rows["5-cheating"]["remarks"]
    assert rows["5-cheating"]["answers alone"] == "0"
    assert "the answers alone are worth 0 points, not 5" in remarks
    assert "(digest-of), line 9 touches the kit: exercises.grade = lambda" in remarks


def test_broken_cells_loops_and_missing_notebooks_are_in_the_same_list(
    marked: tuple[Path, str], rows: dict[str, dict[str, str]]
) -> None:
    assert "(set-up) was stopped: CellTimeoutError" in rows["4-looping"]["remarks"]
    assert (
        "(set-up) raised: ModuleNotFoundError No module named 'hashlb'"
        in (rows["6-broken"]["remarks"])
    )
    assert "nothing was handed in as submitted/7-missing/" in rows["7-missing"]["remarks"]
    for row in rows.values():
        for remark in filter(None, row["remarks"].split("; ")):
            assert remark in marked[1]


def test_the_feedback_shows_the_report_of_the_same_inputs_as_the_mark(
    marked: tuple[Path, str],
) -> None:
    pages = {path.parent.parent.name: path.read_text("utf-8")
             for path in marked[0].glob(f"feedback/*/{ASSIGNMENT}/*.html")}  # fmt: skip
    assert pages.keys() == SUBMISSIONS.keys()
    assert "right_password: not right yet. 3 of 4 properties hold." in pages["2-half"]
    assert "its time tells an attacker how far they got" in pages["2-half"]
    assert "not attempted" in pages["3-empty"]


def test_nothing_that_is_handed_out_tells_an_answer_or_the_seed(marked: tuple[Path, str]) -> None:
    folder, _ = marked
    released = (folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text("utf-8")
    for word in ("SOLUTION", "HIDDEN", "nstructor", "grade("):
        assert word not in released
    marking = mark.Marking(folder, ASSIGNMENT)
    secret = (folder / mark.SECRET).read_text("ascii")
    for page in folder.glob("feedback/*/*/*.html"):
        text = page.read_text("utf-8")
        assert str(marking.seed(page.parent.parent.name)) not in text
        assert secret not in text


def test_the_secret_is_the_teachers_alone_and_each_student_has_a_seed_by_assignment(
    marked: tuple[Path, str],
) -> None:
    folder, _ = marked
    if os.name == "posix":
        assert stat.S_IMODE((folder / mark.SECRET).stat().st_mode) == 0o600
    first = mark.Marking(folder, ASSIGNMENT)
    shutil.copytree(folder / "source" / ASSIGNMENT, folder / "source" / "02_payload")
    shutil.copy(first.source, folder / "source" / "02_payload" / "02_payload.ipynb")
    second = mark.Marking(folder, "02_payload")
    seeds = [marking.seed(name) for marking in (first, second) for name in ("ann", "ben")]
    assert len(set(seeds)) == 4
    assert mark.Marking(folder, ASSIGNMENT).seed("ann") == seeds[0]


def test_a_feedback_page_that_holds_a_secret_is_held_back_and_named(
    marked: tuple[Path, str],
) -> None:
    marking = mark.Marking(marked[0], ASSIGNMENT)
    (marked[0] / "graded_set.secret").write_text("of the graded set\n", "utf-8")
    for number, text in enumerate(("of the graded set", marking.secret(), str(marking.seed("x")))):
        page = marked[0] / "feedback" / "x" / ASSIGNMENT / f"{number}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<pre>{text}</pre>", "utf-8")
    (marked[0] / "feedback" / "x" / ASSIGNMENT / "good.html").write_text("<pre>fine</pre>", "utf-8")
    assert len(list(marking.held_back("x"))) == 3
    assert [path.name for path in page.parent.iterdir()] == ["good.html"]


def test_outside_of_a_class_folder_it_says_where_to_go(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="go to the folder of your class"):
        mark.Marking(tmp_path, ASSIGNMENT)
