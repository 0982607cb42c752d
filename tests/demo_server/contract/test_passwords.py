"""Passwords, as promised."""

import sqlite3
from contextlib import closing

import argon2
import pytest
from flask import Flask
from flask.testing import FlaskClient

from demo_server.config import settings
from tests.demo_server.contract.conftest import FORM, Make, sign_in


def stored(app: Flask) -> str:
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        return str(db.execute("SELECT password_hash FROM users WHERE id = 'alice'").fetchone()[0])


def cost(time: int, memory: int) -> dict[str, object]:
    return {"ARGON2": {"time_cost": time, "memory_cost": memory, "parallelism": 1}}


def test_argon2id_at_owasp_s_19_mib_two_passes_one_lane(make: Make) -> None:
    app = make(ARGON2=settings("hardened", {}, {})["ARGON2"])
    app.test_client().post("/sign_up", data=FORM)
    assert stored(app).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_parameters_come_from_config(make: Make) -> None:
    app = make(**cost(3, 16))
    app.test_client().post("/sign_up", data=FORM)
    assert stored(app).startswith("$argon2id$v=19$m=16,t=3,p=1$")


@pytest.mark.parametrize(
    ("time", "memory", "anew"),
    [(3, 16, False), (4, 16, True), (3, 32, True), (1, 16, False), (3, 8, False)],
)
def test_re_hash_on_sign_in_when_parameters_rose_and_only_then(
    make: Make, time: int, memory: int, anew: bool
) -> None:
    before = make(**cost(3, 16))
    before.test_client().post("/sign_up", data=FORM)
    kept = stored(before)
    after = make(**cost(time, memory))
    assert sign_in(after.test_client()).status_code == 200
    assert (stored(after) != kept) is anew
    assert (f"m={memory},t={time}" in stored(after)) is (anew or (time, memory) == (3, 16))
    assert sign_in(after.test_client()).status_code == 200


@pytest.mark.parametrize(
    ("password", "status"),
    [("1234567", 400), ("12345678", 200), ("p" * 256, 200), ("p" * 257, 400),
     ("e\u0301" * 7, 400), ("e\u0301" * 8, 200), ("\ufb01" * 128, 200), ("\ufb01" * 129, 400)],
)  # fmt: skip
def test_a_password_has_8_to_256_characters_counted_after_nfkc(
    client: FlaskClient, password: str, status: int
) -> None:
    form = {"id_give": "dave", "pw_give": password}
    assert client.post("/sign_up", data=form).status_code == status


@pytest.mark.parametrize(
    ("user_id", "status"),
    [("", 400), ("d", 200), ("d" * 64, 200), ("d" * 65, 400), ("\u00df" * 32, 200),
     ("\u00df" * 33, 400), ("da\nve", 400), ("da\x7fve", 400), ("da\u200dve", 400)],
)  # fmt: skip
def test_an_id_has_1_to_64_characters_after_nfkc_and_casefold_and_no_control_characters(
    client: FlaskClient, user_id: str, status: int
) -> None:
    form = {"id_give": user_id, "pw_give": "blue kettle"}
    assert client.post("/sign_up", data=form).status_code == status


@pytest.mark.parametrize("user_id", ["ALICE", "\uff41lice", " alice ", "alice"])
def test_the_same_rule_at_sign_up_and_sign_in(client: FlaskClient, user_id: str) -> None:
    form = FORM | {"id_give": user_id}
    assert client.post("/sign_up", data=form).status_code == 409
    assert client.post("/sign_in", data=form).status_code == 200


def test_an_unknown_id_costs_the_same_and_gets_the_same_answer_as_a_wrong_password(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[argon2.Parameters] = []
    verify = argon2.PasswordHasher.verify

    def counted(self: argon2.PasswordHasher, hash: str, password: str) -> bool:  # noqa: A002
        costs.append(argon2.extract_parameters(hash))
        return verify(self, hash, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    wrong = client.post("/sign_in", data=FORM | {"pw_give": "a wrong password"})
    unknown = client.post("/sign_in", data=FORM | {"id_give": "nobody"})
    assert len(costs) == 2
    assert costs[0] == costs[1]
    assert (wrong.status, wrong.data) == (unknown.status, unknown.data)
    assert {*wrong.headers} == {*unknown.headers}
