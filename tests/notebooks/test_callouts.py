"""Callouts and folds: what storing does to a notebook, and that the rules pass a good lesson."""

from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from tests.helpers.made_up_notebooks import SAID, text
from tests.helpers.stored_notebooks import text_cells, words
from tests.notebooks import callout_offenders as made_up
from tests.notebooks.callout_rules import FOR_CALLOUTS
from tests.tools.callouts import CALLOUTS, dress, undress
from tests.tools.store_notebooks import ROOT, is_lesson, tidy

pytestmark = pytest.mark.oldest

PLAIN = {
    tag: f"{callout.word} **A**, or `b`.\n\n- an item\n- another\n\n```\nx\n\ny\n```"
    for tag, callout in CALLOUTS.items()
}


@pytest.mark.parametrize("tag", CALLOUTS)
def test_a_dress_is_put_on_once_and_comes_off(tag: str) -> None:
    dressed = dress(PLAIN[tag], [tag])
    assert dressed != PLAIN[tag]
    assert dress(dressed, [tag]) == dressed
    assert undress(dressed) == PLAIN[tag]
    assert dress(dressed, []) == PLAIN[tag]


def test_another_tag_and_another_word_give_another_dress() -> None:
    dressed = {tag: dress(PLAIN[tag], [tag]) for tag in CALLOUTS}
    styles = {text.partition(">")[0] for text in dressed.values()}
    assert len(styles) == len(CALLOUTS)
    explained = dressed["predict"].replace("**Predict.**", "**Explain.**")
    assert dress(explained, ["explain"]) == dressed["explain"]


@pytest.mark.parametrize("tag", CALLOUTS)
def test_a_dress_leaves_the_markdown_apart_so_that_it_is_rendered(tag: str) -> None:
    lines = dress(PLAIN[tag], [tag]).splitlines()
    assert lines[0].startswith("<")
    assert "" in (lines[1], lines[2])
    assert lines[-2] == ""
    assert lines[-1] in ("</div>", "</details>")


def test_a_folded_explanation_begins_with_nothing_of_its_answer() -> None:
    seen, _, folded = dress(PLAIN["explain"], ["explain"]).partition("</summary>")
    assert seen.endswith("<summary><strong>Explain.</strong> Open it after your run.")
    assert folded.startswith("\n\n**A**, or `b`.")


@pytest.mark.parametrize(
    ("plain", "tags"),
    [
        ("Just text.", ["predict"]),
        ("Just text.", []),
        ("**Predict.** How many?", []),
        ("**Predict.** How many?", ["explain", "another"]),
        ("<details><summary>Hint 1</summary>\n\nThink.\n\n</details>", []),
        ("<div>\n\nA box\n\n</div>", []),
    ],
)
def test_what_is_no_callout_stays_as_it_is(plain: str, tags: list[str]) -> None:
    assert dress(plain, tags) == plain


def test_a_good_lesson_breaks_no_rule_dressed_or_plain(tmp_path: Path) -> None:
    cells = [
        made_up.TITLE,
        text(made_up.DIAGRAM.format(*made_up.DESCRIBED), tag="diagram"),
        *(made_up.P, made_up.RUN, made_up.E),
        text("**What goes wrong.** It breaks.", "wrong", "goes-wrong"),
        text("**What to do instead.** This.", "right", "instead"),
        text(made_up.WORDY, "long"),
        text("**A good place to stop.** Next comes more.", "stop", "pause"),
        *(made_up.P2, made_up.AGAIN, made_up.E2),
    ]
    path = tmp_path / "good.ipynb"
    for book in (v4.new_notebook(cells=cells), tidy(v4.new_notebook(cells=cells), fold=True)):
        nbformat.write(book, path)
        found = {name: broken for name, rule in FOR_CALLOUTS.items() if (broken := [*rule(path)])}
        assert found == {}


def test_words_are_counted_without_the_dress(tmp_path: Path) -> None:
    book = tidy(v4.new_notebook(cells=[text("**Predict.** How many?", tag="predict")]), fold=True)
    assert book.cells[0].source.startswith("<div style=")
    nbformat.write(book, tmp_path / "dressed.ipynb")
    (cell,) = text_cells(tmp_path / "dressed.ipynb")
    assert words(cell.source) == 3


def test_storing_folds_a_lesson_s_outputs_and_keeps_what_its_author_folded() -> None:
    def stored(fold: bool, **own: bool) -> dict[str, object]:
        cell = v4.new_code_cell("x", metadata={"jupyter": own, "tags": ["a"]}, outputs=[SAID])
        return dict(tidy(v4.new_notebook(cells=[cell]), fold).cells[0].metadata)

    hidden, source = {"outputs_hidden": True}, {"source_hidden": True}
    assert stored(fold=True) == {"tags": ["a"], "jupyter": hidden}
    assert stored(fold=True, **source) == {"tags": ["a"], "jupyter": hidden | source}
    assert stored(fold=False, **source) == {"tags": ["a"], "jupyter": source}
    assert stored(fold=False, **hidden) == {"tags": ["a"]}
    assert stored(fold=True, outputs_hidden=False, source_hidden=False) == stored(fold=True)


def test_only_lessons_are_folded() -> None:
    assert is_lesson(ROOT / "notebooks" / "03_encoding.ipynb")
    assert not is_lesson(ROOT / "exercises" / "03_encoding.ipynb")
    assert not is_lesson(ROOT / "exercises/instructor/source/03_encoding/03_encoding.ipynb")
