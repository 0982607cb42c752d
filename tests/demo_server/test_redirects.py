"""Redirects: "/" at the root, relative behind a prefix (hardened: the contract holds it)."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask, Response

from demo_server import app, create_app

PREFIX = "/user/alice/proxy/5000"
PAGE_LOAD = {"Accept": "text/html"}


def test_the_way_home_is_the_root_and_behind_a_prefix_it_is_relative(tmp_path: Path) -> None:
    own = {"PROXIES": 1, "DATABASE": tmp_path / "users.sqlite"}
    client = create_app("published", own).test_client()
    assert client.get("/temp", headers=PAGE_LOAD).location == "/"
    proxied = PAGE_LOAD | {"X-Forwarded-Prefix": PREFIX}
    assert client.get("/temp", headers=proxied).location == "./"


def location(path: str, target: str) -> str:
    """Return where a redirect to ``target`` sends who asked for ``path`` behind the prefix."""
    with Flask("any").test_request_context(path, f"http://hub{PREFIX}/"):
        answer = Response(status=302, headers={"Location": target})
        return app.redirect_relatively(answer).location or ""


@pytest.mark.parametrize("target", ["/", "/temp", "/a/b?c=/d", "/a:b"])
def test_a_relative_way_leads_to_the_same_page_from_every_path(target: str) -> None:
    for path in ("/", "/far", "/far/", "/far/away"):
        relative = location(path, PREFIX + target)
        assert relative.startswith("./")
        assert urljoin(f"http://hub{PREFIX}{path}", relative) == f"http://hub{PREFIX}{target}"


@pytest.mark.parametrize("target", ["https://else.example/", "/user/alice/lab", f"{PREFIX}1/"])
def test_a_way_out_of_the_prefix_stays_as_it_is(target: str) -> None:
    assert location("/temp", target) == target
