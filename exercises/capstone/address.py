"""Take addresses of this machine, and no others."""

from urllib.parse import urljoin, urlsplit

from demo_server.hosts import is_loopback
from exercises.capstone.answer import NotGradedError

PORTS = {"http": 80, "https": 443}


def checked(url: object) -> str:
    """Return the address up to its port; NotGradedError unless it is loopback, without a path.

    The port that is its scheme's own is left out, as a browser leaves it out of Origin.
    """
    text = str(url).strip()
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotGradedError(_no_address(text)) from error
    if parts.scheme not in PORTS or not host:
        raise NotGradedError(_no_address(text))
    if not is_loopback(host):
        raise NotGradedError(f"{host} is not this machine: only servers on loopback are graded.")
    if parts.path not in ("", "/"):
        raise NotGradedError(f"Leave out {parts.path}: the routes begin at the root.")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (
        f":{port}" if port not in (None, PORTS[parts.scheme]) else ""
    )


def is_home(location: str, base: str) -> bool:
    """Say whether a Location, relative or not, leads to ``/`` of the server at ``base``."""
    try:
        parts = urlsplit(urljoin(f"{base}/temp", location))
        return checked(parts.geturl()) == base and parts.path in ("", "/")
    except (ValueError, NotGradedError):
        return False


def _no_address(text: str) -> str:
    host, _, port = text.rpartition(":")
    meant = port if port.isdecimal() and (not host or is_loopback(host)) else "8000"
    return f"{text} is no address: try http://127.0.0.1:{meant}."
