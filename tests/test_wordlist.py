"""The word list is a thousand words, and holds what the lessons and demo users rely on."""

from demo_server import published
from demo_server.notebook.live import DEMO_USERS
from demo_server.notebook.wordlist import words


def test_there_are_a_thousand_different_words_in_one_order() -> None:
    assert len(words()) == len(set(words())) == 1_000
    assert words() == words()


def test_the_published_key_and_the_demo_users_passwords_are_among_them() -> None:
    assert {published.SECRET_KEY, *DEMO_USERS.values()} <= set(words())
