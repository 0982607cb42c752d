"""What came back over a socket, taken apart."""

from dataclasses import dataclass
from http.client import parse_headers
from io import BytesIO


@dataclass(frozen=True)
class Answer:
    """What came back: the status (0: the connection was closed without a word), headers, body."""

    status: int
    headers: dict[str, str]
    body: bytes
    line: str = ""

    @classmethod
    def read(cls, received: bytes) -> "Answer":
        """Take the first answer apart, after a "100 Continue"; header names in lower case."""
        while received.startswith(b"HTTP/1.1 100 "):
            received = received.partition(b"\r\n\r\n")[2]
        head, _, body = received.partition(b"\r\n\r\n")
        line, _, rest = head.partition(b"\r\n")
        if not line.startswith(b"HTTP/"):
            return cls(0, {}, received)
        found = parse_headers(BytesIO(rest + b"\r\n\r\n"))
        return cls(
            int(line.split()[1]),
            {k.lower(): v for k, v in found.items()},
            body,
            line.decode("latin-1"),
        )

    @property
    def shown(self) -> str:
        """All of it as one text, but for the cookies, in which tokens belong."""
        headers = [f"{k}: {v}" for k, v in self.headers.items() if k != "set-cookie"]
        return "\n".join([self.line, *headers]) + self.body.decode(errors="replace")
