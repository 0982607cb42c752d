"""A server that records each request that it gets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from flask import Flask, Request

from demo_server.notebook.live.runners import InThread

TOKENS = {"mytoken", "access_token", "__Host-access_token"}
"""What the two versions call the cookie that opens the protected page; the last one over TLS."""


@dataclass(frozen=True)
class RecordedRequest:
    """A request as it arrived, and the status of its answer."""

    method: str
    path: str
    query: str
    cookies: dict[str, str]
    status: int

    def carried(self) -> str:
        """Return "token" or "no token": whether a cookie of it holds an access token."""
        return "token" if TOKENS & self.cookies.keys() else "no token"


class RecordingServer:
    """A running application that records every request."""

    def __init__(self, app: Flask) -> None:
        """Listen on a free port of 127.0.0.1 from now on."""
        self.requests: list[RecordedRequest] = []
        inner = app.wsgi_app

        def recording_app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            received = Request(environ)

            def record(status: str, *more: Any) -> Any:
                sent = (received.query_string.decode(), dict(received.cookies), int(status[:3]))
                self.requests.append(RecordedRequest(received.method, received.path, *sent))
                return start_response(status, *more)

            return inner(environ, record)

        app.wsgi_app = recording_app  # type: ignore[method-assign] # Flask's documented way
        self._runner = InThread(app)
        self.url = f"http://127.0.0.1:{self._runner.port}"
        self.other_site = f"http://localhost:{self._runner.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._runner.stop()

    def last_request(self, path: str) -> RecordedRequest:
        """Return the last request for a path."""
        return [one for one in self.requests if one.path == path][-1]
