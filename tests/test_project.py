"""The frame holds: one list of dependencies, two commands, nothing of this machine."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from rattler import MatchSpec

from demo_server import environment
from tests.helpers.work_tree import ROOT, committed
from tests.notebooks import LESSONS, read

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
"""Where conda-forge calls a package by another name."""
TEXTS = sorted(path for path in committed() if path.suffix != ".png")


def conda_specs() -> dict[str, MatchSpec]:
    """Return the conda packages by name, each read as strictly as conda reads it."""
    texts = [entry for entry in CONDA["dependencies"] if isinstance(entry, str)]
    specs = [MatchSpec(text, strict=True) for text in texts]
    return {re.split(r"[<>=! ]", str(spec))[0]: spec for spec in specs}


def test_conda_and_pip_get_the_same_packages_with_the_same_bounds() -> None:
    wanted = {}
    for text in PROJECT["project"]["dependencies"]:
        requirement = Requirement(text)
        assert not requirement.extras, "conda knows no extras: name the package itself"
        wanted[CONDA_NAMES.get(requirement.name, requirement.name)] = str(requirement.specifier)
    found = {name: str(spec.version) for name, spec in conda_specs().items()}
    assert found.pop("python")
    assert found.pop("pip") == "None"
    assert found == wanted


def test_conda_gets_one_exact_python_that_the_project_allows_and_the_kit_itself() -> None:
    python = re.fullmatch(r"(3\.\d+)\.\*", str(conda_specs()["python"].version))
    assert python, "Binder takes a range for no version at all"
    assert SpecifierSet(PROJECT["project"]["requires-python"]).contains(python[1])
    assert CONDA["dependencies"][-1] == {"pip": ["-e ."]}
    assert CONDA["channels"][0] == "conda-forge"


def test_the_readme_gives_the_two_commands_and_ci_calls_one_of_them() -> None:
    lab = "python3 -m pip install uv && python3 -m uv run --no-default-groups jupyter lab"
    test = "python3 -m pip install uv && python3 -m uv run pytest"
    commands = re.findall(r"^    (python3 .*)$", README, flags=re.MULTILINE)
    assert f"{lab} --notebook-dir=. notebooks/{LESSONS[0].name}" in commands
    assert test in commands
    assert test in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_readme_maps_every_lesson_with_its_own_title_and_minutes() -> None:
    for lesson in LESSONS:
        opening = read(lesson).cells[0].source
        title = re.match(r"# \d+\. ([^:\n]+)", opening)
        minutes = re.search(r"\*\*Time\*\* \| (\d+) minutes", opening)
        assert title, lesson.name
        assert minutes, lesson.name
        row = rf"\| \[{re.escape(title[1])}\]\(notebooks/{lesson.name}\) \|.*\| {minutes[1]} \|"
        assert re.search(row, README), row


def test_this_environment_has_what_the_lessons_need() -> None:
    assert environment.problems() == []


def test_a_missing_or_old_package_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.requires", lambda _kit: ["flask>=99", "no-such-kit"])
    old, missing = environment.problems()
    assert re.match(r"flask [\d.]+ is here, flask>=99 is needed\. In the kit's folder, run: ", old)
    assert missing == f"no-such-kit is missing. {environment.ADVICE}"
    assert environment.report() == f"{old}\n{missing}"


@pytest.mark.skipif(not TEXTS, reason="git knows no files here: an unpacked archive?")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_names_a_registry_or_a_path_of_this_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(pypi\.org/simple|files\.pythonhosted|registry\.npmjs)", text)
    assert str(ROOT) not in text
    assert not re.search(r"/(home|root)/\w+/", text)
