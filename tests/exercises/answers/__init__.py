"""Answers that people might give, one module a topic.

``RIGHT`` holds unusual answers that have to pass. ``WRONG`` holds more wrong ones than the mistakes
that an exercise knows: for each property at least one answer breaks that property alone.
"""

from collections.abc import Callable
from typing import Any

from exercises.checks.api import FOLDER

Answers = dict[str, list[Callable[..., Any]]]


def topic_of(name: str) -> str:
    """Return the topic, as "hashing", of an exercise."""
    (path,) = FOLDER.glob(f"*/{name}.py")
    return path.parent.name
