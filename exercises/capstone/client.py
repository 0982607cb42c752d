"""Ask a server on this machine, politely and without ever waiting long."""

import ipaddress
import json
import re
import time
from dataclasses import dataclass
from http.cookies import CookieError, Morsel, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

SECONDS = 5.0
"""How long one answer may take, to its last byte."""
LONGEST = 1_000_000
"""Bytes of an answer that are read."""
LONGEST_WAIT = 180
"""Seconds that a server may ask to wait in all: some limits by the minute are over then."""
PATIENCE = 3
"""How many requests in a row may stay without an answer."""


class NotGradedError(Exception):
    """There is nothing to grade; the text says what to do."""


class LostError(Exception):
    """A row is lost: what was sent, what came back, what was expected."""

    def __init__(self, sent: str, got: str, expected: str) -> None:
        """Keep the three texts."""
        super().__init__(sent, got, expected)
        self.sent, self.got, self.expected = sent, got, expected


@dataclass(frozen=True)
class Answer:
    """What came back, and what had been ``sent``."""

    sent: str
    status: int
    headers: dict[str, str]
    text: str
    cookies: dict[str, Morsel[str]]

    @property
    def json(self) -> dict[str, Any]:
        """Return the body as a JSON object, or an empty one where it is none."""
        try:
            found = json.loads(self.text)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def success(self) -> bool:
        """Say whether the server said yes: a status of 2xx, and no "fail" in its words."""
        return 200 <= self.status < 300 and self.json.get("result", "success") == "success"

    def must(self, holds: object, expected: str) -> None:
        """Go on where something ``holds`` of this answer; LostError else."""
        if not holds:
            text = " ".join(self.text.split())[:120]
            raise LostError(self.sent, f"{self.status} {text}".strip(), expected)


def checked(url: str) -> str:
    """Return the address without what follows the port; NotGradedError unless it is loopback."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotGradedError(f"{url} is no address: try http://127.0.0.1:5000.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise NotGradedError(f"{url} is no address: try http://127.0.0.1:5000.")
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    if not loopback:
        raise NotGradedError(f"{host} is not this machine: only servers on loopback are graded.")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


class Client:
    """Sends requests to one server, follows no redirect, and counts what it sent."""

    def __init__(self, url: str) -> None:
        """Take an address; NotGradedError unless it is loopback."""
        self.url, self.count, self._silent, self._waited = checked(url), 0, 0, 0

    def ask(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        cookies: dict[str, str] | None = None,
        **headers: str,
    ) -> Answer:
        """Send one request; LostError where no answer comes in time.

        A header's name is written with underscores: ``Sec_Fetch_Site="cross-site"``. A server that
        asks to wait (429) is asked again after that, unless it has been waited for long enough.
        """
        answer = self.ask_once(method, path, form, cookies, **headers)
        wait = answer.headers.get("retry-after", "")
        if answer.status != 429 or not re.fullmatch("[0-9]{1,3}", wait):
            return answer
        self._waited += int(wait)
        if self._waited > LONGEST_WAIT:
            return answer
        time.sleep(int(wait))
        return self.ask_once(method, path, form, cookies, **headers)

    def ask_once(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        cookies: dict[str, str] | None = None,
        **headers: str,
    ) -> Answer:
        """Send one request and take its answer, a 429 as well."""
        wanted = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = f"{method} {path}" + "".join(f", {k}: {v[:60]}" for k, v in wanted.items())
        if self._silent >= PATIENCE:
            raise LostError(sent, "nothing: the server has stopped answering", "an answer")
        if cookies:
            wanted["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.count += 1
        try:
            answer = self._sent(method, path, form, {"Accept": "application/json"} | wanted, sent)
        except (requests.RequestException, HTTPError, ValueError) as error:
            self._silent += 1
            raise LostError(sent, f"no answer ({type(error).__name__})", "an answer") from error
        self._silent = 0
        return answer

    def _sent(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None,
        headers: dict[str, str],
        sent: str,
    ) -> Answer:
        deadline = time.monotonic() + SECONDS
        with requests.Session() as session:
            session.trust_env = False
            got = session.request(
                method, self.url + path, data=form, headers=headers,
                timeout=SECONDS, allow_redirects=False, stream=True,
            )  # fmt: skip
            with got:
                body = b""
                while chunk := got.raw.read1(4_096, decode_content=True):  # what is there by now
                    body += chunk
                    if len(body) > LONGEST or time.monotonic() > deadline:
                        raise requests.Timeout("the answer has no end")
                lines = got.raw.headers.getlist("Set-Cookie")
        text = body.decode("utf-8", "replace")
        return Answer(sent, got.status_code, dict(got.headers.lower_items()), text, _cookies(lines))


def _cookies(lines: list[str]) -> dict[str, Morsel[str]]:
    found: SimpleCookie = SimpleCookie()
    for line in lines:
        try:
            found.load(line)
        except CookieError:
            continue
    return dict(found.items())
