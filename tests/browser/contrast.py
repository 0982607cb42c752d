"""How well text can be read on what lies behind it, by WCAG 2.2, 1.4.3."""

import re

from playwright.sync_api import Locator

Colour = tuple[float, float, float, float]
COLOURS = """box => [...box.querySelectorAll("*")]
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .map(one => {
    const colours = [getComputedStyle(one).color];
    for (let ground = one; ground; ground = ground.parentElement)
      colours.push(getComputedStyle(ground).backgroundColor);
    return [one.textContent, colours];
  })"""
"""Each text in a box, with its colour and the grounds below it, the nearest first."""


def contrasts(box: Locator) -> dict[str, float]:
    """Return the contrast of each text in a box: 21 for black on white, 1 for white on white."""
    return {text: contrast(*map(_colour, colours)) for text, colours in box.evaluate(COLOURS)}


def contrast(text: Colour, *grounds: Colour) -> float:
    """Return the contrast of a text with the grounds below it, the nearest first."""
    below = (255.0, 255.0, 255.0, 1.0)
    for ground in reversed(grounds):
        below = _over(ground, below)
    dark, light = sorted((_luminance(_over(text, below)), _luminance(below)))
    return (light + 0.05) / (dark + 0.05)


def _colour(css: str) -> Colour:
    red, green, blue, alpha = [*map(float, re.findall(r"[\d.]+", css)), 1.0][:4]
    return red, green, blue, alpha


def _over(upper: Colour, lower: Colour) -> Colour:
    red, green, blue = (
        upper[3] * one + (1 - upper[3]) * other
        for one, other in zip(upper[:3], lower[:3], strict=True)
    )
    return red, green, blue, 1.0


def _luminance(colour: Colour) -> float:
    parts = (value / 255 for value in colour[:3])
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
