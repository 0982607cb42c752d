"""Advice by how the value that came back differs, where no misconception of the exercise is found.

Each sentence says only what the two texts show, what came back and what was expected, so it is true
of every answer that it is shown for.
"""

import ast
import re
from typing import Any

from exercises.checks.advice_on_errors import first_match

NO_RETURN = "Nothing came back: does your function end with return?"
KINDS = {
    "str": "text (str)", "bytes": "bytes", "int": "a whole number (int)", "float": "a float",
    "bool": "True or False (bool)", "NoneType": "None", "list": "a list", "tuple": "a tuple",
    "set": "a set", "dict": "a dictionary",
}  # fmt: skip
UNREADABLE = object()
LITERAL = re.compile(r"(True|False|None|b?'([^'\\]|\\.)*'|\{[^{}]*\}|\([^()]*\))(?=,? (?!…))")
"""A value at the beginning of a text that goes on in words, and no first end of one that is cut."""
OBJECTS = [
    (
        r"<(bound|built-in) method|<(built-in )?function",
        "A function came back, and not its result: brackets after its name call it.",
    ),
    (
        r"<generator object",
        "A generator came back: yield makes one. Use return, or make a list.",
    ),
    (
        r"<(map|filter|zip|reversed|dict_\w+|enumerate)\b|dict_(keys|values|items)\(",
        "What came back is read one by one: list(…), tuple(…) or join(…) makes a whole of it.",
    ),
    (
        r"<(?:an object of )?([\w.]+)( object\b|, whose repr)",
        r"An object of \1 came back: return a plain value.",
    ),
    (
        r"it changed what it was given",
        "Work on a copy: list(…) or dict(…) makes one.",
    ),
]


def of_value(actual: str, expected: str) -> str:
    """Return advice for a value, "" where nothing can be said; both are a repr or a sentence."""
    if re.match(r"(an|the) error\b", expected):
        kind = re.search(r"^the error (\w+)", expected)
        return f"Refuse this input: raise {kind[1] if kind else 'an error'}, and return nothing."
    if actual == "None":
        return NO_RETURN
    if found := first_match(OBJECTS, actual):
        return found
    if actual in KINDS and expected in KINDS:
        return _wanted(KINDS[actual], KINDS[expected]) + "."
    one, other = _read(actual), _read(expected)
    return "" if one is UNREADABLE or other is UNREADABLE else _of_values(one, other)


def _read(text: str) -> Any:
    """Return the value that a text is, or begins with; UNREADABLE if it is none."""
    beginning = LITERAL.match(text)
    for one in (text, beginning[0] if beginning else ""):
        try:
            return ast.literal_eval(one)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
    return UNREADABLE


def _of_values(one: Any, other: Any) -> str:
    kind, wanted = type(one), type(other)
    if kind is not wanted:
        return _of_kinds(one, other)
    if kind is bool:
        return (
            "False came back where True is right: which of your conditions does this input fail?"
            if other
            else "True came back where False is right: which of your lines should have said no?"
        )
    rules = {str: _of_texts, bytes: _of_texts, int: _of_numbers, float: _of_numbers,
             list: _of_lists, tuple: _of_lists, set: _of_sets, dict: _of_dictionaries}  # fmt: skip
    return str(rules[kind](one, other)) if kind in rules else ""


def _of_kinds(one: Any, other: Any) -> str:
    """Return advice where a value is of another kind than the expected one."""
    came, wanted = KINDS.get(type(one).__name__, ""), KINDS.get(type(other).__name__, "")
    if not came or not wanted:
        return ""
    said = _wanted(came, wanted)
    if isinstance(one, bytes) and isinstance(other, str):
        return f"{said}: decode() makes text of bytes."
    if isinstance(one, str) and isinstance(other, bytes):
        return f"{said}: encode() makes bytes of a text."
    if isinstance(one, list | tuple) and isinstance(other, list | tuple | set):
        alike = type(other)(one) == other if _hashable(one) else list(one) == list(other)
        return f"{said}. What it holds is right." if alike else f"{said}."
    if str(one) == str(other) or one == other:
        return f"{said}. But for that it is right."
    return f"{said}."


def _wanted(came: str, wanted: str) -> str:
    return f"{came[0].upper()}{came[1:]} came back, and {wanted} is wanted"


def _hashable(values: Any) -> bool:
    return all(isinstance(one, str | bytes | int | float) for one in values)


def _of_texts(one: Any, other: Any) -> str:
    """Return how a text or bytes differ from what was expected."""
    unit = "characters" if isinstance(one, str) else "bytes"
    if one.lower() == other.lower():
        return "Right but for capitals and small letters."
    if one.strip() == other.strip():
        return "Right but for blanks or line ends at its ends."
    if not one:
        return "Nothing is in it: something should be."
    if other.startswith(one):
        return f"Right as far as it goes: {_count(len(other) - len(one), unit)} missing at its end."
    if one.startswith(other):
        return f"Right at first: {_count(len(one) - len(other), unit)} too many at its end."
    if sorted(one) == sorted(other):
        return f"The right {unit}, in another order."
    if one in KINDS and other in KINDS:
        return _wanted(KINDS[one], KINDS[other]) + "."
    if _is_word(one) and _is_word(other):
        return f"For this input the word is {other!r}: what does your code take it for?"
    same = next(at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
    length = (
        "the right length"
        if len(one) == len(other)
        else f"{_count(len(one), unit)}, not {len(other)}"
    )
    alike = (
        f"Right at first: {_count(same, unit)}, then it differs" if same else "It differs at once"
    )
    return f"{alike}; it has {length}."


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit.removesuffix('s') if number == 1 else unit}"


def _is_word(text: Any) -> bool:
    return isinstance(text, str) and bool(re.fullmatch(r"[a-z]{3,}( [a-z]+)*", text))


def _of_numbers(one: Any, other: Any) -> str:
    if abs(one - other) == 1:
        return (
            f"Too {'large' if one > other else 'small'} by 1: is a boundary counted, or left out?"
        )
    if one == -other:
        return "The right number with the other sign: what is taken from what?"
    large, small = max(abs(one), abs(other)), min(abs(one), abs(other))
    for factor in (60, 1_000, 3_600, 86_400):
        if small and large == factor * small:
            way = "large" if abs(one) > abs(other) else "small"
            return f"{factor:,} times too {way}: which unit is it?"
    return f"Too {'large' if one > other else 'small'} by {abs(one - other):,}."


def _of_lists(one: Any, other: Any) -> str:
    if len(one) == len(other) and sorted(map(repr, one)) == sorted(map(repr, other)):
        return "The right items, in another order."
    missing, extra = [each for each in other if each not in one], [
        each for each in one if each not in other
    ]  # fmt: skip
    return _missing_and_extra(missing, extra) or "The right items, each another number of times."


def _of_sets(one: Any, other: Any) -> str:
    return _missing_and_extra(sorted(other - one, key=repr), sorted(one - other, key=repr))


def _of_dictionaries(one: Any, other: Any) -> str:
    differing = [key for key in other if key in one and one[key] != other[key]]
    if one.keys() != other.keys():
        return _of_lists([*one], [*other])
    return f"The right keys; the value of {differing[0]!r} differs." if differing else ""


def _missing_and_extra(missing: list[Any], extra: list[Any]) -> str:
    said = [
        f"{len(missing)} missing, {missing[0]!r} first" if missing else "",
        f"{len(extra)} too many, {extra[0]!r} first" if extra else "",
    ]
    return f"Not the right ones: {'; '.join(filter(None, said))}." if any(said) else ""
