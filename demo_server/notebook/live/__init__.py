"""Run the demo server beside a notebook: ``live.start("published")``, in a thread or a process."""

import http.client
import json
import secrets
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from demo_server import environment

environment.require()

if sys.platform == "emscripten":  # Python in a browser; nothing else here asks for it
    from demo_server.notebook.live import browser

    browser.install()

from demo_server import config as configuration
from demo_server.demo_users import DEMO_USERS
from demo_server.notebook.live.demo_app import build_app
from demo_server.notebook.live.folder import Folder
from demo_server.notebook.live.iframe import Page, notebook_settings
from demo_server.notebook.live.runners import (
    InProcess,
    InThread,
    LiveError,
    Runner,
    require_threads,
)
from demo_server.request_log import Entry, Log

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["DEMO_USERS", "LiveError", "LiveServer", "start"]

START_SECONDS = 10.0


class LiveServer:
    """A running demo server: its address, its log, its database file, and the way to end it."""

    def __init__(self, version: str, process: bool, settings: dict[str, Any]) -> None:
        """Start it and wait until it answers; see :func:`start`."""
        self.version = version
        self._folder = Folder()
        seeded = not settings.get("DATABASE")
        own = self._folder.path / f"{version}.sqlite"
        self.database = own if seeded else Path(settings["DATABASE"])
        self._private_path = f"/{secrets.token_urlsafe(16)}"
        all_settings = settings | {"DATABASE": str(self.database)}
        arguments = (version, all_settings, self._private_path, seeded)
        self._runner: Runner | None = None
        self._app: Flask | None = None
        try:
            if process:
                self._runner = InProcess(*arguments)
            else:
                require_threads()  # the app needs some, too
                self._app = build_app(*arguments)
                self._runner = InThread(self._app)
            self.url = f"http://127.0.0.1:{self._runner.port}"
            self._wait_until_it_answers()
        except BaseException:
            self.stop()
            raise

    def __repr__(self) -> str:
        return f"<{self.version} server, {'running' if self._runner else 'stopped'}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def _take_entries(self) -> list[dict[str, Any]]:
        if self._runner is None:
            raise LiveError(self._gone())
        taken: list[dict[str, Any]] = json.loads(self._runner.get(self._private_path))
        return taken

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self._take_entries()
            except (OSError, ValueError, http.client.HTTPException) as error:
                if time.monotonic() > deadline:
                    raise LiveError("The server does not answer: start it again.") from error
                time.sleep(0.005)
            else:
                return

    def log(self) -> Log:
        """Return what the server answered since it started, or since this was last asked."""
        try:
            return Log(Entry(**entry) for entry in self._take_entries())
        except (OSError, http.client.HTTPException) as error:
            again = f'live.start("{self.version}")'
            raise LiveError(f"This server is gone: start it with {again}.") from error

    def page(self, height: int = 640) -> Page:
        """Show the server's page in a frame of ``height`` CSS pixels below the cell.

        The hardened version lets it be framed where it was started with ``framed=True``.
        """
        if self._runner is None:
            raise LiveError(self._gone())
        return self._runner.page(self.version, height)

    def _gone(self) -> str:
        return f'This server is stopped: start it with live.start("{self.version}").'

    def stop(self) -> None:
        """End the server and forget its temporary database; doing it twice does no harm."""
        runner, self._runner = self._runner, None
        try:
            if runner is not None:
                runner.stop()
        finally:  # also where an interrupt comes
            if self._app is not None:
                self._app.extensions["demo_server"].close()  # Windows deletes no open file
            self._folder.remove()


_running: dict[str, LiveServer] = {}


def start(
    version: str = "hardened", *, process: bool = False, framed: bool = False, **config: object
) -> LiveServer:
    """Start a version on a free port of 127.0.0.1, in place of one that this function started.

    ``config`` goes to :func:`demo_server.create_app`. DEMO_SERVER_… is not read, so that a lesson
    says the same everywhere. Users live in a temporary database, with DEMO_USERS among them,
    unless ``DATABASE`` names a file. With ``process=True`` the server has a process, and so a
    clock, of its own. With ``framed=True`` a notebook may show the hardened page in a frame. On a
    JupyterHub, PROXIES is 1, and a framed server answers to every host name, whatever ``config``
    says. Raises ConfigError or LiveError: one sentence, what to do.
    """
    settings = config | notebook_settings(version, framed)
    configuration.settings(
        version, settings, {}
    )  # refuse what can't be, before anything is stopped
    if version in _running:
        _running.pop(version).stop()
    _running[version] = LiveServer(version, process, settings)
    return _running[version]
