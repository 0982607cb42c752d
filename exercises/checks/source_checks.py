"""Look at an answer's source code, for what no output shows."""

import ast
import functools
import inspect
import textwrap
from random import Random
from typing import Any

from exercises.checks.expect import Answer, expect_true

EQUALS = {"eq", "ne", "__eq__", "__ne__"}
"""Other names of == and !=."""
SEARCHES = {"startswith", "endswith", "find", "index", "replace"}
"""Names of what looks for a text, and stops at the first difference, as == does."""


def parse_source(answer: Answer) -> ast.Module:
    """Return an answer's source without docstrings, an empty module if it can't be read."""
    try:
        source = textwrap.dedent(inspect.getsource(_written(getattr(answer, "function", answer))))
        tree = ast.parse(source)
    except (OSError, TypeError, SyntaxError):
        return ast.Module([], [])
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def has_early_exit_comparison(answer: Answer) -> bool:
    """Return whether an answer compares two computed values and stops early (CWE-208).

    A comparison with a constant, or of lengths, tells nobody what was right.
    """
    return any(
        (isinstance(node, ast.Attribute | ast.Name) and _name(node) in EQUALS)
        or (isinstance(node, ast.Call) and _is_search(node))
        or (isinstance(node, ast.Compare) and _is_early(node))
        for node in ast.walk(parse_source(answer))
    )  # fmt: skip


def _written(answer: Answer) -> Any:
    """Return what has a source: the function of a partial, the class of an object."""
    while isinstance(answer, functools.partial):
        answer = answer.func
    is_code = isinstance(answer, type) or inspect.isroutine(answer)
    return answer if is_code else type(answer)


def assigns(answer: Answer, *names: str) -> bool:
    """Return whether an answer gives one of these parameters a new value, as ``used = …`` does.

    What was given under that name then stays as it was: it has to be changed itself.
    """
    assigned = [node for node in ast.walk(parse_source(answer)) if isinstance(node, ast.Assign)]
    targets = [each for node in assigned for target in node.targets for each in ast.walk(target)]
    return any(
        isinstance(each, ast.Name) and each.id in names and isinstance(each.ctx, ast.Store)
        for each in targets
    )


def compares_in_constant_time(answer: Answer, _random: Random) -> None:
    """Raise PropertyFailed if the answer has a comparison that stops early."""
    actual, expected = "a comparison that stops early", "one that reads to the end"
    expect_true(not has_early_exit_comparison(answer), actual, expected)


def _name(node: ast.expr) -> str:
    return getattr(node, "attr", "") or getattr(node, "id", "")


def _is_early(node: ast.Compare) -> bool:
    tells = any(isinstance(one, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for one in node.ops)
    return tells and not any(map(_is_harmless, [node.left, *node.comparators]))


def _is_search(node: ast.Call) -> bool:
    return _name(node.func) in SEARCHES and not any(map(_is_harmless, node.args[:1]))


def _is_harmless(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return all(map(_is_harmless, node.elts))
    counts = isinstance(node, ast.Call) and _name(node.func) in {"len", "count", "sum"}
    return counts or isinstance(node, ast.Constant)
