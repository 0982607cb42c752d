"""The route table, as promised: one JSON shape for every answer, errors too."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.promises.conftest import Make, sign_in

BIG = {"data": b"a" * 17_000}
CASES: list[tuple[str, str, dict[str, Any], int]] = [
    ("GET", "/nowhere", {}, 404),
    ("PUT", "/temp", {}, 405),
    ("POST", "/sign_in", {}, 400),
    ("POST", "/sign_in", BIG, 413),
    ("GET", "/temp", {}, 401),
    ("POST", "/refresh", {}, 401),
    ("POST", "/sign_out_everywhere", {}, 401),
    ("POST", "/sign_in", {"headers": {"Origin": "http://evil.example"}}, 403),
    ("GET", "/temp", {"base_url": "http://evil.example"}, 400),
    ("GET", "/.well-known/jwks.json", {}, 404),
    ("GET", "/static/page.css", {"headers": {"Range": "bytes=9999999-"}}, 416),
    ("GET", "/static/page.css", {"headers": {"If-Match": '"x"'}}, 412),
]


@pytest.mark.parametrize(("method", "path", "more", "status"), CASES)
def test_one_json_shape_for_every_answer_errors_too(
    client: FlaskClient, method: str, path: str, more: dict[str, Any], status: int
) -> None:
    answer = client.open(path, method=method, **more)
    assert answer.status_code == status
    assert answer.content_type == "application/json"
    said = answer.json
    assert said is not None
    assert said.keys() == {"result", "msg"}
    assert said["result"] == "fail"
    assert said["msg"].endswith(".")


def test_a_fault_of_our_own_has_that_shape_too_and_tells_nothing(
    make: Make, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make()
    monkeypatch.setattr("demo_server.hardened.views.current_claims", lambda: 1 / 0)
    answer = app.test_client().get("/temp")
    assert answer.status_code == 500
    assert answer.json == {
        "result": "fail",
        "msg": "The server made a mistake, and its log names it.",
    }
    assert app.extensions["demo_server_log"][-1].reason == "ZeroDivisionError"


def test_a_success_has_it_as_well(client: FlaskClient) -> None:
    assert sign_in(client).json == {"result": "success"}


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", "GET HEAD OPTIONS"), ("/temp", "GET HEAD OPTIONS"), ("/sign_in", "OPTIONS POST"),
     ("/refresh", "OPTIONS POST"), ("/.well-known/jwks.json", "GET HEAD OPTIONS")],
)  # fmt: skip
def test_other_methods_get_405_with_allow(client: FlaskClient, path: str, allowed: str) -> None:
    answer = client.delete(path)
    assert answer.status_code == 405
    assert sorted(answer.headers["Allow"].split(", ")) == allowed.split()
