"""Limits of tries, as promised."""

from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

from demo_server.hardened.errors import RateLimitExceeded
from demo_server.hardened.rate_limit import SignInLimiter
from tests.conftest import NOW
from tests.demo_server.contract.conftest import (
    DAY,
    SUCCESS,
    Make,
    last,
    said,
    sign_in,
    sign_up,
)

ELSEWHERE: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
HOUR = 3_600


def tries(client: FlaskClient, number: int, user_id: str = "alice") -> list[int]:
    return [sign_in(client, user_id, "wrong horse").status_code for _ in range(number)]


def guess(client: FlaskClient, address: str, user_id: str = "alice") -> int:
    """Return the status of a wrong password from an address, as a proxy passes it on."""
    through = {"X-Forwarded-For": address}
    return sign_in(client, user_id, "wrong horse", headers=through).status_code


@pytest.mark.parametrize("user_id", ["alice", "nobody"])
def test_five_tries_a_minute_for_a_user_from_an_address_then_429_with_retry_after(
    app: Flask, client: FlaskClient, clock: Traveller, user_id: str
) -> None:
    clock.move_to(NOW + 0.5)
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
    clock.move_to(NOW + 0.5)
    tries(client, 5)
    assert sign_in(client).headers["Retry-After"] == "60"
    clock.move_to(NOW + 58.5)
    assert sign_in(client).headers["Retry-After"] == "2"  # rounded up: after 1 it would be too soon
    clock.move_to(NOW + 59.5)
    assert sign_in(client).headers["Retry-After"] == "1"
    clock.move_to(NOW + 60.5)
    assert said(sign_in(client)) == SUCCESS


def wait(limiter: SignInLimiter) -> int:
    """Try once; return 0, or the seconds to wait."""
    try:
        limiter.hit_address("192.0.2.7")
    except RateLimitExceeded as error:
        return error.seconds
    return 0


@pytest.mark.parametrize(("amount", "window"), [(1, 60), (2, 10), (5, 60), (30, HOUR)])
def test_whenever_one_comes_the_wait_is_the_shortest_in_whole_seconds(
    clock: Traveller, amount: int, window: int
) -> None:
    random = Random(window)  # noqa: S311 - no secret
    for _ in range(40):
        limiter = SignInLimiter("9 per minute", "9 per minute", f"{amount} per {window} seconds")
        while not (seconds := wait(limiter)):
            clock.shift(random.random() * window / amount)
        assert 1 <= seconds <= window
        clock.shift(seconds - 1)
        assert wait(limiter) == 1  # a second before, it is still too early
        clock.shift(1)
        assert wait(limiter) == 0


def test_no_window_lets_more_through_at_its_edge(clock: Traveller) -> None:
    """Where windows stand still, five tries at the end of one and five after it are ten."""
    limiter = SignInLimiter("9 per minute", "9 per minute", "5 per minute")
    clock.move_to(NOW + 59)
    assert [wait(limiter) > 0 for _ in range(6)] == [False] * 5 + [True]
    clock.move_to(NOW + 61)
    assert [wait(limiter) > 0 for _ in range(6)] == [False] + [True] * 5


@pytest.mark.parametrize("jump", [-365 * DAY, -HOUR, -60, -1, 60, 365 * DAY])
def test_no_jump_of_the_clock_makes_a_wait_longer_than_the_window(
    client: FlaskClient, clock: Traveller, jump: int
) -> None:
    clock.move_to(NOW + 0.5)
    tries(client, 6)
    clock.shift(jump)
    for _ in range(7):
        assert int(sign_in(client, "alice", "wrong horse").headers.get("Retry-After", 60)) <= 60
    clock.shift(120)
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
    assert said(sign_in(client)) == SUCCESS  # who knows the password takes nothing of it
    assert tries(client, 1) == [401]
    assert [sign_in(client).status_code, sign_up(client, "carol").status_code] == [429, 429]
    assert said(sign_in(client, **ELSEWHERE)) == SUCCESS
    clock.shift(61)
    assert said(sign_in(client)) == SUCCESS


def test_by_default_an_address_has_100_tries_a_minute(app: Flask) -> None:
    limiter = app.extensions["demo_server"].attempts
    for _ in range(99):  # and alice's sign-up
        limiter.hit_address("127.0.0.1")
    with pytest.raises(RateLimitExceeded, match=r"^Too many tries: wait 60 seconds\.$"):
        limiter.hit_address("127.0.0.1")


def test_by_default_an_account_has_30_tries_an_hour_from_wherever_they_come(
    make: Make, app: Flask, clock: Traveller
) -> None:
    clock.move_to(NOW + 0.5)
    client = make(PROXIES=1).test_client()
    sign_up(client, "bob")
    assert [guess(client, f"192.0.2.{n}") for n in range(31)] == [401] * 30 + [429]
    assert guess(client, "192.0.2.99", "bob") == 401  # no other account waits
    assert [guess(client, f"192.0.2.{n}", "nobody") for n in range(31)] == [401] * 30 + [429]
    from_another = {"X-Forwarded-For": "192.0.2.40"}
    waits = sign_in(client, headers=from_another)
    assert waits.status_code == 429  # the right password has to wait as well
    assert 1 <= int(waits.headers["Retry-After"]) <= HOUR
    clock.shift(int(waits.headers["Retry-After"]))
    assert said(sign_in(client, headers=from_another)) == SUCCESS


def test_who_signs_in_takes_nothing_of_the_account_s_limit(make: Make, app: Flask) -> None:
    client = make(PROXIES=1, ACCOUNT_LIMIT="2 per hour").test_client()
    for number in range(4):
        assert said(sign_in(client, headers={"X-Forwarded-For": f"192.0.2.{number}"})) == SUCCESS
    assert [guess(client, f"198.51.100.{n}") for n in range(3)] == [401, 401, 429]


def test_the_account_s_limit_does_not_hold_back_an_address_of_the_last_30_days(
    make: Make, app: Flask, clock: Traveller
) -> None:
    client = make(PROXIES=1, ACCOUNT_LIMIT="2 per hour").test_client()
    home, neighbour = {"X-Forwarded-For": "192.0.2.7"}, {"X-Forwarded-For": "192.0.2.8"}
    assert said(sign_in(client, headers=home)) == SUCCESS
    sign_up(client, "bob")
    assert said(sign_in(client, "bob", headers=neighbour)) == SUCCESS
    for day, waiting in ((0, 0), (29, 0), (30, 1)):
        clock.move_to(NOW + day * DAY)
        assert [guess(client, f"198.51.100.{n}") for n in range(3)] == [401, 401, 429]
        # It is asked with a wrong password: the right one would make the address known anew.
        assert guess(client, "192.0.2.7") == (429 if waiting else 401)
        assert guess(client, "192.0.2.8") == 429  # known for bob, and for nobody else


def test_a_known_address_still_has_five_tries_a_minute(make: Make, app: Flask) -> None:
    client = make(PROXIES=1).test_client()
    assert said(sign_in(client, headers={"X-Forwarded-For": "192.0.2.7"})) == SUCCESS
    assert [guess(client, "192.0.2.7") for _ in range(6)] == [401] * 5 + [429]


def test_the_addresses_of_one_ipv6_64_are_one_and_those_of_another_are_not(
    make: Make, app: Flask
) -> None:
    client = make(PROXIES=1, ADDRESS_LIMIT="8 per minute").test_client()
    one = [f"2001:db8::{n:x}" for n in range(6)]
    assert [guess(client, address) for address in one] == [401] * 5 + [429]
    assert guess(client, "2001:db8:0:1::1") == 401
    assert guess(client, "2001:db8::ffff", "nobody") == 401
    assert guess(client, "2001:db8::fffe", "carol") == 401
    assert guess(client, "2001:db8::fffd", "carol") == 429
    spellings = ["192.0.2.7", "::ffff:192.0.2.7"]  # an IPv4 address that IPv6 carries is itself
    assert [guess(client, spellings[n % 2], "dave") for n in range(6)] == [401] * 5 + [429]


def test_the_limits_are_settings(make: Make, app: Flask, clock: Traveller) -> None:
    client = make(SIGN_IN_LIMIT="2 per hour").test_client()
    assert tries(client, 3) == [401, 401, 429]
    assert sign_in(client).headers["Retry-After"] == "3600"


def test_limits_that_are_alike_are_counted_apart(make: Make, app: Flask) -> None:
    """An id may read like an address, or hold what stands between two names."""
    alike = dict.fromkeys(("SIGN_IN_LIMIT", "ACCOUNT_LIMIT", "ADDRESS_LIMIT"), "6 per hour")
    client = make(PROXIES=1, **alike).test_client()
    for user_id in ("192.0.2.7", "192.0.2.7/alice", "alice/192.0.2.7"):
        assert guess(client, "198.51.100.1", user_id) == 401
        assert guess(client, "198.51.100.2", user_id) == 401
    assert [guess(client, "192.0.2.7") for _ in range(7)] == [401] * 6 + [429]
