"""What a server answered, and what there is to say when it was not what the row wants."""

import json
import re
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from exercises.capstone.cookies import Cookie

SHOWN = 60
"""How many characters of a field, a cookie or a header are shown of what was sent."""


class NotGradedError(Exception):
    """There is nothing to grade; the text says what to do, and a notebook shows nothing else."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class LostError(Exception):
    """A row is lost: what was sent, what came back, what was expected."""

    def __init__(self, sent: str, got: str, expected: str) -> None:
        """Keep the three texts, with nothing in them that a terminal would obey."""
        super().__init__(sent, got, expected)
        self.sent, self.got, self.expected = (printable(one) for one in (sent, got, expected))


class BlockedError(LostError):
    """A row was not tried, since something that many rows begin with has failed."""


class HungUpError(LostError):
    """The server closed the connection instead of answering."""


def printable(text: str) -> str:
    """Write what can't be printed, a control character or half a character, as an escape."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def cut(text: str) -> str:
    """Return a text, or its beginning and its end where it is long."""
    if len(text) <= SHOWN:
        return text
    return f"{text[: SHOWN - 16]}…{text[-15:]}"


def seconds_of(date: str) -> float:
    """Return a date of HTTP as seconds since 1970; ValueError where it is none."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (TypeError, OverflowError) as error:
        raise ValueError(date) from error


@dataclass(frozen=True)
class Answer:
    """What came back, and what had been ``sent``."""

    sent: str
    status: int
    headers: dict[str, str]
    text: str
    cookies: dict[str, Cookie]

    @property
    def json(self) -> dict[str, Any]:
        """Return the body as a JSON object, or an empty one where it is none."""
        try:
            found = json.loads(self.text)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def success(self) -> bool:
        """Say whether the server said yes: a status of 2xx, and no "fail" in its words."""
        return 200 <= self.status < 300 and self.json.get("result", "success") == "success"

    @property
    def refused(self) -> bool:
        """Say whether it said no: 400 to 499, or the word "fail", which costs a row of its own.

        A 429 is no such no: the limit has answered, and what was asked has not been judged.
        """
        told = 200 <= self.status < 300 and self.json.get("result") == "fail"
        return told or (400 <= self.status < 500 and self.status != 429)

    @property
    def done(self) -> bool:
        """Say whether it did what it was asked: a success, or the way to another page."""
        return self.success or self.status in (302, 303)

    @property
    def is_page(self) -> bool:
        """Say whether it is HTML."""
        return "html" in self.headers.get("content-type", "").lower()

    @property
    def time(self) -> float:
        """Return when it was sent, by the server's clock where it tells: seconds since 1970."""
        try:
            return seconds_of(self.headers.get("date", ""))
        except ValueError:
            return time.time()

    def must(self, holds: object, expected: str, *headers: str) -> None:
        """Go on where something ``holds`` of this answer; LostError else, which shows ``headers``.

        Without names of headers it shows how the body begins.
        """
        if holds:
            return
        text = " ".join(self.text.split())[:120]
        told = [f"{name}: {self.headers.get(name.lower()) or '(none)'}" for name in headers]
        raise LostError(self.sent, f"{self.status} {', '.join(told) or text}".strip(), expected)


def retry_after(answer: Answer) -> int | None:
    """Return the seconds of Retry-After, counted or as a date (RFC 9110 §10.2.3), or None."""
    text = answer.headers.get("retry-after", "").strip()
    if re.fullmatch("[0-9]{1,9}", text):
        return int(text)
    try:
        return max(0, round(seconds_of(text) - answer.time))
    except ValueError:
        return None
