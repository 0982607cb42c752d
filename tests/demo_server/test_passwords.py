"""Passwords and ids of the hardened server: what may be one, how it is kept, how it is compared."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import argon2
import pytest

from demo_server.config import settings
from demo_server.hardened.errors import InvalidInput
from demo_server.hardened.passwords import Passwords
from demo_server.hardened.validation import normalize_id, normalize_password
from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from tests.conftest import FAST_ARGON2
from tests.helpers.client import ALICE


def stored(path: Path, user_id: str) -> str:
    with closing(sqlite3.connect(path)) as db:
        query = "SELECT password_hash FROM users WHERE id = ?"
        return str(db.execute(query, (user_id,)).fetchone()[0])


def test_by_default_a_password_is_kept_by_argon2id_at_owasp_s_cost() -> None:
    kept = Passwords(**settings("hardened", {}, {})["ARGON2"]).hash("correct horse")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert len(kept.split("$")[4]) == 22  # a salt of 16 random bytes


def test_two_users_with_one_password_are_kept_differently(hardened: LiveServer) -> None:
    bob, carol = (stored(hardened.database, name) for name in ("bob", "carol"))
    assert bob.startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert bob != carol


def test_signing_in_hashes_anew_when_the_cost_rose(
    tmp_path: Path, visit: Callable[[LiveServer], Client]
) -> None:
    path = tmp_path / "users.sqlite"
    with LiveServer(
        "hardened", process=False, settings=FAST_ARGON2 | {"DATABASE": str(path)}
    ) as server:
        visit(server).sign_up("alice", "correct horse")
        visit(server).sign_in(*ALICE)
    before = stored(path, "alice")
    dearer = {"ARGON2": {"time_cost": 2, "memory_cost": 16, "parallelism": 1}}
    with LiveServer("hardened", process=False, settings=dearer | {"DATABASE": str(path)}) as server:
        visit(server).sign_in("alice", "wrong horse")
        assert stored(path, "alice") == before
        assert visit(server).sign_in(*ALICE).status_code == 200
        after = stored(path, "alice")
        assert visit(server).sign_in(*ALICE).status_code == 200
        assert stored(path, "alice") == after
    assert before.startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert after.startswith("$argon2id$v=19$m=16,t=2,p=1$")


@pytest.mark.parametrize(
    ("user_id", "password"),
    [("alice", "wrong horse"), ("nobody", "wrong horse"), ("", "wrong horse"), ("alice", "short")],
    ids=["wrong password", "unknown id", "impossible id", "impossible password"],
)
def test_every_refused_sign_in_costs_one_verification(
    hardened: LiveServer,
    visit: Callable[[LiveServer], Client],
    monkeypatch: pytest.MonkeyPatch,
    user_id: str,
    password: str,
) -> None:
    asked: list[str] = []
    verify = argon2.PasswordHasher.verify

    def counted(self: argon2.PasswordHasher, hash: str, password: str) -> bool:  # noqa: A002
        asked.append(hash)
        return verify(self, hash, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    assert visit(hardened).sign_in(user_id, password).status_code == 401
    assert [one[:27] for one in asked] == ["$argon2id$v=19$m=8,t=1,p=1$"]


def test_nobody_signs_in_with_the_password_that_unknown_ids_are_compared_with() -> None:
    passwords = Passwords(**FAST_ARGON2["ARGON2"])
    assert not passwords.verify(None, "nobody has this password")
    assert passwords.verify(passwords.hash("correct horse"), "correct horse")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("alice", "alice"),
        ("Alice", "alice"),
        ("ＡＬＩＣＥ", "alice"),  # noqa: RUF001 - full-width letters are the point
        ("\ufb01ona", "fiona"),
        ("STRASSE", "strasse"),
        ("Stra\u00dfe", "strasse"),
        ("e\u0301va", "\u00e9va"),
        ("a" * 64, "a" * 64),
    ],
)
def test_look_alike_ids_are_one_user(typed: str, kept: str) -> None:
    assert normalize_id(typed) == kept
    assert normalize_id(kept) == kept


def test_a_full_width_id_signs_in_as_the_plain_one(
    hardened: LiveServer, visit: Callable[[LiveServer], Client]
) -> None:
    visitor = visit(hardened)
    assert visitor.sign_in("ＡＬＩＣＥ", "correct horse").status_code == 200  # noqa: RUF001
    assert visitor.get("/temp").json() == {"msg": "Hello, alice."}


@pytest.mark.parametrize(
    "text", ["", "a" * 65, "\ufb01" * 33, "a\nb", "a\x00b", "a\x7fb", "a\u202eb", "a\u200bb"]
)
def test_what_may_not_be_an_id_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="An id has"):
        normalize_id(text)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a" * 7, False),
        ("a" * 8, True),
        ("a" * 256, True),
        ("a" * 257, False),
        ("e\u0301" * 7, False),  # 14 characters typed, 7 after NFKC
        ("e\u0301" * 8, True),
        ("\ufb03" * 3, True),  # 3 characters typed, 9 after NFKC
        ("", False),
    ],
    ids=ascii,
)
def test_a_password_has_8_to_256_characters_after_nfkc(
    hardened: LiveServer, visit: Callable[[LiveServer], Client], text: str, good: bool
) -> None:
    answer = visit(hardened).sign_up("dave", text)
    told = {"result": "fail", "msg": "A password has 8 to 256 characters."}
    assert (answer.status_code, answer.json()) == (
        (200, {"result": "success"}) if good else (400, told)
    )


def test_two_spellings_of_one_password_are_one_and_case_counts() -> None:
    assert normalize_password("caf\u0065\u0301 noir") == normalize_password("caf\u00e9 noir")
    assert normalize_password("Correct Horse") != normalize_password("correct horse")
