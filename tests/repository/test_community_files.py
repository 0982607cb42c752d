"""What GitHub and a teacher look for in a repository is there, valid, and says the same."""

import re
import subprocess
import sys
import tomllib

import pytest
import yaml

from tests.helpers.work_tree import ROOT, project_files

pytestmark = pytest.mark.oldest

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GITHUB = ROOT / ".github"
CITATION = ROOT / "CITATION.cff"
FORMS = project_files(".github/ISSUE_TEMPLATE/*.yml")


@pytest.mark.parametrize(
    ("schema", "files"), [("citation-file-format", [CITATION]), ("github-issue-forms", FORMS)]
)
def test_the_citation_and_the_issue_forms_are_valid(schema: str, files: list[object]) -> None:
    words = ["--builtin-schema", f"vendor.{schema}", *map(str, files)]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *words],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_citation_says_what_the_project_says() -> None:
    citation = yaml.safe_load(CITATION.read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["version"]
    assert " AND ".join(citation["license"]) == PROJECT["license"]
    assert citation["authors"][0]["name"] in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_changelog_s_newest_release_is_the_project_s() -> None:
    page = (GITHUB / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+), (unreleased|\d{4}-\d\d-\d\d)$", page, re.MULTILINE)
    assert newest
    assert newest[1] == PROJECT["version"]


def test_the_security_page_counts_the_weaknesses_that_are_there_on_purpose() -> None:
    contract = (ROOT / "demo_server" / "README.md").read_text(encoding="utf-8")
    count = len(re.findall(r"^### weakness \d+$", contract, re.MULTILINE))
    assert f"[{count} weaknesses]" in (GITHUB / "SECURITY.md").read_text(encoding="utf-8")


def test_each_form_is_one_that_a_page_sends_people_to() -> None:
    pages = [ROOT / "README.md", *project_files(".github/**/*.md")]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert [form.name for form in FORMS if f"issues/new?template={form.name}" not in text] == []


def test_kubernetes_starts_what_the_hub_of_one_machine_starts_in_this_version_s_image() -> None:
    values = yaml.safe_load((GITHUB / "hub" / "zero-to-jupyterhub.yaml").read_text("utf-8"))
    user = values["singleuser"]
    assert user["image"]["tag"] == PROJECT["version"]
    recipe = (GITHUB / "hub" / "jupyterhub_config.py").read_text(encoding="utf-8")
    name, *words = user["cmd"]
    assert name in PROJECT["scripts"]
    assert [word for word in words if f'"{word}"' not in recipe] == []
