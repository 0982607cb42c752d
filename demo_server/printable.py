"""Text from outside, made safe to show: nothing in it can hide, colour, or break a line."""

import json

MAX_SHOWN = 2_000


def escape_unprintable(text: str, longest: int = MAX_SHOWN) -> str:
    r"""Return ``text`` in printable ASCII, everything else as ``\uXXXX``, cut after ``longest``."""
    return _cut(json.dumps(text)[1:-1].replace('\\"', '"'), longest)


def printable_json(value: object, longest: int = MAX_SHOWN) -> str:
    """Return ``value`` as JSON in printable ASCII, cut after ``longest``."""
    return _cut(json.dumps(value), longest)


def _cut(shown: str, longest: int) -> str:
    left = len(shown) - longest
    return shown if left <= 0 else f"{shown[:longest]}... and {left:,} characters more"
