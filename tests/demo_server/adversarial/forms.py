"""What a form case is, and what the server says to it."""

import json
from urllib.parse import quote

from tests.demo_server.adversarial.target import Target

FORM = "application/x-www-form-urlencoded"
GOOD = "blue kettle"
Said = tuple[int, dict[str, str]]
Case = tuple[str, str, bytes, str | None, Said]
"""Name, path, body, content type, and the answer: status and JSON."""


def fail(status: int, msg: str) -> Said:
    """Write a refusal."""
    return status, {"result": "fail", "msg": msg}


SUCCESS: Said = (200, {"result": "success"})
FIELDS = fail(400, "Send id_give and pw_give, each once, as a form with a Content-Length.")
ID = fail(400, "An id has 1 to 64 characters.")
CONTROL = fail(400, "An id has no control characters and no invisible ones.")
PASSWORD = fail(400, "A password has 8 to 256 characters.")
TAKEN = fail(409, "The id alice is taken.")
WRONG = fail(401, "Wrong id or password.")


def fields(user_id: str, password: str) -> bytes:
    """Write both fields as a browser does."""
    return f"id_give={quote(user_id)}&pw_give={quote(password)}".encode()


def multipart(user_id: str, more: str = "") -> bytes:
    """Write both fields as parts, their headers with something more."""
    part = "--B\r\nContent-Disposition: form-data; name={}{}\r\n\r\n{}\r\n"
    parts = part.format("id_give", more, user_id) + part.format("pw_give", more, GOOD)
    return f"{parts}--B--\r\n".encode()


def check(target: Target, case: Case) -> None:
    """Send the form and assert the answer, and that the server is unharmed."""
    _name, path, body, kind, said = case
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    lines += [f"Content-Length: {len(body)}"]
    lines += [] if kind is None else [f"Content-Type: {kind}"]
    answer = target.send("\r\n".join([*lines, "", ""]).encode() + body)
    assert (answer.status, json.loads(answer.body)) == said
    target.is_unharmed(answer)
