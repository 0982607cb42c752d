"""What people write, shown as they wrote it."""

from html import escape
from html.parser import HTMLParser
from random import Random

from exercises import draw
from exercises.attempt import Given, expect
from exercises.checking import Exercise

exercise = Exercise(
    "comment_html",
    "Escaping is for the place where the text is put: in HTML three letters have to change, and "
    "then nothing is lost. Taking words out mangles honest texts and misses the next trick.",
)
TRICKS = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</b></p><p onclick=x>"]


class _Reader(HTMLParser):
    """Reads a page as a browser does: its tags, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        """Note a tag that begins."""
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        """Note what is shown."""
        self.text += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


@exercise.must("shows an ordinary comment in a paragraph, with the name in bold")
def _ordinary(given: Given, random: Random) -> None:
    name, word = draw.names(random, 2)
    expect(given(name, f"{word} was here"), f"<p><b>{name}</b>: {word} was here</p>")


@exercise.must("lets no comment write a tag")
def _comment(given: Given, random: Random) -> None:
    name = random.choice(draw.NAMES)
    for trick in TRICKS:
        expect(_read(given(name, trick)).tags, ["p", "b"])


@exercise.must("lets no name write a tag")
def _name(given: Given, random: Random) -> None:
    text = random.choice(draw.NAMES)
    for trick in TRICKS:
        expect(_read(given(trick, text)).tags, ["p", "b"])


@exercise.must("shows every letter that was written")
def _letters(given: Given, random: Random) -> None:
    name = random.choice(draw.NAMES)
    for text in ("1 > 0 & 2 > 1", "Q&amp;A", 'she said "so"', "a 'script' about scripts"):
        expect(_read(given(name, text)).text, f"{name}: {text}")


@exercise.mistake("You put what people write into the page as it is: escape it first.")
def _as_it_is(name: str, text: str) -> str:
    return f"<p><b>{escape(name)}</b>: {text}</p>"


@exercise.mistake("The name was written by somebody, too: escape both.")
def _name_as_it_is(name: str, text: str) -> str:
    return f"<p><b>{name}</b>: {escape(text)}</p>"


@exercise.mistake("Escape, and take nothing away: whoever writes about < and & wants them shown.")
def _taken_out(name: str, text: str) -> str:
    kept = "".join(letter for letter in text if letter not in "<>&\"'")
    return f"<p><b>{escape(name)}</b>: {kept}</p>"
