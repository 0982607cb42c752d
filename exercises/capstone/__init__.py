"""The capstone: grade any sign-in server on this machine that keeps the demo server's routes."""

import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from exercises.capstone import accounts, pages, response_headers, sessions, sites, tokens
from exercises.capstone.address import PORTS
from exercises.capstone.answer import BlockedError, LostError, NotGradedError
from exercises.capstone.card import Card, Mark
from exercises.capstone.client import LONGEST_WAIT, Client
from exercises.capstone.rows import ROWS, Row, row
from exercises.capstone.visit import Visit

__all__ = ["ROWS", "Card", "NotGradedError", "grade"]
AIRPLAY = (
    "{} is answered by the AirPlay Receiver of macOS, not by a server of yours: start yours on "
    "another port, such as 8000, or switch AirPlay Receiver off in System Settings."
)
_TOPICS = (accounts, pages, response_headers, sessions, sites, tokens)
"""Importing them has registered their rows. The last row uses up what a limit allows."""
row(accounts.ACCOUNTS, 7, "Weakness 14: whoever may try for ever, gets in.")(
    accounts.tries_are_limited
)


def grade(url: str, only: Collection[str] = ()) -> Card:
    """Try every row, or those named ``only``, against the server at ``url``; return its card.

    NotGradedError, with a sentence that says what to do, unless a server on loopback answers there
    and there are rows of these names.
    """
    names = {only} if isinstance(only, str) else set(only)
    if unknown := names - {row.name for row in ROWS}:
        raise NotGradedError(f"No row is named {', '.join(sorted(map(repr, unknown)))}.")
    client = Client(url)
    try:
        home = client.ask("GET", "/")
    except LostError as lost:
        raise NotGradedError(_unanswered(client.url, lost)) from lost
    if home.headers.get("server", "").startswith("AirTunes/"):
        raise NotGradedError(AIRPLAY.format(client.url))
    visit = Visit(client)
    marks = tuple(_mark(row, visit) for row in ROWS if not names or row.name in names)
    return Card(client.url, marks, client.count, _note(client))


def _note(client: Client) -> str:
    if not client.too_long:
        return ""
    wait = f"The server asked to wait for {client.too_long} seconds more"
    return f"{wait}, which was not done: {LONGEST_WAIT} seconds are waited for in all."


def _unanswered(url: str, lost: LostError) -> str:
    """Say what is wrong where no answer came."""
    parts = urlsplit(url)
    try:
        address = (parts.hostname or "", parts.port or PORTS[parts.scheme])
        socket.create_connection(address, timeout=1).close()
    except OSError:
        return f"No server answers at {url}: start it first."
    kind = type(lost.__cause__).__name__
    return f"Something listens at {url}, but no answer in HTTP could be read ({kind})."


def _mark(row: Row, visit: Visit) -> Mark:
    try:
        row.try_it(visit)
    except LostError as lost:
        tried = not isinstance(lost, BlockedError)
        return Mark(row, lost.sent, lost.got, lost.expected, tried)
    return Mark(row)
