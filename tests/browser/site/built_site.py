"""The site's files, read as a browser and a person read them."""

from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

NOT_OURS = {"_static", "lab"}
"""Folders of pages that the theme and JupyterLite bring."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in {"href", "src"} and value:
                self.addresses.append(value)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


class HtmlPage:
    """A page of the site: its ids, the addresses it names, and its text."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is read when something of it is asked for."""
        self.path = path

    @cached_property
    def _read(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.path.read_text(encoding="utf-8"))
        return reader

    @property
    def ids(self) -> set[str]:
        """The ids of its elements."""
        return self._read.ids

    @property
    def text(self) -> str:
        """Its text, scripts included."""
        return "".join(self._read.texts)

    def links(self) -> Iterator[tuple[str, Path, str]]:
        """Yield each address inside the site, the file it leads to, and the id in it, or ""."""
        for address in self._read.addresses:
            parts = urlsplit(address)
            if not parts.scheme and not parts.netloc:
                path = self.path.parent / unquote(parts.path) if parts.path else self.path
                yield address, path.resolve(), unquote(parts.fragment)


def html_pages(site: Path) -> dict[Path, HtmlPage]:
    """Return all pages of the site by their path."""
    return {
        path.resolve(): HtmlPage(path.resolve())
        for path in sorted(site.rglob("*.html"))
        if not NOT_OURS & set(path.relative_to(site).parts)
    }


def dead_links(pages: dict[Path, HtmlPage]) -> list[tuple[str, str]]:
    """Return each page's name with the address inside the site that leads nowhere."""
    return [
        (page.path.name, address)
        for page in pages.values()
        for address, path, fragment in page.links()
        if not path.is_file() or (fragment and path in pages and fragment not in pages[path].ids)
    ]
