"""What ``server.page()`` shows in a notebook, wherever the notebook is shown."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from demo_server.notebook.live import LiveServer
from tests.browser.recording_server import RecordingServer

NOTEBOOK = "<!doctype html><title>A notebook</title><div></div>"
JUPYTER = f"""{NOTEBOOK}<script id="jupyter-config-data" type="application/json">
{{"baseUrl": "/user/alice/"}}</script>"""
RUN = """(html) => document.querySelector("div").append(
  document.createRange().createContextualFragment(html))"""


@pytest.fixture(scope="module")
def notebook() -> Iterator[str]:
    """Serve a page that stands for a notebook without Jupyter; yield its port."""
    app = Flask("notebook")
    app.add_url_rule("/", view_func=lambda: NOTEBOOK)
    with RecordingServer(app) as server:
        yield server.url.rpartition(":")[2]


@pytest.mark.parametrize(
    ("host", "content", "address"),
    [
        ("localhost", JUPYTER, "http://localhost:{}/"),
        ("127.0.0.1", JUPYTER, "http://127.0.0.1:{}/"),
        ("[::1]", JUPYTER, "http://127.0.0.1:{}/"),
        ("hub.example", JUPYTER, "http://hub.example/user/alice/proxy/{}/"),
        ("localhost", NOTEBOOK, "http://localhost:{}/"),
        ("output.example", NOTEBOOK, "http://127.0.0.1:{}/"),
    ],
)
def test_frame_and_link_lead_through_the_proxy_only_where_a_jupyter_elsewhere_shows_the_notebook(
    page: Page, published: LiveServer, host: str, content: str, address: str
) -> None:
    page.route(f"http://{host}/**", lambda route: route.fulfill(body=content))
    page.goto(f"http://{host}/")
    page.set_content(content)
    page.evaluate(RUN, published.page()._repr_html_())
    url = address.format(published.url.rpartition(":")[2])
    expect(page.locator("iframe")).to_have_js_property("src", url)
    expect(page.get_by_role("link")).to_have_js_property("href", url)
    expect(page.get_by_role("link")).to_have_text(url)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "output.example"])
def test_each_frame_shows_the_page_with_what_to_do_where_it_stays_empty(
    page: Page, published: LiveServer, notebook: str, host: str
) -> None:
    page.goto(f"http://{host}:{notebook}/")
    for _ in range(2):
        page.evaluate(RUN, published.page()._repr_html_())
    for place in (0, 1):
        shown = page.frame_locator("iframe").nth(place)
        expect(shown.get_by_role("heading", name="JWT login demo")).to_be_visible()
        expect(page.get_by_text("If the frame stays empty").nth(place)).to_be_visible()


def test_where_no_script_runs_the_link_is_there_all_the_same(
    page: Page, published: LiveServer
) -> None:
    page.set_content(NOTEBOOK)
    page.evaluate("(html) => { document.body.innerHTML = html; }", published.page()._repr_html_())
    expect(page.get_by_role("link")).to_have_js_property("href", f"{published.url}/")


def test_the_page_in_the_frame_is_as_dark_as_jupyterlab_and_not_as_the_system(
    page: Page, published: LiveServer, notebook: str
) -> None:
    page.goto(f"http://127.0.0.1:{notebook}/")
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    page.evaluate(RUN, published.page()._repr_html_())
    shown = page.frame_locator("iframe").locator("body")
    page.emulate_media(color_scheme="null")  # the system's own, which is light here
    for is_light, colour in (("false", "rgb(22, 24, 29)"), ("true", "rgb(246, 247, 249)")):
        page.evaluate(f"document.body.dataset.jpThemeLight = '{is_light}'")
        expect(shown).to_have_css("background-color", colour)
