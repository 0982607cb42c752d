"""Send requests to a server on this machine, with a limit on every wait."""

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from time import monotonic, sleep

import requests
from urllib3.exceptions import HTTPError

from exercises.capstone.base_url import parse_base_url
from exercises.capstone.cookies import read_cookies
from exercises.capstone.exceptions import ConnectionClosed, CriterionFailed, PrerequisiteFailed
from exercises.capstone.response import Response, cut, retry_after

TIMEOUT = 5.0
"""Seconds that one response may take, to its last byte."""
MAX_BODY_BYTES = 1_000_000
"""Bytes of a body that are read."""
MAX_WAIT = 600
"""Seconds to wait in all for a server that asks to (429): a limit by the minute ends sooner."""
MAX_UNANSWERED = 3
"""Requests in a row without a response, after which no more are sent."""

Fields = dict[str, str] | None


class Client:
    """Sends requests to one server, follows no redirect, and counts the requests."""

    def __init__(self, url: str) -> None:
        """Take a base URL; NotGraded unless it is on loopback."""
        self.url, self.request_count, self.refused_wait = parse_base_url(url), 0, 0
        self._unanswered, self._waited = 0, 0
        self._closed = False

    def request(
        self, method: str, path: str, form: Fields = None, cookies: Fields = None, **headers: str
    ) -> Response:
        """Send a request and return the response; CriterionFailed if none comes in time.

        A header's name is written with underscores: ``Sec_Fetch_Site="cross-site"``. After a 429
        with Retry-After the request is sent again, until ``MAX_WAIT`` seconds have been waited.
        """
        response = self.request_once(method, path, form, cookies, **headers)
        while seconds := self._wait(response):
            many = "1 second" if seconds == 1 else f"{seconds} seconds"
            print(f"The server asks to wait for {many}.", file=sys.stderr)
            sleep(seconds)
            self._waited += seconds
            response = self.request_once(method, path, form, cookies, **headers)
        return response

    def _wait(self, response: Response) -> int:
        """Return the seconds to wait, 0 for none; ``refused_wait`` keeps the first one too long."""
        seconds = retry_after(response) if response.status == 429 else None
        if seconds is None:
            return 0
        if self._waited + max(1, seconds) > MAX_WAIT:
            self.refused_wait = self.refused_wait or seconds
            return 0
        return max(1, seconds)

    def request_once(
        self, method: str, path: str, form: Fields = None, cookies: Fields = None, **headers: str
    ) -> Response:
        """Send a request once and return the response, a 429 as well."""
        wanted = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookies:
            wanted["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        request = _describe(f"{method} {path}", form, wanted)
        if self._unanswered == MAX_UNANSWERED and self._closed:  # perhaps only some routes do
            with suppress(CriterionFailed):
                self._send("GET", "/", None, {}, "GET /")
        if self._unanswered >= MAX_UNANSWERED:
            raise PrerequisiteFailed(
                request, "nothing: the server has stopped answering", "an answer"
            )
        return self._send(method, path, form, {"Accept": "application/json"} | wanted, request)

    def _send(
        self, method: str, path: str, form: Fields, headers: dict[str, str], request: str
    ) -> Response:
        """Send a request, and count how many in a row got no response."""
        self.request_count += 1
        try:
            response = _within_timeout(
                lambda: _exchange(method, self.url + path, form, headers, request)
            )
        except (requests.RequestException, HTTPError, ValueError) as error:
            self._unanswered += 1
            self._closed = _is_connection_error(error) and not isinstance(error, requests.Timeout)
            kind = ConnectionClosed if self._closed else CriterionFailed
            raise kind(request, f"no answer ({type(error).__name__})", "an answer") from error
        self._unanswered = 0
        return response


def _describe(line: str, form: Fields, headers: dict[str, str]) -> str:
    fields = [f"{name}: {cut(value) if value.strip() else repr(value)}"
            for name, value in ((form or {}) | headers).items()]  # fmt: skip
    return ", ".join([line, *(["an empty form"] if form == {} else []), *fields])


def _is_connection_error(error: Exception) -> bool:
    return isinstance(error, requests.ConnectionError | requests.exceptions.ChunkedEncodingError)


def _within_timeout(call: Callable[[], Response]) -> Response:
    """Return or raise what ``call`` does; requests.Timeout after ``TIMEOUT`` seconds.

    The timeout of requests is one for each read: headers sent byte by byte would pass it.
    """
    outcome: SimpleQueue[Response | Exception] = SimpleQueue()

    def run() -> None:
        try:
            outcome.put(call())
        except Exception as error:  # raised again in the thread that waits
            outcome.put(error)

    try:
        threading.Thread(target=run, daemon=True).start()
    except RuntimeError:  # no threads, as in a browser: then only each read is limited
        run()
    try:
        found = outcome.get(timeout=TIMEOUT)
    except Empty:
        raise requests.Timeout("the answer has no end") from None
    if isinstance(found, Exception):
        raise found
    return found


def _exchange(
    method: str, url: str, form: Fields, headers: dict[str, str], request: str
) -> Response:
    deadline = monotonic() + TIMEOUT
    with requests.Session() as session:
        session.trust_env = False
        received = session.request(
            method, url, data=form, headers=headers,
            timeout=TIMEOUT, allow_redirects=False, stream=True,
        )  # fmt: skip
        with received:
            body = b""
            while chunk := received.raw.read1(4_096, decode_content=True):  # what has arrived
                body += chunk
                if len(body) > MAX_BODY_BYTES or monotonic() > deadline:
                    raise requests.Timeout("the answer has no end")
            cookies = read_cookies(received.raw.headers.getlist("Set-Cookie"))
    text = body.decode("utf-8", "replace")
    return Response(
        request, received.status_code, dict(received.headers.lower_items()), text, cookies
    )
