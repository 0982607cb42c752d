"""The seed that draws what the checks put into answers: the course's, or a teacher's own."""

import os

SEED = 1
VARIABLE = "EXERCISES_SEED"
"""Set while a teacher marks; a class must never see its value."""


def default_seed() -> int:
    """Return the teacher's seed where marks are given, else the seed of the course.

    Raises ValueError if the variable holds no whole number.
    """
    return int(os.environ.get(VARIABLE, SEED))
