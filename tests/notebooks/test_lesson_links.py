"""The links of lessons and glossary: set by rule, each to what its words name."""

import re
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from nbformat import v4

from tests.helpers.stored_notebooks import LESSONS, anchors, prose, read, text_cells
from tests.helpers.work_tree import ROOT
from tests.notebooks.link_rules import unlinked_sources, wrong_links
from tests.tools.glossary_links import ENTRY, GLOSSARY, anchor, terms, unlink_terms
from tests.tools.link_lessons import link
from tests.tools.source_links import CHEAT_SHEETS, PAGES, WEAKNESS, link_sources, unlink_sources

pytestmark = pytest.mark.oldest

PAGE = GLOSSARY.read_text("utf-8")
WEAKNESSES = (
    (ROOT / "demo_server" / "README.md").read_text("utf-8").partition("### weakness 1\n")[2]
)
RFC = "https://www.rfc-editor.org/rfc/rfc"
CWE = "https://cwe.mitre.org/data/definitions/"
SHEET = "https://cheatsheetseries.owasp.org/cheatsheets/"


@cache
def linked(lesson: Path) -> str:
    """Return the text of a lesson as the tool links it."""
    return "\n\n".join(cell.source for cell in link(read(lesson)).cells if "outputs" not in cell)


def test_every_lesson_has_the_links_that_the_tool_sets() -> None:
    differ = [path.name for path in LESSONS if link(read(path)) != read(path)]
    assert differ == [], "run: python -m tests.tools.link_lessons"


def test_the_glossary_and_the_list_of_weaknesses_have_them_too() -> None:
    assert link_sources(PAGE) == PAGE
    assert link_sources(WEAKNESSES) == WEAKNESSES


def test_a_second_run_changes_nothing_and_all_links_can_be_taken_out_again() -> None:
    for path in LESSONS:
        once = link(read(path))
        assert link(deepcopy(once)) == once, path.name
        for cell, stored in zip(once.cells, read(path).cells, strict=True):
            plain = unlink_terms(unlink_sources(cell.source))
            assert plain == unlink_terms(unlink_sources(stored.source)), cell.id


def test_no_source_stands_in_a_lesson_without_a_link() -> None:
    found = {path.name: list(unlinked_sources(linked(path))) for path in LESSONS}
    assert {name: sources for name, sources in found.items() if sources} == {}


def test_every_link_has_the_address_that_its_words_name() -> None:
    texts = {path.name: linked(path) for path in LESSONS} | {GLOSSARY.name: PAGE}
    found = {name: list(wrong_links(text, PAGE)) for name, text in texts.items()}
    assert {name: links for name, links in found.items() if links} == {}


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("RFC 8725", f"[RFC 8725]({RFC}8725)"),
        ("RFC 7519 §4.1.4", f"[RFC 7519 §4.1.4]({RFC}7519#section-4.1.4)"),
        (
            "RFC 7515 §2 (a; b) and §5.1",
            f"[RFC 7515 §2]({RFC}7515#section-2) (a; b) and [§5.1]({RFC}7515#section-5.1)",
        ),
        ("RFC 7515 appendix A.1", f"[RFC 7515 appendix A.1]({RFC}7515#appendix-A.1)"),
        ("RFC 8037, appendix A", f"[RFC 8037, appendix A]({RFC}8037#appendix-A)"),
        (
            "RFC 6265bis §5.2",
            "[RFC 6265bis §5.2]"
            "(https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.2)",
        ),
        (
            "*rfc8725bis*",
            "*[rfc8725bis](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc8725bis)*",
        ),
        ("CWE-347 (a)", f"[CWE-347]({CWE}347.html) (a)"),
        (
            "OWASP Cross-Site Request Forgery Prevention Cheat Sheet",
            "[OWASP Cross-Site Request Forgery Prevention Cheat Sheet]"
            f"({SHEET}Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html)",
        ),
        ("weakness 12 (lesson 04)", f"[weakness 12]({WEAKNESS}12) (lesson 04)"),
        (
            "weaknesses 4, 5 and 15",
            f"[weaknesses 4]({WEAKNESS}4), [5]({WEAKNESS}5) and [15]({WEAKNESS}15)",
        ),
        (
            "Python's documentation of `hmac.compare_digest`",
            "[Python's documentation of `hmac.compare_digest`]"
            "(https://docs.python.org/3/library/hmac.html#hmac.compare_digest)",
        ),
        (
            "RFC 7519; NIST SP 800-63B-4 §3.1 and §4",
            f"[RFC 7519]({RFC}7519); "
            "[NIST SP 800-63B-4 §3.1](https://pages.nist.gov/800-63-4/sp800-63b.html)"
            " and [§4](https://pages.nist.gov/800-63-4/sp800-63b.html)",
        ),
        (
            "OWASP ASVS 5.0 7.4.3 (a)",
            "[OWASP ASVS 5.0 7.4.3]"
            "(https://owasp.org/www-project-application-security-verification-standard/) (a)",
        ),
        (
            "MDN, `Set-Cookie`",
            "[MDN, `Set-Cookie`]"
            "(https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie)",
        ),
        (
            "| claim | RFC 7519 |\n| --- | --- |\n| `iss` | §4.1.1 |",
            f"| claim | [RFC 7519]({RFC}7519) |\n| --- | --- |\n"
            f"| `iss` | [§4.1.1]({RFC}7519#section-4.1.1) |",
        ),
        (f"[RFC 7519 §4]({RFC}7519)", f"[RFC 7519 §4]({RFC}7519#section-4)"),
    ],
)
def test_a_source_becomes_a_link_by_its_kind(words: str, links: str) -> None:
    assert link_sources(words) == link_sources(links) == links
    assert list(wrong_links(links)) == list(unlinked_sources(f"*Source: {links}.*")) == []


@pytest.mark.parametrize(
    "text",
    [
        "# RFC 7519",
        "`RFC 7519 §4`",
        "```text\nRFC 7519\n```",
        "```mermaid\nflowchart LR\n A[RFC 7519] --> B[CWE-79]\n```",
        '<div title="RFC 7519">',
        "<summary>CWE-79</summary>",
        "[the standard](https://www.rfc-editor.org/rfc/rfc7519)",
        "see §4 of what no document names",
    ],
)
def test_elsewhere_nothing_becomes_a_link(text: str) -> None:
    assert link_sources(text) == text


@pytest.mark.parametrize(
    "words",
    [
        "RFC 7519 §4",
        "CWE-79",
        "weakness 8",
        "see §4.1",
        "draft-ietf-oauth-x",
        "OWASP Barbecue Cheat Sheet",
        "NIST SP 800-63B",
        "*Source: a book without an address; [CWE-79](x).*",
    ],
)
def test_a_source_without_a_link_is_found(words: str) -> None:
    assert list(unlinked_sources(f"Read {words}." if "*" not in words else words))


def test_a_section_that_may_belong_to_two_documents_is_found() -> None:
    linked_text = link_sources("RFC 6265bis, the revision of RFC 6265, §5.2")
    assert list(unlinked_sources(linked_text)) == ["§"]


@pytest.mark.parametrize(
    "link",
    [
        f"[RFC 7519 §4]({RFC}7519#section-5)",
        f"[RFC 7519]({RFC}7519#section-5)",
        f"[RFC 7519 §4]({RFC}7515#section-4)",
        f"[RFC 7519 appendix A]({RFC}7519#section-A)",
        f"[RFC 7515 §2]({RFC}7515#section-2) and [§3]({RFC}7519#section-3)",
        f"[RFC 6265bis §5]({RFC}6265#section-5)",
        f"[CWE-79]({CWE}80.html)",
        f"[OWASP Barbecue Cheat Sheet]({SHEET}Barbecue_Cheat_Sheet.html)",
        f"[OWASP Logging Cheat Sheet]({SHEET}Authentication_Cheat_Sheet.html)",
        f"[weakness 8]({WEAKNESS}9)",
        "[Python's documentation of `hmac.digest`](https://docs.python.org/3/#hmac.new)",
        "[a page](https://example.org/)",
        "[OWASP ASVS 5.0](https://example.org/)",
        f"[RFC 7519]({RFC}7519) [§4](https://example.org/)",
        "[cookie](glossary.md#claim)",
        "[cookie](glossary.md#no-term)",
    ],
)
def test_a_link_to_something_else_is_found(link: str) -> None:
    assert list(wrong_links(link, PAGE)) == [f"[{link.rpartition('[')[2]}"]


def test_the_tables_of_sources_are_in_order_and_lead_to_https() -> None:
    assert list(CHEAT_SHEETS) == sorted(set(CHEAT_SHEETS))
    assert [page for page in PAGES.values() if not page.startswith("https://")] == []


def test_the_glossary_has_one_sentence_a_term_in_order() -> None:
    entries = list(ENTRY.finditer(PAGE))
    assert len(entries) == PAGE.count("\n## ") > 60
    names = [entry["term"] for entry in entries]
    assert names == sorted(set(names))
    for entry in entries:
        assert re.fullmatch(r"[A-Z][^.!?]*(?:\.\d[^.!?]*|\.\w[^.!?]*)*\.", prose(entry["sentence"]))
        assert terms(entry[0])[entry["term"]], entry["term"]


def test_a_spelling_belongs_to_one_term() -> None:
    spellings = [spelling for known in terms(PAGE).values() for spelling in known]
    assert len(spellings) == len(set(spellings))


def test_its_headings_are_anchors_on_github_and_in_jupyterlab() -> None:
    for term in terms(PAGE):
        assert anchor(term) in anchors(PAGE)
        assert term == term.lower()  # JupyterLab keeps a capital, GitHub does not


def test_each_cell_that_the_glossary_names_is_in_the_lesson_that_it_names() -> None:
    lessons = {path.name: [cell.id for cell in read(path).cells] for path in LESSONS}
    for entry in ENTRY.finditer(PAGE):
        found = re.fullmatch(
            r"\*Shown in \[lesson (\d\d), `(.+)`\]\((.+\.ipynb)#cell-id=(.+)\)\.\*", entry["place"]
        )
        assert found, entry["term"]
        number, cell, name, target = found.groups()
        assert name.startswith(number), entry["term"]
        assert cell == target, entry["term"]
        assert cell in lessons.get(name, []), entry["term"]


def used_before_explained(lessons: dict[str, str], glossary: str) -> list[str]:
    """Return each term that an earlier lesson uses, without a link, than the one explaining it."""
    missing = []
    for entry in ENTRY.finditer(glossary):
        explained = entry["place"].partition("lesson ")[2][:2]
        target = f"(glossary.md#{anchor(entry['term'])})"
        for word in terms(entry[0])[entry["term"]]:
            use = re.compile(re.escape(word) if word[0] == "`" else rf"(?<![\w`]){word}s?\b")
            missing += [
                f"{name}: {word}" for name, text in lessons.items()
                if name[:2] < explained and target not in text and use.search(_told(text))
            ]  # fmt: skip
    return missing


def _told(text: str) -> str:
    """Return a lesson's prose without headings, tables, options, source lines and links."""
    told = re.sub(r"^(?:#|\||\*Source|\*\*A\*\*|\*\*Next).*$", "", text, flags=re.MULTILINE)
    return re.sub(r"```.*?```|\[[^\]]*\]\([^)]*\)", "", told, flags=re.DOTALL)


def test_no_term_is_used_before_its_explanation_without_a_link() -> None:
    assert used_before_explained({path.name: linked(path) for path in LESSONS}, PAGE) == []


def test_a_term_that_is_used_too_early_is_found() -> None:
    page = "## claim\n\nA **claim** is told.\n*Shown in [lesson 02, `x`](02_x.ipynb#cell-id=x).*\n"
    told = {"00_a": "no word of it", "01_b": "two claims", "02_c": "a claim"}
    assert used_before_explained(told, page) == ["01_b: claim"]
    book = v4.new_notebook(cells=[v4.new_markdown_cell("Two claims, and a claim.")])
    assert link(book).cells[0].source == "Two [claims](glossary.md#claim), and a claim."


def test_a_term_is_linked_where_it_is_seen_not_in_a_folded_explanation_above() -> None:
    folded = v4.new_markdown_cell("Cookies", metadata={"tags": ["explain"]})
    book = v4.new_notebook(cells=[folded, v4.new_markdown_cell("A cookie.")])
    sources = [cell.source for cell in link(book).cells]
    assert sources == ["Cookies", "A [cookie](glossary.md#cookie)."]


@pytest.mark.parametrize(
    "text",
    [
        "## A cookie",
        "`a cookie`",
        "```text\na cookie\n```",
        "[a cookie](x.md)",
        "**A cookie.** What?",
        "**A** a cookie · **B** none of them",
        "| a cookie | b |\n| --- | --- |",
        "| **You need** | a cookie |",
        "*Source: a book (a cookie).*",
        "**Next:** a cookie",
        "a cookie-like thing",
    ],
)
def test_a_term_is_left_alone_where_it_is_no_prose(text: str) -> None:
    book = v4.new_notebook(cells=[v4.new_markdown_cell(text), v4.new_markdown_cell("Cookies")])
    assert [cell.source for cell in link(book).cells] == [text, "[Cookies](glossary.md#cookie)"]


def test_every_anchor_of_a_lesson_s_links_works_on_github_and_in_jupyterlab() -> None:
    texts = [cell.source for path in LESSONS for cell in text_cells(path)]
    targets = {target for text in texts for target in re.findall(r"\.md#([^)]+)\)", text)}
    assert [target for target in sorted(targets) if target != target.lower()] == []
