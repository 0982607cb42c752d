"""The client of lesson 05, for all that comes after it: it signs in and asks, as a program does.

The code is the lesson's own, line by line; a test compares the two.
"""

from typing import Any

from requests import Response, Session


class BaseUrlSession(Session):
    """A session of requests for one server: it is given paths, and shows every answer as it came.

    It follows no redirect, asks past any proxy, and waits 10 seconds for an answer.
    """

    def __init__(self, url: str) -> None:
        """Take the server's address, without a slash at its end; ``url`` may be set anew later."""
        super().__init__()
        self.url, self.trust_env = url, False

    def request(self, method: Any, url: Any, *args: Any, **options: Any) -> Response:
        """Ask for the path ``url``; ``get`` and ``post`` come here, with their options."""
        options |= {"allow_redirects": False, "timeout": 10}
        return super().request(method, self.url + url, *args, **options)


class Client(BaseUrlSession):
    """A client that can fill in the demo server's form."""

    def sign_up(self, user_id: str, password: str, **options: Any) -> Response:
        """Ask for an account; the options are those of ``post``."""
        form = {"id_give": user_id, "pw_give": password}
        return self.post("/sign_up", data=form, **options)

    def sign_in(self, user_id: str, password: str, **options: Any) -> Response:
        """Sign in; the cookies that the answer sets stand in the jar then."""
        form = {"id_give": user_id, "pw_give": password}
        return self.post("/sign_in", data=form, **options)
