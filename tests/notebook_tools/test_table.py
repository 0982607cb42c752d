"""A table to look at: every word of it stands in the text and in the HTML, coloured by its word."""

import re

import pytest

from demo_server.notebook.table import STYLE, Table

SCORE = Table(
    ["attack", "published"],
    [["none", "stopped: 401"], ["<b>key</b>", "worked: 200"]],
    {"worked": "bad", "stopped": "good"},
    caption="The score",
)


def test_the_text_has_the_caption_and_aligned_columns() -> None:
    assert repr(SCORE).splitlines() == [
        "The score",
        "attack      published",
        "----------  ------------",
        "none        stopped: 401",
        "<b>key</b>  worked: 200",
    ]


def test_the_html_colours_a_cell_by_its_first_word_and_escapes_it() -> None:
    html = SCORE._repr_html_()
    styles = {text: style for style, text in re.findall('<td style="(.*?)">(.*?)</td>', html)}
    assert STYLE["good"] in styles["stopped: 401"]
    assert STYLE["bad"] in styles["worked: 200"]
    assert "background" not in styles["&lt;b&gt;key&lt;/b&gt;"]
    assert "<caption>The score</caption>" in html


def test_what_can_t_be_printed_is_escaped() -> None:
    assert repr(Table(["a"], [["Zoë \x1b[31m\u202e"]])).endswith("Zoë \\x1b[31m\\u202e")


def test_a_column_without_a_name_is_an_error() -> None:
    with pytest.raises(ValueError, match="every column needs a name"):
        Table(["", "b"], [["one", "two"]])


def test_a_row_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="argument"):
        repr(Table(["a", "b"], [["one"]]))
