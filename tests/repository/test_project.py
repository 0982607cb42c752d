"""The frame holds: one list of dependencies, two commands, nothing of this machine."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from rattler import MatchSpec

from demo_server import environment
from tests.helpers.stored_notebooks import LESSONS, read
from tests.helpers.work_tree import ROOT, committed, project_files

pytestmark = pytest.mark.oldest

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
WORKFLOW = ROOT / ".github" / "workflows" / "check.yml"
WORKFLOWS = project_files(".github/workflows/*.yml")
START = "python3 -m pip install uv && python3 -m uv run --no-active jwt-lessons"
TEST = "python3 -m pip install uv && python3 -m uv run --no-active --all-groups pytest"
CONDA_NAMES = {"matplotlib": "matplotlib-base", "tzdata": "python-tzdata"}
"""Where conda-forge calls a package by another name."""
TEXTS = sorted(path for path in committed() if path.suffix not in {".png", ".webp"})


def conda_specs() -> dict[str, MatchSpec]:
    """Return the conda packages by name, each read as strictly as conda reads it."""
    texts = [entry for entry in CONDA["dependencies"] if isinstance(entry, str)]
    specs = [MatchSpec(text, strict=True) for text in texts]
    return {re.split(r"[<>=! ]", str(spec))[0]: spec for spec in specs}


def test_conda_and_pip_get_the_same_packages_with_the_same_bounds() -> None:
    wanted = {}
    optional = PROJECT["project"]["optional-dependencies"]
    hub = PROJECT["dependency-groups"]["hub"]
    on_binder = [text for text in hub if text.startswith("jupyter-server-proxy")]
    needed = PROJECT["project"]["dependencies"] + optional["lab"] + optional["check"]
    for text in needed + on_binder:
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


def test_each_optional_part_is_a_group_of_the_same_name_that_uv_installs_by_itself() -> None:
    for part in PROJECT["project"]["optional-dependencies"]:
        assert PROJECT["dependency-groups"][part] == [f"{environment.KIT}[{part}]"]
        assert part in PROJECT["tool"]["uv"]["default-groups"]


def test_the_readme_gives_the_two_commands_and_ci_calls_one_of_them() -> None:
    commands = re.findall(r"^    (python3 .*)$", README, flags=re.MULTILINE)
    assert commands[:2] == [START, TEST]
    assert TEST in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def workflow_commands(workflow: Path) -> list[str]:
    """Return what the steps of a workflow run."""
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()
    return [step["run"] for job in jobs for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_each_workflow_is_valid(workflow: Path) -> None:
    command = ["check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run(
        [sys.executable, "-m", *command, str(workflow)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_workflow_s_commands_are_the_readme_s() -> None:
    slow = f"{TEST.partition(' && ')[2]} -m slow"
    assert f"\n    {slow}\n" in README
    assert set(workflow_commands(WORKFLOW)) == {TEST, f"{TEST} --ignore=tests/browser", slow}


def test_the_site_is_published_by_the_readme_s_commands() -> None:
    lite, site = workflow_commands(WORKFLOW.with_name("pages.yml"))
    install, _, lite = lite.partition(" && ")
    assert install == "python3 -m pip install uv"
    assert f"\n    {lite}\n    {site}\n" in README


def test_the_workflow_tries_the_oldest_python_and_each_system() -> None:
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    tried = jobs["everywhere"]["strategy"]["matrix"]
    assert oldest in tried["python"]
    assert [name.split("-")[0] for name in tried["os"]] == ["ubuntu", "macos", "windows"]
    assert jobs["everything"]["steps"][1]["with"]["python-version"] == oldest


def test_the_readme_maps_every_lesson_with_its_own_title_and_minutes() -> None:
    for lesson in LESSONS:
        opening = read(lesson).cells[0].source
        title = re.match(r"# \d+\. ([^:\n]+)", opening)
        minutes = re.search(r"\*\*Time\*\* \| (\d+) minutes", opening)
        assert title, lesson.name
        assert minutes, lesson.name
        row = rf"\| \[{re.escape(title[1])}\]\(notebooks/{lesson.name}\) \|.*\| {minutes[1]} \|"
        assert re.search(row, README), row


def test_the_readme_sums_up_the_hours_of_lessons_and_exercises() -> None:
    pages = (README, (ROOT / "exercises" / "README.md").read_text(encoding="utf-8"))
    minutes = [re.findall(r"^\| .*\.ipynb\) \|.*\| (\d+) \|$", page, re.M) for page in pages]
    hours = [round(sum(map(int, found)) / 60) for found in minutes]
    assert "All ten lessons take about {} hours, their exercises about {}.".format(*hours) in README


def of_this_machine(text: str) -> list[str]:
    """Return what a text names of package registries and of this machine's folders."""
    return re.findall(
        r"pypi\.org/simple|files\.pythonhosted|registry\.npmjs|/(?:home|root)/\w+/|"
        + re.escape(str(ROOT)),
        text,
    )


@pytest.mark.skipif(not TEXTS, reason="git knows no files here: an unpacked archive?")
def test_no_file_names_a_registry_or_a_path_of_this_machine() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): named
        for path in TEXTS
        if (named := of_this_machine(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://pypi.org", "/simple/flask"),
        ("https://files.", "pythonhosted.org/flask.whl"),
        ("https://registry.", "npmjs.org"),
        ("/home", "/ada/kit"),
        ("/root", "/kit/app.py"),
        (str(ROOT), ""),
    ],
)
def test_each_such_name_is_found(first: str, second: str) -> None:
    """The names stand here in two halves, so that this file holds none."""
    assert of_this_machine(f"see {first}{second}")
