"""Judge answers from files at many seeds: ``python -m tests.tools.judge_answers [FILE ...]``.

A FILE holds functions as in tests/exercises/answers/from_the_text, which is read without a FILE.
Printed are the wrong answers that pass, the right ones that are refused, and the share of the wrong
ones that get advice. ``SEEDS=100`` draws the inputs a hundred times (10 without it).
"""

import importlib.util
import os
import sys
from collections import Counter
from pathlib import Path

from exercises.checks.api import find
from exercises.checks.expect import Answer
from exercises.checks.result import Outcome
from tests.exercises.answers import from_the_text

SEEDS = range(1, 1 + int(os.environ.get("SEEDS", "10")))


def functions(file: Path) -> dict[str, Answer]:
    """Return the answers of a file by their names."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if not spec or not spec.loader:
        raise OSError(f"{file} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return {key: one for key, one in vars(module).items() if "__right_" in key or "__wrong_" in key}


def judge(key: str, answer: Answer, counts: Counter[str]) -> None:
    """Judge one answer at each seed, count what came of it, print what should not be."""
    name, _, kind = key.partition("__")
    exercise = find(name)
    passed, refused = list[int](), list[int]()
    for seed in SEEDS:
        results = (exercise.run_property(each, answer, seed) for each in exercise.properties)
        held = all(result.outcome is Outcome.PASSED for result in results)
        (passed if held else refused).append(seed)
    counts[f"{kind[:5]} answers"] += 1
    if kind.startswith("right"):
        if refused:
            counts["right, refused"] += 1
            print(f"{key}: right, refused at seeds {refused}", flush=True)
        return
    if passed:
        counts["wrong, passed"] += 1
        print(f"{key}: wrong, passed at seeds {passed}: {answer.__doc__}", flush=True)
    else:
        advised = any(result.feedback for result in exercise.run(answer, 1))
        counts["wrong, with advice"] += advised
        if not advised:
            print(f"{key}: no advice: {answer.__doc__}", flush=True)


if __name__ == "__main__":
    folder = Path(from_the_text.__file__).parent
    counts = Counter[str]()
    for file in [Path(name) for name in sys.argv[1:]] or sorted(folder.glob("[!_]*.py")):
        for key, answer in functions(file).items():
            judge(key, answer, counts)
    for what, count in sorted(counts.items()):
        print(f"{what}: {count}")
