"""The rules of form for callouts and diagrams: each function yields what breaks its rule."""

import re
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from tests.helpers.stored_notebooks import plain_cells, tags, text_cells, words
from tests.notebooks.rules import Rule
from tests.tools.callouts import CALLOUTS
from tests.tools.minutes import minutes

CALLOUT_WORDS = {callout.word for callout in CALLOUTS.values()}
WITHOUT_A_PAUSE, AT_MOST = 45, 75
"""The minutes after which a lesson needs a place to stop, and the longest lesson's."""
OPTION = r"\*\*([A-Z])\*\* [^·\n]+"
OPTIONS = re.compile(rf"{OPTION}(?: · {OPTION})*")
"""The line that offers what to predict."""
MERMAID = re.compile(r"^```mermaid\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def callouts_out_of_form(path: Path) -> Iterator[str]:
    """Yield each text cell with another callout's word than its tag's first, and no more."""
    for cell in text_cells(path):
        found = [word for word in re.findall(r"\*\*.+?\*\*", cell.source) if word in CALLOUT_WORDS]
        wanted = [CALLOUTS[tag].word for tag in tags(cell) if tag in CALLOUTS]
        if found != wanted or (wanted and not cell.source.startswith(wanted[0])):
            yield cell.id


def letters(prediction: NotebookNode) -> str:
    """Return the letters that a prediction offers in its last line."""
    _, _, last = prediction.source.rpartition("\n\n")
    return "".join(re.findall(OPTION, last)) if OPTIONS.fullmatch(last) else ""


def predictions_without_options(path: Path) -> Iterator[str]:
    for cell in text_cells(path):
        if "predict" in tags(cell) and letters(cell) not in ("AB", "ABC", "ABCD"):
            yield cell.id


def _kind(cell: NotebookNode) -> str:
    if cell.cell_type == "code":
        return "c"
    return "p" if "predict" in tags(cell) else "e" if "explain" in tags(cell) else "t"


def explained(path: Path) -> Iterator[tuple[NotebookNode, NotebookNode]]:
    """Yield each prediction that code follows, and then its explanation, with that explanation."""
    cells = plain_cells(path)
    for turn in re.finditer("pc[ct]*e", "".join(map(_kind, cells))):
        yield cells[turn.start()], cells[turn.end() - 1]


def unexplained_predictions(path: Path) -> Iterator[str]:
    """Yield each prediction and each explanation that is not one of a pair around code."""
    taking_turns = {cell.id for pair in explained(path) for cell in pair}
    every = [cell.id for cell in plain_cells(path) if _kind(cell) in "pe"]
    yield from (name for name in every if name not in taking_turns)
    if len(every) < 4:
        yield "fewer than two predictions"


def right_letter(explanation: NotebookNode) -> str:
    """Return the letter that an explanation begins with."""
    found = re.match(r"\*\*Explain\.\*\* \*\*([A-Z])\*\*", explanation.source)
    return found[1] if found else "none"


def wrong_letters(path: Path) -> Iterator[str]:
    """Yield each explanation that begins with no letter that was offered; all if all are alike."""
    pairs = list(explained(path))
    for prediction, explanation in pairs:
        if right_letter(explanation) not in letters(prediction):
            yield explanation.id
    if len({right_letter(explanation) for _, explanation in pairs}) < 2:
        yield "the right letter is always the same"


def without_a_pause(path: Path) -> Iterator[str]:
    length = minutes(path)
    if length > AT_MOST:
        yield f"{length} minutes"
    if length > WITHOUT_A_PAUSE and not any("pause" in tags(cell) for cell in text_cells(path)):
        yield "no place to stop"


def diagrams_out_of_form(path: Path) -> Iterator[str]:
    """Yield each diagram without tag, title, description or sentence, and the reverse."""
    for cell in text_cells(path):
        sources = MERMAID.findall(cell.source)
        described = [
            one for one in sources
            if re.search(r"^\s*accTitle:.*\w.*\n", one, re.MULTILINE)
            and re.search(r"^\s*accDescr( \{|:.*\w)", one, re.MULTILINE)
        ]  # fmt: skip
        if "diagram" in tags(cell):
            if not (len(sources) == len(described) == 1) or words(cell.source) < 5:
                yield cell.id
        elif "mermaid" in cell.source:
            yield cell.id


def diagrams(path: Path) -> list[str]:
    """Return the Mermaid source of each diagram."""
    return [source for cell in text_cells(path) for source in MERMAID.findall(cell.source)]


FOR_CALLOUTS: dict[str, Rule] = {
    "a callout is alone in its cell, with its word and its tag": callouts_out_of_form,
    "every prediction offers two to four letters": predictions_without_options,
    "every prediction is followed by code and then explained": unexplained_predictions,
    "an explanation begins with an offered letter, not always the same": wrong_letters,
    "no lesson is too long, and a long one has a place to stop": without_a_pause,
    "a diagram has its tag, a title, a description and a sentence": diagrams_out_of_form,
}
