"""Record the README's animated picture: ``python -m tests.tools.animate_attack``.

JupyterLab in Chromium runs the attack of lesson 07 that guesses a key: it works on the published
server, and finds nothing at the hardened one. The frames are written to .github/attack.webp.
"""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import browser_path, flags
from tests.browser.jupyterlab import KERNEL_IDLE, LESSON_TIMEOUT, start_jupyterlab
from tests.helpers.work_tree import ROOT

LESSON = "07_forging_tokens.ipynb"
PICTURE = ROOT / ".github" / "attack.webp"
WIDTH, HEIGHT, SCALE = 960, 640, 1.5
SHOWN = (
    ("predict-crack", "", 4_500),
    ("predict-crack", "crack-the-key", 3_500),
    ("mint-an-admin", "", 3_500),
    ("mint-an-admin", "mint-an-admin", 4_500),
    ("explain-crack", "", 6_000),
)
"""Which cell stands at the top, which one is run before, and how long it is shown, in ms."""
HIDE = """() => {
  const shell = window.jupyterapp.shell;
  shell.collapseLeft(); shell.collapseRight(); shell.mode = "single-document";
}"""
DO = """async ([id, command]) => {
  const {content} = window.jupyterapp.shell.currentWidget;
  content.activeCellIndex = content.widgets.findIndex(cell => cell.model.id === id);
  content.deselectAll();
  if (command) await window.jupyterapp.commands.execute(command);
}"""
ALL_ABOVE_HAVE_RUN = """id => {
  const {widgets} = window.jupyterapp.shell.currentWidget.content;
  const above = widgets.slice(0, widgets.findIndex(cell => cell.model.id === id));
  return above.every(({model}) => model.type !== "code" || model.executionCount !== null);
}"""
TO_TOP = """async id => {
  const {content} = window.jupyterapp.shell.currentWidget;
  const place = content.widgets.findIndex(cell => cell.model.id === id);
  await content.scrollToItem(place, "start");
  const cell = content.widgets[place];
  cell.node.scrollIntoView({block: "start"});
  cell.node.querySelectorAll("details").forEach(fold => { fold.open = true; });
}"""


def frames(page: Page, address: str) -> list[Image.Image]:
    """Return a picture for each line of SHOWN, all cells above the first of them being run."""
    page.goto(address)
    expect(page.get_by_text(KERNEL_IDLE)).to_be_visible(timeout=60_000)
    page.evaluate(HIDE)
    page.evaluate(DO, [SHOWN[0][0], "notebook:run-all-above"])
    page.wait_for_function(ALL_ABOVE_HAVE_RUN, arg=SHOWN[0][0], timeout=LESSON_TIMEOUT * 1_000)
    taken = []
    for top, run, _ in SHOWN:
        if run:
            page.evaluate(DO, [run, "notebook:run-cell"])
        expect(page.get_by_text(KERNEL_IDLE)).to_be_visible(timeout=LESSON_TIMEOUT * 1_000)
        page.evaluate(TO_TOP, top)
        page.wait_for_timeout(1_000)  # until the text is drawn anew
        taken.append(Image.open(BytesIO(page.screenshot())).convert("RGB"))
    return taken


def main() -> None:
    """Write the picture, and print its size in bytes."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        start_jupyterlab(Path(scratch)) as lab,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=browser_path(), args=flags()) as browser,
    ):
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE
        )
        first, *more = frames(page, lab.address_of(LESSON))
    durations = [shown for _, _, shown in SHOWN]
    first.save(PICTURE, save_all=True, append_images=more, duration=durations, quality=85, method=6)
    print(PICTURE.name, PICTURE.stat().st_size)


if __name__ == "__main__":
    main()
