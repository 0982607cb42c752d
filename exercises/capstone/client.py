"""Ask a server on this machine, politely and without ever waiting long."""

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from time import monotonic, sleep

import requests
from urllib3.exceptions import HTTPError

from exercises.capstone.address import checked
from exercises.capstone.answer import Answer, BlockedError, HungUpError, LostError, cut, retry_after
from exercises.capstone.cookies import read_cookies

SECONDS = 5.0
"""How long one answer may take, to its last byte."""
LONGEST = 1_000_000
"""Bytes of an answer that are read."""
LONGEST_WAIT = 600
"""Seconds that a server may ask to wait in all: some limits by the minute are over then."""
PATIENCE = 3
"""How many requests in a row may stay without an answer."""

Fields = dict[str, str] | None


class Client:
    """Sends requests to one server, follows no redirect, and counts what it sent."""

    def __init__(self, url: str) -> None:
        """Take an address; NotGradedError unless it is loopback."""
        self.url, self.count, self.too_long = checked(url), 0, 0
        self._silent, self._waited = 0, 0
        self._hung_up = False

    def ask(
        self, method: str, path: str, form: Fields = None, cookies: Fields = None, **headers: str
    ) -> Answer:
        """Send one request; LostError where no answer comes in time.

        A header's name is written with underscores: ``Sec_Fetch_Site="cross-site"``. A server that
        asks to wait (429) is asked again after that, unless it has been waited for long enough.
        """
        answer = self.ask_once(method, path, form, cookies, **headers)
        while seconds := self._wait(answer):
            many = "1 second" if seconds == 1 else f"{seconds} seconds"
            print(f"The server asks to wait for {many}.", file=sys.stderr)
            sleep(seconds)
            self._waited += seconds
            answer = self.ask_once(method, path, form, cookies, **headers)
        return answer

    def _wait(self, answer: Answer) -> int:
        """Return for how many seconds to wait; ``too_long`` keeps what is more than is left."""
        seconds = retry_after(answer) if answer.status == 429 else None
        if seconds is None:
            return 0
        if self._waited + max(1, seconds) > LONGEST_WAIT:
            self.too_long = self.too_long or seconds
            return 0
        return max(1, seconds)

    def ask_once(
        self, method: str, path: str, form: Fields = None, cookies: Fields = None, **headers: str
    ) -> Answer:
        """Send one request and take its answer, a 429 as well."""
        wanted = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookies:
            wanted["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        sent = _described(f"{method} {path}", form, wanted)
        if self._silent == PATIENCE and self._hung_up:  # by some routes alone, perhaps
            with suppress(LostError):
                self._send("GET", "/", None, {}, "GET /")
        if self._silent >= PATIENCE:
            raise BlockedError(sent, "nothing: the server has stopped answering", "an answer")
        return self._send(method, path, form, {"Accept": "application/json"} | wanted, sent)

    def _send(
        self, method: str, path: str, form: Fields, headers: dict[str, str], sent: str
    ) -> Answer:
        """Send it, and count how many in a row have stayed without an answer."""
        self.count += 1
        try:
            answer = _in_time(lambda: _ask(method, self.url + path, form, headers, sent))
        except (requests.RequestException, HTTPError, ValueError) as error:
            self._silent += 1
            self._hung_up = _is_lost(error) and not isinstance(error, requests.Timeout)
            kind = HungUpError if self._hung_up else LostError
            raise kind(sent, f"no answer ({type(error).__name__})", "an answer") from error
        self._silent = 0
        return answer


def _described(line: str, form: Fields, headers: dict[str, str]) -> str:
    told = [f"{name}: {cut(value) if value.strip() else repr(value)}"
            for name, value in ((form or {}) | headers).items()]  # fmt: skip
    return ", ".join([line, *(["an empty form"] if form == {} else []), *told])


def _is_lost(error: Exception) -> bool:
    return isinstance(error, requests.ConnectionError | requests.exceptions.ChunkedEncodingError)


def _in_time(call: Callable[[], Answer]) -> Answer:
    """Return what a call returns; its error, or requests.Timeout where it takes too long.

    A limit on each read is no limit on headers that come letter by letter.
    """
    came: SimpleQueue[Answer | Exception] = SimpleQueue()

    def run() -> None:
        try:
            came.put(call())
        except Exception as error:  # it is raised where it can be handled
            came.put(error)

    try:
        threading.Thread(target=run, daemon=True).start()
    except RuntimeError:  # none can start, as in a browser: then only each read is limited
        run()
    try:
        found = came.get(timeout=SECONDS)
    except Empty:
        raise requests.Timeout("the answer has no end") from None
    if isinstance(found, Exception):
        raise found
    return found


def _ask(method: str, url: str, form: Fields, headers: dict[str, str], sent: str) -> Answer:
    deadline = monotonic() + SECONDS
    with requests.Session() as session:
        session.trust_env = False
        got = session.request(
            method, url, data=form, headers=headers,
            timeout=SECONDS, allow_redirects=False, stream=True,
        )  # fmt: skip
        with got:
            body = b""
            while chunk := got.raw.read1(4_096, decode_content=True):  # what is there by now
                body += chunk
                if len(body) > LONGEST or monotonic() > deadline:
                    raise requests.Timeout("the answer has no end")
            cookies = read_cookies(got.raw.headers.getlist("Set-Cookie"))
    text = body.decode("utf-8", "replace")
    return Answer(sent, got.status_code, dict(got.headers.lower_items()), text, cookies)
