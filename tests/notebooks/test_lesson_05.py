"""What lesson 05 says in words: how long guessing takes, and how many claims a token has."""

import re

import pytest
import time_machine

from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from tests.conftest import NOW
from tests.helpers.stored_notebooks import read, shown
from tests.helpers.work_tree import ROOT

CELLS = {cell.id: cell for cell in read(ROOT / "notebooks/05_demo_server.ipynb").cells}
COUNTED = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
TRIES = 120


def test_a_pin_lasts_as_long_as_the_lesson_says_against_guesses_from_one_address(
    hardened: LiveServer,
) -> None:
    guesser = Client(hardened.url)
    with time_machine.travel(NOW, tick=False) as clock:
        answered = waited = 0
        while answered < TRIES:
            answer = guesser.sign_in("alice", "a wrong password")
            answered += answer.status_code == 401
            pause = int(answer.headers.get("Retry-After", 0))
            clock.shift(pause)
            waited += pause
    said = shown(CELLS["all-pins"])["stdout"]
    (days,) = re.findall(r"thirty an hour too: +([\d,]+) days", said)
    told = float(days.replace(",", ""))
    assert 1_000_000 * waited / TRIES / 24 / 60 / 60 == pytest.approx(told, rel=0.05)


def test_the_table_counts_the_claims_that_the_token_shows() -> None:
    (told,) = re.findall(r"the same \| (\w+) claims", CELLS["post-heading"].source)
    (claims,) = re.findall("(?m)^claims: (.*)$", shown(CELLS["hardened-claims"])["stdout"])
    assert told == COUNTED[len(claims.split())]
