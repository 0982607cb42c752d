"""Limits of tries, as promised."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

from demo_server.hardened.errors import RateLimitExceeded
from demo_server.hardened.rate_limit import SignInLimiter
from tests.conftest import NOW
from tests.demo_server.contract.conftest import (
    SUCCESS,
    Make,
    last,
    said,
    sign_in,
    sign_up,
)

ELSEWHERE: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}


def tries(client: FlaskClient, number: int, user_id: str = "alice") -> list[int]:
    return [sign_in(client, user_id, "wrong horse").status_code for _ in range(number)]


@pytest.mark.parametrize("user_id", ["alice", "nobody"])
def test_five_tries_a_minute_for_a_user_from_an_address_then_429_with_retry_after(
    app: Flask, client: FlaskClient, clock: Traveller, user_id: str
) -> None:
    assert tries(client, 7, user_id) == [401] * 5 + [429] * 2
    clock.shift(18)
    answer = sign_in(client, user_id)
    msg = "Too many tries. Try again in 42 seconds."
    assert said(answer) == (429, {"result": "fail", "msg": msg})
    assert answer.headers["Retry-After"] == "42"
    assert last(app).reason == "RateLimitExceeded"


def test_the_wait_is_told_to_the_second_is_at_least_1_and_then_over(
    app: Flask, client: FlaskClient, clock: Traveller
) -> None:
    tries(client, 5)
    assert sign_in(client).headers["Retry-After"] == "60"
    clock.move_to(NOW + 58.5)
    assert sign_in(client).headers["Retry-After"] == "2"  # rounded up: after 1 it would be too soon
    clock.move_to(NOW + 59.5)
    assert sign_in(client).headers["Retry-After"] == "1"
    clock.move_to(NOW + 60)
    assert said(sign_in(client)) == SUCCESS


def test_another_address_and_another_user_are_not_kept_waiting(client: FlaskClient) -> None:
    sign_up(client, "bob")
    tries(client, 6)
    assert said(sign_in(client, **ELSEWHERE)) == SUCCESS
    assert said(sign_in(client, "bob")) == SUCCESS


def test_a_spelling_of_the_same_id_is_the_same_user(client: FlaskClient) -> None:
    assert tries(client, 5) == [401] * 5
    assert tries(client, 1, " ALICE") == [429]


def test_the_right_password_forgives_the_tries_before_it(client: FlaskClient) -> None:
    for _ in range(3):
        assert tries(client, 4) == [401] * 4
        assert said(sign_in(client)) == SUCCESS
    assert tries(client, 6) == [401] * 5 + [429]


def test_an_address_has_a_limit_of_its_own_whoever_is_meant_and_sign_up_counts(
    make: Make, app: Flask, clock: Traveller
) -> None:
    client = make(ADDRESS_LIMIT="4 per minute").test_client()
    assert sign_up(client, "bob").status_code == 200
    assert sign_up(client, "bob", "short").status_code == 400
    assert client.post("/sign_in").status_code == 400
    assert said(sign_in(client)) == SUCCESS
    assert [sign_in(client).status_code, sign_up(client, "carol").status_code] == [429, 429]
    assert said(sign_in(client, **ELSEWHERE)) == SUCCESS
    clock.shift(60)
    assert said(sign_in(client)) == SUCCESS


def test_by_default_an_address_has_100_tries_a_minute(app: Flask) -> None:
    limiter = SignInLimiter(app.config["SIGN_IN_LIMIT"], app.config["ADDRESS_LIMIT"])
    for _ in range(100):
        limiter.hit_address("192.0.2.7")
    with pytest.raises(RateLimitExceeded, match=r"^Too many tries: wait 60 seconds\.$"):
        limiter.hit_address("192.0.2.7")


def test_the_limits_are_settings(make: Make, app: Flask, clock: Traveller) -> None:
    client = make(SIGN_IN_LIMIT="2 per hour").test_client()
    assert tries(client, 3) == [401, 401, 429]
    assert sign_in(client).headers["Retry-After"] == "3600"
