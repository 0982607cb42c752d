"""Cookies, as promised."""

import pytest
from flask.testing import FlaskClient

from tests.demo_server.contract.conftest import Make, cookies, sign_in

PROXY = {"X-Forwarded-Prefix": "/proxy/5000", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("cookie", "path", "seconds"),
    [("access_token", "/", 900), ("refresh_token", "/refresh", 1_209_600)],
)
def test_own_name_http_only_same_site_lax_own_path_and_max_age_of_the_token(
    client: FlaskClient, cookie: str, path: str, seconds: int
) -> None:
    attributes = cookies(sign_in(client))[cookie].split("; ")[1:]
    wanted = {"HttpOnly", "SameSite=Lax", f"Path={path}", f"Max-Age={seconds}"}
    assert wanted == {one for one in attributes if not one.startswith("Expires=")}


@pytest.mark.parametrize(
    ("host", "setting", "secure"),
    [("localhost", None, False), ("127.0.0.1", None, False), ("demo.example", None, True),
     ("LOCALHOST", None, False), ("[::1]", None, False), ("[::ffff:7f00:1]", None, False),
     ("[2001:db8::7]", None, True), ("localhost", True, True), ("demo.example", False, False)],
)  # fmt: skip
def test_secure_is_a_setting_and_on_by_default_outside_loopback(
    make: Make, client: FlaskClient, host: str, setting: bool | None, secure: bool
) -> None:
    app = make(COOKIE_SECURE=setting, TRUSTED_HOSTS=[host])
    set_them = cookies(sign_in(app.test_client(), base_url=f"http://{host}"))
    assert [("; Secure" in line) for line in set_them.values()] == [secure] * 2


def test_the_prefix_is_honoured_behind_a_proxy(make: Make, client: FlaskClient) -> None:
    proxied = make(PROXIES=1).test_client()
    set_them = cookies(sign_in(proxied, headers=PROXY))
    assert "; Path=/proxy/5000/;" in set_them["access_token"]
    assert "; Path=/proxy/5000/refresh;" in set_them["refresh_token"]


def test_without_a_proxy_nobody_can_claim_to_be_one(client: FlaskClient) -> None:
    assert "; Path=/;" in cookies(sign_in(client, headers=PROXY))["access_token"]
