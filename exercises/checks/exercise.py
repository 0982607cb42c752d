"""What an exercise is: a name, properties that an answer must have, and known misconceptions.

A property is a function that calls the answer and states with ``expect_equal`` and its siblings
what should come back. A misconception is a wrong answer as people write it, with its feedback.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random

import time_machine

from demo_server.notebook.lesson import START
from exercises.checks import advice_on_errors, advice_on_values, models
from exercises.checks.answer import RecordedAnswer, past_proxies, quiet, source_line
from exercises.checks.bounded_repr import cut, error_text
from exercises.checks.errors import (
    AnswerRaised,
    AnswerTimeout,
    ExerciseError,
    Interrupted,
    NotAttempted,
    PropertyFailed,
)
from exercises.checks.expect import Answer
from exercises.checks.result import Outcome, Result, fingerprint
from exercises.checks.timeout import time_limit

Property = Callable[[Answer, Random], None]
UNINFORMATIVE_RESULTS = {"True", "False", "None", "{}", "[]", "''", "b''", "0"}
"""Results that different misconceptions lead to."""
SECONDS = 5.0
"""How long an answer may take for one property."""
CHECK_FAILED = "The check itself failed, and not your answer ({}). Please tell who gave it to you."
SET_UP = "{} comes from the first code cell of this notebook: run that one, then this one again."
EXAMPLE = "gives the example of its docstring"
QUICK = 0.3
"""Seconds of a property that is run again, with other inputs, to be sure of a misconception."""


@dataclass(frozen=True)
class Misconception:
    """A wrong ``answer``, its ``feedback``, and how to ``detect`` it if no output shows it."""

    feedback: str
    answer: Answer
    detect: Callable[[Answer], bool] | None

    @property
    def name(self) -> str:
        """Return the name of the wrong answer."""
        return self.answer.__name__


@dataclass
class Exercise:
    """One function to write: its ``name``, and ``why`` the model answer is as it is."""

    name: str
    why: str
    properties: dict[str, tuple[Property, float]] = field(default_factory=dict)
    misconceptions: list[Misconception] = field(default_factory=list)
    _runs: dict[tuple[str, Answer, int], Result] = field(default_factory=dict, init=False)

    def property(self, name: str, seconds: float = SECONDS) -> Callable[[Property], Property]:
        """Register a property; ``name`` is a sentence without its subject ("keeps the order")."""

        def register(function: Property) -> Property:
            self.properties[name] = function, seconds
            return function

        return register

    def misconception(
        self, feedback: str, detect: Callable[[Answer], bool] | None = None
    ) -> Callable[[Answer], Answer]:
        """Register a wrong answer that people give, with the ``feedback`` that helps them.

        Feedback is chosen in this order: a misconception whose ``detect`` returns True; one with
        the same result on every property; one with the same result on this property that lacks
        nothing the answer has. The last two must have the same result on other inputs as well.
        Where no misconception is found, advice is given by how the result differs.
        """

        def register(answer: Answer) -> Answer:
            self.misconceptions.append(Misconception(feedback, answer, detect))
            return answer

        return register

    def run(self, answer: Answer, seed: int) -> list[Result]:
        """Return the result of each property, on inputs drawn by ``seed``, with feedback.

        Nothing more is run after a timeout, not even a misconception, or after a stub. Raises
        ExerciseError if an exercise can't be run here.
        """
        results: list[Result] = []
        for name in self.properties:
            results.append(self.run_property(name, answer, seed))
            if results[-1].outcome in (Outcome.NOT_ATTEMPTED, Outcome.TIMEOUT):
                return [self._with_advice(result) for result in results]
        if any(result.outcome is not Outcome.PASSED for result in results):
            return self._attach_feedback(results, answer, seed)
        return results

    def run_example(self, answer: Answer, results: list[Result], seed: int) -> list[Result]:
        """Return the result of the example in the docstring, if the answer does not give it.

        Where it goes wrong as the first failing property does, it has the same feedback.
        """
        example = models.example(self.name)
        if example is None:
            return []
        result = self.run_check(EXAMPLE, example, SECONDS, answer, seed)
        if result.outcome not in (Outcome.FAILED, Outcome.ERROR):
            return []
        named = next((one.misconception for one in results if one.feedback), "")
        for known in self.misconceptions:
            if named and known.answer.__name__ == named:
                same = self.run_check(EXAMPLE, example, SECONDS, known.answer, seed)
                if known.detect or fingerprint(same) == fingerprint(result):
                    return [replace(result, feedback=known.feedback, misconception=named)]
        return [self._with_advice(result)]

    def forget_runs(self) -> None:
        """Forget how misconceptions went: what they use was not what it should be."""
        self._runs.clear()

    def _attach_feedback(self, results: list[Result], answer: Answer, seed: int) -> list[Result]:
        """Return the results with feedback at each failure: of a misconception, or by its kind."""
        plain = [one for one in self.misconceptions if not one.detect]
        sure = [one for one in self.misconceptions if one.detect and one.detect(answer)]
        sure += [one for one in plain if all(self._matches(one, each, seed) for each in results)]
        attached = []
        for result in results:
            if result.outcome in (Outcome.PASSED, Outcome.CHECK_FAILED):
                attached.append(result)
                continue
            informative = result.actual not in UNINFORMATIVE_RESULTS
            likely = sure or (
                one for one in plain if informative and self._is_likely(one, result, results, seed)
            )
            found = next((one for one in likely if self._persists(one, answer, result, seed)), None)
            if found:
                result = replace(result, feedback=found.feedback, misconception=found.name)
            else:
                result = self._with_advice(result)
            attached.append(result)
        return attached

    def _with_advice(self, result: Result) -> Result:
        """Return a failure's result with advice by its kind; any other as it is."""
        actual, expected = result.actual, result.expected
        if result.outcome is Outcome.FAILED:
            return replace(result, feedback=advice_on_values.of_value(actual, expected))
        if result.outcome is not Outcome.ERROR:
            return result
        missing = re.match(r"NameError: name '(\w+)'", actual)
        if missing and models.is_set_up(self.name, missing[1]):
            return replace(result, feedback=SET_UP.format(missing[1]))
        return replace(result, feedback=advice_on_errors.of_error(actual, expected))

    def _is_likely(
        self, misconception: Misconception, result: Result, results: list[Result], seed: int
    ) -> bool:
        """Return whether a misconception has this result, and lacks nothing that the answer has."""
        passed = [one for one in results if one.outcome is Outcome.PASSED]
        return self._matches(misconception, result, seed) and all(
            self._kept_run(one.name, misconception.answer, seed).outcome is Outcome.PASSED
            for one in passed
        )

    def _persists(
        self, misconception: Misconception, answer: Answer, result: Result, seed: int
    ) -> bool:
        """Return whether answer and misconception have the same result with other inputs, too.

        Where a property takes long, or the misconception was detected, they are not run again.
        """
        if misconception.detect or misconception.answer is answer:
            return True
        others = 4 if result.actual in UNINFORMATIVE_RESULTS else 2
        for other in range(seed + 1, seed + 1 + others):
            began = time.perf_counter()
            again = self.run_property(result.name, answer, other)
            if not self._matches(misconception, again, other):
                return False
            if time.perf_counter() - began > QUICK:
                break
        return True

    def _matches(self, misconception: Misconception, result: Result, seed: int) -> bool:
        """Return whether a misconception, run once for each seed, has a result like this one."""
        kept = self._kept_run(result.name, misconception.answer, seed)
        return fingerprint(kept) == fingerprint(result)

    def _kept_run(self, name: str, answer: Answer, seed: int) -> Result:
        key = name, answer, seed
        if key not in self._runs:
            self._runs[key] = self.run_property(name, answer, seed)
        return self._runs[key]

    def run_property(self, name: str, answer: Answer, seed: int) -> Result:
        """Return the result of one property, run at the moment at which every lesson starts.

        Raises ExerciseError if the property can't be run here.
        """
        check, limit = self.properties[name]
        return self.run_check(name, check, limit, answer, seed)

    def run_check(
        self, name: str, check: Property, limit: float, answer: Answer, seed: int
    ) -> Result:
        """Return the result of a property that need not be one of the exercise's own."""
        recorded = RecordedAnswer(answer, self.name)
        random = Random(f"{seed} {self.name} {name}")  # noqa: S311 - to be repeated
        try:
            with quiet(), past_proxies(), at_start(), time_limit(limit):
                result, odd = _judged(name, check, recorded, random)
        except NotAttempted:
            return Result(name, Outcome.NOT_ATTEMPTED)
        except AnswerTimeout:
            actual = f"nothing within {limit:g} seconds"
            return Result(name, Outcome.TIMEOUT, recorded.call, actual)
        if odd and not (
            recorded.actual and self._holds_for_model(name, check, limit, answer, seed)
        ):
            return Result(name, Outcome.CHECK_FAILED, feedback=CHECK_FAILED.format(odd))
        return result

    def _holds_for_model(
        self, name: str, check: Property, limit: float, answer: Answer, seed: int
    ) -> bool:
        """Return whether the model answer passes, so that what came back is at fault."""
        found = models.model(self.name)
        if found is None or found is answer:
            return found is None
        return self.run_check(name, check, limit, found, seed).outcome is Outcome.PASSED


@contextmanager
def at_start() -> Iterator[None]:
    """Stop the clock at the moment at which every lesson starts."""
    depth = len(time_machine.traveller_stack)
    travel = time_machine.travel(START, tick=False)
    travel.start()
    try:
        yield
    finally:
        if len(time_machine.traveller_stack) > depth:
            if hasattr(time, "tzset"):
                os.environ.setdefault("TZ", "UTC")  # the journey set it, and takes it away
            travel.stop()


def _judged(
    name: str, check: Property, answer: RecordedAnswer, random: Random
) -> tuple[Result, str]:
    """Run a property; return its result, and the error by which it could not go on, or ""."""
    outcome, line, odd = Outcome.FAILED, "", ""
    try:
        check(answer, random)
    except (ExerciseError, NotAttempted, Interrupted):
        raise
    except AnswerRaised as raised:
        outcome, line = Outcome.ERROR, source_line(raised.error, answer.function)
        actual, expected = error_text(raised.error), raised.expected
    except PropertyFailed as failed:
        actual, expected = cut(failed.actual), cut(failed.expected)
    except BaseException as error:  # of a method of what came back, for instance
        odd = error_text(error)
        actual, expected = answer.actual, f"a value that can be read as the right one can ({odd})"
    else:
        return Result(name, Outcome.PASSED), ""
    return Result(name, outcome, answer.call, actual, expected, line, answer.stdout), odd
