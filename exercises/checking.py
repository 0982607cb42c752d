"""What an exercise is: a name, properties that an answer must have, and mistakes that people make.

A property is a function that calls the answer and says, with ``expect``, what should come back. A
mistake is a wrong answer as people write it, with the sentence that mends it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

import time_machine

from demo_server.lesson import START
from exercises.attempt import (
    VARIES,
    Attempt,
    CrashError,
    ExerciseError,
    Given,
    SurpriseError,
    own_line,
    quiet,
)
from exercises.limit import TooLongError, limit

Property = Callable[[Given, Random], None]
NOTHING = "Nothing came back: does your function end with return?"
SAYS_LITTLE = {"True", "False", "None", "{}", "[]", "''", "b''", "0"}
"""Results that different mistakes lead to."""
SECONDS = 5.0
"""How long an answer may take for one property."""


@dataclass(frozen=True)
class Result:
    """How one property went; ``state`` is "holds", "fails", "crashes", "takes too long" or "open".

    The other texts are shown to the learner; "open" means that there is no answer yet.
    """

    name: str
    state: str
    tried: str = ""
    got: str = ""
    expected: str = ""
    line: str = ""
    printed: str = ""
    advice: str = ""


def _way(result: Result) -> tuple[str, str, str]:
    """Return what is the same where two answers went the same way, at the same call."""
    call, got = (VARIES.sub("", text) for text in (result.tried.partition("(")[2], result.got))
    return result.state, call, got


@dataclass(frozen=True)
class Mistake:
    """A wrong answer, the sentence that mends it, and a way to see it where outputs don't tell."""

    sentence: str
    function: Given
    seen: Callable[[Given], bool] | None


@dataclass
class Exercise:
    """One function to write: its ``name``, and ``why`` the model answer is as it is."""

    name: str
    why: str
    properties: dict[str, tuple[Property, float]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    _tried: dict[tuple[str, Given, int], Result] = field(default_factory=dict, init=False)

    def must(self, name: str, seconds: float = SECONDS) -> Callable[[Property], Property]:
        """Register a property, its ``name`` a sentence without its subject ("keeps the order")."""

        def keep(function: Property) -> Property:
            self.properties[name] = function, seconds
            return function

        return keep

    def mistake(
        self, sentence: str, seen: Callable[[Given], bool] | None = None
    ) -> Callable[[Given], Given]:
        """Register a wrong answer that people give, with the ``sentence`` that mends it.

        An answer is taken for this mistake where it goes the same way with all properties, or where
        ``seen`` says so; if there is none such, where it fails one property as this one does.
        """

        def keep(function: Given) -> Given:
            self.mistakes.append(Mistake(sentence, function, seen))
            return function

        return keep

    def examine(self, function: Given, seed: int) -> list[Result]:
        """Try every property of an answer, on inputs drawn by ``seed``."""
        results: list[Result] = []
        for name in self.properties:
            results.append(self.outcome(name, function, seed))
            if results[-1].state in ("open", "takes too long"):
                return results
        if any(result.state != "holds" for result in results):
            return self._advised(results, function, seed)
        return results

    def _advised(self, results: list[Result], function: Given, seed: int) -> list[Result]:
        """Put the sentence of the mistake that was made, as far as it is known, to each failure."""
        unseen = [mistake for mistake in self.mistakes if not mistake.seen]
        made = [mistake for mistake in self.mistakes if mistake.seen and mistake.seen(function)]
        made += [one for one in unseen if all(self._like(one, result, seed) for result in results)]
        told = []
        for result in results:
            speaks = result.got not in SAYS_LITTLE
            near = made or (one for one in unseen if speaks and self._like(one, result, seed))
            missing = result.got == "None" and " error" not in result.expected
            otherwise = NOTHING if missing else ""
            advice = next((one.sentence for one in near), otherwise)
            told.append(result if result.state == "holds" else replace(result, advice=advice))
        return told

    def _like(self, mistake: Mistake, result: Result, seed: int) -> bool:
        """Say whether a mistake goes this way with the property; it is tried only once."""
        key = result.name, mistake.function, seed
        if key not in self._tried:
            self._tried[key] = self.outcome(result.name, mistake.function, seed)
        return _way(self._tried[key]) == _way(result)

    def outcome(self, name: str, function: Given, seed: int) -> Result:
        """Try one property at every lesson's first moment; ExerciseError if that can't be done."""
        check, seconds = self.properties[name]
        given = Attempt(function)
        try:
            with quiet(), time_machine.travel(START, tick=False), limit(seconds):
                check(given, Random(f"{seed} {self.name} {name}"))  # noqa: S311 - to be repeated
        except ExerciseError:
            raise
        except NotImplementedError:
            return Result(name, "open")
        except TooLongError:
            return Result(
                name, "takes too long", given.tried, f"nothing within {seconds:g} seconds"
            )
        except CrashError as crash:
            got = f"{type(crash.error).__name__}: {crash.error}"
            line = own_line(crash.error, function)
            return Result(name, "crashes", given.tried, got, crash.expected, line, given.printed)
        except SurpriseError as surprise:
            got, expected = surprise.got, surprise.expected
            return Result(name, "fails", given.tried, got, expected, printed=given.printed)
        except Exception:  # what came back can't even be looked at
            kind = "a value of another kind"
            return Result(name, "fails", given.tried, given.got, kind, printed=given.printed)
        return Result(name, "holds")
