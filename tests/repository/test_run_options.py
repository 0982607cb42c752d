"""pytest looks at the environment once, says what is wrong in a sentence, and needs little."""

import re
import sys
from pathlib import Path

import pytest

from tests.helpers.made_up_notebooks import code, said, write
from tests.helpers.nested_pytest import hide, run_pytest
from tests.helpers.run_options import SLOW_TO_IMPORT, pytest_xdist_auto_num_workers
from tests.helpers.work_tree import ROOT

pytestmark = [pytest.mark.oldest, pytest.mark.timeout(240)]
ONLY_FOR_TESTS = ("xdist", "pytest_xdist", "pytest_timeout", "hypothesis")


def errors(folder: Path, *arguments: str, **environment: str) -> list[str]:
    """Return the sentences that pytest ends with; they are all that it prints."""
    done = run_pytest(folder, *arguments, **environment)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR, done.stdout + done.stderr
    assert done.stdout == ""
    lines = [line for line in done.stderr.split("\n") if line]
    assert all(line.startswith("ERROR: ") for line in lines), done.stderr
    return [line.removeprefix("ERROR: ") for line in lines]


def test_old_packages_are_named_before_their_code_is_met(tmp_path: Path) -> None:
    for name, version in (("pyjwt", "2.10.1"), ("flask", "0.1")):
        info = tmp_path / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {name}\nVersion: {version}\n", "utf-8")
    (tmp_path / "jwt.py").write_text("")  # no jwt.warnings in it
    found = errors(tmp_path, str(ROOT / "notebooks"), PYTHONPATH=str(tmp_path))
    pyjwt, flask = sorted(found, key=lambda sentence: "flask" in sentence)
    assert re.match(r"pyjwt 2\.10\.1 is here, pyjwt>=[\d.]+ is needed\. ", pyjwt)
    assert re.match(r"flask 0\.1 is here, flask>=[\d.]+ is needed\. ", flask)
    assert all(text.endswith(' -m pip install --editable ".[check]"') for text in found)


def test_where_the_kit_is_not_installed_one_sentence_says_how_to(tmp_path: Path) -> None:
    (sentence,) = errors(ROOT, "notebooks", PYTHONPATH=hide(tmp_path, "jwt_login_step_by_step"))
    assert sentence == (
        "jwt-login-step-by-step is missing. In the kit's folder, run: "
        'python3 -m pip install --editable ".[check]"'
    )


def test_where_nbval_is_not_installed_one_sentence_says_how_to(tmp_path: Path) -> None:
    (sentence,) = errors(ROOT, "notebooks", PYTHONPATH=hide(tmp_path, "nbval"))
    assert re.match(r'nbval .*is missing\. .* --editable "\.\[check\]"$', sentence)


def test_what_only_the_tests_need_is_named_where_it_is_missing(tmp_path: Path) -> None:
    (sentence,) = errors(ROOT, "tests", PYTHONPATH=hide(tmp_path, *ONLY_FOR_TESTS))
    assert "more than the lessons: hypothesis, pytest-timeout, pytest-xdist. " in sentence


def surroundings(folder: Path) -> dict[str, str]:
    """Write a notebook that fails if the person's own settings reach it; return these settings."""
    startup = folder / "own" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("mine = True", "utf-8")
    source = (
        "import os\nnames = [n for n in os.environ if n.startswith(('FLASK_', 'DEMO_SERVER_'))]\n"
        "print(names, 'mine' in globals())"
    )
    write(folder, "lesson", code("surroundings", source, said("[] False\n")))
    return {
        "FLASK_DEBUG": "1", "DEMO_SERVER_COLOUR": "red", "IPYTHONDIR": str(folder / "own"),
    }  # fmt: skip


def test_notebooks_need_pytest_and_nbval_alone_and_meet_no_settings_of_the_person(
    tmp_path: Path,
) -> None:
    own = surroundings(tmp_path) | {"PYTHONPATH": hide(tmp_path, *ONLY_FOR_TESTS)}
    done = run_pytest(tmp_path, "lesson.ipynb", **own)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout
    assert not re.search("workers|timeout|xdist", done.stdout), done.stdout


def test_what_takes_seconds_and_is_not_needed_is_not_imported() -> None:
    loaded = {name.partition(".")[0] for name, module in sys.modules.items() if module}
    assert loaded.isdisjoint(SLOW_TO_IMPORT)


def test_with_their_plugins_files_are_run_by_workers_end_in_time_and_meet_no_settings_either(
    tmp_path: Path,
) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('n', range(8))\n"
        "def test_options(n, request):\n"
        "    with open('workers', 'a') as file:\n"
        "        file.write(request.config.workerinput['workerid'] + ' ')\n"
        "    assert request.config.option.timeout == 120\n",
        "utf-8",
    )
    done = run_pytest(tmp_path, ".", **surroundings(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"\n{pytest_xdist_auto_num_workers()} workers [10 items]\n" in done.stdout, done.stdout
    assert "timeout: 120.0s" in done.stdout
    workers = (tmp_path / "workers").read_text("utf-8").split()
    assert len(workers) == 8
    assert len(set(workers)) == 1, "one file, one worker"
