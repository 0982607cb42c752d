"""Run a learner's answer: record its last call, and keep its exceptions apart from ours."""

import contextlib
import copy
import dis
import functools
import io
import itertools
import linecache
import os
import traceback
import warnings
from collections.abc import Iterator
from types import AsyncGeneratorType, CoroutineType, FunctionType, MethodType
from typing import Any
from unittest import mock

from exercises.checks.bounded_repr import MAX_BITS, MAX_DEPTH, bounded_repr
from exercises.checks.errors import AnswerRaised, Interrupted, NotAttempted, PropertyFailed
from exercises.checks.expect import Answer

MAX_SIZE = 100_000
"""Characters, bytes and items of a result: no exercise asks for so much."""
MAX_STDOUT = 10_000
"""Characters of what an answer prints that are kept."""
FEW = 100
"""Characters of what it prints that are shown if it prints more than is kept."""
ENDLESS = (itertools.count, itertools.cycle, itertools.repeat)
CONTAINERS = (list, tuple, set, frozenset, dict)
SIZED = (*CONTAINERS, str, bytes, bytearray)
ASYNCHRONOUS: dict[type, tuple[str, str]] = {
    CoroutineType: ("a coroutine that nobody awaits", "a function: def without async"),
    AsyncGeneratorType: ("an asynchronous generator", "a function: def without async"),
}


class BoundedOutput(io.StringIO):
    """A text stream that keeps the beginning of what is printed, and counts the rest."""

    left_out = 0

    def write(self, text: str) -> int:
        """Keep the text, as far as there is room; return its length."""
        room = max(MAX_STDOUT - self.tell(), 0)
        self.left_out += len(text[room:])
        super().write(text[:room])
        return len(text)

    def close(self) -> None:
        """Stay open: an answer may close sys.stdout."""

    def shown(self) -> str:
        """Return what was kept, and how much was not."""
        kept = self.getvalue()
        if not self.left_out:
            return kept
        return f"{kept[:FEW]} … ({len(kept) + self.left_out:,} characters)"


class RecordedAnswer:
    """An answer that keeps its last call, result and printed text, as texts for the learner."""

    def __init__(self, function: Answer, name: str = "") -> None:
        """Wrap ``function``, which is shown under ``name``."""
        self.function, self.call, self.actual, self.stdout = function, "", "", ""
        self.name = name or getattr(function, "__name__", "")
        self.may_change = False
        """Whether it may change a dict or list among its arguments."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Call the answer and return its result.

        Raises NotAttempted for a stub, AnswerRaised for any other exception of
        the answer, and PropertyFailed for a result that no check can look at, or a changed dict or
        list among the arguments.
        """
        values = [*args, *named.values()]
        before = [copy.deepcopy(one) if type(one) in (dict, list) else one for one in values]
        shown = [bounded_repr(one) for one in args]
        shown += [f"{key}={bounded_repr(one)}" for key, one in named.items()]
        self.call, self.actual = f"{self.name}({', '.join(shown)})", ""
        returned = self._run(args, named)
        self.actual = bounded_repr(returned)
        if type(returned) is CoroutineType:
            returned.close()
        if type(returned) in ASYNCHRONOUS:
            raise PropertyFailed(*ASYNCHRONOUS[type(returned)])
        if refused := refusal_of(returned, self.function):
            raise PropertyFailed(self.actual, refused)
        for changed, was in zip(values, before, strict=True):
            if type(was) in (dict, list) and not self.may_change and _differ(changed, was):
                actual = f"it changed what it was given: {bounded_repr(changed)}"
                raise PropertyFailed(actual, f"still {bounded_repr(was)}")
        return returned

    def _run(self, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        stdout = BoundedOutput()
        try:
            with contextlib.redirect_stdout(stdout):
                return self.function(*args, **named)
        except Interrupted:
            raise
        except BaseException as error:
            if _is_stub(error, self.function):
                raise NotAttempted from error
            raise AnswerRaised(error) from error
        finally:
            self.stdout = stdout.shown()


def _is_stub(error: BaseException, answer: Answer) -> bool:
    """Return whether all that the answer does is to raise NotImplementedError."""
    own = own_function(answer)
    if type(error) is not NotImplementedError or own is None:
        return False
    jumps = {*dis.hasjrel, *dis.hasjabs}
    names = own.__code__.co_names == ("NotImplementedError",)
    return names and not any(step.opcode in jumps for step in dis.get_instructions(own))


def _differ(one: object, other: object) -> bool:
    try:
        return one != other
    except RecursionError:  # it holds itself now
        return True


def refusal_of(returned: object, answer: Answer) -> str:
    """Return what was wanted instead of a result that no check can look at, "" for any other."""
    size, waiting = 0, [(returned, 0)]
    while waiting:
        one, depth = waiting.pop()
        size += _size(one)
        if size > MAX_SIZE:
            return "something much smaller"
        if depth > MAX_DEPTH:
            return "something that does not hold itself, or less deep"
        if type(one) in ENDLESS:
            return "something that ends"
        if _compares_itself(type(one), answer):
            return f"a plain value: {type(one).__name__} says itself what it equals"
        if type(one) in CONTAINERS:
            held = itertools.chain(one, one.values()) if type(one) is dict else one
            waiting += [(each, depth + 1) for each in held]  # type: ignore[attr-defined]
    return ""


def _size(value: object) -> int:
    if type(value) in SIZED:
        return len(value)  # type: ignore[arg-type]
    return MAX_SIZE + 1 if type(value) is int and value.bit_length() > MAX_BITS else 1


def _compares_itself(kind: type, answer: Answer) -> bool:
    """Return whether a class of the answer's own, or of a mock, decides what it is equal to."""
    if any(base.__module__ == mock.__name__ for base in kind.__mro__):
        return True
    equals, own = kind.__eq__, own_function(answer)
    if not isinstance(equals, FunctionType) or own is None:
        return False
    return equals.__globals__ is own.__globals__


def own_function(answer: Answer) -> FunctionType | None:
    """Return the function that stands behind a decorated one, a partial, a method, an object."""
    for _ in range(10):
        if isinstance(answer, functools.partial):
            answer = answer.func
        elif isinstance(answer, MethodType):
            answer = answer.__func__
        elif hasattr(answer, "__wrapped__"):
            answer = answer.__wrapped__
        elif isinstance(answer, FunctionType):
            return answer
        else:
            answer = vars(type(answer)).get("__call__")  # type: ignore[assignment]
    return None


def source_line(error: BaseException, answer: Answer) -> str:
    """Return the last line of the answer's notebook or file in a traceback, or "".

    If it stands in another cell than the answer, it is shown with the name of its function.
    """
    own = own_function(answer)
    frames = reversed([*traceback.walk_tb(error.__traceback__)])
    for frame, number in frames:
        if own and frame.f_globals is own.__globals__:
            code = frame.f_code
            line = linecache.getline(code.co_filename, number, frame.f_globals).strip()
            elsewhere = code.co_filename != own.__code__.co_filename
            where = f"line {number}{f' of {code.co_name}' if elsewhere else ''}"
            return f"{where}: {line}" if line else where
    return ""


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Discard what the block prints and warns of: an answer is called many times."""
    nowhere = BoundedOutput()
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
    with mock.patch.dict(os.environ, {"no_proxy": past, "NO_PROXY": past}):
        yield
