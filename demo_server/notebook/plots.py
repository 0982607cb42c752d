"""The plots of the lessons: what they draw is the lesson, how they draw it is not."""

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from demo_server.notebook.lesson import Picture, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, VIOLET, GREEN = "#797979", "#8b62d9", "#1d8a5f"
"""Half light, half dark: each has a contrast of 4.3 on white and on JupyterLab's dark #111111."""
FONT_SIZE = 13
ROW = 16
"""The bits that stand beside one another."""


def subplots(figsize: tuple[float, float]) -> "tuple[Figure, Axes]":
    """Return a new figure of ``figsize`` inches and its axes, in the lessons' colours.

    The person's matplotlibrc does not count, nor does a folder for it that can't be written.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    # Imported here, since most lessons show no picture; without pyplot, which takes twice as long.
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcdefaults()
    matplotlib.rc("font", size=FONT_SIZE)
    for group in ("text", "xtick", "ytick"):
        matplotlib.rc(group, color=INK)
    matplotlib.rc("axes", edgecolor=INK, labelcolor=INK)
    figure = Figure(figsize=figsize)
    return figure, figure.add_subplot()


def changed_bits(changed: Sequence[bool]) -> Picture:
    """Draw one place for each bit, sixteen to a row: a square where it changed, else a dot."""
    figure, axes = subplots((4, 4 * len(changed) / ROW / ROW))
    for flipped, mark, size, colour in ((True, "s", 12, VIOLET), (False, "o", 3, INK)):
        places = [place for place, flips in enumerate(changed) if flips == flipped]
        columns, rows = [place % ROW for place in places], [place // ROW for place in places]
        axes.plot(columns, rows, mark, color=colour, markersize=size, markeredgewidth=0)
    axes.set(xlim=(-1, ROW), ylim=(len(changed) // ROW, -1), xticks=[], yticks=[])
    squares = f"{sum(changed)} of {len(changed)} of them squares, which have changed"
    return picture(figure, f"Places in rows of {ROW}, {squares}, in no visible order")


def guesses_a_second(rates: Mapping[str, float]) -> Picture:
    """Draw one bar for each name and its guesses a second, on a scale of powers of ten."""
    figure, axes = subplots((7, 1 + 0.5 * len(rates)))
    bars = axes.barh(list(rates), list(rates.values()), color=VIOLET)
    axes.bar_label(bars, fmt="{:,.0f}", padding=4)
    axes.set(xscale="log", xlim=(1, 100 * max(rates.values())))
    axes.set_xlabel("guesses a second (log scale)")
    told = ", ".join(f"{name} {rate:,.0f}" for name, rate in rates.items())
    return picture(figure, f"Guesses a second on a log scale: {told}")


def time_line(times: Mapping[str, int]) -> Picture:
    """Draw the life of a token with the NumericDates ``iat``, ``exp`` and perhaps ``nbf``."""
    minutes = {name: (moment - times["iat"]) / 60 for name, moment in times.items()}
    first, end = ("nbf" if "nbf" in minutes else "iat"), minutes["exp"]
    opens = minutes[first]
    figure, axes = subplots((8, 2))
    axes.hlines(0, -4, end + 4, color=INK)
    axes.hlines(0, opens, end, color=GREEN, linewidth=9)
    axes.plot(list(minutes.values()), [0] * len(minutes), "|", color=INK, markersize=24)
    words = {"too early": opens - 2, "accepted": (opens + end) / 2, "expired": end + 2}
    for height, labels in ((0.45, minutes), (-0.7, words)):
        for name, minute in labels.items():
            axes.text(minute, height, name, ha="center")
    axes.set(ylim=(-1, 1), yticks=[], xlabel="minutes after iat")
    moments = ", ".join(f"{name} {minute:g}" for name, minute in minutes.items())
    return picture(figure, f"Time line: {moments} min; accepted from {first} to exp")
