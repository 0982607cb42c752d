"""The rows of the report."""

from collections.abc import Callable
from dataclasses import dataclass

from exercises.capstone.grader import Visit

LESSONS = {
    1: "01_hashing",
    2: "02_payload",
    3: "03_encoding",
    4: "04_decoding",
    5: "05_demo_server",
    6: "06_browser_and_cookies",
    7: "07_attacks_and_defences",
    8: "08_staying_signed_in",
}


@dataclass(frozen=True)
class Row:
    """One thing that is tried: its name, its topic, why it matters, the lesson that explains it."""

    name: str
    topic: str
    lesson: int
    why: str
    try_it: Callable[[Visit], None]


ROWS: list[Row] = []


def row(topic: str, lesson: int, why: str) -> Callable[[Callable[[Visit], None]], None]:
    """Register a function as a row; its name is the row's, its docstring says what is accepted."""

    def keep(function: Callable[[Visit], None]) -> None:
        name = function.__name__.replace("_", " ")
        ROWS.append(Row(name, topic, lesson, why, function))

    return keep
