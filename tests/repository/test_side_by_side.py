"""Two texts in two columns: what differs is marked, fits the width, and can be seen."""

import pytest

from tests.helpers.side_by_side import MAX_LINES, side_by_side

TALL = "\n".join(f"line {n}" for n in range(3000))
TEXTS = {
    "a word": ("a\nb\nas stored\nc\n", "a\nb\naltered\nc\n"),
    "a token": (f"e{'y' * 300}.sig", f"e{'y' * 300}.SIG"),
    "a picture's data": ("A" * 90_000, f"{'A' * 50_000}B{'A' * 39_999}"),
    "many lines": (TALL, TALL.replace("line", "row")),
    "Korean": ("비밀번호 " * 9, "비밀번호 " * 12),
    "colours": ("\x1b[31mred\x1b[0m", "red"),
}


def signed(stored: str, new: str, width: int = 60) -> list[str]:
    """Return the lines with a sign, each text of them without the blanks around it."""
    lines = [line for line in side_by_side(stored, new, width) if line[:1] in "!-+"]
    return [" | ".join(part.strip() for part in line.split("|")).strip() for line in lines]


@pytest.mark.parametrize("name", TEXTS)
def test_the_lines_fit_and_are_few(name: str) -> None:
    for width in (60, 80, 120):
        lines = list(side_by_side(*TEXTS[name], width))
        korean = [sum("\uac00" <= letter <= "\ud7a3" for letter in line) for line in lines]
        assert max(len(line) + more for line, more in zip(lines, korean, strict=True)) <= width
        assert len(lines) <= MAX_LINES + 10
        assert any(line[0] in "!-+" for line in lines)


@pytest.mark.parametrize(
    ("stored", "new", "lines"),
    [
        ("a\nb\n", "a\nc\n", ["! b | c"]),
        ("a\n", "a\nb\n", ["+ | b"]),
        ("a\nb\n", "a\n", ["- b |"]),
        ("", "a\n", ["+ | a"]),
        ("a\n", "", ["- a |"]),
        ("a\n\nb", "a\nb", ["- (an empty line) |"]),
        ("signature: 1\n", "new\nsignature: 2\n", ["+ | new", "! signature: 1 | signature: 2"]),
        ("a ", "a", ["! 'a ' | 'a'"]),
        ("\n", "", ["- (an empty line) |"]),
        ("a\n", "a", ["- (an empty line) |"]),
        ("caf\u00e9", "cafe\u0301", [r"! 'caf\xe9' | 'cafe\u0301'"]),
        ("a\u00a0b", "a b", [r"! a\xa0b | a b"]),
        ("\x1b[2Ja", "a", [r"! \x1b[2Ja | a"]),
    ],
)
def test_what_differs_is_marked_and_can_be_seen(stored: str, new: str, lines: list[str]) -> None:
    assert signed(stored, new) == lines


def test_equal_lines_far_from_the_difference_are_counted() -> None:
    text = "\n".join("abcdefghij")
    shown = list(side_by_side(text, text.replace("e", "E"), 60))
    assert [line.split() for line in shown[2:]] == [
        ["...", "equal", "lines:", "2"],
        ["c", "|", "c"],
        ["d", "|", "d"],
        ["!", "e", "|", "E"],
        ["f", "|", "f"],
        ["g", "|", "g"],
        ["...", "equal", "lines:", "3"],
    ]


def test_of_a_very_long_line_the_part_that_differs_is_shown_and_its_length_said() -> None:
    shown = list(side_by_side(*TEXTS["a picture's data"], 80))
    first, second = (line for line in shown if line.startswith("! "))
    assert first.startswith("! stored, characters 49,9")
    assert first.endswith(" of 90,000:")
    assert second.startswith("! now, characters 49,9")
    assert sum("AB" in line for line in shown) == 1
