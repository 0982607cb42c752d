"""Two ways to run a live server: in a thread of this process, or in a process of its own."""

import http.client
import subprocess
import sys
import threading
from typing import Protocol

from flask import Flask

from demo_server.notebook.live.iframe import Page
from demo_server.wsgi_server import Server

STOP_SECONDS = 5.0
NO_THREAD = (
    "The server can't start, since no thread can: restart the kernel, or run this in a JupyterLab "
    "whose Python does not run in the browser."
)
NO_PROCESS = NO_THREAD.replace("thread", "process")


class LiveError(RuntimeError):
    """A server that could not be started or is gone; its text says what to do."""


class Runner(Protocol):
    """What runs a server: somewhere at ``port`` until ``stop``."""

    port: int

    def get(self, path: str) -> bytes:
        """Return the body of the answer to GET ``path``; OSError or HTTPException without one."""

    def page(self, version: str, height: int) -> Page:
        """Return what shows the server's page in a notebook, ``height`` CSS pixels high."""

    def stop(self) -> None:
        """End it, and return when it is gone."""


class Listening:
    """What the servers share that listen on a port of 127.0.0.1."""

    port: int

    def get(self, path: str) -> bytes:
        """Return the body of the answer to GET ``path``; OSError or HTTPException without one."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path, headers={"Connection": "close"})
            return connection.getresponse().read()
        finally:
            connection.close()

    def page(self, version: str, height: int) -> Page:
        """Return its page in a frame."""
        return Page(version, self.port, height)


class InThread(Listening):
    """Runs the server in a daemon thread: it dies with the kernel and sees its clock."""

    def __init__(self, app: Flask) -> None:
        """Listen on a free port and answer from now on; LiveError where no thread can start."""
        require_threads()
        self._server = Server(app)
        self.port = self._server.port
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and its connections."""
        self._server.shutdown()
        self._thread.join(STOP_SECONDS)


def require_threads() -> None:
    """Raise LiveError where no thread can start, as in a browser."""
    probe = threading.Thread(target=bool)
    try:
        probe.start()
    except RuntimeError as error:
        raise LiveError(NO_THREAD) from error
    probe.join()


class InProcess(Listening):
    """Runs the server in a process of its own, which ends when its standard input does."""

    def __init__(self, *arguments: object) -> None:
        """Start it with the arguments of ``build_app``; LiveError where it does not come up."""
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "demo_server.notebook.live.subprocess_main"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",  # what it says; what it is told is ASCII
                start_new_session=True,  # an interrupt of the kernel is not for it
            )
        except OSError as error:
            raise LiveError(NO_PROCESS) from error
        if self._process.stdin is None or self._process.stdout is None:
            raise LiveError("The server's process has no pipes: try again.")
        self._process.stdin.write(f"{arguments!a}\n")
        self._process.stdin.flush()
        said = self._process.stdout.readline().strip()
        if not said.isdecimal():
            self.stop()
            raise LiveError(said or "The server's process ended before it answered: try again.")
        self.port = int(said)

    def stop(self) -> None:
        """Close its standard input, which ends it; kill it where that was not enough."""
        try:
            self._process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
