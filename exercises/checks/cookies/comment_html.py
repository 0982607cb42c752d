"""What people write, shown as they wrote it."""

import re
from html import escape
from html.parser import HTMLParser
from random import Random

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true

exercise = Exercise(
    "comment_html",
    "Escaping is for the place where the text is put: in HTML three letters have to change, and "
    "then nothing is lost. Taking words out mangles honest texts and misses the next trick.",
)
TRICKS = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</b></p><p onclick=x>"]
SAME_LOOK = {"strong": "b"}


class _Reader(HTMLParser):
    """Reads a page as a browser does: its tags, its text, and what of that is bold."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text, self.bold, self._depth = "", "", 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        """Note a tag that begins."""
        self.tags.append(SAME_LOOK.get(tag, tag))
        self._depth += self.tags[-1] == "b"

    def handle_endtag(self, tag: str) -> None:
        """Note the end of what is bold."""
        self._depth -= SAME_LOOK.get(tag, tag) == "b"

    def handle_data(self, data: str) -> None:
        """Note what is shown."""
        self.text += data
        self.bold += data if self._depth > 0 else ""


@exercise.property("shows an ordinary comment in a paragraph, with the name in bold")
def _ordinary(answer: Answer, random: Random) -> None:
    name, word = generators.random_names(random, 2)
    html = answer(name, f"{word} was here")
    read = _Reader(html)
    shown = read.tags == ["p", "b"] and read.text.strip() == f"{name}: {word} was here"
    in_bold = read.bold in (name, f"{name}:")
    expect_true(shown and in_bold, repr(html), repr(f"<p><b>{name}</b>: {word} was here</p>"))


def _writes_no_tag(answer: Answer, *written: str) -> None:
    """Raise PropertyFailed unless the HTML has the same tags as for harmless words."""
    usual = _Reader(answer("ann", "hello")).tags
    html = answer(*written)
    tags = " ".join(f"<{tag}>" for tag in usual)
    expect_true(_Reader(html).tags == usual, repr(html), f"no tags but your own, {tags or 'none'}")


@exercise.property("lets no comment write a tag")
def _comment(answer: Answer, random: Random) -> None:
    name = random.choice(generators.NAMES)
    for trick in TRICKS:
        _writes_no_tag(answer, name, trick)


@exercise.property("lets no name write a tag")
def _name(answer: Answer, random: Random) -> None:
    text = random.choice(generators.NAMES)
    for trick in TRICKS:
        _writes_no_tag(answer, trick, text)


@exercise.property("shows every letter that was written")
def _letters(answer: Answer, random: Random) -> None:
    other = random.choice(generators.NAMES)
    texts = [
        "<b> is for bold",
        "1 > 0 & 2 > 1",
        "Q&amp;A",
        'she said "so"',
        "a 'script' on scripts",
    ]
    for name, text in [
        *((other, text) for text in texts),
        ("Q&amp;A", other),
        ("Me > 'you'", other),
    ]:
        html, shown = answer(name, text), f"{name}: {text}"
        expect_true(_Reader(html).text.strip() == shown, repr(html), f"HTML that shows {shown!r}")


@exercise.misconception("You put what people write into the page as it is: escape it first.")
def _as_it_is(name: str, text: str) -> str:
    return f"<p><b>{escape(name)}</b>: {text}</p>"


@exercise.misconception("The name was written by somebody, too: escape both.")
def _name_as_it_is(name: str, text: str) -> str:
    return f"<p><b>{name}</b>: {escape(text)}</p>"


take_nothing = exercise.misconception(
    "Escape, and take nothing away: whoever writes about < and & wants them shown."
)


def built(name: str, text: str, how: dict[str, str]) -> str:
    """Return the page where each pattern of ``how`` is replaced, one after the other."""
    for pattern, instead in how.items():
        name, text = re.sub(pattern, instead, name), re.sub(pattern, instead, text)
    return f"<p><b>{name}</b>: {text}</p>"


for pattern in ("[<>&\"']", "[<>&]", "<[^>]*>"):
    take_nothing(lambda name, text, pattern=pattern: built(name, text, {pattern: ""}))


@take_nothing
def _tags_taken_out_then_escaped(name: str, text: str) -> str:
    kept = [escape(re.sub("<[^>]*>", "", written)) for written in (name, text)]
    return f"<p><b>{kept[0]}</b>: {kept[1]}</p>"


@exercise.misconception(
    "Whoever writes &amp; wants these five letters shown: escape & as well, unescape nothing."
)
def _no_ampersand(name: str, text: str) -> str:
    return built(name, text, {"<": "&lt;", ">": "&gt;"})


once = exercise.misconception("What was escaped is escaped again: each letter once, and & first.")


@once
def _ampersand_last(name: str, text: str) -> str:
    return built(name, text, {"<": "&lt;", ">": "&gt;", "&": "&amp;"})


@once
def _twice(name: str, text: str) -> str:
    return f"<p><b>{escape(escape(name))}</b>: {escape(escape(text))}</p>"
