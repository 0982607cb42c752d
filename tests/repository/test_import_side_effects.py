"""Importing the exercises changes nothing of the process that imports them."""

import ast
import json
import os
import subprocess
import sys

from tests.helpers.work_tree import ROOT
from tests.repository.test_imports import MODULES, PACKAGES, imported_names, source_of

LOOK = """
import importlib.util, json, logging, os, sys, warnings

def state():
    root = logging.getLogger()
    log = list(root.handlers), root.level, root.manager.disable, logging.lastResort
    return {"environ": dict(os.environ), "warnings": list(warnings.filters), "logging": log}

others, modules = json.loads(sys.argv[1])
for name in filter(importlib.util.find_spec, others):  # msvcrt is not everywhere
    importlib.import_module(name)
before = state()
for name in modules:
    importlib.import_module(name)
    print(name, [what for what, now in state().items() if now != before[what]])
"""
"""Tell after each module of the kit what has changed since all from elsewhere was imported."""


def from_elsewhere() -> set[str]:
    """Return what the exercises import that is no part of the kit."""
    trees = [ast.parse(source_of(path)) for path in MODULES.values()]
    names = [name for tree in trees for name in imported_names(tree)]
    return {name.split(".")[0] for name in names} - {*PACKAGES}


def test_importing_the_exercises_changes_no_environment_no_warnings_no_logging() -> None:
    modules = [name for name in MODULES if name.startswith("exercises") and "__" not in name]
    settings = {"http_proxy": "http://127.0.0.1:9", "no_proxy": "shop.example"}
    done = subprocess.run(
        [sys.executable, "-c", LOOK, json.dumps([sorted(from_elsewhere()), modules])],
        cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, timeout=90, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == [f"{name} []" for name in modules]
