"""What lesson 08 gives as the cure is one: its handler takes two texts, and nothing else."""

import json
from typing import Any

import pytest

from demo_server.notebook import attacks
from tests.helpers.stored_notebooks import LESSONS, code_cells

LESSON = next(path for path in LESSONS if path.stem.startswith("08"))
CELLS = ("the-users-in-mongodb", "look-up-in-mongodb", "a-handler-that-takes-json",
         "an-operator-in-the-id", "a-handler-that-wants-text")  # fmt: skip


@pytest.fixture(scope="module")
def careful() -> Any:
    """The test client of the lesson's careful handler."""
    sources = {cell.id: cell.source for cell in code_cells(LESSON)}
    defined: dict[str, Any] = {"attacks": attacks}
    for name in CELLS:
        exec(sources[name], defined)  # noqa: S102 - the lesson is ours
    return defined["careful"].test_client()


def test_the_careful_handler_signs_bob_in(careful: Any) -> None:
    sent = {"id": "bob", "pw": "wooden teapot"}
    assert careful.post("/sign_in", json=sent).json == {"user": "bob"}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"id": "bob"},
        {"pw": "wooden teapot"},
        {"id": {"$gt": ""}, "pw": "wooden teapot"},
        {"id": "bob", "pw": {"$ne": None}},
        {"id": None, "pw": "wooden teapot"},
        ["id", "pw"],
        "id",
        7,
        None,
    ],
    ids=repr,
)
def test_the_careful_handler_answers_400_to_any_other_json(careful: Any, sent: object) -> None:
    answer = careful.post("/sign_in", data=json.dumps(sent), content_type="application/json")
    assert answer.status_code == 400
