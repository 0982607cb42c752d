"""What a learner is shown: right, wrong, with advice or without; as text and as HTML."""

import re
from random import Random

import jwt

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.report import Report, shortened
from tests.exercises.sample_exercise import double, doubles, report


def test_a_right_answer_gets_one_short_line() -> None:
    assert repr(report(double)) == "double: right. 2 of 2 properties hold."
    assert report(double)._repr_html_().count("<p>") == 1


def test_a_wrong_answer_is_shown_with_input_result_expectation_and_advice() -> None:
    def squared(number: int) -> int:
        return number**2

    lines = repr(report(squared)).splitlines()
    assert lines[0] == "double: not right yet. 1 of 2 properties hold."
    assert lines[1] == "  \N{MULTIPLICATION SIGN} does not hold: doubles a number"
    assert re.fullmatch(r" +tried +double\([3-8]\)", lines[2])
    assert re.fullmatch(r" +came back +\d+", lines[3])
    assert re.fullmatch(r" +expected +\d+", lines[4])
    assert lines[5].split(maxsplit=1) == ["advice", "You squared it: multiply by two instead."]
    assert lines[6] == "  \N{CHECK MARK} holds: refuses a text"


def test_another_wrong_answer_gets_advice_that_is_true_of_it() -> None:
    shown = repr(report(lambda number: number - 1))
    assert "squared" not in shown
    assert re.search(r"advice +Too small by \d\.", shown)


def test_other_inputs_are_drawn_for_another_seed_and_the_same_for_the_same() -> None:
    shown = {seed: repr(report(lambda _number: 0, seed)) for seed in range(6)}
    assert len(set(shown.values())) > 1
    assert repr(report(lambda _number: 0, 3)) == shown[3]


def test_long_values_and_ports_are_cut() -> None:
    def long(_number: int) -> str:
        return "http://127.0.0.1:54321/" + "x" * 400

    shown = repr(report(long))
    assert "127.0.0.1:PORT" in shown
    assert all(len(line) < 440 for line in shown.splitlines())


def test_what_is_cut_says_how_long_it_is() -> None:
    call = shortened(f"f({'a' * 5_000!r}, {'b' * 30!r})", 400)
    assert call.startswith("f('aaaa")
    assert "aaaa' (5,000 characters), 'bbbb" in call
    assert " … " in call
    assert shortened(repr(bytes(900))).endswith(r"\x00' (900 bytes)")
    assert shortened("x" * 900).endswith("xxx (900 characters)")
    assert shortened("it's a long sentence with 'one" + " more" * 40).endswith("(230 characters)")
    assert shortened("short") == "short"


def test_notes_stand_below_the_headline_and_are_escaped() -> None:
    noted = Report("double", report(double).results, ("a <note>",))
    assert repr(noted).splitlines()[1] == "  note: a <note>"
    assert "<p><strong>Note.</strong> a &lt;note&gt;</p>" in noted._repr_html_()


def test_a_file_is_shown_by_its_name() -> None:
    def somewhere(_number: int) -> str:
        return "/tmp/of-today/published.sqlite"  # noqa: S108 - nothing stands there

    shown = repr(report(somewhere))
    assert "came back 'published.sqlite'" in shown


def test_html_says_in_words_what_the_marks_say_and_escapes_what_was_sent() -> None:
    def marked(_number: int) -> str:
        return "<script>alert(1)</script>"

    html = report(marked)._repr_html_()
    assert "<script>" not in html
    assert "does not hold" in html
    assert html.count('<th scope="row"') == 2 * 4


def test_a_token_is_shown_with_what_it_says() -> None:
    own = Exercise("double", "")

    @own.property("reads a token")
    def _reads(answer: Answer, _random: Random) -> None:
        expect_equal(answer(jwt.encode({"sub": "ann"}, bytes(32))), "ann")

    shown = repr(Report("double", tuple(own.run(lambda _token: "ben", 1))))
    assert "its token {'alg': 'HS256', 'typ': 'JWT'} {'sub': 'ann'}" in shown


def test_no_address_in_memory_is_shown() -> None:
    def unfinished(number: int) -> object:
        return number.to_bytes

    assert "came back <built-in method to_bytes of int object>" in repr(report(unfinished))


def test_a_misconception_is_run_once_however_often_answers_are_wrong() -> None:
    counted, calls = Exercise("double", "As above."), list[int]()
    counted.property("doubles a number")(doubles)

    @counted.misconception("Three times is too many.")
    def _tripled(number: int) -> int:
        calls.append(number)
        return 3 * number

    for factor in (3, 4, 3):
        (result,) = counted.run(lambda number, by=factor: by * number, 1)
        assert result.misconception == ("_tripled" if factor == 3 else "")
    assert len(calls) == 3  # its own inputs, and two more to be sure
    counted.run(lambda number: 3 * number, 2)
    assert len(calls) == 4
