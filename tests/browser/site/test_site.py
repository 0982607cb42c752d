"""The site says what the notebooks say, to everyone, and nothing that is the teacher's.

All tests that need the built site stand in this file, so that one worker builds it once.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.contrast import contrasts
from tests.browser.site.built_site import HtmlPage, dead_links, html_pages
from tests.browser.site.conftest import IN_BROWSER
from tests.helpers.stored_notebooks import LESSONS, read, tags
from tests.helpers.work_tree import project_files

pytestmark = [pytest.mark.oldest, pytest.mark.timeout(300)]

LESSON_03 = "notebooks/03_encoding.html"
EXERCISES = project_files("exercises/[0-9]*.ipynb")
TEACHERS = project_files("exercises/instructor/source/*/*.ipynb")
BOOKS = [*LESSONS, *EXERCISES, *project_files("exercises/*.md"), *project_files("notebooks/*.md")]
OTHERS = ("index", "README", "search", "token_bench", "demo_server/README")
NAMES = [f"{book.parent.name}/{book.stem}.html" for book in BOOKS] + [f"{it}.html" for it in OTHERS]
OFTEN = {"index.html", "exercises/03_encoding.html"}
"""The others are slow together."""
LITE = "lite/index.html"
"""The browser edition's front page."""
WIDTHS = (1366, 375)
"""A laptop's and a phone's."""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 400)))"
"""Passes when the theme has seen the window's new size, which takes it 300 ms."""
OPEN_FOLDS = "all => all.forEach(one => one.open = true)"
SECRET = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS)\n(.*?)### END \1", re.DOTALL)
SIDE_BAR = {"exclude": [[".bd-sidebar-primary"]]}
"""The same on every page; axe looks at it on the front page."""
AXE: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
"""Axe tells violations only, and asks for no style sheet: it would look for it beside the page."""
PLAIN_CODE = """() => {
  for (const code of document.querySelectorAll(".highlight pre"))
    code.textContent = code.textContent;
}"""
"""Code without its thousands of spans, which cost axe half its time. Their colours are the same on
every page, and have a test of their own."""


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, HtmlPage]:
    return html_pages(site)


def predicted_cells(lesson: Path) -> Iterator[str]:
    """Yield the ids of the cells with outputs between a prediction and its explanation."""
    is_predicted = False
    for cell in read(lesson).cells:
        if cell.cell_type == "markdown" and {"predict", "explain"} & set(tags(cell)):
            is_predicted = "predict" in tags(cell)
        elif is_predicted and cell.cell_type == "code" and cell.outputs:
            yield cell.id


def test_every_page_has_a_link_on_the_front_page_and_there_are_no_others(
    site: Path, pages: dict[Path, HtmlPage]
) -> None:
    assert {path.relative_to(site.resolve()).as_posix() for path in pages} == {*NAMES, LITE}
    linked = {path for _, path, _ in pages[(site / "index.html").resolve()].links()}
    assert [path for path in pages if path not in linked and path.name != "search.html"] == []


def test_the_build_leaves_nothing_beside_the_site(site: Path) -> None:
    assert list(site.parent.iterdir()) == [site]


def test_no_link_inside_leads_nowhere(pages: dict[Path, HtmlPage]) -> None:
    addresses = [address for page in pages.values() for address, _, _ in page.links()]
    assert sum("#cell-id=" in address for address in addresses) > 50
    assert dead_links(pages) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    text = '<a id="a" href="#a"></a><a href="b.html#a"></a><a href="#c"></a><img src="d.png">'
    (tmp_path / "b.html").write_text(text)
    assert dead_links(html_pages(tmp_path)) == [("b.html", "#c"), ("b.html", "d.png")]


def test_nothing_of_the_teacher_s_is_on_the_site(site: Path, pages: dict[Path, HtmlPage]) -> None:
    assert [path for path in site.rglob("*") if "instructor" in path.parts] == []
    text = "\n".join(page.text for page in pages.values())
    files = [path for path in site.rglob("*") if path.suffix in {".js", ".txt", ".inv", ".json"}]
    text += "\n".join(path.read_text("utf-8", errors="replace") for path in files)
    public = "\n".join(cell.source for book in [*LESSONS, *EXERCISES] for cell in read(book).cells)
    blocks = [
        block.strip()
        for book in TEACHERS
        for cell in read(book).cells
        for _, block in SECRET.findall(cell.source)
    ]
    assert len(blocks) > 60
    assert [block for block in blocks if block in text and block not in public] == []
    lines = {line.strip() for block in blocks for line in block.splitlines()}
    told = [line for line in lines if len(line) > 40 and line in text and line not in public]
    assert told == []
    assert "BEGIN HIDDEN" not in text


def test_the_outputs_after_a_prediction_are_folded_and_no_others(site: Path) -> None:
    for lesson in LESSONS:
        html = (site / "notebooks" / f"{lesson.stem}.html").read_text("utf-8")
        cells = re.split(r'<div class="cell[^"]*" id="cell-id=', html)[1:]
        folded = [cell.partition('"')[0] for cell in cells if '<details class="fold">' in cell]
        assert folded == list(predicted_cells(lesson)), lesson.name
        assert folded


def test_no_cell_frames_a_server(pages: dict[Path, HtmlPage]) -> None:
    framed = [page for page in pages.values() if "<iframe" in page.path.read_text("utf-8")]
    assert framed == []
    assert sum("no server behind it" in page.text for page in pages.values()) == 2


def look(page: Page, scheme: Any, outside: Any = None) -> list[str]:
    """Return what axe finds in a colour scheme and at each width, but for what is ``outside``.

    In light it is asked all its rules, in dark those of colours, which no width changes.
    """
    page.emulate_media(color_scheme=scheme)
    colours = {"runOnly": ["color-contrast", "link-in-text-block"]}
    rules: dict[str, Any] = {} if scheme == "light" else colours
    found = []
    for width in WIDTHS if scheme == "light" else WIDTHS[:1]:
        page.set_viewport_size({"width": width, "height": 768})
        page.evaluate(SETTLED)
        result = Axe().run(page, outside, {**AXE, **rules}).response
        assert result["passes"], "it did look"
        found += [f"{width} {it['id']} {it['nodes'][0]['target']}" for it in result["violations"]]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    return found


@pytest.mark.parametrize(
    "name",
    [pytest.param(it, marks=() if it in OFTEN else pytest.mark.slow) for it in NAMES],
)
def test_a_page_asks_nobody_else_says_no_error_fits_a_phone_and_passes_axe(
    page: Page, address: str, name: str
) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(address + name)
    if page.locator("pre.diagram").count():
        expect(page.locator("pre.diagram svg").last).to_be_visible()
    page.evaluate(PLAIN_CODE)
    page.locator("details").evaluate_all(OPEN_FOLDS)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("html")).to_have_attribute("data-theme", scheme)
        assert look(page, scheme, None if name == "index.html" else SIDE_BAR) == []
    assert errors == []
    assert len(asked) > 5
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_the_browser_edition_s_page_names_its_lessons_and_passes_axe(
    page: Page, address: str
) -> None:
    page.goto(address + LITE)
    titles = {path.name: read(path).cells[0].source.partition("\n")[0] for path in LESSONS}
    links = {
        link.get_attribute("href"): f"# {link.inner_text()}"
        for link in page.get_by_role("link").all()
    }
    assert links == {f"lab/index.html?path=notebooks/{name}": titles[name] for name in IN_BROWSER}
    assert [look(page, scheme) for scheme in ("light", "dark")] == [[], []]


def test_the_lessons_of_the_browser_edition_have_a_button_that_leads_there(
    pages: dict[Path, HtmlPage],
) -> None:
    leading = {
        path.stem: [address for address, _, _ in page.links() if "/lab/index.html" in address]
        for path, page in pages.items() if path.parent.name == "notebooks"
    }  # fmt: skip
    for name in leading:
        wanted = f"../lite/lab/index.html?path=notebooks/{name}.ipynb"
        assert leading[name] == ([wanted] if f"{name}.ipynb" in IN_BROWSER else [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code_boxes_and_tables_can_be_read(page: Page, address: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address + LESSON_03)
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    page.locator("details").evaluate_all(OPEN_FOLDS)
    poor = {
        text: contrast
        for place in ("#cell-id\\=tools ~ .cell", "#cell-id\\=inspect-in-colour .text_html")
        for box in page.locator(place).all()[:12]
        for text, contrast in contrasts(box).items()
        if contrast < 4.5
    }
    assert poor == {}


def test_a_folded_output_opens_and_with_it_its_answer(page: Page, address: str) -> None:
    page.goto(f"{address}{LESSON_03}#cell-id=a-signature-holds-nothing")
    cell = page.locator("#cell-id\\=a-signature-holds-nothing")
    answer = cell.get_by_text("6717 characters signed by 43")
    expect(cell).to_be_in_viewport()
    expect(answer).to_be_hidden()
    cell.get_by_text("predict first, then open").click()
    expect(answer).to_be_visible()


def test_the_search_finds_a_term(page: Page, address: str) -> None:
    page.goto(f"{address}search.html?q=base64url")
    results = page.locator("#search-results")
    expect(results.get_by_role("link", name="3. Encoding: making a token by hand")).to_be_visible()
    expect(results.get_by_role("link", name="Glossary > base64url")).to_be_visible()


def test_the_front_page_says_where_to_begin_on_one_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(address)
    for words in (
        "for people who learn", "It is for learners", "Look around.", "Try it without installing.",
        "Learn at home.", "Teach a class.", "glossary",
    ):  # fmt: skip
        place = page.get_by_role("main").get_by_text(words).first
        expect(place).to_be_in_viewport(ratio=1)


def test_without_javascript_nothing_is_lost(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as window:
        opened = window.new_page()
        opened.goto(address + LESSON_03)
        expect(opened.locator("pre.diagram").first).to_contain_text("accTitle: How a token is made")
        fold = opened.locator("details.fold").first
        expect(fold.locator(".cell_output")).to_be_hidden()
        fold.locator("summary").click()
        expect(fold.locator(".cell_output")).to_be_visible()
