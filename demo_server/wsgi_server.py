"""Werkzeug's threaded server, made to listen on a free port, stay silent, and stop at once."""

import logging
import socket
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

logger = logging.getLogger(__name__)

REFUSED = "demo_server.refused"
"""Where the WSGI environment says with which status a request is refused that can't be read."""
IDLE_SECONDS = 10
"""After so long without a byte, a half-sent request or an idle connection is let go."""
REQUEST_SECONDS = 30
"""After so long, no more of a request is read, however steadily it drips in."""
LEAVE_SECONDS = 4
"""What a view that runs when the server stops is given to end."""
POLL_SECONDS = 0.01


def end(connection: socket.socket, way: int) -> None:
    """Close one or both ways of a connection, unless its client was faster."""
    with suppress(OSError):
        connection.shutdown(way)


class Handler(WSGIRequestHandler):
    """Answers requests without a line of its own: the application keeps the log."""

    timeout = IDLE_SECONDS
    protocol_version = "HTTP/1.1"
    default_request_version = (
        "HTTP/1.1"  # whoever names none is answered with a status all the same
    )

    def send_error(self, code: int, *_what: str | None) -> None:
        """Let the application answer a request that can't be read, repeating nothing of it."""
        asked = EnvironBuilder(
            method=getattr(self, "command", None) or "-",
            environ_base={"REMOTE_ADDR": self.client_address[0], REFUSED: int(code)},
        )
        answer = Response.from_app(self.server.app, asked.get_environ())
        self.close_connection = True
        self.send_response(code)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(answer.get_data())

    def parse_request(self) -> bool:
        """Read the head; refuse one that could be read in two ways (RFC 9112 §3.2, §6.3)."""
        if not super().parse_request():
            return False
        lengths, hosts = (self.headers.get_all(name, []) for name in ("Content-Length", "Host"))
        fewest = 0 if self.request_version == "HTTP/1.0" else 1
        clear = len(set(lengths)) <= 1 and fewest <= len(hosts) <= 1
        if not clear:
            self.send_error(400)
        return clear

    def make_environ(self) -> "WSGIEnvironment":
        """Read the request; an address that can't be read is answered with 400."""
        try:
            return super().make_environ()
        except ValueError:
            self.send_error(400)
            raise

    def version_string(self) -> str:
        """Name no version in the Server header: nobody but an attacker asks for it."""
        return "demo-server"

    def log_request(self, *_what: object) -> None:
        """Say nothing: Werkzeug's line would carry the query and the time into a running cell."""

    def log(self, *_what: object) -> None:
        """Keep quiet here too: the application keeps the log."""


class Server(ThreadedWSGIServer):
    """Serves ``app`` at ``host`` until ``shutdown``, which also closes what is still connected.

    Raises SystemExit where the port is taken (Werkzeug's way); port 0 is a free port.
    """

    allow_reuse_address = sys.platform != "win32"  # there it would share a port that is taken

    def __init__(self, app: Flask, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; requests are answered once ``serve_forever`` runs."""
        self._connections: dict[socket.socket, float] = {}
        super().__init__(host, port, app, Handler)

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - Werkzeug's name
        """Keep Werkzeug's remarks for who asks logging for them."""
        logger.debug(message, *args)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep to ourselves that a client broke off."""
        logger.debug("a connection ended early", exc_info=True)

    def serve_forever(self, poll_interval: float = POLL_SECONDS) -> None:
        """Answer until ``shutdown`` is called from another thread."""
        super().serve_forever(poll_interval)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection while it is open."""
        self._connections[request] = time.monotonic()
        super().process_request(request, client_address)

    def service_actions(self) -> None:
        """Stop reading from connections that have sent their one request for too long."""
        latest = time.monotonic() - REQUEST_SECONDS
        for connection, since in self._connections.copy().items():
            if since < latest:
                end(connection, socket.SHUT_RD)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection when it is done."""
        self._connections.pop(request, None)
        super().shutdown_request(request)

    def shutdown(self) -> None:
        """Stop listening, end open connections, and wait for the views that still run.

        No thread waits for a silent client, and none writes to a database that is deleted next.
        """
        super().shutdown()
        for connection in self._connections.copy():
            end(connection, socket.SHUT_RDWR)
        deadline = time.monotonic() + LEAVE_SECONDS
        while self._connections and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
