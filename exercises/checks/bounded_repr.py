"""Values as texts of a bounded length: an answer may return anything, of any size."""

from collections.abc import Iterator, Sized
from typing import Any

from exercises.checks.errors import Interrupted

MAX_TEXT = 10_000
"""Characters of a text that are kept."""
ENDS = 20
"""Characters at both ends of a longer one that are kept."""
MAX_DEPTH = 20
"""How deep lists and dictionaries are shown within each other."""
MAX_BITS = 10_000
"""The size of a number whose digits are written out: Python itself refuses a few more."""
BRACKETS: dict[type, str] = {list: "[]", tuple: "()", set: "{}", dict: "{}"}


def bounded_repr(value: object) -> str:
    """Return ``repr(value)``, without the middle if it is long; it raises Interrupted at most."""
    written, size = [], 0
    for piece in _pieces(value, 0):
        written.append(piece)
        size += len(piece)
        if size > MAX_TEXT + 100:
            count = f" ({len(value):,} items)" if isinstance(value, Sized) else ""
            return f"{''.join(written)[: 4 * ENDS]} …{count}"
    return "".join(written)


def cut_text(value: str | bytes, longest: int = MAX_TEXT, ends: int = ENDS) -> str:
    """Return the repr of a text; a longer one as its two ends, and how long it is."""
    if len(value) <= longest:
        return repr(value)
    unit = "characters" if isinstance(value, str) else "bytes"
    return f"{value[:ends]!r} … {value[-ends:]!r} ({len(value):,} {unit})"


def error_text(error: BaseException) -> str:
    """Return class and message of an error in one text, without the middle if it is long."""
    try:
        message = str(error)
    except Interrupted:
        raise
    except BaseException as raised:
        message = f"its message can't be read ({type(raised).__name__})"
    return cut(f"{type(error).__name__}: {message}".removesuffix(": "))


def cut(text: str) -> str:
    """Return a text that is no repr; a longer one as its two ends, and how long it is."""
    if len(text) <= MAX_TEXT:
        return text
    return f"{text[: 2 * ENDS]} … {text[-2 * ENDS :]} ({len(text):,} characters)"


def _pieces(value: Any, depth: int) -> Iterator[str]:
    if type(value) in (str, bytes):
        yield cut_text(value)
    elif type(value) is int and value.bit_length() > MAX_BITS:
        yield f"<a number of {value.bit_length():,} bits>"
    elif type(value) in BRACKETS and value:
        yield from _items(value, depth) if depth < MAX_DEPTH else ("…",)
    else:
        yield _own_repr(value)


def _items(value: Any, depth: int) -> Iterator[str]:
    """Yield the parts of a list, tuple, set or dictionary that is not empty, as repr writes it."""
    brackets = BRACKETS[type(value)]
    pairs = type(value) is dict
    yield brackets[0]
    for number, item in enumerate(value):
        if number:
            yield ", "
        yield from _pieces(item, depth + 1)
        if pairs:
            yield ": "
            yield from _pieces(value[item], depth + 1)
    yield f"{',' if type(value) is tuple and len(value) == 1 else ''}{brackets[1]}"


def _own_repr(value: object) -> str:
    try:
        return cut(repr(value))
    except Interrupted:
        raise
    except BaseException as error:
        return f"<an object of {type(value).__name__}, whose repr raises {type(error).__name__}>"
