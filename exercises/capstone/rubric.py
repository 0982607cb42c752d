"""The rubric: what a server is graded by, a criterion a row of the report card."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from exercises.capstone.grader import Grader

LESSONS = {
    1: "01_hashing",
    2: "02_payload",
    3: "03_encoding",
    4: "04_decoding",
    5: "05_demo_server",
    6: "06_browser_and_cookies",
    7: "07_forging_tokens",
    8: "08_stolen_tokens_guessed_passwords",
    9: "09_staying_signed_in",
}


class Topic(StrEnum):
    """The headings of the report card."""

    ACCOUNTS = "Signing up and in"
    PAGE = "The protected page"
    COOKIES = "Cookies and headers"
    SESSIONS = "Staying signed in, and out"
    SITES = "Other sites"
    TOKENS = "Tokens"


@dataclass(frozen=True)
class Criterion:
    """What ``check`` tries, why it matters, and the number of the lesson that explains it."""

    name: str
    topic: Topic
    lesson: int
    why: str
    check: Callable[[Grader], None]


RUBRIC: list[Criterion] = []
"""Every criterion, in the order of the report card; ``exercises.capstone.criteria`` fills it."""


def criterion(topic: Topic, lesson: int, why: str) -> Callable[[Callable[[Grader], None]], None]:
    """Add a function to the rubric, named as it is; its docstring says what passes."""

    def add(function: Callable[[Grader], None]) -> None:
        name = function.__name__.replace("_", " ")
        RUBRIC.append(Criterion(name, topic, lesson, why, function))

    return add
