"""Forms: what is read as one, and what is refused, as promised."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.demo_server.contract.conftest import (
    SUCCESS,
    WRONG,
    last,
    refusal,
    said,
)

FORM_TYPE = "application/x-www-form-urlencoded"
GOOD = "id_give=alice&pw_give=correct+horse"
CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
SHAPE = refusal("Send id_give and pw_give, each once, as a form with a Content-Length.")


@pytest.mark.parametrize(
    "more",
    [
        {"data": f"{GOOD}&id_give=dave"},
        {"data": f"id_give=&{GOOD}"},
        {"data": f"{GOOD}&pw_give=blue+kettle"},
        {"data": "id_give=alice"},
        {"data": "pw_give=correct+horse"},
        {"data": ""},
        {"query_string": GOOD},
        {"query_string": "id_give=alice", "data": "pw_give=correct+horse"},
        {"data": GOOD, "content_type": "text/plain"},
        {"data": GOOD, "content_type": None},
        {"json": {"id_give": "alice", "pw_give": "correct horse"}},
        {"data": GOOD.replace("id_give", "ID_GIVE")},
        {"data": GOOD.replace("id_give", "id_give[]")},
        {"data": f"\ufeff{GOOD}"},
        {"data": {"id_give": "alice", "pw_give": (BytesIO(b"correct horse"), "x")}},
        {"data": b"--x\r\n\r\n--x--", "content_type": "multipart/form-data"},
        {"data": GOOD, "environ_overrides": CHUNKED},
    ],
    ids=lambda more: ascii(more)[:50],
)
@pytest.mark.parametrize("path", ["/sign_up", "/sign_in"])
def test_a_form_has_both_fields_once_as_text_and_says_its_length(
    app: Flask, client: FlaskClient, path: str, more: dict[str, Any]
) -> None:
    assert said(client.post(path, **({"content_type": FORM_TYPE} | more))) == SHAPE
    assert last(app).reason == "InvalidInput"


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (GOOD, FORM_TYPE),
        (GOOD, f"{FORM_TYPE.upper()}; charset=utf-16"),
        ({"id_give": "alice", "pw_give": "correct horse"}, "multipart/form-data"),
        (GOOD + "&more=" * 900 + "&" * 8_000, FORM_TYPE),
    ],
    ids=["form", "capitals", "multipart", "more fields"],
)
def test_other_forms_of_a_form_are_read(
    client: FlaskClient, data: object, content_type: str
) -> None:
    answer = client.post("/sign_in?id_give=bob", data=data, content_type=content_type)
    assert said(answer) == SUCCESS


def padded(size: int) -> str:
    return f"{GOOD}&more=".ljust(size, "x")


@pytest.mark.parametrize("path", ["/sign_in", "/sign_up"])
def test_a_form_of_16_384_bytes_is_read_and_one_of_16_385_is_not(
    app: Flask, client: FlaskClient, path: str
) -> None:
    read = client.post(path, data=padded(16_384), content_type=FORM_TYPE)
    assert read.status_code == {"/sign_in": 200, "/sign_up": 409}[path]
    answer = client.post(path, data=padded(16_385), content_type=FORM_TYPE)
    msg = "This is too long: a form has at most 16 kB."
    assert said(answer) == (413, {"result": "fail", "msg": msg})
    assert last(app).reason == "RequestEntityTooLarge"


def test_bytes_that_are_no_utf_8_are_told_apart_or_refused(client: FlaskClient) -> None:
    def sent(path: str, password: str) -> object:
        data = f"id_give=dave&pw_give={password}"
        return said(client.post(path, data=data, content_type=FORM_TYPE))

    assert sent("/sign_up", "%FF" * 8) == SUCCESS
    assert sent("/sign_in", "%FE" * 8) == WRONG
    assert sent("/sign_in", "%EF%BF%BD" * 8) == WRONG
    assert sent("/sign_in", "%FF" * 8) == SUCCESS


def test_a_line_end_in_a_field_reaches_no_header(client: FlaskClient) -> None:
    data = "id_give=x%0D%0ASet-Cookie:+a=b&pw_give=correct+horse"
    for path, status in (("/sign_up", 400), ("/sign_in", 401)):
        answer = client.post(path, data=data, content_type=FORM_TYPE)
        assert answer.status_code == status
        assert "Set-Cookie" not in answer.headers
