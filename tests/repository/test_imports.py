"""Who may import whom: the first rule that matches a module names the modules it may import."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

import nbformat

from tests.helpers.work_tree import ROOT, project_files

PACKAGES = ("demo_server", "exercises", "tests")


class Rule(NamedTuple):
    """``may`` and ``never`` are patterns of this project's modules; ``never`` counts more."""

    who: str
    may: tuple[str, ...]
    never: tuple[str, ...] = ()


CHECKS = "exercises.checks"
CRITERIA = "exercises.capstone.criteria"
ERRORS = f"{CHECKS}.errors"
REPR = f"{CHECKS}.bounded_repr"
EXPECT = (ERRORS, REPR, f"{CHECKS}.expect")
LEAVES = tuple(
    f"{CHECKS}.{name}"
    for name in (
        "generators",
        "timeout",
        "source_checks",
        "assignments",
        "advice_on_errors",
        "result",
    )
)
ASIDE = ("caller", "leftovers")
FLAGS = f"{CHECKS}.flag_server"
TABLE = "demo_server.notebook.table"
SERVER = ("demo_server", "demo_server.*")
NOTEBOOK = ("demo_server.notebook", "demo_server.notebook.*")
CAPSTONE = ("exercises.capstone", "exercises.capstone.*")
CAPSTONE_MAY = (
    *CAPSTONE,
    *(f"demo_server.{name}" for name in ("jose", "notebook.wordlist", "hosts")),
    TABLE,
)
HARDENED = ("demo_server.hardened", "demo_server.hardened.*")
GRADED_SET = "exercises.instructor.graded_set"
SLIDES = "exercises.instructor.slides"
GRADED_SET_MAY = (f"{GRADED_SET}.*", "demo_server.jose", "demo_server.notebook.wordlist")
TOPICS = tuple(path.parent.name for path in project_files("exercises/checks/*/__init__.py"))
RULES = [
    *(Rule(who, SERVER) for who in NOTEBOOK),
    Rule("demo_server.published", SERVER, NOTEBOOK + HARDENED),
    *(Rule(who, SERVER, (*NOTEBOOK, "demo_server.published")) for who in HARDENED),
    *(Rule(who, SERVER, NOTEBOOK) for who in SERVER),
    Rule("exercises", (f"{CHECKS}.api",)),
    Rule(f"{CRITERIA}.*", CAPSTONE_MAY, (CRITERIA, f"{CRITERIA}.*")),
    *(Rule(who, CAPSTONE_MAY) for who in ("exercises.capstone", CRITERIA)),
    Rule("exercises.capstone.*", CAPSTONE_MAY, (CRITERIA, f"{CRITERIA}.*")),
    Rule(CHECKS, ()),
    Rule(ERRORS, ()),
    Rule(REPR, (ERRORS,)),
    *(Rule(who, EXPECT) for who in (f"{CHECKS}.expect", f"{CHECKS}.answer", *LEAVES)),
    Rule(f"{CHECKS}.advice_on_values", (f"{CHECKS}.advice_on_errors",)),
    Rule(f"{CHECKS}.models", (*EXPECT, f"{CHECKS}.assignments", *SERVER)),
    *(Rule(f"{CHECKS}.{name}", (*EXPECT, f"{CHECKS}.answer", *SERVER)) for name in ASIDE),
    Rule(
        f"{CHECKS}.exercise",
        (*EXPECT, *LEAVES, f"{CHECKS}.advice_on_values", f"{CHECKS}.answer", f"{CHECKS}.models",
         *SERVER),
    ),
    *(Rule(f"{CHECKS}.{name}", ()) for name in ("progress", "seed")),
    Rule(f"{CHECKS}.progress_tables", (f"{CHECKS}.progress", f"{CHECKS}.assignments", TABLE)),
    Rule(f"{CHECKS}.report", (ERRORS, REPR, f"{CHECKS}.exercise", f"{CHECKS}.result")),
    Rule(f"{CHECKS}.api", (f"{CHECKS}.*", TABLE)),
    Rule(FLAGS, (*EXPECT, f"{CHECKS}.generators", *SERVER)),
    *(
        Rule(
            f"{CHECKS}.{topic}{below}",
            (*EXPECT, *LEAVES, f"{CHECKS}.answer", f"{CHECKS}.exercise", *SERVER,
             FLAGS, f"{CHECKS}.{topic}", f"{CHECKS}.{topic}.*"),
        )
        for topic in TOPICS
        for below in ("", ".*")
    ),
    Rule("exercises.instructor", ()),
    Rule("exercises.instructor.suspicious_code", ()),
    *(Rule(f"exercises.instructor.{name}", (f"{CHECKS}.*", "exercises.instructor.*", TABLE))
      for name in ("mark", "clean_run", "class_progress")),
    Rule("exercises.instructor.class_at_a_glance.ipynb", ("exercises.instructor.class_progress",)),
    *(Rule(who, GRADED_SET_MAY, (GRADED_SET,)) for who in (GRADED_SET, f"{GRADED_SET}.*")),
    Rule("exercises.instructor.wheels", ()),
    *(
        Rule(who, (f"{SLIDES}.*", "demo_server.notebook.handout"))
        for who in (SLIDES, f"{SLIDES}.*")
    ),
    Rule("notebooks.*", (*SERVER, "exercises", "exercises.capstone")),
    Rule("exercises.*.ipynb", (*SERVER, "exercises", "exercises.capstone")),
]  # fmt: skip
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in [*project_files("demo_server/**/*.py"), *project_files("exercises/**/*.py")]
}
BOOKS = {
    ".".join(path.relative_to(ROOT).parts): path
    for pattern in ("notebooks/*.ipynb", "exercises/**/*.ipynb")
    for path in project_files(pattern)
}


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Give the names that are imported anywhere in the code, with the module they come from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports here are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_of(name: str) -> str:
    """Return the module that an imported name is, or comes from."""
    return name if name in MODULES else name.rpartition(".")[0]


@cache
def source_of(path: Path) -> str:
    if path.suffix == ".py":
        return path.read_text("utf-8")
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "code")


def imports(source: str) -> set[str]:
    """Return the modules of this project that the code imports."""
    names = set(imported_names(ast.parse(source)))
    return {module_of(name) for name in names if name.split(".")[0] in PACKAGES}


def rule_of(who: str) -> Rule:
    return next(rule for rule in RULES if fnmatchcase(who, rule.who))


def forbidden(who: str, source: str) -> set[str]:
    """Return what ``who`` imports and may not."""
    rule = rule_of(who)
    return {
        whom for whom in imports(source)
        if any(fnmatchcase(whom, pattern) for pattern in rule.never)
        or not any(fnmatchcase(whom, pattern) for pattern in rule.may)
    }  # fmt: skip


def test_a_module_imports_only_what_its_rule_names() -> None:
    found = {who: forbidden(who, source_of(path)) for who, path in (MODULES | BOOKS).items()}
    assert {who: whom for who, whom in found.items() if whom} == {}


FORBIDDEN = [
    ("demo_server.app", "from exercises import check"),
    ("demo_server.app", "from tests.conftest import fixture"),
    ("demo_server.app", "from demo_server.notebook import lesson"),
    ("demo_server.notebook.lesson", "import exercises.checks.api"),
    ("demo_server.published", "from demo_server import hardened"),
    ("demo_server.hardened.views", "from demo_server.published import bp"),
    ("exercises", "from exercises.checks.report import Report"),
    ("exercises.checks.expect", "from exercises.checks.answer import quiet"),
    ("exercises.checks.timeout", "from demo_server import jose"),
    ("exercises.checks.assignments", "from exercises.checks import report"),
    ("exercises.checks.exercise", "from exercises.checks import report"),
    ("exercises.checks.report", "from exercises.checks import api"),
    ("exercises.checks.api", "from demo_server.notebook import live"),
    ("exercises.checks.flag_server", "from exercises.checks import report"),
    ("exercises.checks.hashing.crack", "from exercises.checks import api"),
    ("exercises.checks.hashing.crack", "from exercises.checks.report import Report"),
    ("exercises.checks.hashing.crack", "from exercises.checks.decoding import forged"),
    ("exercises.capstone.client", "from exercises.checks.errors import ExerciseError"),
    ("exercises.capstone.client", "from demo_server import create_app"),
    ("exercises.capstone.client", "from exercises.capstone.criteria import tokens"),
    ("exercises.capstone.criteria.tokens", "from exercises.capstone.criteria import sessions"),
    ("exercises.instructor.graded_set.notebook", "from exercises.checks import exercise"),
    ("exercises.checks.api", "from exercises.instructor.graded_set import secret"),
    ("demo_server.notebook.handout", "from exercises.instructor.graded_set import notebook"),
    ("demo_server.notebook.handout", "from exercises.instructor.slides import deck"),
    ("exercises.instructor.slides.deck", "from exercises.instructor.graded_set import secret"),
    ("notebooks.01_hashing.ipynb", "from exercises.checks import exercise"),
    ("exercises.01_hashing.ipynb", "def later():\n    from tests import processes"),
]


def test_what_breaks_a_rule_is_found() -> None:
    assert [(who, line) for who, line in FORBIDDEN if not forbidden(who, line)] == []


def test_every_rule_is_of_use() -> None:
    used = {rule_of(who) for who in [*MODULES, *BOOKS]}
    assert [rule.who for rule in RULES if rule not in used] == []


def test_the_criteria_package_imports_each_of_its_modules() -> None:
    modules = {name for name in MODULES if name.startswith(f"{CRITERIA}.")}
    assert modules
    assert imports(source_of(MODULES[CRITERIA])) >= modules
