"""Answers by people who had the text of an exercise and not its check, one module a topic.

``digest_of__wrong_1`` and its siblings are wrong, and say by which sentence of the text;
``digest_of__right_1`` and its siblings are right in an unusual way. They stand as they were written.
"""

from importlib import import_module

from exercises.checks.expect import Answer
from tests.exercises.answers import topic_of


def answers(name: str, kind: str) -> dict[str, Answer]:
    """Return the answers to an exercise of one kind, "right" or "wrong", by their names."""
    module = import_module(f"{__name__}.{topic_of(name)}")
    return {key: one for key, one in vars(module).items() if key.startswith(f"{name}__{kind}_")}
