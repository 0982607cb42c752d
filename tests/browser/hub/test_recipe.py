"""The recipe's configuration, read without starting a hub."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from tests.helpers.work_tree import ROOT

RECIPE = ROOT / ".github" / "hub" / "jupyterhub_config.py"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("CLASS_FOLDER", str(tmp_path))
    found = Config()
    runpy.run_path(str(RECIPE), {"get_config": lambda: found})
    return found


@pytest.mark.parametrize("name", ["ann", "ann_2", "_a-b", "a" * 32])
def test_a_name_that_an_account_can_have_names_a_folder(config: Config, name: str) -> None:
    assert authenticator(config).validate_username(name)


@pytest.mark.parametrize(
    "name", ["", "ann ben", "ann.old", "../ann", "ann\n", "a<script>", "2ann", "a" * 33]
)
def test_any_other_name_is_refused(config: Config, name: str) -> None:
    assert not authenticator(config).validate_username(name)


def authenticator(config: Config) -> Any:
    from jupyterhub.auth import DummyAuthenticator  # where it is installed

    return DummyAuthenticator(config=config)
