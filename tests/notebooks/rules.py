"""The rules of form for notebooks: each function yields what breaks its rule in one notebook."""

import re
import socket
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import nbformat

from tests.helpers.stored_notebooks import (
    IGNORED,
    code_cells,
    headings,
    outputs,
    prose,
    read,
    text_cells,
    words,
)
from tests.tools import store_notebooks

Rule = Callable[[Path], Iterator[str]]

MAX_CODE_LINES, MAX_ANSWER_LINES, MAX_LINE_LENGTH, MAX_WORDS = 12, 28, 88, 130
"""An answer is a stub with its docstring and the model answer."""
OF_THIS_MACHINE = re.compile(
    r"/(home|root|work|tmp|usr|opt|Users|private)/|[A-Z]:\\|(127\.0\.0\.1|localhost):\d"
    rf"|\bat 0x[0-9a-f]+|site-packages|\b{re.escape(socket.gethostname())}\b"
)


def not_run_in_order(path: Path) -> Iterator[str]:
    for number, cell in enumerate(code_cells(path), 1):
        if cell.execution_count != number or not cell.outputs:
            yield cell.id


def long_texts(path: Path) -> Iterator[str]:
    for cell in text_cells(path):
        if words(cell.source) > MAX_WORDS:
            yield cell.id


def code_longer_than(most: int, path: Path) -> Iterator[str]:
    for cell in code_cells(path):
        lines = cell.source.splitlines()
        if len(lines) > most or any(len(line) > MAX_LINE_LENGTH for line in lines):
            yield cell.id


def unclear_ids(path: Path) -> Iterator[str]:
    ids = [cell.id for cell in read(path).cells]
    for name in ids:
        if (
            ids.count(name) > 1
            or not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)
            or re.fullmatch(r"(?=.*\d)[0-9a-f]{8}", name)
        ):
            yield name


def wrong_headings(path: Path) -> Iterator[str]:
    """Yield each heading that skips a level, and each that is a title without being the first."""
    lines = [line for cell in text_cells(path) for line in headings(cell.source)]
    for before, line in pairwise(["", *lines]):
        above, level = (len(text) - len(text.lstrip("#")) for text in (before, line))
        if level > above + 1 or (level == 1) != (above == 0):
            yield line


def pictures_that_not_everybody_sees(path: Path) -> Iterator[str]:
    """Yield the cells with a picture without alternative text, or one that nbval can't compare."""
    for cell in text_cells(path):
        if "![](" in cell.source:
            yield cell.id
    for cell in code_cells(path):
        for kind, content in outputs(cell):
            images = re.findall(r"<img [^>]*>", content)
            alternatives = re.findall(r'<img [^>]*alt="[^"]{20,}"', content)
            if kind.startswith("image/") or len(images) != len(alternatives):
                yield cell.id


def outputs_of_this_machine(path: Path) -> Iterator[str]:
    for cell in code_cells(path):
        if any(OF_THIS_MACHINE.search(content) for _, content in outputs(cell)):
            yield cell.id


def raw_errors(path: Path) -> Iterator[str]:
    for cell in code_cells(path):
        for kind, content in outputs(cell):
            if kind in ("error", "stderr") or "Traceback (most recent call last)" in content:
                yield cell.id


def other_than_stored(path: Path) -> Iterator[str]:
    nbformat.validate(read(path))
    fold = store_notebooks.is_lesson(path)
    made = nbformat.writes(store_notebooks.tidy(read(path), fold)) + "\n"
    if path.read_text(encoding="utf-8") != made:
        yield "run: python -m tests.tools.store_notebooks"


def outputs_ignored_without_a_claim(path: Path) -> Iterator[str]:
    for cell in code_cells(path):
        tags = set(cell.metadata.get("tags", []))
        asserts = re.search(r"^assert ", cell.source, flags=re.MULTILINE)
        if tags - {IGNORED} or "NBVAL" in cell.source or (IGNORED in tags and not asserts):
            yield cell.id


def reaching_beyond(path: Path) -> Iterator[str]:
    """Yield the cells that change where Python looks for modules, or run a command."""
    for cell in code_cells(path):
        if "sys.path" in cell.source or re.search(r"^\s*[!%]", cell.source, flags=re.MULTILINE):
            yield cell.id


def loud_prose(path: Path) -> Iterator[str]:
    for cell in text_cells(path):
        if re.search("!(?!\\[)|[\U0001f300-\U0001faff]", prose(cell.source)):
            yield cell.id


def open_outputs(path: Path) -> Iterator[str]:
    for cell in code_cells(path):
        if not cell.metadata.get("jupyter", {}).get("outputs_hidden"):
            yield cell.id


FOR_EVERY_NOTEBOOK: dict[str, Rule] = {
    "cell ids name the step": unclear_ids,
    "headings nest without gaps under one title": wrong_headings,
    "every picture has alternative text and is compared": pictures_that_not_everybody_sees,
    "no output tells of this machine": outputs_of_this_machine,
    "no output is a raw traceback or a stray warning": raw_errors,
    "a stored notebook is in the form that storing gives": other_than_stored,
    "no notebook reaches beyond what is installed": reaching_beyond,
    "text cells are short": long_texts,
    "prose is calm": loud_prose,
}
FOR_LESSONS: dict[str, Rule] = {
    "every code cell was run once, in order, and shows something": not_run_in_order,
    "code cells are short": partial(code_longer_than, MAX_CODE_LINES),
    "an output that is not compared asserts its claim": outputs_ignored_without_a_claim,
    "every output is folded until its cell runs": open_outputs,
}
