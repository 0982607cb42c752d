"""A program that visits a demo server: a session of its own, no proxy, no redirect."""

from typing import Any

import requests

from demo_server.notebook.live import DEMO_USERS


class Visitor(requests.Session):
    """Asks one server by paths; answers come back as they are."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.trust_env = False

    def request(
        self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any
    ) -> requests.Response:
        settings = kwargs | {"timeout": 10, "allow_redirects": False}
        return super().request(method, f"{self.url}{url!s}", *args, **settings)

    def sign_up(self, user_id: str, password: str) -> requests.Response:
        return self.post("/sign_up", data={"id_give": user_id, "pw_give": password})

    def sign_in(
        self, user_id: str = "alice", password: str | None = None, **kwargs: Any
    ) -> requests.Response:
        """Sign in; without a password, with the one that alice has."""
        password = DEMO_USERS["alice"] if password is None else password
        return self.post("/sign_in", data={"id_give": user_id, "pw_give": password}, **kwargs)

    def temp(self, **cookies: str) -> requests.Response:
        """Ask for the protected page with these cookies and no others."""
        self.cookies.clear()
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return self.get("/temp", headers={"Cookie": cookie} if cookie else {})


def cookies(answer: requests.Response) -> dict[str, list[str]]:
    """Return the attributes of each cookie that an answer sets, in order, by its name."""
    lines = answer.raw.headers.getlist("Set-Cookie")
    taken = [line.split("; ") for line in lines]
    return {first.partition("=")[0]: sorted(attributes) for first, *attributes in taken}
