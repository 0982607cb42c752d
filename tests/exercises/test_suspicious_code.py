"""What a teacher is told to read: the usual ways to touch the kit, nothing of an honest answer."""

from pathlib import Path
from typing import Any

import pytest

from exercises.checks import assignments
from exercises.instructor.suspicious_code import same_as_model, suspicions

TOUCHES = {
    "import exercises\nexercises.grade = lambda f, p: p": "touches the kit",
    "import exercises as e\nsetattr(e, 'grade', None)": "touches the kit",
    "from exercises.checks import api": "touches the kit",
    "import exercises.checks.api": "touches the kit",
    "def grade(f, points):\n    return points": "touches the kit",
    "grade = lambda f, points: points": "touches the kit",
    "import sys\nf = sys._getframe(1)": "looks at callers or at all objects",
    "import inspect\ninspect.stack()": "looks at callers or at all objects",
    "import gc\ngc.get_objects()": "looks at callers or at all objects",
    "import sys\nsys.modules['exercises']": "changes what is imported",
    "sys.meta_path.insert(0, hook)": "changes what is imported",
    "get_ipython().ast_node_interactivity = 'none'": "changes how cells run",
    "%precision 2": "changes how cells run",
    "exec(text)": "runs code from a text",
    "import atexit\nprint()": "runs later or beside the check",
    "threading.Thread(target=f).start()": "runs later or beside the check",
    "raise SystemExit": "ends the run",
    "import os\nos._exit(0)": "ends the run",
    "import os\nos.environ['EXERCISES_SEED']": "reads the teacher's seed",
    "class A(str):\n    def __eq__(self, other):\n        return True": "answers what equals all",
    "Path('x').write_text('')": "opens a file",
    "print(open('../../../marking_secret.txt').read())": "opens a file",
    "getattr(sys, '_getframe')": "looks at callers or at all objects",
}


def cell(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "id": "answer", "source": source}


@pytest.mark.parametrize("source", TOUCHES)
def test_a_line_that_touches_the_kit_or_the_machinery_is_named(source: str) -> None:
    assert TOUCHES[source] in {one.why for one in suspicions([cell(source)])}


@pytest.mark.parametrize("path", assignments.notebooks(), ids=lambda path: path.stem)
def test_the_model_answers_touch_nothing(path: Path) -> None:
    cells = [one for one in assignments.cells(path) if "HIDDEN" not in one["source"]]
    assert list(map(str, suspicions(cells))) == []


def test_a_cell_that_is_no_python_is_passed_over() -> None:
    text = {"cell_type": "markdown", "source": "exec(x)"}
    assert suspicions([cell("def f(:"), cell("\x00"), text]) == []


def test_a_regular_expression_is_compiled_without_a_remark() -> None:
    assert suspicions([cell("import re\nWORD = re.compile('[a-z]+')")]) == []


def test_the_line_is_quoted_with_its_cell() -> None:
    (found,) = suspicions([cell("import exercises\nexercises.grade = None")])
    assert str(found) == "cell 1 (answer), line 2 touches the kit: exercises.grade = None"


def test_an_answer_that_is_the_model_answer_but_for_comments_is_told_apart() -> None:
    model = (
        'def f(a):\n    """Do it."""\n    b = a + 1\n    c = b * 2\n    d = c - 3\n    return d\n'
    )
    copied = "def f(a):\n    # mine\n    b = (a + 1)\n    c = b*2\n    d = c - 3\n    return d\n"
    assert same_as_model(copied, model)
    assert not same_as_model(copied.replace("- 3", "- 4"), model)
    assert not same_as_model("def f(:", model)
    assert not same_as_model("def f(a):\n    return a", "def f(a):\n    return a")
