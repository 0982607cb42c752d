"""Servers that write raw bytes to each connection."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


def reply(status: str = "200 OK", body: object = None, *headers: str) -> bytes:
    """Return the bytes of a response; a body that is not text is written as JSON."""
    data = (body if isinstance(body, str) else json.dumps(body or {})).encode()
    lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(data)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + data


@contextmanager
def raw_http_server(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """Run a server that hands each connection to ``answer``; yield its base URL."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=treat, args=(connection,), daemon=True).start()

        def treat(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def canned_server(*answers: bytes) -> Iterator[str]:
    """Run a server that sends these responses in turn, then the last one again and again."""
    left = list(answers)

    def answer(connection: socket.socket) -> None:
        connection.recv(99_999)
        connection.sendall(left.pop(0) if len(left) > 1 else left[0])

    with raw_http_server(answer) as url:
        yield url
