"""How the run of a property ended, and when two runs ended alike."""

import re
from dataclasses import dataclass
from enum import Enum

NONDETERMINISTIC = re.compile(r"(?<=127\.0\.0\.1)(:)\d{5}|(?<=localhost)(:)\d{5}| at 0x[0-9a-f]+")
DATABASE = re.compile(r"(?:[A-Z]:)?[/\\][^'\"]{0,300}[/\\](?=\w{1,100}\.sqlite)")
"""What differs on every run: a port and an address in memory, a temporary folder."""


class Outcome(Enum):
    """How the run of a property ended."""

    PASSED = "passed"
    FAILED = "failed"
    """The answer returned something else than was expected."""
    ERROR = "error"
    """The answer raised an exception that was not expected."""
    TIMEOUT = "timeout"
    NOT_ATTEMPTED = "not attempted"
    """The answer is still the stub, which raises NotImplementedError."""
    CHECK_FAILED = "the check failed"
    """The property can't judge any answer: it fails with the model answer, too."""


@dataclass(frozen=True)
class Result:
    """How the run of one property ended; all but ``outcome`` are texts for the learner."""

    name: str
    outcome: Outcome
    call: str = ""
    actual: str = ""
    expected: str = ""
    source_line: str = ""
    stdout: str = ""
    feedback: str = ""
    misconception: str = ""
    """The name of the misconception that the feedback is for, which is its function's name."""


def without_varying(text: str, port: str = "") -> str:
    """Return a text without what differs on every run; ``port`` stands for a port."""
    if ".sqlite" in text:
        text = DATABASE.sub("", text)
    return NONDETERMINISTIC.sub(lambda found: port if found[1] or found[2] else "", text)


def fingerprint(result: Result) -> tuple[Outcome, str, str]:
    """Return what decides whether two results are alike: outcome, arguments, value."""
    _, _, arguments = result.call.partition("(")
    return result.outcome, without_varying(arguments), without_varying(result.actual)
