"""Names and addresses of hosts, in one spelling."""

import ipaddress
import re
from contextlib import suppress
from functools import lru_cache

HOST = re.compile(r"(\[.+\]|[^:]+)(?::[0-9]+)?")
NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.?")


@lru_cache(maxsize=256)
def normalize_host(text: str) -> str:
    """Return ``host`` or ``host:port`` without the port, in the spelling that a browser sends.

    Small letters, IDNA in ASCII, an IPv6 address short and in brackets (RFC 3986 §3.2.2), an IPv4
    address that IPv6 carries as itself (RFC 4291 §2.5.5.2). A dot at the end stays: it makes
    another name. ValueError where it is no host.
    """
    found = HOST.fullmatch(text)
    host = found[1] if found else text  # an IPv6 address without brackets has no port
    with suppress(ValueError):
        address = _address(host)
        return f"[{address}]" if address.version == 6 else str(address)
    with suppress(UnicodeError):
        name = host.encode("idna").decode().lower()
        if NAME.fullmatch(name):
            return name
    raise ValueError(f"no host: {text!r}")


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Return whether an address, or the name localhost, is this machine's own."""
    try:
        return _address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def network(address: str) -> str:
    """Return whose address it may be: an IPv4 address itself, of IPv6 the /64 that one site has."""
    with suppress(ValueError):
        found = _address(address)
        if found.version == 6:
            return str(ipaddress.ip_network((found, 64), strict=False))
        return str(found)
    return address


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    address = ipaddress.ip_address(re.sub(r"^\[(.*)\]$", r"\1", text))
    return getattr(address, "ipv4_mapped", None) or address
