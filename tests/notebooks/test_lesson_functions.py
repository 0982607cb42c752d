"""What lessons 03, 04 and 05 write by hand: held against RFCs, PyJWT, and the kit's own client."""

import ast
import base64
import json
from typing import Any

import jwt
import pytest

from demo_server.notebook import lesson
from demo_server.notebook.lesson import KEY
from tests.helpers.stored_notebooks import code_cells
from tests.helpers.work_tree import ROOT

# RFC 7515 A.1; RFC 7519 §3.1 shows the same token.
HEADER = b'{"typ":"JWT",\r\n "alg":"HS256"}'
PAYLOAD = b'{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}'
SIGNING_INPUT = (
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
)
SIGNATURE = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
RFC_KEY = base64.urlsafe_b64decode(
    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow=="
)
CLAIMS = {"sub": "alice", "name": "Zoë", "exp": 4_102_444_800, "roles": ["reader", "writer"]}


def functions(name: str, *cells: str) -> dict[str, Any]:
    """Run these cells of a lesson, and nothing else of it; return what they define."""
    sources = {cell.id: cell.source for cell in code_cells(ROOT / "notebooks" / name)}
    defined: dict[str, Any] = {}
    for cell in cells:
        exec(sources[cell], defined)  # noqa: S102 - the lesson is ours
    return defined


@pytest.fixture(scope="module")
def encoding() -> dict[str, Any]:
    return functions(
        "03_encoding.ipynb",
        "imports", "base64url-encode", "base64url-decode", "header-and-payload", "signing-input",
        "sign-by-hand", "encode-by-hand",
    )  # fmt: skip


@pytest.fixture(scope="module")
def decoding() -> dict[str, Any]:
    cells = ("imports", "alices-token", "base64url-decode", "verify-by-hand")
    try:
        return functions("04_decoding.ipynb", *cells)
    finally:
        lesson.end()


def test_the_signing_input_by_hand_is_that_of_rfc_7515(encoding: dict[str, Any]) -> None:
    assert encoding["signing_input"](HEADER, PAYLOAD) == SIGNING_INPUT


def test_the_signature_by_hand_is_that_of_rfc_7515(encoding: dict[str, Any]) -> None:
    assert encoding["sign_by_hand"](SIGNING_INPUT, RFC_KEY) == SIGNATURE


def test_a_token_by_hand_is_pyjwts_to_the_last_character(encoding: dict[str, Any]) -> None:
    assert encoding["encode_by_hand"](CLAIMS, KEY) == jwt.encode(CLAIMS, KEY, algorithm="HS256")


@pytest.mark.parametrize("length", range(0, 9))
def test_base64url_by_hand_has_no_padding_and_is_undone(
    encoding: dict[str, Any], length: int
) -> None:
    data = bytes(range(250, 250 + length)) if length < 6 else b"\xff\xfe\xfd\xfc" * length
    text = encoding["base64url_encode"](data)
    assert text == base64.urlsafe_b64encode(data).decode().rstrip("=")
    assert encoding["base64url_decode"](text) == data


def test_pyjwt_and_the_hand_written_verifier_accept_the_token_of_rfc_7519(
    decoding: dict[str, Any],
) -> None:
    token = f"{SIGNING_INPUT}.{SIGNATURE}"
    claims = json.loads(PAYLOAD)
    assert decoding["verify_by_hand"](token, RFC_KEY) == claims
    options: Any = {"verify_exp": False}
    assert jwt.decode(token, RFC_KEY, algorithms=["HS256"], options=options) == claims


@pytest.mark.parametrize(
    "token",
    [
        f"{SIGNING_INPUT}.e{SIGNATURE[1:]}",
        f"f{SIGNING_INPUT[1:]}.{SIGNATURE}",
        f"{SIGNING_INPUT}.",
        f"{SIGNING_INPUT}",
        "eyJhbGciOiJub25lIn0.e30.",
        "",
    ],
    ids=["signature", "header", "no signature", "two parts", "none", "empty"],
)
def test_the_hand_written_verifier_refuses_what_was_changed(
    decoding: dict[str, Any], token: str
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the lesson's own
        decoding["verify_by_hand"](token, RFC_KEY)


def without_docstrings(source: str) -> str:
    """Return the code of a module's classes, without what is written between the lines."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            del node.body[0]
    return "\n\n".join(ast.unparse(node) for node in tree.body if isinstance(node, ast.ClassDef))


def test_the_client_that_lesson_05_writes_is_the_one_that_the_kit_has() -> None:
    cells = {cell.id: cell.source for cell in code_cells(ROOT / "notebooks/05_demo_server.ipynb")}
    written = "\n".join([cells["a-session-for-one-server"], cells["the-client"]])
    kept = (ROOT / "demo_server/notebook/client.py").read_text("utf-8")
    assert "class Client(" in written
    assert without_docstrings(written) == without_docstrings(kept)
