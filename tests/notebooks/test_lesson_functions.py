"""What lessons 03, 04 and 05 write by hand: held against RFCs, PyJWT, and the kit's own client."""

import ast
import base64
import hmac
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from demo_server.jose import BASE64URL
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
    try:
        return functions(
            "03_encoding.ipynb",
            "imports", "base64url-encode", "base64url-decode", "header-and-payload",
            "signing-input", "sign-by-hand", "encode-by-hand",
        )  # fmt: skip
    finally:
        lesson.end()


@pytest.fixture(scope="module")
def decoding() -> dict[str, Any]:
    cells = ("imports", "alices-token", "base64url-decode", "read-without-a-key", "verify-by-hand")
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


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def sealed(signing_input: str) -> str:
    """Return a token whose signature fits this text, whatever stands in it."""
    digest = hmac.digest(RFC_KEY, signing_input.encode(), "sha256")
    return f"{signing_input}.{base64url(digest)}"


H, P = base64url(b'{"alg":"HS256"}'), base64url(b'{"sub":"alice"}')
GOOD = sealed(f"{H}.{P}")
S = GOOD.rpartition(".")[2]
H_SPARE, P_SPARE = base64url(b'{"alg":"HS256" }'), base64url(b'{"sub":"alice" }')
"""Sixteen bytes: in the last character of each, four bits are not used."""


def next_letter(text: str) -> str:
    """Return the text with the lowest bit of its last character changed."""
    return text[:-1] + BASE64URL[BASE64URL.index(text[-1]) ^ 1]


REFUSED = {
    "signature changed at its first character": f"{SIGNING_INPUT}.e{SIGNATURE[1:]}",
    "header changed": f"f{SIGNING_INPUT[1:]}.{SIGNATURE}",
    "payload changed": f"{H}.{P_SPARE}.{S}",
    "signature missing": f"{H}.{P}.",
    "signature cut short": GOOD[:-4],
    "signature longer": GOOD + "AAAA",
    "algorithm none": "eyJhbGciOiJub25lIn0.e30.",
    "spare bits in the signature": next_letter(GOOD),
    "spare bits in the header": sealed(f"{next_letter(H_SPARE)}.{P}"),
    "spare bits in the payload": sealed(f"{H}.{next_letter(P_SPARE)}"),
    "padding of the signature": GOOD + "=",
    "padding of the header": sealed(f"{H_SPARE}==.{P}"),
    "padding of the payload": sealed(f"{H}.{P_SPARE}=="),
    "padding where none belongs": sealed(f"{H}=.{P}"),
    "base64, not base64url, in the signature": (
        f"{SIGNING_INPUT}.{SIGNATURE.replace('-', '+').replace('_', '/')}"
    ),
    "nothing": "",
    "one part": H,
    "two parts, the signature missing": f"{H}.{P}",
    "two parts, the header missing": f"{P}.{S}",
    "three parts, all of them empty": "..",
    "four parts, the last of them empty": GOOD + ".",
    "four parts": GOOD + ".e30",
    "four parts, signed so": sealed(f"{H}.{P}.e30"),
    "five parts": "a.b.c.d.e",
    "header empty": sealed(f".{P}"),
    "payload empty": sealed(f"{H}."),
    "header no JSON": sealed(f"{base64url(b'HS256')}.{P}"),
    "header no JSON object": sealed(f"{base64url(b'[]')}.{P}"),
    "payload no JSON": sealed(f"{H}.{base64url(b'alice')}"),
    "payload no JSON object": sealed(f"{H}.{base64url(b'7')}"),
    "payload in UTF-16": sealed(f"{H}.{base64url('{}'.encode('utf-16'))}"),
    "payload no UTF-8": sealed(f"{H}.{base64url(bytes([123, 34, 255, 34, 58, 49, 125]))}"),
    "JSON serialization": json.dumps({"protected": H, "payload": P, "signature": S}),
    "characters outside ASCII": GOOD + "비밀",
    "half of a surrogate pair": GOOD + "\ud800",
}
FOREIGN = ["!!", "#", "?", " ", "    ", "\n", "\t", "\0", "+", "/", "~", "%3D", ","]


@pytest.mark.parametrize("token", REFUSED.values(), ids=REFUSED)
def test_the_hand_written_verifier_refuses_what_is_no_proper_token_of_the_key(
    decoding: dict[str, Any], token: str
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the lesson's own
        decoding["verify_by_hand"](token, RFC_KEY)


@pytest.mark.parametrize("foreign", FOREIGN)
@pytest.mark.parametrize("place", ["before", "in", "after"])
def test_the_hand_written_verifier_skips_no_foreign_character(
    decoding: dict[str, Any], foreign: str, place: str
) -> None:
    at = {"before": 0, "in": 8, "after": None}[place]

    def put(part: str) -> str:
        cut = len(part) if at is None else at
        return part[:cut] + foreign + part[cut:]

    for token in (sealed(f"{put(H)}.{P}"), sealed(f"{H}.{put(P)}"), f"{H}.{P}.{put(S)}"):
        with pytest.raises(ValueError):  # noqa: PT011 - its text is the lesson's own
            decoding["verify_by_hand"](token, RFC_KEY)


@pytest.mark.parametrize(
    "header",
    [
        b'{"alg":"HS256"}',
        b'{ "alg" : "HS256" }',
        b'{\n\t"alg":"HS256"}',
        b'{"kid":"7","alg":"HS256"}',
    ],
    ids=["as PyJWT writes it", "spaces", "white space", "kid"],
)
def test_the_hand_written_verifier_takes_any_json_in_its_one_spelling(
    decoding: dict[str, Any], header: bytes
) -> None:
    for payload in (b"{}", b'{"sub":"alice"}', b' {"sub" : "alice"}', '{"sub":"비밀"}'.encode()):
        token = sealed(f"{base64url(header)}.{base64url(payload)}")
        assert decoding["verify_by_hand"](token, RFC_KEY) == json.loads(payload)


@pytest.mark.parametrize(
    ("listed", "error"),
    [(["RS256"], jwt.InvalidAlgorithmError), (["RS256", "HS256"], jwt.InvalidKeyError)],
)
def test_a_visitor_causes_a_key_error_only_where_two_algorithms_are_listed(
    listed: list[str], error: type[jwt.PyJWTError]
) -> None:
    pem = rsa.generate_private_key(65537, 2048).public_key().public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )  # fmt: skip
    with pytest.raises(error):
        jwt.decode(GOOD, pem, algorithms=listed)


@pytest.mark.parametrize("text", ["S", "SldUS", "Slc=", "Sg==", "Slf", "Sh", "Sl dU", "++//", "é"])
def test_base64url_by_hand_takes_one_spelling_and_both_lessons_write_it_so(
    encoding: dict[str, Any], decoding: dict[str, Any], text: str
) -> None:
    for functions_of_lesson in (encoding, decoding):
        with pytest.raises(ValueError):  # noqa: PT011 - its text is the lesson's own
            functions_of_lesson["base64url_decode"](text)


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
