"""The demo server where Python runs in a browser (JupyterLite): without sockets and threads.

What is asked of it with requests is handed to the Flask application, in the same turn.
"""

import http.client
import io
import os
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Timer
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import requests
from flask import Flask
from requests.adapters import HTTPAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from demo_server.notebook.live import runners
from demo_server.notebook.live.iframe import Page

PICTURE = Path(__file__).parents[2] / "static" / "sign_in_page.png"
HTML = """<div><p>In an installed JupyterLab the server's page stands here, to be used. In the
browser the server answers only to the code of this notebook: this is a picture of the page.</p>
<img alt="The page after the sign-in: who is signed in, the time left, the token in three colours"
width="360" src="data:image/png;base64,{data}"></div>"""

HOSTS = {"127.0.0.1", "localhost"}

_ports = count(50_001)
_apps: dict[int, Flask] = {}


def install() -> None:
    """Let servers run in this process without a socket, and without threads.

    Replace InThread, requests' adapter, ThreadPoolExecutor.submit, Timer.start and os.link in this
    process, for good. A timer never fires: limits sweeps its memory with one. Call it before
    anything is imported from :mod:`demo_server.notebook.live.runners`.
    """
    replaced: list[tuple[Any, str, object]] = [
        (runners, "InThread", InBrowser),
        (runners, "require_threads", _do_nothing),
        (requests.sessions, "HTTPAdapter", FlaskAdapter),
        (ThreadPoolExecutor, "submit", _submit),
        (Timer, "start", _do_nothing),
        (os, "link", shutil.copy2),  # no other process is there to see it half written
    ]
    for owner, name, value in replaced:
        setattr(owner, name, value)


def _do_nothing(*_arguments: object) -> None:
    pass


def _submit(
    _pool: ThreadPoolExecutor, work: Callable[..., Any], /, *arguments: Any, **more: Any
) -> Future[Any]:
    """Do the work at once, and return its result or error as a pool does."""
    future: Future[Any] = Future()
    try:
        future.set_result(work(*arguments, **more))
    except Exception as error:
        future.set_exception(error)
    return future


class InBrowser:
    """Runs the server whenever it is asked: it sees the kernel's clock and ends with it."""

    def __init__(self, app: Flask) -> None:
        """Answer from now on, under a number that stands for a port."""
        self.port = next(_ports)
        _apps[self.port] = app

    def get(self, path: str) -> bytes:
        """Return the body of the answer to GET ``path``; OSError where it was stopped."""
        return requests.get(f"http://127.0.0.1:{self.port}{path}", timeout=5).content

    def page(self, version: str, height: int) -> Page:
        """Return a picture in place of the page: no frame reaches this server."""
        return Picture(version, self.port, height)

    def stop(self) -> None:
        """Answer no more."""
        _apps.pop(self.port, None)


class Picture(Page):
    """What a cell shows when it ends in ``server.page()``."""

    def _repr_html_(self) -> str:
        return HTML.format(data=b64encode(PICTURE.read_bytes()).decode())


class FlaskAdapter(HTTPAdapter):
    """An adapter of requests that takes the answer from an application of this process."""

    def send(
        self, request: requests.PreparedRequest, *_arguments: Any, **_more: Any
    ) -> requests.Response:
        """Return its answer; ConnectionError where no server of this process is asked."""
        address = urlsplit(request.url or "")
        app = _apps.get(address.port or 80) if address.hostname in HOSTS else None
        if app is None:
            raise requests.ConnectionError(f"no server at {address.netloc}", request=request)
        answer = run_wsgi_app(app, _environ(request), buffered=True)
        return self.build_response(request, _raw(*answer))


def _environ(request: requests.PreparedRequest) -> dict[str, Any]:
    address = urlsplit(request.url or "")
    body = request.body
    builder = EnvironBuilder(
        address.path or "/",
        f"{address.scheme}://{address.netloc}",
        query_string=address.query,
        method=request.method or "GET",
        headers=Headers(list(request.headers.items())),
        data=body.encode() if isinstance(body, str) else body,
        environ_base={"REMOTE_ADDR": "127.0.0.1"},
    )
    return builder.get_environ()


def _raw(body: Iterable[bytes], status: str, headers: Headers) -> HTTPResponse:
    """Return the answer as urllib3 has it; requests reads cookies from its original response."""
    message = http.client.HTTPMessage()
    for name, value in headers:
        message[name] = value
    original: Any = SimpleNamespace(msg=message, isclosed=lambda: True, close=_do_nothing)
    code, _, reason = status.partition(" ")
    return HTTPResponse(
        io.BytesIO(b"".join(body)),
        HTTPHeaderDict(list(headers)),
        int(code),
        reason=reason,
        preload_content=False,
        original_response=original,
    )
