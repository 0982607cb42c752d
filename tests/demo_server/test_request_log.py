"""The log: one line a request, with the user and the reason, and with no secret."""

from collections.abc import Callable
from pathlib import Path

import pytest
from time_machine import Traveller

from demo_server import create_app
from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from demo_server.request_log import TOKEN, Entry, Log, logger
from tests.helpers.client import ALICE, temp


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == logger.name]


def test_a_refusal_has_the_class_of_its_reason(
    clock: Traveller, hardened: LiveServer, visit: Callable[[LiveServer], Client]
) -> None:
    visitor = visit(hardened)
    token = visitor.sign_in(*ALICE).cookies["access_token"]
    head, payload, signature = token.split(".")
    swapped = ("B" if signature[0] == "A" else "A") + signature[1:]
    hardened.log()
    visitor.sign_in("alice", "wrong horse")
    temp(visitor)
    temp(visitor, access_token="nonsense")
    temp(visitor, access_token=f"{head}.{payload}.{swapped}")
    temp(visitor, access_token="a" * 2_049)
    visitor.post("/sign_out", headers={"Cookie": f"access_token={token}"})
    temp(visitor, access_token=token)
    clock.shift(901)
    temp(visitor, access_token=token)
    assert [(entry.status, entry.user, entry.reason) for entry in hardened.log()] == [
        (401, "alice", "WrongCredentials"),
        (401, "", "MissingTokenError"),
        (401, "", "MalformedTokenError"),
        (401, "", "InvalidSignatureError"),
        (401, "", "MalformedTokenError"),
        (200, "alice", ""),
        (401, "", "RevokedTokenError"),
        (401, "", "ExpiredSignatureError"),
    ]


@pytest.mark.parametrize("version", ["published", "hardened"])
def test_no_password_token_or_query_is_ever_in_a_line(
    request: pytest.FixtureRequest,
    visit: Callable[[LiveServer], Client],
    caplog: pytest.LogCaptureFixture,
    version: str,
) -> None:
    visitor = visit(request.getfixturevalue(version))
    caplog.set_level("INFO", logger.name)
    visitor.sign_up("dave", "battery staple")
    answer = visitor.sign_in("dave", "battery staple")
    token = answer.json().get("token") or answer.cookies["access_token"]
    temp(visitor, mytoken=token, access_token=token)
    visitor.get(f"/temp?token={token}", headers={"Authorization": f"Bearer {token}"})
    visitor.sign_in("dave", "battery stapel")
    visitor.get("/nowhere?pw_give=battery+staple")
    told = lines(caplog)
    assert len(told) == 6
    for secret in (token, *token.split("."), "battery", "stap", "?", "pw_give"):
        assert not [line for line in told if secret in line], secret


def test_control_characters_are_escaped_and_a_long_path_is_cut(
    published: LiveServer, visit: Callable[[LiveServer], Client]
) -> None:
    visitor = visit(published)
    visitor.get("/%1b[31m%0aGET%20/admin%20200")
    visitor.get("/" + "a" * 300)
    odd, long = published.log()
    assert odd.path == r"/\u001b[31m\nGET /admin 200"
    assert long.path == "/" + "a" * 199 + "... and 101 characters more"


def test_a_log_is_a_table_in_html_too_and_escapes_what_it_holds() -> None:
    entry = Entry("2026-01-05T09:00:00+00:00", "GET", "/<b>", 404, 0.1, "127.0.0.1", "", "")
    html = Log([entry])._repr_html_()
    assert html.count("<th ") == 5
    assert html.count("<tr>") == 2
    assert "/&lt;b&gt;" in html
    assert "<b>" not in html
    assert Log()._repr_html_() == "<p>(nothing was asked)</p>"


def test_the_log_keeps_the_last_thousand_and_no_more(tmp_path: Path) -> None:
    app = create_app("published", {"DATABASE": tmp_path / "users.sqlite"})
    for number in range(1_003):
        app.test_client().get(f"/{number}")
    kept = app.extensions["demo_server_log"]
    assert (len(kept), kept[0].path, kept[-1].path) == (1_000, "/3", "/1002")


@pytest.mark.timeout(20)
def test_a_path_of_a_million_letters_is_read_once_and_not_squared() -> None:
    assert TOKEN.sub("", "a" * 1_000_000) == "a" * 1_000_000  # squared, it takes hours
