"""The exceptions of the capstone.

Exception
├── NotGraded
└── CriterionFailed
    ├── PrerequisiteFailed
    └── ConnectionClosed
"""


class NotGraded(Exception):
    """There is nothing to grade; the text says what to do, and a notebook shows nothing else."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class CriterionFailed(Exception):
    """A server does not meet a criterion; three texts say why: request, actual, expected."""

    def __init__(self, request: str, actual: str, expected: str) -> None:
        """Keep the three texts, with what a terminal would obey written as escapes."""
        super().__init__(request, actual, expected)
        self.request = _escape_unprintable(request)
        self.actual = _escape_unprintable(actual)
        self.expected = _escape_unprintable(expected)


class PrerequisiteFailed(CriterionFailed):
    """A criterion was not tried: a step that it begins with, such as the sign-up, failed."""


class ConnectionClosed(CriterionFailed):
    """The server closed the connection instead of answering."""


def _escape_unprintable(text: str) -> str:
    """Return a text with control characters and lone surrogates written as Python escapes."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
