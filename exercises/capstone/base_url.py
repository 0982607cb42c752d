"""The address of a server to grade: a base URL on this machine, and no other."""

from urllib.parse import urljoin, urlsplit

from demo_server.hosts import is_loopback
from exercises.capstone.exceptions import NotGraded

DEFAULT_PORTS = {"http": 80, "https": 443}


def parse_base_url(url: object) -> str:
    """Return scheme, host and port of a URL; NotGraded unless it is on loopback, without a path.

    The default port of the scheme is left out, as in an Origin header (RFC 6454 §6.1).
    """
    text = str(url).strip()
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotGraded(_not_a_url(text)) from error
    if parts.scheme not in DEFAULT_PORTS or not host:
        raise NotGraded(_not_a_url(text))
    if not is_loopback(host):
        raise NotGraded(f"{host} is not this machine: only servers on loopback are graded.")
    if parts.path not in ("", "/"):
        raise NotGraded(f"Leave out {parts.path}: the routes begin at the root.")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (
        f":{port}" if port not in (None, DEFAULT_PORTS[parts.scheme]) else ""
    )


def is_home(location: str, base: str) -> bool:
    """Whether a Location, absolute or relative to /temp, is ``/`` of the server at ``base``."""
    try:
        parts = urlsplit(urljoin(f"{base}/temp", location))
        return parse_base_url(parts.geturl()) == base and parts.path in ("", "/")
    except (ValueError, NotGraded):
        return False


def _not_a_url(text: str) -> str:
    host, _, port = text.rpartition(":")
    meant = port if port.isdecimal() and (not host or is_loopback(host)) else "8000"
    return f"{text} is no address: try http://127.0.0.1:{meant}."
