"""Forms: what is read as one, and what is refused, as promised."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.demo_server.contract.conftest import (
    PAGE_LOAD,
    PASSWORD,
    SUCCESS,
    WRONG,
    last,
    refusal,
    said,
    sign_in,
)

FORM_TYPE = "application/x-www-form-urlencoded"
GOOD = "id_give=alice&pw_give=correct+horse"
CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
SHAPE = refusal("Send id_give and pw_give, each once, as a form with a Content-Length.")


NO_FORMS: list[dict[str, Any]] = [
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
]


@pytest.mark.parametrize("path", ["/sign_up", "/sign_in"])
def test_a_form_has_both_fields_once_as_text_and_says_its_length(
    app: Flask, client: FlaskClient, path: str
) -> None:
    for more in NO_FORMS:
        answer = client.post(path, **({"content_type": FORM_TYPE} | more))
        assert (said(answer), last(app).reason) == (SHAPE, "InvalidInput"), more


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


class Raising(BytesIO):
    """A body that can't be read, as some servers hand on chunks that are malformed."""

    def read(self, *_size: object) -> bytes:
        raise OSError("no chunk")

    readline = readinto = read  # type: ignore[assignment]


@pytest.mark.parametrize("path", ["/sign_up", "/sign_in"])
@pytest.mark.parametrize("content_type", [FORM_TYPE, "multipart/form-data; boundary=B"])
def test_a_body_that_tells_no_length_is_refused_before_it_is_read(
    client: FlaskClient, path: str, content_type: str
) -> None:
    unreadable = CHUNKED | {"wsgi.input": Raising()}
    answer = client.post(path, content_type=content_type, environ_overrides=unreadable)
    assert said(answer) == SHAPE


NO_SCRIPT = {"Accept": PAGE_LOAD, "Origin": "http://localhost"}
"""What a browser sends with a form of the page, over plain HTTP, where scripts are off."""
DAVE = {"id_give": "dave", "pw_give": PASSWORD}
CHANGE = {"pw_give": PASSWORD, "new_pw_give": "blue kettle"}


@pytest.mark.parametrize(
    ("path", "form"),
    [("/sign_up", DAVE), ("/sign_in", DAVE | {"id_give": "alice"}), ("/refresh", {}),
     ("/change_password", CHANGE), ("/sign_out", {}), ("/sign_out_everywhere", {})],
)  # fmt: skip
def test_with_scripts_off_a_form_leads_back_to_the_page(
    client: FlaskClient, path: str, form: dict[str, str]
) -> None:
    sign_in(client)
    answer = client.post(path, data=form, headers=NO_SCRIPT)
    assert (answer.status_code, answer.location) == (303, "/")
    assert ("Set-Cookie" in answer.headers) is (path != "/sign_up")
    signed_in = 401 if path.startswith("/sign_out") else 200
    assert client.get("/temp").status_code == signed_in


@pytest.mark.parametrize(
    ("path", "form", "status", "msg"),
    [("/sign_up", DAVE | {"pw_give": "short"}, 400, "A password has 8 to 256 characters."),
     ("/sign_up", DAVE | {"id_give": "alice"}, 409, "The id alice is taken."),
     ("/sign_in", DAVE, 401, "Wrong id or password."), ("/sign_out", {}, 401, "Please sign in."),
     ("/refresh", {}, 401, "Please sign in."), ("/change_password", {}, 401, "Please sign in.")],
)  # fmt: skip
def test_with_scripts_off_a_refusal_is_a_page_with_its_status_and_its_reason(
    app: Flask, client: FlaskClient, path: str, form: dict[str, str], status: int, msg: str
) -> None:
    answer = client.post(path, data=form, headers=NO_SCRIPT)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert msg in answer.text
    assert "WWW-Authenticate" in answer.headers or status != 401
    assert last(app).reason


def test_with_scripts_off_too_many_tries_are_told_and_another_site_is_refused(
    client: FlaskClient,
) -> None:
    wrong = DAVE | {"id_give": "alice", "pw_give": "wrong horse"}
    answers = [client.post("/sign_in", data=wrong, headers=NO_SCRIPT) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert f"Try again in {answers[5].headers['Retry-After']} seconds." in answers[5].text
    foreign = NO_SCRIPT | {"Origin": "http://evil.example"}
    answer = client.post("/sign_up", data=DAVE, headers=foreign)
    assert (answer.status_code, answer.mimetype) == (403, "text/html")
    assert "comes from another site" in answer.text


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
