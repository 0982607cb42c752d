"""What tests do with a client of the demo server, and nobody else does."""

from requests import Response

from demo_server.notebook.client import Client
from demo_server.notebook.live import DEMO_USERS

ALICE = ("alice", DEMO_USERS["alice"])
"""With what Alice signs in."""


def temp(client: Client, **cookies: str) -> Response:
    """Ask for the protected page with these cookies and no others."""
    client.cookies.clear()
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return client.get("/temp", headers={"Cookie": cookie} if cookie else {})


def cookies(answer: Response) -> dict[str, list[str]]:
    """Return the attributes of each cookie that an answer sets, in order, by its name."""
    lines = answer.raw.headers.getlist("Set-Cookie")
    taken = [line.split("; ") for line in lines]
    return {first.partition("=")[0]: sorted(attributes) for first, *attributes in taken}
