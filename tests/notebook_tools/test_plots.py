"""The pictures of the lessons: what they show, and that they can be seen on white and on black."""

import re
from collections.abc import Callable
from functools import cache

import pytest

from demo_server.notebook import plots
from demo_server.notebook.lesson import Picture

DRAW: dict[str, Callable[[], Picture]] = {
    "changed bits": lambda: plots.changed_bits([number % 3 == 0 for number in range(256)]),
    "guesses a second": lambda: plots.guesses_a_second({"fast": 2_850_000, "slow": 54}),
    "time line": lambda: plots.time_line({"iat": 0, "nbf": 300, "exp": 900}),
}
PAPERS = {"JupyterLab light": "#ffffff", "JupyterLab dark": "#111111"}


@cache
def drawn(name: str) -> Picture:
    """Draw a picture once, and not where the tests are only collected: each worker does that."""
    return DRAW[name]()


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour by WCAG 2.2."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(picture: Picture) -> set[str]:
    """Return the colours a picture is drawn with; what names none is black."""
    found = set(re.findall(r"#[0-9a-f]{6}\b", picture.svg))
    shown = re.sub(r"<defs>.*?</defs>", "", picture.svg, flags=re.DOTALL)
    elements = re.findall(r"<(?:path|text|use) [^>]*>", shown)
    return found | {"#000000" for element in elements if "style" not in element}


def test_the_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("name", DRAW)
def test_whatever_is_drawn_stands_out_in_both_themes(name: str, paper: str) -> None:
    used = colours(drawn(name))
    assert used
    assert {colour: contrast(colour, paper) for colour in used if contrast(colour, paper) < 3} == {}


@pytest.mark.parametrize("name", DRAW)
def test_a_picture_has_no_paper_of_its_own(name: str) -> None:
    svg = drawn(name).svg
    papers = re.findall(r'<g id="patch_[12]">.*?style="([^"]*)"', svg, flags=re.DOTALL)
    assert papers == ["fill: none"] * 2  # the figure's and the axes'


def test_a_changed_bit_and_one_that_stayed_differ_in_shape() -> None:
    half = [True, False] * 128
    svg = plots.changed_bits(half).svg
    assert len(re.findall(r"<use ", svg)) == 256
    shapes = re.findall(r'<defs>\s*<path id="([^"]+)"', svg)
    assert len(set(shapes)) == 2


def test_the_alternative_text_tells_what_the_picture_shows() -> None:
    assert "86 of 256" in drawn("changed bits").alt
    assert "fast 2,850,000, slow 54" in drawn("guesses a second").alt
    assert "iat 0, nbf 5, exp 15" in drawn("time line").alt


def test_a_time_line_without_nbf_begins_at_iat() -> None:
    assert "accepted from iat to exp" in plots.time_line({"iat": 60, "exp": 960}).alt
