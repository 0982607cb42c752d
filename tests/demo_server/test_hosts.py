"""Names of hosts: one spelling for each, and which of them are this machine."""

import pytest

from demo_server.hosts import is_loopback, normalize_host

SPELLINGS = {
    "localhost": "localhost",
    "LocalHost:5000": "localhost",
    "127.0.0.1:80": "127.0.0.1",
    "[::1]": "[::1]",
    "::1": "[::1]",
    "[0:0:0:0:0:0:0:1]:5000": "[::1]",
    "[2001:DB8::7]:80": "[2001:db8::7]",
    "[::ffff:7f00:1]:80": "127.0.0.1",
    "::FFFF:192.0.2.7": "192.0.2.7",
    "B\u00dcCHER.example:80": "xn--bcher-kva.example",
    "demo.example.": "demo.example.",
}


def test_a_host_has_one_spelling_and_no_port() -> None:
    assert {written: normalize_host(written) for written in SPELLINGS} == SPELLINGS
    assert {host: normalize_host(host) for host in SPELLINGS.values()} == {
        host: host for host in SPELLINGS.values()
    }


@pytest.mark.parametrize(
    "written",
    ["", "*", "a b", "a..b", "a_b", "a\n", ":80", "a:b", "[::1", "[x]", "http://demo.example/",
     "a" * 64, "\udc80"],
    ids=ascii,
)  # fmt: skip
def test_what_is_no_host_is_an_error(written: str) -> None:
    with pytest.raises(ValueError, match="no host"):
        normalize_host(written)


def test_only_loopback_addresses_and_localhost_are_this_machine() -> None:
    this = ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1", "[::1]",
            "::ffff:127.0.0.1", "[::ffff:7f00:1]"]  # fmt: skip
    others = ["", "demo.example", "localhost.demo.example", "192.0.2.7", "::",
              "0.0.0.0", "::ffff:192.0.2.7", "[2001:db8::7]"]  # noqa: S104 # fmt: skip
    assert [host for host in this + others if is_loopback(host)] == this
