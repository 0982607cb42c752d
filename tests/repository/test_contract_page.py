"""demo_server/README.md, the contract, and the tests that hold it name the same."""

import re

import pytest

from tests.helpers.work_tree import ROOT

pytestmark = pytest.mark.oldest

PAGE = (ROOT / "demo_server" / "README.md").read_text("utf-8")
PROMISES = PAGE.partition("## What hardened promises")[2].partition("\n## ")[0]
CONTRACT = sorted((ROOT / "tests" / "demo_server" / "contract").glob("test_*.py"))
CLAUSE_BY_CLAUSE = "test_rfc_8725.py"


def test_every_test_of_the_contract_stands_beside_one_promise_and_every_name_is_a_test() -> None:
    named = re.findall(r"`(test_\w+)`", PROMISES)
    written = [
        name
        for path in CONTRACT
        if path.name != CLAUSE_BY_CLAUSE
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(named) == sorted(written)
    assert CLAUSE_BY_CLAUSE in PAGE


def test_whatever_test_the_page_names_is_there() -> None:
    written = "".join(path.read_text("utf-8") for path in ROOT.glob("tests/**/test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert [name for name in sorted(named) if f"def {name}(" not in written] == []
    paths = re.findall(r"`(tests/[\w/.]+)`", PAGE)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_weakness_has_its_number_its_anchor_and_its_test() -> None:
    numbers = re.findall(r"^### weakness (\d+)$", PAGE, re.MULTILINE)  # lower case: JupyterLab
    assert numbers == [str(number) for number in range(1, 19)]
    tests = "".join(path.read_text("utf-8") for path in ROOT.glob("tests/**/test_published_*.py"))
    for number in range(1, 19):
        assert len(re.findall(rf"^def test_weakness_{number:02}_", tests, re.MULTILINE)) == 1


def test_every_route_of_both_versions_has_a_row() -> None:
    rows = set(re.findall(r"^\| `(?:GET|POST) (/[^`]*)`", PAGE, re.MULTILINE))
    sources = [ROOT / "demo_server" / name for name in ("published.py", "hardened/views.py")]
    found = {
        path
        for source in sources
        for path in re.findall(r'^@blueprint\.\w+\("([^"]+)"', source.read_text("utf-8"), re.M)
    }
    assert rows == found
