"""The slides of two lessons in Chromium, slide by slide: nothing overflows, nothing is fetched."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from exercises.instructor.slides.__main__ import main
from tests.browser.contrast import contrasts

pytestmark = [pytest.mark.oldest, pytest.mark.slow]

WIDTH, HEIGHT = 1280, 720
SMALLEST_PX = 17
"""Of a slide that is 720 high. Code goes down to 18, the text of one wide diagram to 17.5."""
ASIDE = ".running, svg *"
"""The section's name in the corner stands on its first slide, too; diagrams are measured alone."""
MEASURE = """aside => Reveal.getSlides().map(slide => {
  const { h, v } = Reveal.getIndices(slide);
  Reveal.slide(h, v, 999);
  const shown = [...slide.querySelectorAll("*")].filter(one => !one.closest("svg *"));
  const boxes = shown.map(one => one.getBoundingClientRect()).filter(box => box.width);
  const texts = shown.filter(one => !one.matches(aside)
    && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  const drawn = [...slide.querySelectorAll("svg")].map(svg =>
    16 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
  return {
    place: `${h}/${v}`,
    right: Math.max(...boxes.map(box => box.right)),
    bottom: Math.max(...boxes.map(box => box.bottom)),
    scrolls: shown.filter(one => /auto|scroll/.test(getComputedStyle(one).overflowY)).length,
    hidden: [...slide.querySelectorAll(".fragment:not(.visible)")].length,
    smallest: Math.min(...texts.map(one => parseFloat(getComputedStyle(one).fontSize)), ...drawn),
  };
})"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("slides")
    main(["--to", str(made), "03", "08"])
    return made


@pytest.fixture(params=["03_encoding", "08_stolen_tokens_guessed_passwords"])
def deck(request: pytest.FixtureRequest, folder: Path, browser: Browser) -> Iterator[Page]:
    """Open the slides of a lesson; fail where they ask for anything, or a script fails."""
    with browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: asked.append(str(error)))
        address = (folder / f"{request.param}_slides.html").as_uri()
        page.goto(address)
        page.wait_for_function("Reveal.isReady()")
        yield page
        assert [one for one in asked if not one.startswith((address, "data:"))] == []


@pytest.mark.timeout(240)
def test_no_slide_overflows_scrolls_or_is_too_small_to_read(deck: Page) -> None:
    slides: list[dict[str, Any]] = deck.evaluate(MEASURE, ASIDE)
    assert len(slides) > 40
    assert [one for one in slides if one["bottom"] > HEIGHT + 1 or one["right"] > WIDTH + 1] == []
    assert [one for one in slides if one["scrolls"] or one["hidden"]] == []
    assert [one for one in slides if one["smallest"] < SMALLEST_PX] == []
    colours = contrasts(deck.locator(".slides"))
    assert {text: ratio for text, ratio in colours.items() if ratio < 4.5} == {}
