"""What a browser gets from hardened where it loads a page of an address that has none."""

import pytest

from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/static/nowhere.css", 404),
        ("GET", "/sign_in", 405),
        ("POST", "/sign_out", 401),
    ],
)
def test_a_refused_page_load_gets_a_page_that_leads_back_and_does_not_look_signed_out(
    hardened: LiveServer, method: str, path: str, status: int
) -> None:
    with Client(hardened.url) as client:
        answer = client.request(method, path, headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == status
    assert '<p role="alert">' in answer.text
    assert '<a href="/">Back to the page</a>' in answer.text
    assert 'id="sign-in"' not in answer.text
