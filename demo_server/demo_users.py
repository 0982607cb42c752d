"""Who is signed up already where a lesson starts a server, or a person starts one to look at."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from flask import Flask

from demo_server.request_log import UNLOGGED

DEMO_USERS = {"alice": "correct horse", "bob": "wooden teapot", "carol": "wooden teapot"}
"""Their ids, with their passwords."""


def add_demo_users(app: Flask) -> list[str]:
    """Sign up DEMO_USERS; return the ids that were there already. The log says nothing of it."""
    forms = [{"id_give": name, "pw_give": password} for name, password in DEMO_USERS.items()]
    with ThreadPoolExecutor() as pool:  # argon2 leaves the other cores free to help
        is_new = pool.map(partial(_sign_up, app), forms)
    return [name for name, new in zip(DEMO_USERS, is_new, strict=True) if not new]


def _sign_up(app: Flask, form: dict[str, str]) -> bool:
    host = (app.config.get("HOSTS") or ["localhost"])[0]
    own = {"REMOTE_ADDR": "127.0.0.2", UNLOGGED: True}  # so that nobody's tries are used up
    answer = app.test_client().post("/sign_up", f"http://{host}", data=form, environ_base=own)
    return answer.json == {"result": "success"}  # published answers 200 for a failure as well
