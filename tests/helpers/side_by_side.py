"""Lay out two texts in two columns, with a sign on each line that differs."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile, zip_longest
from unicodedata import combining, east_asian_width, normalize

SIGNS = "! differs   - is missing now   + is new"
CONTEXT = 2
"""How many equal lines are shown before and after those that differ."""
MAX_LINES = 20
"""How many lines are shown from the first that differs."""
ALIKE = 8
"""How many letters at their beginning make two lines stand beside one another."""
MAX_ROWS = 4
"""How many rows a line may take in its column; a longer one is shown over the full width."""


def side_by_side(stored: str, new: str, width: int) -> Iterator[str]:
    """Yield lines of at most ``width`` columns that show where ``stored`` and ``new`` differ."""
    old, now = _lines(stored, new), _lines(new, stored)
    head = _count_equal(old, now)
    tail = _count_equal(old[head:][::-1], now[head:][::-1])
    yield from _row(" ", "stored in the notebook", "now", width)
    yield from _row(" ", "-" * _column(width), "-" * _column(width), width)
    if head > CONTEXT:
        yield f"  ... equal lines: {head - CONTEXT:,}"
    for line in old[max(0, head - CONTEXT) : head]:
        yield from _row(" ", line, line, width)
    yield from _differences(old[head : len(old) - tail], now[head : len(now) - tail], width)
    after = old[len(old) - tail :]
    for line in after[:CONTEXT]:
        yield from _row(" ", line, line, width)
    if tail > CONTEXT:
        yield f"  ... equal lines: {tail - CONTEXT:,}"


def cut(line: str, width: int) -> str:
    """Return a line, cut where it is longer than ``width``."""
    return line if len(line) <= width else f"{line[: width - 4]} ..."


def _lines(text: str, other: str) -> list[str]:
    """Return the lines of a text; where only one of both ends its last line, that shows."""
    ended = all(one.endswith("\n") or not one for one in (text, other))
    return text.split("\n")[: -1 if ended else None] if text else []


def _count_equal(old: Sequence[str], now: Sequence[str]) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old, now, strict=False))))


def _differences(old: list[str], now: list[str], width: int) -> Iterator[str]:
    for left, right in _pairs(old[:MAX_LINES], now[:MAX_LINES]):
        sign = "+" if left is None else "-" if right is None else " " if left == right else "!"
        yield from _row(sign, left, right, width)
    for lines, when in ((old, "stored"), (now, "now")):
        if len(lines) > MAX_LINES:
            yield f"  ... more lines {when}: {len(lines) - MAX_LINES:,}"


def _pairs(old: list[str], now: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Yield the lines that stand beside one another: equal ones, or those that begin alike."""
    for tag, i, j, k, m in SequenceMatcher(None, old, now, False).get_opcodes():
        if tag == "replace":
            first, second = ([line[:ALIKE] for line in lines] for lines in (old[i:j], now[k:m]))
            for _, a, b, c, d in SequenceMatcher(None, first, second, False).get_opcodes():
                yield from zip_longest(old[i + a : i + b], now[k + c : k + d])
        else:
            yield from zip_longest(old[i:j], now[k:m])


def _row(sign: str, old: str | None, now: str | None, width: int) -> Iterator[str]:
    """Yield one line of both texts: in two columns, or below one another where it is long."""
    column = _column(width)
    left, right = _visible(sign, old, now, column)
    if max(_width(left), _width(right)) > MAX_ROWS * column:
        yield from _below_one_another(sign, left, right, width)
        return
    for first, second in zip_longest(_wrapped(left, column), _wrapped(right, column), fillvalue=""):
        yield f"{sign} {first}{' ' * (column - _width(first))} | {second}".rstrip()


def _below_one_another(sign: str, left: str, right: str, width: int) -> Iterator[str]:
    """Yield the part of two long lines where they begin to differ, and say which part it is."""
    longest = MAX_ROWS * (width - 4)
    same = _count_equal(left, right)
    for text, when in ((left, "stored"), (right, "now")):
        start = max(0, min(same - width // 2, len(text) - longest))
        part = text[start : start + longest]
        if part:
            yield (
                f"{sign} {when}, characters {start + 1:,} to {start + len(part):,} "
                f"of {len(text):,}:"
            )
        yield from (f"    {piece}" for piece in _wrapped(part, width - 4) if piece)


def _column(width: int) -> int:
    """Return how wide a column is: a sign, a blank and " | " take five."""
    return (width - 5) // 2


def _visible(sign: str, old: str | None, now: str | None, column: int) -> tuple[str, str]:
    """Return two lines: what differs can be seen, what is equal fits the column."""
    left, right = ("" if line is None else _printable(line) for line in (old, now))
    if sign == " ":
        left, right = cut(left, column), cut(right, column)
    elif sign != "!":
        left, right = (text or ("" if line is None else "(an empty line)")
                       for text, line in ((left, old), (right, now)))  # fmt: skip
    elif normalize("NFC", left).rstrip() == normalize("NFC", right).rstrip():
        left, right = ascii(old), ascii(now)
    return left, right


def _printable(line: str) -> str:
    """Return a line with everything escaped that moves the cursor, has a colour, or hides."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in line
    )


def _wrapped(text: str, width: int) -> list[str]:
    """Cut a text into pieces of at most ``width`` columns; one empty piece where it is empty."""
    pieces = [""]
    for letter in text:
        if _width(pieces[-1]) + _width(letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _width(text: str) -> int:
    """Return how many columns a terminal takes: two for a letter of Korean, none for an accent."""
    return sum(
        0 if combining(letter) else 1 + (east_asian_width(letter) in "WF") for letter in text
    )
