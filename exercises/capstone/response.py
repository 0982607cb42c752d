"""A response of the graded server, and what is quoted of it when it fails a criterion."""

import json
import re
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from exercises.capstone.cookies import Cookie
from exercises.capstone.exceptions import CriterionFailed

MAX_SHOWN = 60
"""Characters of a field, a cookie or a header that the card shows of a request."""


def cut(text: str) -> str:
    """Return a text of at most ``MAX_SHOWN`` characters: a longer one loses its middle."""
    if len(text) <= MAX_SHOWN:
        return text
    return f"{text[: MAX_SHOWN - 16]}…{text[-15:]}"


def seconds_of(date: str) -> float:
    """Return an HTTP date as seconds since 1970; ValueError if it is not a date."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (TypeError, OverflowError) as error:
        raise ValueError(date) from error


@dataclass(frozen=True)
class Response:
    """What the server answered; ``request`` describes what had been sent."""

    request: str
    status: int
    headers: dict[str, str]
    text: str
    cookies: dict[str, Cookie]

    @property
    def json(self) -> dict[str, Any]:
        """Return the body as a JSON object; an empty one if it is anything else."""
        try:
            found = json.loads(self.text)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def success(self) -> bool:
        """Whether the request succeeded: status 2xx, and no ``result`` but success in the body."""
        return 200 <= self.status < 300 and self.json.get("result", "success") == "success"

    @property
    def refused(self) -> bool:
        """Whether the request was refused: 400 to 499, or 2xx with ``"result": "fail"``.

        The second fails a criterion of its own. 429 does not count as a refusal: the rate limiter
        answered before the request was evaluated.
        """
        result_fail = 200 <= self.status < 300 and self.json.get("result") == "fail"
        return result_fail or (400 <= self.status < 500 and self.status != 429)

    @property
    def accepted(self) -> bool:
        """Whether the server did what was asked: a success, or a redirect to another page."""
        return self.success or self.status in (302, 303)

    @property
    def is_html(self) -> bool:
        """Whether the body is HTML."""
        return "html" in self.headers.get("content-type", "").lower()

    @property
    def time(self) -> float:
        """Return the Date header, or the local time without one: seconds since 1970."""
        try:
            return seconds_of(self.headers.get("date", ""))
        except ValueError:
            return time.time()

    def expect(self, condition: object, expected: str, *headers: str) -> None:
        """Raise CriterionFailed unless ``condition``; ``headers`` are quoted in the message.

        Without names of headers the beginning of the body is quoted.
        """
        if condition:
            return
        text = " ".join(self.text.split())[:120]
        quoted = [f"{name}: {self.headers.get(name.lower()) or '(none)'}" for name in headers]
        raise CriterionFailed(
            self.request, f"{self.status} {', '.join(quoted) or text}".strip(), expected
        )


def retry_after(response: Response) -> int | None:
    """Return Retry-After in seconds, given as a number or a date (RFC 9110 §10.2.3), or None."""
    text = response.headers.get("retry-after", "").strip()
    if re.fullmatch("[0-9]{1,9}", text):
        return int(text)
    try:
        return max(0, round(seconds_of(text) - response.time))
    except ValueError:
        return None
