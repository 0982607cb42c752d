"""What the cell that calls check knows: the exercise that is meant, and whether its cell ran."""

import ast
import inspect
import linecache
import re
import textwrap
from collections import ChainMap
from collections.abc import Callable
from types import FrameType
from typing import Any

from IPython import get_ipython

from exercises.checks.answer import own_function
from exercises.checks.bounded_repr import cut_text
from exercises.checks.errors import ExerciseError

LONGEST = 60
"""Characters of a value that is named in a sentence."""
NO_LONGER = (
    "The last cell that you ran with def {0}( {1}, so it did not define {0} anew: what is judged "
    "here is the {0} from before."
)


def exercise_name(answer: object, frame: FrameType, exists: Callable[[str], bool]) -> str:
    """Return the name of the exercise that an answer is for; ``frame`` is that of the caller.

    It is the name that stands in the call, one that is bound to this very answer in the caller's
    names, or the function's own. Raises ExerciseError, with the reason, if none is an exercise's.
    """
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno, frame.f_globals)
    if not callable(answer):
        raise ExerciseError(_not_callable(answer, line, exists))
    names = ChainMap(dict(frame.f_locals), frame.f_globals)
    bound = [name for name, value in names.items() if value is answer and exists(name)]
    own = getattr(answer, "__name__", "")
    said = re.search(r"\b(?:check|hint|solution|grade)\(\s*(\w+)\s*[,)]", line)
    wanted = [said[1]] if said and said[1] in bound else []
    for name in (*wanted, *([own] if own in bound else ()), *bound, own):
        if isinstance(name, str) and exists(name):
            return name
    raise ExerciseError(_nameless(answer, own))


def _not_callable(answer: object, line: str, exists: Callable[[str], bool]) -> str:
    """Return why something is no answer: a text, the result of a call, or another value."""
    if isinstance(answer, str) and exists(answer):
        return f"Write the name without quotation marks: check({answer})."
    shown = cut_text(answer, LONGEST) if isinstance(answer, str | bytes) else ""
    what = f"{type(answer).__name__}{f', {shown}' if shown else ''}"
    called = re.search(r"\bcheck\(\s*(\w+)\(", line)
    if called and exists(called[1]):
        return (
            f"This gives check what {called[1]} returned ({what}). Name the function, without "
            f"brackets after it: check({called[1]})."
        )
    return f"check takes a function, and this is a value ({what}): check(name_of_the_function)."


def _nameless(answer: object, own: object) -> str:
    if own == "<lambda>" or not isinstance(own, str) or not own:
        kind = "a lambda" if own else f"an object ({type(answer).__name__})"
        return (
            f"This is {kind} without the name of an exercise: write the_name = … in a line of its "
            "own, with the name that the exercise gives, and then check(the_name)."
        )
    return f"No exercise is named {own}: keep the name that the exercise gives."


def stale_cell(name: str, answer: Callable[..., Any]) -> str:
    """Return a sentence if the last cell with the answer's ``def`` did not define it, "" if it did.

    That can be known in IPython only. A cell that was edited and not run is known to nobody here.
    """
    shell: Any = get_ipython()
    cells: list[str] = shell.history_manager.input_hist_raw if shell else []
    has_def = re.compile(rf"^(async[ ]+)?def {name}\(", re.MULTILINE)
    last = next((cell for cell in reversed(cells) if has_def.search(cell)), "")
    own = own_function(answer)
    if not last or own is None:
        return ""
    try:
        code = shell.transform_cell(last)
        defines = any(getattr(each, "name", "") == name for each in ast.parse(code).body)
    except SyntaxError as error:
        return NO_LONGER.format(name, f"has a {type(error).__name__} in line {error.lineno}")
    source = _source(own)
    if defines and source and own.__name__ == name and source not in code:
        return NO_LONGER.format(name, "stopped with an error")
    return ""


def _source(function: Any) -> str:
    try:
        return textwrap.dedent(inspect.getsource(function)).strip()
    except (OSError, TypeError):
        return ""
