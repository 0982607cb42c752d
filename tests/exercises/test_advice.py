"""Advice by the kind of difference: true of what came back and what was expected."""

import pytest

from exercises.checks.advice_on_errors import of_error
from exercises.checks.advice_on_values import of_value
from exercises.checks.bounded_repr import ENDS, MAX_TEXT, bounded_repr


@pytest.mark.parametrize(
    ("actual", "expected", "said"),
    [("None", "5", "does your function end with return?"),
     ("'5'", "5", "Text (str) came back, and a whole number (int) is wanted. But for that it is"),
     ("b'ab'", "'ab'", "decode() makes text of bytes."),
     ("'ab'", "b'ab'", "encode() makes bytes of a text."),
     ("[1, 2]", "{1, 2}", "A list came back, and a set is wanted. What it holds is right."),
     ("list", "set", "A list came back, and a set is wanted."),
     ("1", "True", "But for that it is right."),
     ("True", "False", "True came back where False is right"),
     ("False for what the key signed", "True", "False came back where True is right"),
     ("'AB'", "'ab'", "capitals and small letters"), ("' ab'", "'ab'", "blanks or line ends"),
     ("'Wg='", "'Wg'", "1 character too many at its end"),
     ("b'a'", "b'abc'", "2 bytes missing at its end"), ("'ba'", "'ab'", "in another order"),
     ("'1abd'", "'1abc'", "Right at first: 3 characters, then it differs; it has the right length"),
     ("'good'", "'over'", "For this input the word is 'over'"),
     ("61", "60", "Too large by 1"), ("59", "60", "Too small by 1"), ("-5", "5", "other sign"),
     ("5", "300", "60 times too small"), ("7", "300", "Too small by 293"),
     ("[2, 1]", "[1, 2]", "The right items, in another order."),
     ("[1, 1]", "[1]", "The right items, each another number of times."),
     ("{1}", "{1, 2}", "1 missing, 2 first"), ("{1, 3}", "{1}", "1 too many, 3 first"),
     ("{'a': 1}", "{'a': 2}", "the value of 'a' differs"),
     ("{'a': 1}", "{'b': 1}", "1 missing, 'b' first; 1 too many, 'a' first"),
     ("5", "the error ValueError", "raise ValueError"), ("5", "an error", "raise an error"),
     ("<bound method X.y of z>", "5", "brackets after its name call it"),
     ("<generator object f>", "5", "yield makes one"),
     ("<__main__.F object>", "5", "An object of __main__.F came back"),
     ("it changed what it was given: [1]", "still [1, 2]", "Work on a copy"),
     ("b'a'", "5", "Bytes came back, and a whole number (int) is wanted."),
     ("[1]", "5", "A list came back, and a whole number (int) is wanted."),
     ("'list'", "'dict'", "A list came back, and a dictionary is wanted."),
     ("'list'", "'x1'", "It differs at once; it has 4 characters, not 2."),
     ("'good'", "'x1'", "It differs at once"), ("1j", "5", ""), ("list", "'a'", ""),
     ("2 hashes", "1 hash", ""), ("'a' for b", "something", "")],
)  # fmt: skip
def test_a_value_is_told_by_how_it_differs(actual: str, expected: str, said: str) -> None:
    advice = of_value(actual, expected)
    assert said in advice
    assert bool(said) == bool(advice)


def test_of_a_value_whose_middle_is_cut_nothing_is_said_as_if_it_were_whole() -> None:
    long = "a" * (MAX_TEXT + 1)
    for one, other in (
        (long, "a" * ENDS), ("a" * ENDS, long), (long + "b", long), (long.upper(), long),
        (long[1:], long), (long.encode(), b"a" * ENDS),
    ):  # fmt: skip
        assert of_value(bounded_repr(one), bounded_repr(other)) == "", (one[:30], other[:30])
    assert "encode() makes bytes" in of_value(bounded_repr("a"), bounded_repr(b"a"))


@pytest.mark.parametrize(
    ("actual", "expected", "said"),
    [("TypeError: Strings must be encoded before hashing", "", "encode() makes them of a text"),
     ("KeyError: 'x'", "", "ask with in first"),
     ("KeyError: 'x'", "the error ValueError", "KeyError is raised, and ValueError is wanted"),
     ("NameError: name 'jsn' is not defined", "the error ValueError", "No jsn is defined"),
     ("EOFError: EOF when reading a line", "", "input() asks a person"),
     ("SystemExit: 3", "", "end your function with return"),
     ("NotImplementedError", "", "still reached"),
     ("AttributeError: 'bytes' object has no attribute 'x'", "", "type bytes has no x"),
     ("TypeError: unhashable type: 'list'", "", "can't be looked up"),
     ("TypeError: cannot use 'list' as a set element (unhashable type: 'list')", "", "looked up"),
     ("TypeError: Object of type set is not JSON serializable", "", "no form in JSON"),
     ("ValueError: too many values to unpack (expected 2)", "", "count them first"),
     ("OddError: so it is", "", "Your code raises OddError for this input")],
)  # fmt: skip
def test_an_error_is_told_by_its_class_and_message(actual: str, expected: str, said: str) -> None:
    assert said in of_error(actual, expected)
