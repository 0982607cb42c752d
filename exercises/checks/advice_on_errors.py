"""Advice by the error that an answer raised, where no misconception of the exercise is found."""

import re

MISTAKES = [
    (
        r"NotImplementedError",
        "raise NotImplementedError is still reached, in your function or in one that it calls.",
    ),
    (
        r"StdinNotImplementedError|EOFError: EOF when reading a line",
        "input() asks a person, and nobody is there: what your function needs comes "
        "in as its arguments.",
    ),
    (
        r"SystemExit",
        "exit() and sys.exit() end a whole program: end your function with return.",
    ),
    (
        r"KeyboardInterrupt",
        "KeyboardInterrupt is how Jupyter stops a cell: raise another error.",
    ),
    (
        r"NameError: name '(\w+)'",
        r"No \1 is defined: is it misspelt, or in a cell that has not run since the "
        "kernel started?",
    ),
    (
        r"UnboundLocalError: .*'(\w+)'",
        r"Your function gives \1 a value somewhere, so \1 is its own name: it needs a "
        "value before this line.",
    ),
    (
        r"ModuleNotFoundError",
        "There is no such module here: the set-up cell has all you need.",
    ),
    (
        r"RecursionError",
        "A function calls itself without end: which case should stop it?",
    ),
]
ERRORS = [
    (
        r"TypeError: Strings must be encoded",
        "A hash takes bytes: encode() makes them of a text.",
    ),
    (
        r"TypeError: .*(missing \d+ required|positional argument|keyword argument)",
        "A function is called with other arguments than it takes. Your own keeps the "
        "first line of the exercise.",
    ),
    (
        r"TypeError: '(\w+)' object is not callable",
        r"Brackets stand after a value of type \1, as if it were a function. Has a "
        "variable taken the name of one?",
    ),
    (
        r"TypeError: .*unhashable",
        "This kind of value can't be looked up in a set or dictionary: ask with "
        "isinstance what kind it is.",
    ),
    (
        r"(Type|Attribute)Error: .*NoneType",
        "A value is None here: what made it returned nothing, or found nothing.",
    ),
    (
        r"TypeError: .*(bytes.*\bstr\b|\bstr\b.*bytes)",
        "Bytes and text (str) meet here: encode() makes bytes of a text, decode() a text of bytes.",
    ),
    (
        r"AttributeError: '([\w.]+)' object has no attribute '(\w+)'",
        r"A value of type \1 has no \2: is it the kind of value that you think it is?",
    ),
    (
        r"KeyError",
        "This key is not in the dictionary: ask with in first, or use get.",
    ),
    (
        r"IndexError",
        "There is nothing at this place: ask len() how many there are.",
    ),
    (
        r"ValueError: (too many|not enough) values",
        "The parts are more or fewer than the names that take them: count them first.",
    ),
    (
        r"ValueError: invalid literal for int",
        "int() reads digits, and this text has others.",
    ),
    (
        r"UnicodeEncodeError",
        "This encoding has no bytes for one of the characters.",
    ),
    (
        r"UnicodeDecodeError",
        "These bytes are no text in this encoding.",
    ),
    (
        r"Error: Incorrect padding",
        "base64 is read in groups of four: fill the last one with =.",
    ),
    (
        r"JSONDecodeError",
        "This text is no JSON: it may be a sign that something else went wrong.",
    ),
    (
        r".*JSON serializable",
        "This value has no form in JSON.",
    ),
    (
        r"ZeroDivisionError",
        "Nothing can be divided by 0: which input leads there?",
    ),
]


def of_error(actual: str, expected: str) -> str:
    """Return advice for an error: ``actual`` is its class and message.

    ``expected`` is the error that was expected, in words, or "" where it was a value.
    """
    kind, wanted = actual.partition(":")[0], expected.removeprefix("the error ")
    found = first_match(MISTAKES, actual)
    if found or (expected and wanted != expected):
        return found or f"{kind} is raised, and {wanted} is wanted: catch the one, raise the other."
    line = f"Your code raises {kind} for this input, which it has to answer."
    return first_match(ERRORS, actual) or line


def first_match(table: list[tuple[str, str]], text: str) -> str:
    """Return the sentence of the first pattern that the text begins with, "" for none."""
    matches = ((re.match(pattern, text), sentence) for pattern, sentence in table)
    return next((found.expand(sentence) for found, sentence in matches if found), "")
