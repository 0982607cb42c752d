"""Text from outside, made safe to show: nothing in it can hide, colour, or break a line."""

import json

LONGEST_SHOWN = 2_000


def plain(text: str, longest: int = LONGEST_SHOWN) -> str:
    r"""Return ``text`` in printable ASCII, everything else as ``\uXXXX``, cut after ``longest``."""
    shown = json.dumps(text)[1:-1].replace('\\"', '"').replace("\x7f", r"\u007f")
    left = len(shown) - longest
    return shown if left <= 0 else f"{shown[:longest]}... and {left:,} characters more"
