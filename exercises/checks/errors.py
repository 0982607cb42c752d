"""The exceptions of the checks.

- ExerciseError: the learner or the teacher can mend it; a notebook shows its sentence only.
- NotAttempted: the answer is still the stub of its exercise.
- PropertyFailed (AssertionError): the answer gave another result than was expected.
- AnswerRaised: the answer raised an exception.
- AnswerTimeout (TimeoutError): the answer ran longer than it may.
- Interrupted (KeyboardInterrupt): the time limit, or a person, interrupted an answer.
"""


class ExerciseError(Exception):
    """An error that a notebook shows as one sentence, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class NotAttempted(Exception):
    """The answer is still the stub, which raises NotImplementedError and does nothing else."""


class PropertyFailed(AssertionError):
    """The answer's result is not the expected one; both are texts for the learner."""

    def __init__(self, actual: str, expected: str) -> None:
        """Keep both texts."""
        super().__init__(actual, expected)
        self.actual, self.expected = actual, expected


class AnswerRaised(Exception):
    """The answer raised ``error``; ``expected``, if not empty, says in words what was expected."""

    def __init__(self, error: BaseException) -> None:
        """Keep the answer's exception."""
        super().__init__(error)
        self.error, self.expected = error, ""


class AnswerTimeout(TimeoutError):
    """The time limit was exceeded."""


class Interrupted(KeyboardInterrupt):
    """An interrupt from outside; a plain KeyboardInterrupt was raised by the answer itself."""

    def _render_traceback_(self) -> list[str]:
        return ["Interrupted: the answer is not judged."]
