"""The capstone: grade any sign-in server on this machine that keeps the demo server's routes."""

import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from exercises.capstone import criteria  # noqa: F401 # it fills the rubric
from exercises.capstone.base_url import DEFAULT_PORTS
from exercises.capstone.client import MAX_WAIT, Client
from exercises.capstone.exceptions import CriterionFailed, NotGraded, PrerequisiteFailed
from exercises.capstone.grader import Grader
from exercises.capstone.report_card import Mark, ReportCard, Status
from exercises.capstone.rubric import RUBRIC, Criterion

__all__ = ["RUBRIC", "NotGraded", "ReportCard", "grade"]
AIRPLAY = (
    "{} is answered by the AirPlay Receiver of macOS, not by a server of yours: start yours on "
    "another port, such as 8000, or switch AirPlay Receiver off in System Settings."
)


def grade(url: str, only: Collection[str] = ()) -> ReportCard:
    """Check the server at ``url`` by every criterion, or by those named in ``only``.

    Return its report card. Raise NotGraded, with a sentence that says what to do, if no server on
    loopback answers there, or if a name in ``only`` is unknown.
    """
    names = {only} if isinstance(only, str) else set(only)
    if unknown := names - {criterion.name for criterion in RUBRIC}:
        raise NotGraded(f"No row is named {', '.join(sorted(map(repr, unknown)))}.")
    client = Client(url)
    try:
        home = client.request("GET", "/")
    except CriterionFailed as failure:
        raise NotGraded(_unanswered(client.url, failure)) from failure
    if home.headers.get("server", "").startswith("AirTunes/"):
        raise NotGraded(AIRPLAY.format(client.url))
    grader = Grader(client)
    marks = tuple(
        _mark(criterion, grader) for criterion in RUBRIC if not names or criterion.name in names
    )
    return ReportCard(client.url, marks, client.request_count, _note(client))


def _note(client: Client) -> str:
    if not client.refused_wait:
        return ""
    wait = f"The server asked to wait for {client.refused_wait} seconds more"
    return f"{wait}, which was not done: {MAX_WAIT} seconds are waited for in all."


def _unanswered(url: str, failure: CriterionFailed) -> str:
    """Return what is wrong with a server that sent no response."""
    parts = urlsplit(url)
    try:
        address = (parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme])
        socket.create_connection(address, timeout=1).close()
    except OSError:
        return f"No server answers at {url}: start it first."
    kind = type(failure.__cause__).__name__
    return f"Something listens at {url}, but no answer in HTTP could be read ({kind})."


def _mark(criterion: Criterion, grader: Grader) -> Mark:
    try:
        criterion.check(grader)
    except CriterionFailed as failure:
        not_tried = isinstance(failure, PrerequisiteFailed)
        status = Status.NOT_TRIED if not_tried else Status.FAILED
        return Mark(criterion, status, failure.request, failure.actual, failure.expected)
    return Mark(criterion, Status.PASSED)
