"""What a Set-Cookie line says, read as a browser reads it (RFC 6265 §5.2)."""

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime


@dataclass(frozen=True)
class Cookie:
    """A cookie: ``value`` is empty if the line deletes it; attribute names are in lower case."""

    name: str
    value: str
    attributes: dict[str, str]

    @property
    def path(self) -> str:
        """The Path attribute, or ``/``, the default path of every route at the root (§5.1.4)."""
        given = self.attributes.get("path", "")
        return given if given.startswith("/") else "/"

    def reaches(self, path: str) -> bool:
        """Whether a browser sends the cookie to a path (§5.1.4)."""
        return path == self.path or path.startswith(self.path.rstrip("/") + "/")

    def __str__(self) -> str:
        """Return the Set-Cookie line without the value."""
        shown = (f"{name}={value}" if value else name for name, value in self.attributes.items())
        return "; ".join([f"{self.name}=…", *shown])


def read_cookies(lines: list[str]) -> dict[str, Cookie]:
    """Parse Set-Cookie lines; return the cookies by name, without lines that name none."""
    found: dict[str, Cookie] = {}
    for line in lines:
        pair, *rest = line.split(";")
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not name or not equals:
            continue
        named = (one.partition("=") for one in rest)
        attributes = {key.strip().lower(): text.strip() for key, _, text in named}
        found[name] = Cookie(name, "" if _is_expired(attributes) else value, attributes)
    return found


def _is_expired(attributes: dict[str, str]) -> bool:
    """Whether a cookie expires at once: Max-Age takes precedence over Expires (§5.3)."""
    age = attributes.get("max-age", "")
    if age.removeprefix("-").isdecimal():
        return age.startswith("-") or not age.strip("0")
    try:
        return parsedate_to_datetime(attributes.get("expires", "")).timestamp() <= time.time()
    except (TypeError, ValueError, OverflowError):
        return False
