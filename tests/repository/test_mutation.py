"""The mutation run changes what it says, one thing at a time, and nothing else."""

from pathlib import Path

import pytest

from tests.tools import mutation

pytestmark = pytest.mark.oldest


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("x = a < b <= c", ["x = (a <= b <= c)", "x = (a < b < c)"]),
        ("x = a is b", ["x = (a is not b)"]),
        ("x = a or (b)", ["x = (a and b)"]),
        ("x = not a == b", ["x = (a == b)", "x = not (a != b)"]),
        ("x = [True, 7]", ["x = [(False), 7]", "x = [True, (8)]"]),
        ("f(x)", ["pass"]),
        ("raise ValueError('\u00e9') from None", ["pass"]),
        ("x = f'{1}'", []),
        ("x = f(y)", []),
    ],
)
def test_each_simple_change_is_one_mutant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, changed: list[str]
) -> None:
    monkeypatch.setattr(mutation, "ROOT", tmp_path)
    text = "# \u00e9 above\n{}  # \u00e9 behind\n"
    (tmp_path / "one.py").write_text(text.format(line), encoding="utf-8")
    found = list(mutation.mutants(Path("one.py")))
    assert [mutant.text for mutant in found] == [text.format(other) for other in changed]
    assert all(mutant.change.startswith("one.py:2  ") for mutant in found)
