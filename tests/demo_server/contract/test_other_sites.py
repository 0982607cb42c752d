"""Requests from other sites, as promised."""

from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.demo_server.contract.conftest import (
    PAGE_LOAD,
    Make,
    last,
    refusal,
    said,
    sign_in,
)

UNSAFE = ["/sign_up", "/sign_in", "/refresh", "/sign_out", "/sign_out_everywhere",
          "/change_password", "/nowhere"]  # fmt: skip


def test_sec_fetch_site_decides_for_every_unsafe_method_and_same_site_is_refused_too(
    app: Flask, client: FlaskClient
) -> None:
    msg = "This request comes from another site: send it from this server's own page."
    for path, site in product(UNSAFE, ("cross-site", "same-site", "nonsense", "")):
        own = {"Sec-Fetch-Site": site, "Origin": "http://localhost"}
        answer = client.post(path, headers=own)
        assert said(answer) == (403, {"result": "fail", "msg": msg}), (path, site)
        assert last(app).reason == "CrossSiteRequest"


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_page_s_own_requests_pass(client: FlaskClient, site: str) -> None:
    assert sign_in(client, headers={"Sec-Fetch-Site": site}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://localhost", 200), ("http://localhost:80", 403), ("http://localhost:8888", 403),
     ("HTTP://LocalHost", 200), ("https://localhost", 403), ("http://evil.example", 403),
     ("null", 403), ("", 403)],
)  # fmt: skip
def test_origin_decides_where_a_browser_sends_no_sec_fetch_site(
    client: FlaskClient, origin: str, status: int
) -> None:
    assert sign_in(client, headers={"Origin": origin}).status_code == status


def test_a_client_that_sends_neither_is_no_browser(client: FlaskClient) -> None:
    assert sign_in(client).status_code == 200


@pytest.mark.parametrize(
    ("method", "status"),
    [("GET", 200), ("HEAD", 200), ("OPTIONS", 200), ("TRACE", 405), ("PUT", 403), ("FROB", 403)],
)
def test_a_safe_method_from_another_site_passes_since_it_changes_nothing(
    client: FlaskClient, method: str, status: int
) -> None:
    answer = client.open("/", method=method, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("host", "path"),
    [("evil.example", "/"), ("evil.example", "/nowhere"), ("evil.example", "/static/page.js"),
     ("localhost.evil.example", "/sign_in"), ("192.0.2.7", "/sign_in")],
)  # fmt: skip
def test_only_trusted_hosts_are_answered(
    make: Make, app: Flask, client: FlaskClient, path: str, host: str
) -> None:
    foreign = {"Origin": "http://evil.example"}
    answer = client.post(path, base_url=f"http://{host}", headers=foreign)
    msg = "This request can't be read: check its address, its Host and its body."
    assert said(answer) == refusal(msg)
    assert last(app).reason == "SecurityError"
    assert (
        make(TRUSTED_HOSTS=[host]).test_client().get("/", base_url=f"http://{host}").status_code
        == 200
    )


@pytest.mark.parametrize(
    ("trusted", "host", "status"),
    [
        (None, "LOCALHOST", 200),
        (None, "Localhost:5000", 200),
        (None, "127.0.0.1:5000", 200),
        (None, "[::1]", 200),
        (None, "[0:0:0:0:0:0:0:1]:5000", 200),
        (None, "[::ffff:7f00:1]", 200),
        (None, "[::2]", 400),
        (None, "localhost.", 400),
        (None, "a..b", 400),
        (None, "127.0.0.1.", 400),
        (None, "127.1", 400),
        (None, "a@127.0.0.1", 400),
        (None, "evil.localhost", 400),
        (None, "[::ffff:127.0.0.2]", 400),
        (None, "a" * 64, 400),
        (["::1"], "[::1]:5000", 200),
        (["[::1]:80"], "[::1]:5000", 200),
        (["[::1]"], "localhost", 400),
        (["Demo.Example:80"], "demo.EXAMPLE:5000", 200),
        (["b\u00fccher.example"], "xn--bcher-kva.example", 200),
        ([".Example.org"], "example.ORG", 200),
        ([".example.org"], "a.b.EXAMPLE.org:5000", 200),
        ([".example.org"], "evilexample.org", 400),
        ([".example.org"], "example.org.evil.example", 400),
        (["example.org"], "a.example.org", 400),
    ],
)
def test_names_are_compared_without_regard_to_case_or_port_and_ipv6_is_one_of_them(
    make: Make, trusted: list[str] | None, host: str, status: int
) -> None:
    visitor = make(**({"TRUSTED_HOSTS": trusted} if trusted else {})).test_client()
    for path in ("/", "/static/page.js"):
        with visitor.get(path, headers={"Host": host}) as answer:
            assert answer.status_code == status
    own = {"Host": host, "Origin": f"http://{host.lower()}"}
    assert sign_in(visitor, headers=own).status_code == (401 if status == 200 else 400)


def test_every_host_is_answered_where_a_proxy_in_front_keeps_strangers_out(make: Make) -> None:
    client = make(TRUSTED_HOSTS=None, PROXIES=1).test_client()
    assert client.get("/", base_url="http://hub.example").status_code == 200


def test_there_is_no_cors_header(client: FlaskClient) -> None:
    asking = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    for method, path in (("OPTIONS", "/sign_in"), ("GET", "/temp"), ("POST", "/sign_in")):
        headers = client.open(path, method=method, headers=asking).headers
        assert [name for name in dict(headers) if name.startswith("Access-Control")] == []


@pytest.mark.parametrize(
    "path", ["/temp", "/temp?next=//evil.example", "//evil.example", "/\\evil"]
)
def test_there_is_no_open_redirect(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": PAGE_LOAD})
    assert answer.status_code != 500
    assert answer.headers.get("Location") in (None, "/")


def test_csp_without_inline_script_and_no_frame_but_where_the_notebook_asks(
    make: Make, client: FlaskClient
) -> None:
    policy = client.get("/").headers["Content-Security-Policy"].split("; ")
    assert policy == [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    ]
    asked = make(FRAME_ANCESTORS="'self' http://localhost:*").test_client()
    policy = asked.get("/").headers["Content-Security-Policy"].split("; ")
    assert "frame-ancestors 'self' http://localhost:*" in policy


@pytest.mark.parametrize(
    "path", ["/", "/temp", "/nowhere", "/sign_in", "/static/page.js", "/static/nowhere.js"]
)
def test_nosniff_opener_and_referrer_policy_on_everything(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:  # a static file stays open until its end
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"  # with no-referrer, forms send Origin: null
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_no_store_on_everything_but_static_files_which_are_asked_for_anew(
    client: FlaskClient,
) -> None:
    for path in ("/", "/temp", "/nowhere", "/sign_in", "/static/nowhere.js"):
        assert client.get(path).headers["Cache-Control"] == "no-store"
    sign_in(client)
    assert client.get("/temp").headers["Cache-Control"] == "no-store"
    with client.get("/static/page.js") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"  # kept, and asked for by its ETag
        kept = {"If-None-Match": answer.headers["ETag"]}
    with client.get("/static/page.js", headers=kept) as answer:
        assert answer.status_code == 304


@pytest.mark.parametrize(
    ("url", "sent"),
    [("https://demo.example", True), ("http://demo.example", False), ("https://localhost", False),
     ("https://127.0.0.1:5000", False), ("https://[::1]", False)],
)  # fmt: skip
def test_hsts_over_tls_and_never_for_a_name_of_this_machine(
    make: Make, url: str, sent: bool
) -> None:
    app = make(TRUSTED_HOSTS=["demo.example", "localhost", "127.0.0.1", "::1"])
    for path in ("/", "/temp", "/nowhere"):
        headers = app.test_client().get(path, base_url=url).headers
        wanted = "max-age=31536000" if sent else None
        assert headers.get("Strict-Transport-Security") == wanted


def test_no_hsts_for_a_name_that_is_no_host(client: FlaskClient) -> None:
    answer = client.get("/", base_url="https://localhost", headers={"Host": "a b"})
    assert answer.status_code == 400
    assert "Strict-Transport-Security" not in answer.headers


def test_the_page_has_no_inline_script_or_style_that_its_own_policy_would_refuse(
    client: FlaskClient,
) -> None:
    page = client.get("/").text
    assert page.count("<script") == page.count("<script src=") == 2
    assert not any(inline in page for inline in ("<style", "style=", "onclick=", "onsubmit="))
