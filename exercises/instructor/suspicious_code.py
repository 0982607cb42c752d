"""Name the lines of a submission that touch the kit or the machinery that marks.

A hit is a reason to read a line, not a proof; what it does not know it does not find. Nothing of
the submission is run.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

WHY = {
    "touches the kit": re.compile(r"(^|\.)(exercises|demo_server)\b"),
    "looks at callers or at all objects": re.compile(
        r"^(_getframe|currentframe|stack|f_back|f_locals|get_objects|get_referrers)$"
    ),
    "changes what is imported": re.compile(
        r"^(modules|meta_path|path_hooks|reload|import_module|__import__|sitecustomize)$"
    ),
    "changes how cells run": re.compile(
        r"^(get_ipython|InteractiveShell|set_custom_exc|showtraceback|ast_transformers"
        r"|input_transformers\w*|display_formatter)$"
    ),
    "runs code from a text": re.compile(r"^(exec|eval|compile)$"),
    "runs later or beside the check": re.compile(r"^(atexit|Thread|Timer|settrace|setprofile)$"),
    "ends the run": re.compile(r"^(SystemExit|_exit|quit|exit|kill|abort)$"),
    "reads the teacher's seed": re.compile(r"^(environ|getenv|EXERCISES_SEED)$"),
    "answers what equals all": re.compile(r"^__eq__$"),
    "opens a file": re.compile(
        r"^(open|write_text|write_bytes|read_text|read_bytes|writefile|glob|rglob)$"
    ),
}
"""Names in code, and what a person may want with them."""
MODEL_LINES = 4
"""A shorter model answer is what anybody would write."""


@dataclass(frozen=True)
class Suspicion:
    """One line to look at, and why."""

    cell: str
    line: int
    why: str
    text: str

    def __str__(self) -> str:
        return f"cell {self.cell}, line {self.line} {self.why}: {self.text}"


def suspicions(cells: list[dict[str, Any]]) -> list[Suspicion]:
    """Return the lines to look at in the code cells of a notebook, one for each reason and line."""
    found = dict[tuple[str, int, str], Suspicion]()
    for number, cell in enumerate(cells, 1):
        if cell["cell_type"] != "code":
            continue
        name = f"{number} ({cell.get('id', 'without id')})"
        code = plain_python(cell["source"])
        lines = code.splitlines() or [""]
        for line, why in _hits(code):
            text = lines[min(line, len(lines)) - 1].strip()[:80]
            found.setdefault((name, line, why), Suspicion(name, line, why, text))
    return list(found.values())


def plain_python(source: str) -> str:
    """Return a cell's code with magics written as the calls that IPython makes of them."""
    try:
        return TransformerManager().transform_cell(source)
    except (SyntaxError, ValueError):
        return source


def _hits(code: str) -> Iterator[tuple[int, str]]:
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if _changes_the_kit(node):
            yield line, "touches the kit"
        for name in _names(node):
            for why, pattern in WHY.items():
                if why != "touches the kit" and pattern.search(name):
                    yield line, why


def _changes_the_kit(node: ast.AST) -> bool:
    """Return whether a name of the kit is set or deleted, or its checks are imported."""
    kit = WHY["touches the kit"]
    match node:
        case ast.Attribute(ctx=ast.Store() | ast.Del(), value=value):
            return bool(kit.search(ast.unparse(value)))
        case ast.Call(func=ast.Name(id="setattr" | "delattr" | "vars")):
            return True
        case ast.Import(names=names):
            return any(one.name.startswith("exercises.") for one in names)
        case ast.ImportFrom(module=str(module)):
            return module.startswith("exercises.")
        case (
            ast.FunctionDef(name=name)
            | ast.ClassDef(name=name)
            | ast.Name(id=name, ctx=ast.Store())
        ):
            return name in {"grade", "check"}
    return False


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(attr="compile"):  # re.compile
            return
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.FunctionDef(name=name):
            yield name
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            yield from (one.name for one in names)
        case ast.Constant(value=str(text)) if text.isidentifier():
            yield text


def same_as_model(answer: str, model: str) -> bool:
    """Return whether an answer is the model answer but for comments, docstring and layout.

    False for a model answer of fewer than MODEL_LINES lines.
    """
    try:
        first, second = (_dump(text) for text in (answer, model))
    except (SyntaxError, ValueError, RecursionError):
        return False
    return first == second and len(ast.unparse(ast.parse(second)).splitlines()) > MODEL_LINES


def _dump(source: str) -> str:
    tree = ast.parse(plain_python(source))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
