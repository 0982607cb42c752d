"""An answer while it is tried: what it was given, what came back, and whose error it was."""

import contextlib
import copy
import inspect
import io
import re
import traceback
import warnings
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

Given = Callable[..., Any]
VARIES = re.compile(
    r"(?<=127\.0\.0\.1):\d{5}|(?<=localhost):\d{5}| at 0x[0-9a-f]+"
    r"|(?:[A-Z]:)?[/\\][^'\"]*[/\\](?=\w+\.sqlite)"
)
"""What differs every time: a port, a memory address, a temporary folder."""


class ExerciseError(Exception):
    """Something that the learner can mend: a notebook shows its sentence, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class SurpriseError(Exception):
    """Something else came back than what was expected."""

    def __init__(self, got: str, expected: str) -> None:
        """Keep both as they will be shown."""
        super().__init__(got, expected)
        self.got, self.expected = got, expected


class CrashError(Exception):
    """The answer's own code raised ``error``; another one may have been ``expected``."""

    def __init__(self, error: BaseException) -> None:
        """Keep the error."""
        super().__init__(error)
        self.error, self.expected = error, ""


def expect(got: object, expected: object) -> None:
    """Go on where ``got`` equals ``expected``."""
    if got != expected:
        raise SurpriseError(repr(got), repr(expected))


def expect_that(holds: object, got: str, expected: str) -> None:
    """Go on where something ``holds``; else show in words what came back and what was expected."""
    if not holds:
        raise SurpriseError(got, expected)


def expect_error(kind: type[Exception], given: Given, *args: Any) -> None:
    """Go on where the answer, called with ``args``, raises an error of this ``kind``."""
    expected = "an error" if kind is Exception else f"the error {kind.__name__}"
    try:
        got = given(*args)
    except CrashError as crash:
        if isinstance(crash.error, kind):
            return
        crash.expected = expected
        raise
    raise SurpriseError(repr(got), expected)


class Attempt:
    """An answer that remembers its last call, and keeps its own errors apart from ours."""

    def __init__(self, function: Given) -> None:
        """Stand in for ``function``."""
        self.function, self.tried, self.got, self.printed = function, "", "", ""

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Call the answer; CrashError where it raises anything, NotImplementedError excepted.

        SurpriseError where it is a coroutine, or changes a dict or a list that it was given.
        """
        given = [*args, *named.values()]
        before = [copy.deepcopy(one) if type(one) in (dict, list) else one for one in given]
        shown = [repr(one) for one in args] + [f"{key}={one!r}" for key, one in named.items()]
        self.tried, self.got = f"{self.function.__name__}({', '.join(shown)})", ""
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said):
                returned = self.function(*args, **named)
        except (NotImplementedError, KeyboardInterrupt):
            raise
        except BaseException as error:
            raise CrashError(error) from error
        finally:
            self.printed = said.getvalue()
        if inspect.iscoroutine(returned):
            returned.close()
            raise SurpriseError("a coroutine that nobody awaits", "a function: def without async")
        self.got = repr(returned)
        if given != before:
            (changed, was) = next((a, b) for a, b in zip(given, before, strict=True) if a != b)
            raise SurpriseError(f"it changed what it was given: {changed!r}", f"still {was!r}")
        return returned


def own_line(error: BaseException, function: Given) -> str:
    """Return the last line of the answer's own file, or cell, that ``error`` came through."""
    file = function.__code__.co_filename if isinstance(function, FunctionType) else ""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename == file]
    return f"line {own[-1].lineno}: {own[-1].line}" if own else ""


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Drop what an answer prints or warns of: it is called many times."""
    nowhere = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(nowhere):
        warnings.simplefilter("ignore")
        with contextlib.redirect_stderr(nowhere):
            yield
