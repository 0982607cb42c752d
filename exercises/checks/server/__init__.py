"""Lesson 5, the demo server: what its checks share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from random import Random
from typing import Any
from unittest.mock import patch

from flask import Flask

from demo_server.app import create_app
from demo_server.notebook.live import LiveError, LiveServer, demo_app
from exercises.checks import generators
from exercises.checks.answer import past_proxies, quiet
from exercises.checks.errors import ExerciseError
from exercises.checks.expect import Answer

SECONDS = 20.0
"""How long a property may take that starts a server: machines differ."""
ENDS_BY_ITSELF = True
"""A server starts and stops in a limited time. The time limit of a property waits for it: a stop
that is interrupted would leave the server running."""
FAST_ARGON2 = {"ARGON2": {"time_cost": 1, "memory_cost": 8, "parallelism": 1}}


@contextmanager
def server(
    version: str, extend: Callable[[Flask], None] = lambda _app: None
) -> Iterator[LiveServer]:
    """Run a version on a free port of its own, beside any that the learner runs.

    ``extend`` adds addresses to its app. ExerciseError where it can't be run.
    """

    def extended(*arguments: Any, **named: Any) -> Flask:
        app = create_app(*arguments, **named)
        extend(app)
        return app

    settings = FAST_ARGON2 if version == "hardened" else {}
    try:
        with patch.object(demo_app, "create_app", extended):
            running = LiveServer(version, process=False, settings=dict(settings))
    except LiveError as error:
        raise ExerciseError(str(error)) from error
    with running:
        yield running


def person(random: Random) -> tuple[str, str]:
    """Draw an id and a password that may be signed up."""
    return f"{random.choice(generators.NAMES)}-{random.randrange(10**6)}", generators.random_text(
        random
    )


def visited(answer: Answer, version: str, *args: str) -> list[str]:
    """Return the paths that an answer asks for at a server; what else comes of it is dropped."""
    with quiet(), past_proxies(), server(version) as running:
        with suppress(Exception):
            answer(running.url, *args)
        return [entry.path for entry in running.log()]


def keeps_a_default(answer: Answer) -> bool:
    """Return whether a default value of an answer is a collection, which lives on between calls."""
    defaults = getattr(answer, "__defaults__", None) or ()
    return any(isinstance(one, dict | list | set) for one in defaults)
