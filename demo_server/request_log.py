"""What the server answered: one entry a request, without a query, a token, a password or a key.

Each entry is a line, too, of the logger of this module: on standard error, under whatever server,
unless logging was set up to have it elsewhere.
"""

import json
import logging
import re
import time
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any

from flask import Flask, Response, g, got_request_exception, request
from flask.logging import has_level_handler

from demo_server.printable import escape_unprintable

MAX_ENTRIES = 1_000
TOKEN = re.compile(r"(?<![\w-])[\w-]{8,}+\.[\w-]{8,}+\.[\w-]*", re.ASCII)
"""What looks like one is not written, wherever somebody put it.

It begins only where a word begins, so that a path of 70,000 letters is read once and not squared.
"""
UNLOGGED = "demo_server.unlogged"
"""What the WSGI environment holds where a request is the kit's own; no client can set it."""
COLUMNS = ("method", "path", "status", "user", "reason")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """One request: time as ISO 8601 in UTC, the client's address, the class of a refusal.

    ``user`` is the account that is signed in, or was tried.
    """

    time: str
    method: str
    path: str
    status: int
    milliseconds: float
    address: str
    user: str
    reason: str


class Log(tuple[Entry, ...]):
    """Entries in the order of the answers, shown as a table; times and durations are kept aside."""

    __slots__ = ()

    def _rows(self) -> list[list[str]]:
        return [[str(getattr(entry, column)) for column in COLUMNS] for entry in self]

    def __repr__(self) -> str:
        if not self:
            return "(nothing was asked)"
        rows = [list(COLUMNS), *self._rows()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = (zip(row, widths, strict=True) for row in rows)
        return "\n".join("  ".join(f"{t:<{w}}" for t, w in line).rstrip() for line in lines)

    def _repr_html_(self) -> str:
        if not self:
            return "<p>(nothing was asked)</p>"
        left = ' style="text-align:left"'
        head = "".join(f"<th{left}>{column}</th>" for column in COLUMNS)
        body = "".join(
            f"<tr>{''.join(f'<td{left}>{escape(text)}</td>' for text in row)}</tr>"
            for row in self._rows()
        )
        return f"<table><tr>{head}</tr>{body}</table>"


def init_app(app: Flask) -> deque[Entry]:
    """Make ``app`` keep an entry for each request, in the returned deque and on this logger.

    A view that knows more sets ``g.user`` (an id) and ``g.reason`` (the class of a refusal).
    """
    entries: deque[Entry] = deque(maxlen=MAX_ENTRIES)
    _show_lines()

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def write(response: Response) -> Response:
        if UNLOGGED in request.environ:
            return response
        entry = Entry(
            time=datetime.now(UTC).isoformat(timespec="seconds"),
            method=escape_unprintable(request.method, 20),
            path=escape_unprintable(TOKEN.sub("(a token)", request.path), 200),
            status=response.status_code,
            milliseconds=round((time.perf_counter() - g.started) * 1_000, 1),
            address=request.remote_addr or "",
            user=escape_unprintable(g.get("user", "")),
            reason=g.get("reason", ""),
        )
        entries.append(entry)
        logger.info(json.dumps(vars(entry)))
        return response

    def note_fault(_app: Flask, exception: BaseException, **_more: Any) -> None:
        g.reason = type(exception).__name__

    got_request_exception.connect(note_fault, app, weak=False)
    return entries


def _show_lines() -> None:
    """Write the lines to standard error where logging was not set up; keep Werkzeug's out of it."""
    if logger.level == logging.NOTSET:
        logger.setLevel(logging.INFO)
    if not has_level_handler(logger):
        logger.addHandler(logging.StreamHandler())
    logging.getLogger("werkzeug").addFilter(_is_no_access_line)


def _is_no_access_line(record: logging.LogRecord) -> bool:
    """Return False for the line that ``flask run`` writes of a request, with its query."""
    return " - - [" not in str(record.msg)
