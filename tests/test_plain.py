"""Text from outside: shown in printable ASCII, once escaped, and cut."""

import pytest

from demo_server.printable import escape_unprintable, printable_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("alice", "alice"),
        ('say "hi"', 'say "hi"'),
        ("a\\b", r"a\\b"),
        ("a\nb\r\tc\0", r"a\nb\r\tc\u0000"),
        ("\x1b[31mred\x1b[0m", r"\u001b[31mred\u001b[0m"),
        ("\x7f\x85\x9b", r"\u007f\u0085\u009b"),
        ("\u202eecila\u2066", r"\u202eecila\u2066"),
        ("\u200b\ufeff\u2028", r"\u200b\ufeff\u2028"),
        ("\uc568\U0001f600", r"\uc568\ud83d\ude00"),
        ("\ud800", r"\ud800"),
    ],
    ids=ascii,
)
def test_nothing_in_a_text_can_hide_colour_or_break_a_line(text: str, shown: str) -> None:
    assert escape_unprintable(text) == shown
    assert printable_json([text]) == f'["{shown}"]'.replace('say "hi"', r"say \"hi\"")


def test_a_long_text_is_cut_and_says_so() -> None:
    assert escape_unprintable("a" * 2_000) == "a" * 2_000
    assert escape_unprintable("a" * 3_234) == f"{'a' * 2_000}... and 1,234 characters more"
    assert printable_json("a" * 10, 5) == '"aaaa... and 7 characters more'
