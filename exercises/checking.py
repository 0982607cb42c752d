"""What an exercise is: a name, properties that an answer must have, and mistakes that people make.

A property is a function that calls the answer and says, with ``expect``, what should come back. A
mistake is a wrong answer as people write it, with the sentence that mends it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from exercises.attempt import Attempt, CrashError, Given, SurpriseError, own_line, quiet
from exercises.limit import TooLongError, limit

Property = Callable[[Given, Random], None]
SECONDS = 5.0
"""How long an answer may take for one property."""


@dataclass(frozen=True)
class Result:
    """How one property went; ``state`` is "holds", "fails", "crashes", "takes too long" or "open".

    ``tried``, ``got``, ``expected`` and ``line`` are shown to the learner; "open" means that there
    is no answer yet.
    """

    name: str
    state: str
    tried: str = ""
    got: str = ""
    expected: str = ""
    line: str = ""
    advice: str = ""


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

        An answer is taken for this mistake where it fails a property in the same way, or, with
        ``seen``, where that says so.
        """

        def keep(function: Given) -> Given:
            self.mistakes.append(Mistake(sentence, function, seen))
            return function

        return keep

    def examine(self, function: Given, seed: int) -> list[Result]:
        """Try every property of an answer, on inputs drawn by ``seed``."""
        results: list[Result] = []
        for name in self.properties:
            results.append(self._advised(self.outcome(name, function, seed), function, seed))
            if results[-1].state in ("open", "takes too long"):
                break
        return results

    def outcome(self, name: str, function: Given, seed: int) -> Result:
        """Try one property."""
        check, seconds = self.properties[name]
        given = Attempt(function)
        try:
            with quiet(), limit(seconds):
                check(given, Random(f"{seed} {self.name} {name}"))  # noqa: S311 - to be repeated
        except NotImplementedError:
            return Result(name, "open")
        except TooLongError:
            return Result(
                name, "takes too long", given.tried, f"nothing within {seconds:g} seconds"
            )
        except CrashError as crash:
            got = f"{type(crash.error).__name__}: {crash.error}"
            return Result(name, "crashes", given.tried, got, line=own_line(crash.error, function))
        except SurpriseError as surprise:
            return Result(name, "fails", given.tried, surprise.got, surprise.expected)
        except Exception:  # what came back can't even be looked at
            return Result(name, "fails", given.tried, given.got, "a value of another kind")
        return Result(name, "holds")

    def _advised(self, result: Result, function: Given, seed: int) -> Result:
        if result.state not in ("fails", "crashes"):
            return result
        for mistake in self.mistakes:
            if mistake.seen:
                found = mistake.seen(function)
            else:
                same = self.outcome(result.name, mistake.function, seed)
                found = (same.state, same.got) == (result.state, result.got)
            if found:
                return _with(result, mistake.sentence)
        if result.got == "None":
            return _with(result, "Nothing came back: does your function end with return?")
        return result


def _with(result: Result, advice: str) -> Result:
    return Result(**vars(result) | {"advice": advice})
