"""The route table, as promised: one JSON shape for every answer, errors too."""

import mimetypes
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

from tests.conftest import NOW
from tests.demo_server.contract.conftest import (
    CHALLENGE,
    INVALID,
    MONTH,
    PAGE_LOAD,
    PLEASE,
    SUCCESS,
    Make,
    bearer,
    last,
    pair,
    said,
    sign_in,
    sign_up,
)

UNREADABLE = "This request can't be read: check its address, its Host and its body."
NOTHING = "There is nothing here: check the address."
METHOD = "This address does not take that method: see the Allow header."
FAULT = "The server made a mistake, and its log names it."
CASES: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("GET", "/nowhere", {}, 404, NOTHING),
    ("GET", "/<b>nowhere</b>?next=1", {}, 404, NOTHING),
    ("PUT", "/temp", {}, 405, METHOD),
    ("GET", "/temp", {}, 401, "Please sign in."),
    ("POST", "/refresh", {}, 401, "Please sign in."),
    ("POST", "/sign_out", {}, 401, "Please sign in."),
    ("POST", "/sign_out_everywhere", {}, 401, "Please sign in."),
    ("POST", "/change_password", {}, 401, "Please sign in."),
    ("GET", "/temp", {"base_url": "http://evil.example"}, 400, UNREADABLE),
    ("GET", "/temp", {"headers": {"Accept": ";;;q=nan,text/html;q=9e999"}}, 401, "Please sign in."),
    ("GET", "/static/page.css", {"headers": {"Range": "bytes=9999999-"}}, 416,
     "Requested Range Not Satisfiable."),
    ("GET", "/static/page.css", {"headers": {"If-Match": '"x"'}}, 412, "Precondition Failed."),
]  # fmt: skip


def test_one_json_shape_for_every_answer_errors_too(client: FlaskClient) -> None:
    for method, path, more, status, msg in CASES:
        answer = client.open(path, method=method, **more)
        assert said(answer) == (status, {"result": "fail", "msg": msg}), (method, path)
        assert answer.content_type == "application/json"
        assert answer.headers.get("WWW-Authenticate") == (CHALLENGE if status == 401 else None)
        assert answer.headers["Cache-Control"] == "no-store"


def test_head_has_the_status_and_headers_of_get_and_no_body(client: FlaskClient) -> None:
    head, get = client.head("/temp"), client.get("/temp")
    assert (head.status_code, head.data) == (401, b"")
    assert head.headers == get.headers


def test_a_fault_of_our_own_has_that_shape_too_and_tells_nothing(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("demo_server.hardened.views.current_claims", lambda: 1 / 0)
    answer = client.get("/temp")
    assert said(answer) == (500, {"result": "fail", "msg": FAULT})
    assert last(app).reason == "ZeroDivisionError"


def test_an_address_without_a_path_is_404_and_its_query_is_not_repeated(
    client: FlaskClient,
) -> None:
    without = {"PATH_INFO": "", "QUERY_STRING": "access_token=secret"}
    answer = client.get("/", environ_overrides=without)
    assert said(answer) == (404, {"result": "fail", "msg": NOTHING})
    assert "secret" not in str(answer.headers)


def test_a_success_has_it_as_well(client: FlaskClient) -> None:
    assert said(sign_up(client, "dave", "battery staple")) == SUCCESS
    assert said(sign_in(client, "dave", "battery staple")) == SUCCESS
    assert client.get("/temp").json == {"msg": "Hello, dave."}


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", "GET HEAD OPTIONS"), ("/temp", "GET HEAD OPTIONS"), ("/sign_up", "OPTIONS POST"),
     ("/sign_in", "OPTIONS POST"), ("/refresh", "OPTIONS POST"), ("/sign_out", "OPTIONS POST"),
     ("/sign_out_everywhere", "OPTIONS POST"), ("/change_password", "OPTIONS POST"),
     ("/.well-known/jwks.json", "GET HEAD OPTIONS")],
)  # fmt: skip
def test_other_methods_get_405_with_allow(client: FlaskClient, path: str, allowed: str) -> None:
    sign_in(client)
    override = {"X-HTTP-Method-Override": "POST"}
    for method in {"GET", "POST", "DELETE", "FROB"} - {*allowed.split()}:
        answer = client.open(path, method=method, headers=override)
        assert said(answer) == (405, {"result": "fail", "msg": METHOD})
        assert sorted(answer.headers["Allow"].split(", ")) == allowed.split()
    assert client.get("/temp").status_code == 200


def test_a_second_sign_up_with_one_id_changes_nothing(client: FlaskClient) -> None:
    assert sign_up(client, password="another password").status_code == 409
    assert sign_in(client, password="another password").status_code == 401
    assert said(sign_in(client)) == SUCCESS


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/html", ""])
def test_a_program_without_a_token_is_told_401_and_how_to_come_back(
    client: FlaskClient, accept: str
) -> None:
    answer = client.get("/temp", headers={"Accept": accept})
    assert said(answer) == PLEASE
    assert answer.headers["WWW-Authenticate"] == CHALLENGE


def test_a_401_says_whether_a_token_was_shown(client: FlaskClient) -> None:
    assert client.get("/temp").headers["WWW-Authenticate"] == CHALLENGE
    assert sign_in(client, password="wrong horse").headers["WWW-Authenticate"] == CHALLENGE
    refused = [client.get("/temp", headers=bearer("nonsense"))]
    for name in ("refresh", "sign_out", "sign_out_everywhere", "change_password"):
        refused.append(client.post(f"/{name}", headers=bearer("nonsense")))
    assert [answer.headers["WWW-Authenticate"] for answer in refused] == [INVALID] * 5


def test_a_page_load_without_a_token_is_sent_home(app: Flask, client: FlaskClient) -> None:
    answer = client.get("/temp", headers={"Accept": PAGE_LOAD})
    assert (answer.status_code, answer.location) == (303, "/")
    assert last(app).reason == "MissingTokenError"


def test_the_protected_page_is_a_page_for_a_page_load_and_json_for_a_program(
    client: FlaskClient,
) -> None:
    sign_up(client, "<b>dave</b>")
    sign_in(client, "<b>dave</b>")
    page = client.get("/temp", headers={"Accept": PAGE_LOAD})
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert "&lt;b&gt;dave&lt;/b&gt;" in page.text
    assert client.get("/temp").json == {"msg": "Hello, <b>dave</b>."}


def test_the_page_shows_who_is_signed_in_as_text_and_until_when(client: FlaskClient) -> None:
    assert "dave" not in client.get("/").text
    sign_up(client, "<b>dave</b>")
    sign_in(client, "<b>dave</b>")
    page = client.get("/").text
    assert '<strong id="who">&lt;b&gt;dave&lt;/b&gt;</strong>' in page
    assert f'data-exp="{NOW + 900}"' in page


def test_the_page_knows_who_has_to_renew_the_token_until_the_session_is_over(
    app: Flask, client: FlaskClient, clock: Traveller
) -> None:
    kept, ended = bearer(pair(app)[0]), bearer(pair(app)[0])
    client.post("/sign_out", headers=ended)
    clock.move_to(NOW + MONTH - 1)
    assert "alice" in client.get("/", headers=kept).text
    assert "alice" not in client.get("/", headers=ended).text
    clock.move_to(NOW + MONTH)
    assert "alice" not in client.get("/", headers=kept).text


@pytest.mark.parametrize(
    ("name", "kind"), [("page.js", "text/javascript"), ("page.css", "text/css")]
)
def test_script_and_style_are_named_so_whatever_the_system_thinks_of_their_endings(
    make: Make, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    monkeypatch.setattr(mimetypes, "_db", mimetypes.MimeTypes())
    for ending in (".js", ".css"):
        mimetypes.add_type("text/plain", ending)  # as some Windows registries have it
    with make().test_client().get(f"/static/{name}") as answer:
        assert answer.mimetype == kind
