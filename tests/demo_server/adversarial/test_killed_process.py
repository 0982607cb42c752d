"""A server whose process is killed while people sign up: what it has confirmed is kept."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import requests

from demo_server.notebook.live.runners import InProcess
from tests.demo_server.adversarial.target import Target, running_target
from tests.helpers.processes import wait_until

PASSWORD = "blue kettle"


def sign_up_until_it_is_gone(target: Target, name: str, confirmed: list[str]) -> None:
    """Sign up ``name 0``, ``name 1`` and so on; keep in ``confirmed`` who was told of success."""
    try:
        for number in range(10_000):
            form = {"id_give": f"{name} {number}", "pw_give": PASSWORD}
            if target.request("POST", "/sign_up", data=form).status_code == 200:
                confirmed.append(form["id_give"])
    except requests.ConnectionError:
        pass


def test_who_was_signed_up_in_or_out_before_a_kill_still_is_after_it(tmp_path: Path) -> None:
    path, confirmed = tmp_path / "hardened.sqlite", ["alice"]
    # Its key is kept beside the database.
    settings: dict[str, Any] = {"DATABASE": str(path), "SECRET_KEY": b""}
    with running_target(process=True, **settings) as target, ThreadPoolExecutor(4) as pool:
        form = {"id_give": "alice", "pw_give": PASSWORD}
        assert target.request("POST", "/sign_up", data=form).status_code == 200
        kept, ended = (target.sign_in("alice", PASSWORD)["access_token"] for _ in range(2))
        target.request("POST", "/sign_out", headers={"Cookie": f"access_token={ended}"})
        for name in ("bob", "carol", "dave", "erin"):
            pool.submit(sign_up_until_it_is_gone, target, name, confirmed)
        wait_until(lambda: len(confirmed) > 20)
        assert isinstance(target.server._runner, InProcess)
        target.server._runner._process.kill()
    with running_target(**settings) as target:
        assert target.accepts(kept)
        assert not target.accepts(ended)
        for user in confirmed[:: len(confirmed) // 5]:
            assert target.sign_in(user, PASSWORD)
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert {*confirmed} <= {user for (user,) in db.execute("SELECT id FROM users")}
