"""The capstone: grade any sign-in server on this machine that keeps the demo server's routes."""

from collections.abc import Collection

from exercises.capstone import accounts, pages, sessions, tokens
from exercises.capstone.card import Card, Mark
from exercises.capstone.client import Client, LostError, NotGradedError
from exercises.capstone.rows import ROWS, Row, Visit, row

__all__ = ["ROWS", "Card", "NotGradedError", "grade"]
_TOPICS = (accounts, pages, sessions, tokens)
"""Importing them has registered their rows. The last row uses up what a limit allows."""
row(accounts.ACCOUNTS, 7, "Weakness 14: whoever may try for ever, gets in.")(
    accounts.tries_are_limited
)


def grade(url: str, only: Collection[str] = ()) -> Card:
    """Try every row, or those named ``only``, against the server at ``url``; return its card.

    NotGradedError, with a sentence that says what to do, unless a server on loopback answers there.
    """
    client = Client(url)
    try:
        client.ask("GET", "/")
    except LostError as lost:
        raise NotGradedError(f"No server answers at {client.url}: start it first.") from lost
    visit = Visit(client)
    marks = [_mark(row, visit) for row in ROWS if not only or row.name in only]
    return Card(client.url, tuple(marks), client.count)


def _mark(row: Row, visit: Visit) -> Mark:
    try:
        row.try_it(visit)
    except LostError as lost:
        return Mark(row, lost.sent, lost.got, lost.expected)
    return Mark(row)
