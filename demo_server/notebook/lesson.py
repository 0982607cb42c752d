"""What the lessons share: a clock that stands still, errors in one line, pictures that repeat."""

import io
import os
import sys
import urllib.parse
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

# time_machine has fixtures for pytest, and imports it wherever it is installed.
sys.modules.setdefault("pytest", None)  # type: ignore[arg-type] # None: an import fails
import time_machine  # noqa: E402

if not sys.modules["pytest"]:
    del sys.modules["pytest"]
if TYPE_CHECKING:
    from matplotlib.figure import Figure

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""The moment at which every lesson begins: Monday, 5 January 2026, 09:00 UTC."""

KEY = bytes(range(1, 33))
"""The teaching key: 32 bytes that everyone knows. Never sign anything of yours with it."""

_travels: list[time_machine.travel] = []


def begin() -> time_machine.Traveller:
    """Stop the clock of this Python process at START; running it again puts the clock back there.

    What a person has set for IPython and for Flask is undone in this process, since it changes what
    cells show.
    Returns the traveller: ``clock.shift(60)`` moves the clock on by 60 seconds (or by a timedelta),
    ``clock.move_to(moment)`` sets it. Threads of this process see the same clock.
    """
    end()
    os.environ.pop("FLASK_DEBUG", None)
    _reset_display()
    travel = time_machine.travel(START, tick=False)
    _travels.append(travel)
    return travel.start()


def end() -> None:
    """Let the clock run again."""
    while _travels:
        _travels.pop().stop()


def _reset_display() -> None:
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return
    plain_text = shell.display_formatter.formatters["text/plain"]
    numbers = ("float_precision", "max_seq_length", "max_width", "pprint")
    for settings, names in ((shell, ("ast_node_interactivity",)), (plain_text, numbers)):
        for name in names:
            setattr(settings, name, settings.traits()[name].default(settings))


@contextmanager
def show_errors() -> Iterator[None]:
    """Print what the block warns of and the error that ends it, each as one line: name and text."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        error: Exception | None = None
        try:
            yield
        except Exception as raised:  # whatever it is, the lesson wants to show it
            error = raised
    for told in warned:
        print(f"{told.category.__name__}: {told.message}")
    if error is not None:
        print(f"{type(error).__name__}: {error}")


@dataclass(frozen=True)
class Picture:
    """A drawing with the text that stands for it where it can't be seen."""

    svg: str
    alt: str

    def __repr__(self) -> str:
        return f"[Picture] {self.alt}"

    def _repr_html_(self) -> str:
        source = urllib.parse.quote(self.svg, safe=" =:/;,<>'()")
        return f'<img alt="{escape(self.alt)}" src="data:image/svg+xml,{escape(source)}">'


def picture(figure: "Figure", alt: str) -> Picture:
    """Return a matplotlib figure as a picture, the same text on every run.

    ``alt`` is what someone who can't see the picture should learn from it.
    """
    import matplotlib

    drawn = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": "lesson", "svg.fonttype": "none"}):
        figure.savefig(
            drawn,
            format="svg",
            bbox_inches="tight",
            transparent=True,  # a notebook is light or dark
            metadata={"Date": None, "Creator": None},
        )
    return Picture(drawn.getvalue(), alt)
