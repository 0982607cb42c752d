"""Forms of every shape: fields missing, doubled, or sent as something else."""

import pytest

from tests.demo_server.adversarial.forms import (
    FIELDS,
    FORM,
    GOOD,
    SUCCESS,
    Case,
    check,
    fields,
    multipart,
)
from tests.demo_server.adversarial.target import Target

SHAPES: list[Case] = [
    ("no field", "/sign_up", b"", FORM, FIELDS),
    ("only the id", "/sign_up", b"id_give=dave", FORM, FIELDS),
    ("only the password", "/sign_up", b"pw_give=blue+kettle", FORM, FIELDS),
    ("other names", "/sign_up", b"id=dave&pw=blue+kettle", FORM, FIELDS),
    ("the published slip", "/sign_up", b"ie_give=dave&pw_give=blue+kettle", FORM, FIELDS),
    ("names in capitals", "/sign_up", b"ID_GIVE=dave&PW_GIVE=blue+kettle", FORM, FIELDS),
    ("an id as a list", "/sign_up", b"id_give[]=dave&pw_give=blue+kettle", FORM, FIELDS),
    ("an id as a mapping", "/sign_up", b"id_give[x]=dave&pw_give=blue+kettle", FORM, FIELDS),
    ("the id twice", "/sign_up", b"id_give=dave&id_give=alice&pw_give=blue+kettle", FORM, FIELDS),
    (
        "the password twice",
        "/sign_up",
        b"id_give=dave&pw_give=blue+kettle&pw_give=wooden+teapot",
        FORM,
        FIELDS,
    ),
    (
        "everything twice",
        "/sign_up",
        fields("dave", GOOD) + b"&" + fields("dave", GOOD),
        FORM,
        FIELDS,
    ),
    (
        "fields nobody asked for",
        "/sign_up",
        fields("extra1", GOOD) + b"&admin=true&ver=7&_method=DELETE",
        FORM,
        SUCCESS,
    ),
    (
        "1,500 more fields",
        "/sign_up",
        fields("extra2", GOOD) + b"".join(b"&a%d=" % i for i in range(1500)),
        FORM,
        SUCCESS,
    ),
    ("semicolons", "/sign_up", b"id_give=dave;pw_give=blue+kettle", FORM, FIELDS),
    (
        "JSON",
        "/sign_up",
        b'{"id_give": "dave", "pw_give": "blue kettle"}',
        "application/json",
        FIELDS,
    ),
    (
        "JSON that says it is a form",
        "/sign_up",
        b'{"id_give": "dave", "pw_give": "blue kettle"}',
        FORM,
        FIELDS,
    ),
    ("text/plain", "/sign_up", fields("dave", GOOD), "text/plain", FIELDS),
    ("no content type", "/sign_up", fields("dave", GOOD), None, FIELDS),
    ("an empty content type", "/sign_up", fields("dave", GOOD), "", FIELDS),
    ("XML", "/sign_up", b"<id_give>dave</id_give>", "application/xml", FIELDS),
    (
        "a content type with a charset",
        "/sign_up",
        fields("charset", GOOD),
        FORM + "; charset=utf-16",
        SUCCESS,
    ),
    ("multipart", "/sign_up", multipart("multi"), "multipart/form-data; boundary=B", SUCCESS),
    (
        "multipart with files",
        "/sign_up",
        multipart("multi2", "; filename=x"),
        "multipart/form-data; boundary=B",
        FIELDS,
    ),
    ("multipart without a boundary", "/sign_up", b"--B\r\n", "multipart/form-data", FIELDS),
    (
        "multipart that never ends",
        "/sign_up",
        b'--B\r\nContent-Disposition: form-data; name="id_give"\r\n\r\nda',
        "multipart/form-data; boundary=B",
        FIELDS,
    ),
    (
        "multipart with another boundary",
        "/sign_up",
        b"--X\r\n\r\n--X--",
        "multipart/form-data; boundary=B",
        FIELDS,
    ),
    (
        "multipart of 1,500 parts",
        "/sign_up",
        b"".join(b"--B\r\n\r\n" for _ in range(1500)),
        "multipart/form-data; boundary=B",
        FIELDS,
    ),
    ("a surrogate", "/sign_up", b"id_give=%ED%A0%80&pw_give=blue+kettle", FORM, SUCCESS),
    ("invalid UTF-8 in the id", "/sign_up", b"id_give=%FF%FE&pw_give=blue+kettle", FORM, SUCCESS),
    ("raw invalid UTF-8", "/sign_up", b"id_give=\xff\xfe&pw_give=blue+kettle", FORM, FIELDS),
    (
        "invalid UTF-8 in the password",
        "/sign_up",
        b"id_give=dave&pw_give=%FF%FE%FF%FE%FF%FE%FF%FE",
        FORM,
        SUCCESS,
    ),
    ("a broken percent sign", "/sign_up", b"id_give=%zz%&pw_give=blue+kettle", FORM, SUCCESS),
    ("sign-in without fields", "/sign_in", b"", FORM, FIELDS),
    (
        "sign-in with JSON",
        "/sign_in",
        b'{"id_give": "alice", "pw_give": "correct horse"}',
        "application/json",
        FIELDS,
    ),
    (
        "sign-in with the id twice",
        "/sign_in",
        b"id_give=alice&id_give=bob&pw_give=correct+horse",
        FORM,
        FIELDS,
    ),
    (
        "sign-in with a password list",
        "/sign_in",
        b"id_give=alice&pw_give[]=correct+horse",
        FORM,
        FIELDS,
    ),
    (
        "sign-in with fields in the query",
        "/sign_in?id_give=alice&pw_give=correct+horse",
        b"",
        FORM,
        FIELDS,
    ),
]


@pytest.mark.parametrize("case", SHAPES, ids=[case[0] for case in SHAPES])
def test_a_form_of_another_shape_is_read_or_told_what_to_send(target: Target, case: Case) -> None:
    check(target, case)
