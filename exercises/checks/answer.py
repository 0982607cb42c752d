"""Run a learner's answer: record its last call, and keep its exceptions apart from ours."""

import contextlib
import copy
import inspect
import io
import os
import traceback
import warnings
from collections.abc import Iterator
from types import FunctionType
from typing import Any
from unittest.mock import patch

from exercises.checks.errors import AnswerRaised, PropertyFailed
from exercises.checks.expect import Answer


class RecordedAnswer:
    """An answer that keeps its last call, result and printed text, as texts for the learner."""

    def __init__(self, function: Answer) -> None:
        """Wrap ``function``."""
        self.function, self.call, self.actual, self.stdout = function, "", "", ""

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Call the answer and return its result.

        Raises AnswerRaised for any exception of the answer but NotImplementedError and
        KeyboardInterrupt, PropertyFailed if it is a coroutine or changes a dict or list argument.
        """
        values = [*args, *named.values()]
        before = [copy.deepcopy(one) if type(one) in (dict, list) else one for one in values]
        shown = [repr(one) for one in args] + [f"{key}={one!r}" for key, one in named.items()]
        self.call, self.actual = f"{self.function.__name__}({', '.join(shown)})", ""
        stdout = io.StringIO()
        try:
            with contextlib.redirect_stdout(stdout):
                returned = self.function(*args, **named)
        except (NotImplementedError, KeyboardInterrupt):
            raise
        except BaseException as error:
            raise AnswerRaised(error) from error
        finally:
            self.stdout = stdout.getvalue()
        if inspect.iscoroutine(returned):
            returned.close()
            raise PropertyFailed("a coroutine that nobody awaits", "a function: def without async")
        self.actual = repr(returned)
        if values != before:
            (changed, was) = next((a, b) for a, b in zip(values, before, strict=True) if a != b)
            raise PropertyFailed(f"it changed what it was given: {changed!r}", f"still {was!r}")
        return returned


def source_line(error: BaseException, answer: Answer) -> str:
    """Return the last line of the answer's file or cell in the traceback of ``error``, or ""."""
    file = answer.__code__.co_filename if isinstance(answer, FunctionType) else ""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename == file]
    return f"line {own[-1].lineno}: {own[-1].line}" if own else ""


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Discard what the block prints and warns of: an answer is called many times."""
    nowhere = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(nowhere):
        warnings.simplefilter("ignore")
        with contextlib.redirect_stderr(nowhere):
            yield


@contextlib.contextmanager
def past_proxies() -> Iterator[None]:
    """Send what the block requests from this machine's own servers past any proxy.

    It sets no_proxy, and gives the environment back as it was.
    """
    others = os.environ.get("no_proxy") or os.environ.get("NO_PROXY", "")
    past = "*" if others == "*" else f"127.0.0.1,localhost,{others}".rstrip(",")
    with patch.dict(os.environ, {"no_proxy": past, "NO_PROXY": past}):
        yield
