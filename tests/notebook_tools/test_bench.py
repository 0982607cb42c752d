"""The token bench's output: the same each time, shut off from every address, a sentence for all."""

import re
from html import unescape

from demo_server.notebook.bench import FRAGMENT, NO_BENCH
from demo_server.notebook.inspector import STYLE, bench

FRAGMENT_HTML = FRAGMENT.read_text("ascii")
REACHES_OUT = re.compile(
    r"https?:|//\w|\bsrc=|\bhref=|url\(|@import|\bimport\b|fetch\(|XMLHttp|sendBeacon|WebSocket"
    r"|WebTransport|EventSource|RTCPeer|serviceWorker|SharedWorker|BroadcastChannel|postMessage"
)
KEEPS = re.compile(
    r"localStorage|sessionStorage|indexedDB|cookie|\bcaches\b|getDirectory|history\."
)


def test_the_output_is_the_same_each_time_so_that_it_can_be_compared() -> None:
    assert repr(bench()) == repr(bench()) == NO_BENCH
    assert bench()._repr_html_() == bench()._repr_html_()


def test_where_no_script_runs_the_html_holds_the_same_sentence_as_the_text() -> None:
    assert f"<p>{NO_BENCH}</p>" in bench()._repr_html_()


def test_the_page_is_in_a_frame_that_may_run_its_script_and_nothing_else() -> None:
    (frame,) = re.findall(r"<iframe [^>]*>", bench()._repr_html_())
    assert 'sandbox="allow-scripts"' in frame
    (page,) = re.findall(r'srcdoc="([^"]*)"', frame)
    page = unescape(page)
    assert FRAGMENT_HTML in page
    (policy,) = re.findall(r'Content-Security-Policy"\ncontent="([^"]*)"', page)
    assert policy.split("; ") == [
        "default-src 'none'",
        "script-src 'unsafe-inline'",
        "style-src 'unsafe-inline'",
    ]


def test_the_page_names_no_address_and_nothing_that_reaches_one() -> None:
    assert REACHES_OUT.findall(FRAGMENT_HTML) == []
    assert REACHES_OUT.search("<script src=x>")
    assert REACHES_OUT.search("navigator.sendBeacon(x, token)")


def test_the_page_names_nothing_in_which_a_browser_keeps_what_is_typed() -> None:
    assert KEEPS.findall(FRAGMENT_HTML) == []
    assert KEEPS.search("localStorage.token = token")


def test_the_parts_have_the_inspector_s_colours() -> None:
    for name, style in STYLE.items():
        ink, paper = re.findall("#[0-9a-f]{6}", style)
        assert f".{name} {{ --ink: {ink}; --paper: {paper}; }}" in FRAGMENT_HTML
