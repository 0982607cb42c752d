"""What an exercise is: a name, properties that an answer must have, and known misconceptions.

A property is a function that calls the answer and states with ``expect_equal`` and its siblings
what should come back. A misconception is a wrong answer as people write it, with its feedback.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from random import Random

import time_machine

from demo_server.notebook.lesson import START
from exercises.checks.answer import RecordedAnswer, past_proxies, quiet, source_line
from exercises.checks.errors import AnswerRaised, AnswerTimeout, ExerciseError, PropertyFailed
from exercises.checks.expect import Answer
from exercises.checks.timeout import time_limit

Property = Callable[[Answer, Random], None]
NO_RETURN_FEEDBACK = "Nothing came back: does your function end with return?"
UNINFORMATIVE_RESULTS = {"True", "False", "None", "{}", "[]", "''", "b''", "0"}
"""Results that different misconceptions lead to."""
NONDETERMINISTIC = re.compile(
    r"(?<=127\.0\.0\.1):\d{5}|(?<=localhost):\d{5}| at 0x[0-9a-f]+"
    r"|(?:[A-Z]:)?[/\\][^'\"]*[/\\](?=\w+\.sqlite)"
)
"""What differs on every run: a port, a memory address, a temporary folder."""
SECONDS = 5.0
"""How long an answer may take for one property."""


class Outcome(Enum):
    """How the run of a property ended."""

    PASSED = "passed"
    FAILED = "failed"
    """The answer returned something else than was expected."""
    ERROR = "error"
    """The answer raised an exception that was not expected."""
    TIMEOUT = "timeout"
    NOT_ATTEMPTED = "not attempted"
    """The answer is still the stub, which raises NotImplementedError."""


@dataclass(frozen=True)
class Result:
    """How the run of one property ended; all but ``outcome`` are texts for the learner."""

    name: str
    outcome: Outcome
    call: str = ""
    actual: str = ""
    expected: str = ""
    source_line: str = ""
    stdout: str = ""
    feedback: str = ""
    misconception: str = ""


def _fingerprint(result: Result) -> tuple[Outcome, str, str]:
    """Return what decides whether two results are alike: outcome, arguments, value."""
    _, _, arguments = result.call.partition("(")
    call, actual = (NONDETERMINISTIC.sub("", text) for text in (arguments, result.actual))
    return result.outcome, call, actual


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
        the same result on every property; one with the same result on this property.
        """

        def register(answer: Answer) -> Answer:
            self.misconceptions.append(Misconception(feedback, answer, detect))
            return answer

        return register

    def run(self, answer: Answer, seed: int) -> list[Result]:
        """Return the result of each property, on inputs drawn by ``seed``, with feedback.

        Nothing more is run after a timeout or a stub. Raises ExerciseError if an exercise can't be
        run here.
        """
        results: list[Result] = []
        for name in self.properties:
            results.append(self.run_property(name, answer, seed))
            if results[-1].outcome in (Outcome.NOT_ATTEMPTED, Outcome.TIMEOUT):
                return results
        if any(result.outcome is not Outcome.PASSED for result in results):
            return self._attach_feedback(results, answer, seed)
        return results

    def _attach_feedback(self, results: list[Result], answer: Answer, seed: int) -> list[Result]:
        """Return the results with the feedback of a matching misconception at each failure."""
        plain = [one for one in self.misconceptions if not one.detect]
        sure = [one for one in self.misconceptions if one.detect and one.detect(answer)]
        sure += [one for one in plain if all(self._matches(one, each, seed) for each in results)]
        attached = []
        for result in results:
            informative = result.actual not in UNINFORMATIVE_RESULTS
            likely = sure or (
                one for one in plain if informative and self._matches(one, result, seed)
            )
            missing = result.actual == "None" and " error" not in result.expected
            otherwise = NO_RETURN_FEEDBACK if missing else ""
            found = next(iter(likely), None)
            feedback, met = (found.feedback, found.name) if found else (otherwise, "")
            failed = result.outcome is not Outcome.PASSED
            attached.append(
                replace(result, feedback=feedback, misconception=met) if failed else result
            )
        return attached

    def _matches(self, misconception: Misconception, result: Result, seed: int) -> bool:
        """Return whether a misconception, run once for each seed, has a result like this one."""
        key = result.name, misconception.answer, seed
        if key not in self._runs:
            self._runs[key] = self.run_property(result.name, misconception.answer, seed)
        return _fingerprint(self._runs[key]) == _fingerprint(result)

    def run_property(self, name: str, answer: Answer, seed: int) -> Result:
        """Return the result of one property, run at the moment at which every lesson starts.

        Raises ExerciseError if the property can't be run here.
        """
        check, limit = self.properties[name]
        recorded = RecordedAnswer(answer)
        try:
            with quiet(), past_proxies(), time_machine.travel(START, tick=False), time_limit(limit):
                check(recorded, Random(f"{seed} {self.name} {name}"))  # noqa: S311 - to be repeated
        except ExerciseError:
            raise
        except NotImplementedError:
            return Result(name, Outcome.NOT_ATTEMPTED)
        except AnswerTimeout:
            actual = f"nothing within {limit:g} seconds"
            return Result(name, Outcome.TIMEOUT, recorded.call, actual)
        except Exception as error:
            return _failure(name, recorded, error)
        return Result(name, Outcome.PASSED)


def _failure(name: str, answer: RecordedAnswer, error: Exception) -> Result:
    """Return the result of a property that raised ``error``."""
    outcome, line = Outcome.FAILED, ""
    if isinstance(error, AnswerRaised):
        outcome, line = Outcome.ERROR, source_line(error.error, answer.function)
        actual, expected = f"{type(error.error).__name__}: {error.error}", error.expected
    elif isinstance(error, PropertyFailed):
        actual, expected = error.actual, error.expected
    else:  # the property could not even look at what came back
        actual, expected = answer.actual, "a value of another kind"
    return Result(name, outcome, answer.call, actual, expected, line, answer.stdout)
