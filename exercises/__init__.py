"""What the learner solves: ``from exercises import check, hint, solution``."""

from exercises.checks.api import check, grade, hint, progress, solution

__all__ = ["check", "grade", "hint", "progress", "solution"]
