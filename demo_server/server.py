"""Werkzeug's threaded server, made to listen on a free port, stay silent, and stop at once."""

import logging
import socket
import time
from typing import Any

from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

logger = logging.getLogger(__name__)

IDLE_SECONDS = 10
"""After so long without a byte, a half-sent request or an idle connection is let go."""
LEAVE_SECONDS = 4
"""What a view that runs when the server stops is given to end."""
POLL_SECONDS = 0.01


class Handler(WSGIRequestHandler):
    """Answers requests without a line of its own: the application keeps the log."""

    timeout = IDLE_SECONDS
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - Werkzeug's name
        """Say nothing: Werkzeug's line would carry the query and the time into a running cell."""


class Server(ThreadedWSGIServer):
    """Serves ``app`` at ``host`` until ``shutdown``, which also closes what is still connected.

    Raises SystemExit where the port is taken (Werkzeug's way); port 0 is a free port.
    """

    def __init__(self, app: Flask, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; requests are answered once ``serve_forever`` runs."""
        self._connections: set[socket.socket] = set()
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
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection when it is done."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def shutdown(self) -> None:
        """Stop listening, end open connections, and wait for the views that still run.

        No thread waits for a silent client, and none writes to a database that is deleted next.
        """
        super().shutdown()
        for connection in self._connections.copy():
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the client was faster
        deadline = time.monotonic() + LEAVE_SECONDS
        while self._connections and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
