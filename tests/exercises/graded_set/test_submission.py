"""Answers are read out of what people hand in, and nothing of it is run."""

import json
from pathlib import Path
from typing import Any

import pytest

from exercises.instructor.graded_set.notebook import text
from exercises.instructor.graded_set.submission import Answer, SubmissionError, read
from tests.exercises.graded_set.conftest import SECRET, filled, student

BOOK = text(SECRET, student("Ada"))
CODE = "code stands there: write the value itself, print it and paste it"
PRINTED = "code stands in the cell; read from what it printed"


def saved(folder: Path, book: dict[str, Any], name: str = "graded_set.ipynb") -> Path:
    path = folder / name
    path.write_text(json.dumps(book), encoding="utf-8")
    return path


def answer(folder: Path, source: str, *, output: str = "", cell: str = "answer-3") -> Answer:
    """Return answer 3 of a notebook with this source in a cell, which printed ``output``."""
    book = json.loads(BOOK)
    for found in book["cells"]:
        if found["id"] == cell:
            found["source"] = source
            found["outputs"] = [{"output_type": "stream", "name": "stdout", "text": [output]}]
    return read(saved(folder, book)).answers[3]


@pytest.mark.parametrize(
    "source",
    [
        'answer_3 = ["a", "b"]',
        "answer_3=['a','b'] # mine",
        'answer_3 = [\r\n    "a",\r\n    "b",\r\n]\r\n',
        '\n\n  \nanswer_3: list[str] = ["a", "b"]',
        'answer_3 = None\nanswer_3 = ["a", "b"]',
        'print(answer_2)\nanswer_3 = other = ["a", "b"]\nanswer_3',
        '%%time\nanswer_3 = ["a", "b"]',
        '!pip list\nanswer_3 = ["a", "b"]\n?words',
        'answer_3 = ["a" "", "b"]\n"\\d"',
    ],
)
def test_a_value_is_read_however_it_is_written(tmp_path: Path, source: str) -> None:
    assert answer(tmp_path, source) == Answer(["a", "b"])


@pytest.mark.parametrize(
    "source",
    [
        'answer_3 = "a" + "b"',
        "answer_3 = jwt.encode({}, key)",
        "answer_3 = sorted(found)",
        'answer_3 = f"{token}"',
        "answer_3 = __import__('pathlib').Path('run').touch()",
    ],
)
def test_code_is_not_run_but_told_what_to_write(tmp_path: Path, source: str) -> None:
    assert answer(tmp_path, source) == Answer(None, CODE)
    assert [path.name for path in tmp_path.iterdir()] == ["graded_set.ipynb"]


def test_where_code_stands_what_it_printed_is_read(tmp_path: Path) -> None:
    code = "answer_3 = sorted(found)\nanswer_3"
    assert answer(tmp_path, code, output="['a', 'b']") == Answer(["a", "b"], PRINTED)
    assert answer(tmp_path, code, output="answer_3 = ['a']\nfine") == Answer(["a"], PRINTED)
    assert answer(tmp_path, code, output="<generator>") == Answer(None, CODE)
    assert answer(tmp_path, code, output="None") == Answer(None, CODE)
    assert answer(tmp_path, "answer_3 = ['z']", output="['a']") == Answer(["z"])


def test_what_a_cell_showed_as_its_result_is_read_too(tmp_path: Path) -> None:
    book = json.loads(BOOK)
    for cell in book["cells"]:
        if cell["id"] == "answer-3":
            result = {"output_type": "execute_result", "data": {"text/plain": ["['a',\n", " 'b']"]}}
            cell |= {"source": ["answer_3 = sorted(found)\n", "answer_3"], "outputs": [result]}
    assert read(saved(tmp_path, book)).answers[3] == Answer(["a", "b"], PRINTED)


def test_the_shape_cell_s_output_stands_in_for_code_in_the_answer_s_cell(tmp_path: Path) -> None:
    book = json.loads(BOOK)
    for cell in book["cells"]:
        if cell["id"] == "answer-3":
            cell["source"] = ["answer_3 = sorted(found)"]
        if cell["id"] == "shape-3":
            shown = ["answer_3 = ['a', 'b']\n", "The shape is right.\n"]
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": shown}]
    assert read(saved(tmp_path, book)).answers[3] == Answer(["a", "b"], PRINTED)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("answer_3 = ['a'", "its cell can't be read: '[' was never closed (line 1)"),
        ("answer_3 = " + "(" * 5_000, "its cell can't be read: too many nested parentheses"),
        ("answer_3 = " + "-" * 40_000 + "1", "its cell can't be read: "),
        ("answer_3 = 'a'" + " " * 60_000, "its cell can't be read: it has 60,014 characters"),
        ("answer_3 = '\0'", "its cell can't be read: source code string cannot contain null"),
        ("answer_3 = '\ud800'", "its cell can't be read: "),
        ("answer_3 = 1" + "0" * 9_999, "its cell can't be read: "),
    ],
)
def test_what_can_not_be_read_is_said_with_the_reason(
    tmp_path: Path, source: str, reason: str
) -> None:
    found = answer(tmp_path, source)
    assert found.value is None
    assert found.remark.startswith(reason)


def test_an_answer_in_another_cell_is_found_by_its_name(tmp_path: Path) -> None:
    assert answer(tmp_path, "answer_3 = ['a']", cell="work-3") == Answer(["a"])
    assert answer(tmp_path, "answer_3 = sorted(f)", cell="work-3") == Answer(None, CODE)
    book = filled(BOOK, [None, None, ["own"]])
    book["cells"].append({"cell_type": "code", "source": "answer_3 = ['other']"})
    assert read(saved(tmp_path, book)).answers[3] == Answer(["own"])


def test_a_notebook_that_lost_its_cell_ids_is_read_by_the_names(tmp_path: Path) -> None:
    book = filled(BOOK, ["one", None, ["a"]])
    for number, cell in enumerate(book["cells"]):
        cell["metadata"]["id"] = cell.pop("id") if number % 2 else ""
    book |= {"nbformat_minor": 0, "metadata": {"colab": {"provenance": []}}}
    found = read(saved(tmp_path, book))
    assert (found.answers[1], found.answers[3]) == (Answer("one"), Answer(["a"]))
    assert found.made_for == ""


def test_an_untouched_cell_is_no_answer_and_a_deleted_one_is_told(tmp_path: Path) -> None:
    book = json.loads(BOOK)
    book["cells"] = [cell for cell in book["cells"] if cell["id"] != "answer-5"]
    found = read(saved(tmp_path, book))
    assert found.answers[4] == Answer(None)
    assert found.answers[5] == Answer(None, "no cell has answer_5 = …")
    assert found.made_for == "Ada"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_may_have_a_byte_order_mark_and_other_line_ends(
    tmp_path: Path, encoding: str, newline: str
) -> None:
    path = tmp_path / "graded_set.json"
    written = json.dumps(filled(BOOK, ["ö"]), indent=1, ensure_ascii=False)
    path.write_bytes(written.replace("\n", newline).encode(encoding))
    assert read(path).answers[1] == Answer("ö")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is no notebook: not JSON"),
        (b"\xff\xfe\0\xd8", "is no notebook: not JSON"),
        (b"PK\3\4", "is no notebook: not JSON"),
        (b"[" * 100_000, "is no notebook: not JSON"),
        (b"[]", "is no notebook: it has no cells"),
        (b'{"cells": [7]}', "is no notebook: it has no cells"),
        (b'{"cells": [{"cell_type": "code", "source": 7}]}', "is no notebook: it has no cells"),
        (b'{"cells": []}', "is no notebook of this set: it has no answers"),
        (
            b'{"cells": [{"cell_type": "code", "source": "digest_of"}]}',
            "is no notebook of this set: it has no answers",
        ),
        (b" " * 20_000_001, "has more than 20 MB"),
    ],
)
def test_what_is_no_notebook_is_said_with_the_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    with pytest.raises(SubmissionError) as error:
        read(path)
    assert str(error.value) == f"a.ipynb {reason}"


def test_a_file_that_can_not_be_opened_is_said_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(SubmissionError, match=r"^gone\.ipynb can't be read: "):
        read(tmp_path / "gone.ipynb")
