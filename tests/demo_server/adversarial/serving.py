"""Run a hardened server to be attacked, by our own server or by waitress, and keep what it logs."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from waitress.server import create_server
from waitress.wasyncore import close_all

from demo_server.notebook.live.demo_app import build_app
from demo_server.wsgi_server import Server
from tests.conftest import FAST_ARGON2
from tests.demo_server.adversarial.target import KEY, Target

KINDS = ["werkzeug", "waitress"]
SETTINGS: dict[str, Any] = FAST_ARGON2 | {
    "SECRET_KEY": KEY,
    "SIGN_IN_LIMIT": "1000000 per second",  # the limits have tests of their own
    "ADDRESS_LIMIT": "1000000 per second",
}


class Lines(logging.Handler):
    """Keeps what is logged, with the traceback where there is one."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(logging.Formatter().format(record))


@contextmanager
def attacked(kind: str, folder: Path, **settings: Any) -> Iterator[Target]:
    """Serve hardened with the demo users by "werkzeug" (ours) or "waitress", on a free port."""
    database = folder / "hardened.sqlite"
    own = SETTINGS | {"DATABASE": str(database)} | settings
    app = build_app("hardened", own, "/a path of its own", seeded=True)
    server: Any = (
        Server(app)
        if kind == "werkzeug"
        else create_server(app, host="127.0.0.1", port=0, threads=4)
    )
    port = server.port if kind == "werkzeug" else int(server.effective_port)
    target = Target(kind, port, app, database)
    run = server.serve_forever if kind == "werkzeug" else server.run
    handler = Lines(target.lines)
    loggers = [logging.getLogger(name) for name in ("demo_server", "waitress")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield target
    finally:
        stop(kind, server, thread)
        for logger in loggers:
            logger.removeHandler(handler)
            if not any(isinstance(other, Lines) for other in logger.handlers):
                logger.setLevel(logging.NOTSET)


def stop(kind: str, server: Any, thread: threading.Thread) -> None:
    """End a server of either kind, with every connection that is still open."""
    if kind == "werkzeug":
        server.shutdown()
    else:  # its loop closes everything itself, and ends when nothing is left
        with suppress(OSError):  # it may be done before the trigger is
            server.trigger.pull_trigger(lambda: close_all(server._map, ignore_all=True))
    thread.join(5)
    if kind == "waitress":
        server.task_dispatcher.shutdown()
