"""Lessons as a learner meets them: opened in JupyterLab in a browser, read there, and run."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import nbformat
import pytest
from nbformat import NotebookNode, v4
from playwright.sync_api import Browser, Locator, Page, expect

from demo_server.notebook.bench import NO_BENCH, Bench
from demo_server.notebook.inspector import inspect_token
from tests.browser.conftest import WAIT_MS
from tests.browser.contrast import contrast, contrasts
from tests.browser.jupyterlab import (
    KERNEL_IDLE,
    JupyterLab,
    choose_theme,
    close_documents,
    open_document,
    run_all_cells,
    save_when_done,
    start_jupyterlab,
)
from tests.helpers.made_up_notebooks import code, said, text
from tests.helpers.stored_notebooks import IGNORED, LESSONS, read, shown, text_cells
from tests.helpers.work_tree import ROOT, project_files
from tests.notebooks.callout_offenders import DESCRIBED, DIAGRAM
from tests.notebooks.callout_rules import diagrams
from tests.tools.callouts import CALLOUTS
from tests.tools.store_notebooks import tidy

pytestmark = pytest.mark.timeout(400)

SHOWN = [path for path in LESSONS if path.name[:2] in {"00", "01"}]
"""The lessons with a frame and with pictures; those on a hub are lesson 06's, and nbval compares
the cells of all."""
THEMES = {"Light": "rgba(0, 0, 0, 0.87)", "Dark": "rgb(255, 255, 255)"}
"""The colour of text in each theme."""
MENU = re.compile(r"\*([A-Z]\w+) > ([A-Z][^*]+)\*")
PAGES = [
    *(path for path in project_files("**/*.md") if path.parent.name != "hub"),  # has a hub's menus
    *project_files("exercises/*.ipynb"),
    *LESSONS,
]


@pytest.fixture(scope="module")
def jupyterlab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterLab]:
    with start_jupyterlab(tmp_path_factory.mktemp("lab")) as started:
        yield started


@pytest.fixture(scope="module")
def window(browser: Browser, jupyterlab: JupyterLab) -> Iterator[tuple[Page, list[str]]]:
    """Open the first lesson by its address, once; yield the page, and the faults of its scripts.

    To load JupyterLab takes longer than most of the tests that then open documents in it.
    """
    with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
        context.set_default_timeout(WAIT_MS)
        opened, faults = context.new_page(), list[str]()
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.goto(jupyterlab.address_of(LESSONS[0].name))
        expect(opened.get_by_text(KERNEL_IDLE)).to_be_visible(timeout=2 * WAIT_MS)
        yield opened, faults


@pytest.fixture
def page(window: tuple[Page, list[str]]) -> Iterator[Page]:
    """Give the page, and close its documents then."""
    page, faults = window
    yield page
    close_documents(page)
    assert faults == []


def opened(page: Page, jupyterlab: JupyterLab, *cells: NotebookNode, fold: bool = True) -> Locator:
    """Write a notebook in the form that storing gives, open it, return where its cells stand.

    It has a name of its own: a session knows its notebook by the name.
    """
    book = tidy(v4.new_notebook(cells=list(cells)), fold)
    name = f"{uuid4().hex}.ipynb"
    nbformat.write(book, jupyterlab.lessons / name)
    open_document(page, f"notebooks/{name}")
    expect(page.get_by_text(KERNEL_IDLE)).to_be_visible(timeout=2 * WAIT_MS)
    return page.locator(".jp-Notebook")


def expect_nothing_told(page: Page, lesson: Path) -> None:
    """Look at a copy that nobody has run: no output, no open explanation, every diagram drawn."""
    markdown = [cell for cell in read(lesson).cells if cell.cell_type == "markdown"]
    folded = sum(cell.source.count("<details") for cell in markdown)
    book = page.locator(".jp-Notebook")
    expect(book.locator("details")).to_have_count(folded)
    expect(book.locator("details[open]")).to_have_count(0)
    expect(book.locator(".jp-OutputArea-child, .jp-OutputPlaceholder")).to_have_count(0)
    expect(book.locator(".jp-RenderedMermaid img")).to_have_count(len(diagrams(lesson)))
    expect(book.locator(".jp-RenderedMermaid.jp-mod-warning")).to_have_count(0)


def open_copy(page: Page, lesson: Path) -> None:
    open_document(page, f"notebooks/{lesson.name}")
    title = read(lesson).cells[0].source.splitlines()[0].removeprefix("# ")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


@pytest.mark.parametrize("lesson", SHOWN, ids=lambda path: path.stem)
def test_a_lesson_runs_to_its_end_in_jupyterlab_and_shows_what_is_stored(
    page: Page, jupyterlab: JupyterLab, lesson: Path
) -> None:
    open_copy(page, lesson)
    expect_nothing_told(page, lesson)
    run_all_cells(page)
    ran = save_when_done(page, jupyterlab.lessons / lesson.name)
    if screenshots := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(screenshots) / f"{lesson.stem}.png")
    for stored, cell in zip(read(lesson).cells, ran.cells, strict=True):
        if cell.cell_type == "code" and IGNORED not in cell.metadata.get("tags", []):
            assert shown(cell) == shown(stored), cell.id
            assert cell.execution_count == stored.execution_count, cell.id
    expect(page.locator("[data-mime-type='application/vnd.jupyter.stderr']")).to_have_count(0)


def test_every_diagram_is_drawn(page: Page, jupyterlab: JupyterLab) -> None:
    sources = [source for path in LESSONS for source in diagrams(path)]
    drawn = [
        text(f"```mermaid\n{source}\n```", f"diagram-{number}")
        for number, source in enumerate(sources)
    ]
    opened(page, jupyterlab, text("# Diagrams", "title"), *drawn)
    expect(page.locator(".jp-RenderedMermaid img")).to_have_count(len(drawn))
    expect(page.locator(".jp-RenderedMermaid.jp-mod-warning")).to_have_count(0)


def test_the_links_lead_to_the_exercises_and_back(page: Page) -> None:
    open_document(page, f"notebooks/{LESSONS[1].name}")
    expect(page.get_by_text(KERNEL_IDLE)).to_be_visible()  # cells move before that
    page.get_by_role("link", name="exercises for this lesson").click()
    title = page.get_by_role("heading", name="Exercises 1. Hashing", level=1)
    expect(title).to_be_visible()
    page.get_by_role("link", name="lesson 1", exact=True).click()
    expect(title).to_be_hidden()
    expect(page.get_by_role("heading", name="1. Hashing", level=1)).to_be_visible()


def test_a_source_a_weakness_and_a_term_have_links_that_open_at_their_headings(
    page: Page,
) -> None:
    open_document(page, f"notebooks/{LESSONS[5].name}")
    expect(page.get_by_text(KERNEL_IDLE)).to_be_visible()  # cells move before that
    links = page.locator(".jp-Notebook a")
    source = links.and_(page.locator("[href^='https://www.rfc-editor.org/rfc/rfc']")).first
    expect(source).to_have_attribute("target", "_blank")
    for target in ("demo_server/README.md", "notebooks/glossary.md"):
        page.get_by_role("tab", name=LESSONS[5].name).click()
        link = links.and_(page.locator(f"[href*='{target}']")).first
        words = (link.get_attribute("href") or "").partition("#")[2].replace("-", ".")
        link.click()
        name = re.compile(f"^{words}\\b")
        expect(page.get_by_role("heading", name=name).locator("visible=true")).to_be_in_viewport()


def test_a_folded_output_opens_when_its_cell_runs(page: Page, jupyterlab: JupyterLab) -> None:
    cells = [
        code(f"cell-{number}", f"print('first line'); print({number} * 111)",
             said(f"first line\n{number}{number}{number}\n"), number=number)
        for number in (1, 2, 3)
    ]  # fmt: skip
    book = opened(page, jupyterlab, *cells)
    folded, shown = book.locator(".jp-OutputPlaceholder"), book.locator(".jp-RenderedText")
    expect(folded).to_have_count(3)
    expect(shown).to_have_count(0)
    book.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Shift+Enter")
    expect(shown).to_have_text(["first line\n111"])
    expect(folded).to_have_count(2)
    run_all_cells(page)
    expect(shown).to_have_text([f"first line\n{number}" for number in (111, 222, 333)])
    expect(folded).to_have_count(0)


def test_contrast_is_computed_on_what_shines_through() -> None:
    black, white, clear = (0.0, 0.0, 0.0, 1.0), (255.0, 255.0, 255.0, 1.0), (255.0, 0.0, 0.0, 0.0)
    assert contrast(black, clear, white) == pytest.approx(21)
    assert contrast((0.0, 0.0, 0.0, 0.5), white) == pytest.approx(3.98, abs=0.01)
    assert contrast(black, (0.0, 0.0, 0.0, 0.5), white) == pytest.approx(5.28, abs=0.01)
    assert contrast(white, white) == 1


INSIDE = "**bold**, `code`, a [link](made_up.ipynb):\n\n- an item\n\n```python\nx = 1\n```"


@pytest.mark.parametrize("theme", THEMES)
def test_each_callout_has_its_colour_its_markdown_and_enough_contrast(
    page: Page, jupyterlab: JupyterLab, theme: str
) -> None:
    choose_theme(page, theme)
    cells = [text(f"{one.word} {INSIDE}", tag, tag) for tag, one in CALLOUTS.items()]
    book = opened(page, jupyterlab, text("# A title", "title"), *cells, code("last", "1"))
    expect(book.locator("details summary")).to_have_text("Explain. Open it after your run.")
    expect(book.locator("details li")).to_be_hidden()
    book.locator("details summary").click()
    boxes = book.locator(".jp-MarkdownOutput > :is(div, details)")
    expect(boxes).to_have_count(len(CALLOUTS))
    for callout, box in zip(CALLOUTS.values(), boxes.all(), strict=True):
        expect(box).to_have_css("border-left", f"4px solid rgb({callout.rgb})")
        expect(box).to_have_css("background-color", f"rgba({callout.rgb}, 0.1)")
        expect(box).to_have_css("color", THEMES[theme])
        expect(box.get_by_text(callout.word.strip("*"))).to_have_css("font-weight", "700")
        read = contrasts(box)
        assert {"bold", "code", "link", "an item"} <= set(read)
        assert {text: ratio for text, ratio in read.items() if ratio < 4.5} == {}
        for part in ("p strong", "p code", "a", "li", "pre"):
            expect(box.locator(part).first).to_be_visible()


def test_a_stored_token_stays_in_its_output_and_can_be_read_in_the_dark(
    page: Page, jupyterlab: JupyterLab
) -> None:
    choose_theme(page, "Dark")
    html = inspect_token(f"{'a_' * 300}.{'b' * 600}.c")._repr_html_()
    shows = v4.new_output("display_data", {"text/html": html})
    book = opened(page, jupyterlab, code("token", "1", shows), fold=False)
    token = book.locator(".jp-RenderedHTML code")
    expect(token).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(token).to_have_css("color", THEMES["Dark"])
    expect(token.get_by_title("header")).to_have_css("padding-bottom", "3px")
    wide = "element => element.scrollWidth - element.clientWidth"
    assert book.locator(".jp-OutputArea-output").evaluate(wide) == 0


def test_two_token_benches_run_apart_follow_the_theme_and_are_there_when_opened_again(
    page: Page, jupyterlab: JupyterLab
) -> None:
    page.emulate_media(color_scheme="null")  # the system's own, which is light here
    choose_theme(page, "Dark")
    shows = "from demo_server.notebook import inspector\n\ninspector.bench()"
    book = opened(page, jupyterlab, code("one", shows), code("two", shows), fold=False)
    run_all_cells(page)
    frames = book.get_by_title("Token bench")
    first, second = (frames.nth(place).content_frame for place in (0, 1))
    payload, verdict = first.get_by_label("Payload, as JSON"), first.locator("#verdict")
    expect(verdict).to_have_text("Accepted: no check fails.")
    expect(book.get_by_text(NO_BENCH).first).to_be_hidden()
    body = first.locator("body")
    expect(frames.first).to_have_js_property("clientHeight", body.evaluate("e => e.offsetHeight"))
    expect(body).to_have_css("background-color", "rgb(22, 24, 29)")
    choose_theme(page, "Light")
    expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
    payload.fill('{"exp": 1}')
    payload.press("d")  # in a notebook, pressed twice, it would delete the cell
    payload.press("d")
    expect(payload).to_have_value('{"exp": 1}dd')
    payload.fill('{"exp": 1}')
    expect(verdict).to_have_text("Refused: exp.")
    expect(second.locator("#verdict")).to_have_text("Accepted: no check fails.")
    path = max(jupyterlab.lessons.glob("*.ipynb"), key=lambda path: path.stat().st_mtime)
    page.locator(".jp-Notebook .cm-content:visible").first.click()
    save_when_done(page, path)
    close_documents(page)
    open_document(page, f"notebooks/{path.name}")
    expect(page.get_by_text(KERNEL_IDLE)).to_be_visible(timeout=2 * WAIT_MS)
    expect(verdict).to_have_text("Accepted: no check fails.")
    expect(frames).to_have_count(2)


def test_in_a_notebook_that_is_not_trusted_a_sentence_stands_for_the_bench(
    page: Page, jupyterlab: JupyterLab
) -> None:
    data = {"text/html": Bench()._repr_html_(), "text/plain": repr(Bench())}
    book = opened(
        page, jupyterlab, code("bench", "1", v4.new_output("display_data", data)), fold=False
    )
    expect(book.locator(".jp-OutputArea-output")).to_have_text(NO_BENCH)
    expect(book.locator("iframe")).to_have_count(0)


def test_a_diagram_that_mermaid_can_not_read_is_found(page: Page, jupyterlab: JupyterLab) -> None:
    good = DIAGRAM.format(*DESCRIBED)
    bad = good.replace("a --> b", "a --> --> b")
    book = opened(page, jupyterlab, text(good, "good"), text(bad, "bad"), code("last", "1"))
    expect(book.locator(".jp-RenderedMermaid img")).to_have_count(1)
    expect(book.locator(".jp-RenderedMermaid.jp-mod-warning")).to_have_count(1)
    expect(book.get_by_role("img", name="Steps")).to_be_visible()


def named_menus() -> Iterator[tuple[str, str, str]]:
    """Yield each menu and entry that a page names, with the page."""
    for path in PAGES:
        is_book = path.suffix == ".ipynb"
        texts = [cell.source for cell in text_cells(path)] if is_book else [path.read_text("utf-8")]
        for menu, entry in MENU.findall("\n".join(texts)):
            yield path.relative_to(ROOT).as_posix(), menu, entry


def test_each_menu_that_a_page_names_is_there(page: Page, jupyterlab: JupyterLab) -> None:
    opened(page, jupyterlab, code("last", "1"))
    there = set()
    for menu in page.locator(".lm-MenuBar-item").all():
        menu.click()
        entries = page.locator(".lm-Menu-item .lm-Menu-itemLabel").all_inner_texts()
        there |= {(menu.inner_text(), entry.rstrip("\u2026")) for entry in entries}
        page.keyboard.press("Escape")
    named = list(named_menus())
    assert [(menu, entry) for _, menu, entry in named if menu == "Kernel"] != []
    assert [one for one in named if one[1:] not in there] == []
