"""What people write, shown as they wrote it."""

import re
from html import escape
from html.parser import HTMLParser
from random import Random
from string import Template
from urllib.parse import quote

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
        _shows(answer, name, text)


@exercise.property("shows the letters of every language, and a comment of any length")
def _any_text(answer: Answer, random: Random) -> None:
    name, text = random.choice(generators.NAMES), generators.random_text(random)
    for written in (f"Zoë {text}".strip(), "&<" * 300, ""):
        _shows(answer, name, written)
        _shows(answer, written, name)


@exercise.property("shows braces, percent and dollar signs, which mean something in Python")
def _placeholders(answer: Answer, random: Random) -> None:
    name = random.choice(generators.NAMES)
    for written in ("{} {0} {name} {text}", "100 % and %s", "$name $text", "NAME TEXT name text"):
        _shows(answer, name, written)
        _shows(answer, written, name)


def _shows(answer: Answer, name: str, text: str) -> None:
    """Raise PropertyFailed unless a browser shows name and text as they were written."""
    html, shown = answer(name, text), f"{name}: {text}".strip()
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


@take_nothing
def _no_marks(name: str, text: str) -> str:
    return built(name, text, {"[<>&\"']": ""})


@take_nothing
def _no_signs(name: str, text: str) -> str:
    return built(name, text, {"[<>&]": ""})


@take_nothing
def _no_tags(name: str, text: str) -> str:
    return built(name, text, {"<[^>]*>": ""})


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


@exercise.misconception(
    "Your own tags are no longer tags: escape what people wrote, and only that."
)
def _tags_too(name: str, text: str) -> str:
    return escape(f"<p><b>{name}</b>: {text}</p>")


@exercise.misconception("The name stands in bold, in <b> and </b>, and the whole in <p> and </p>.")
def _no_bold(name: str, text: str) -> str:
    return f"<p>{escape(name)}: {escape(text)}</p>"


@exercise.misconception(
    "%3C is how an address writes <, and HTML shows it as it is: use html.escape."
)
def _as_address(name: str, text: str) -> str:
    return f"<p><b>{quote(name)}</b>: {quote(text, safe=' ')}</p>"


@exercise.misconception("Every < counts, not the first one only.")
def _first_only(name: str, text: str) -> str:
    def shown(written: str) -> str:
        return written.replace("&", "&amp;", 1).replace("<", "&lt;", 1).replace(">", "&gt;", 1)

    return f"<p><b>{shown(name)}</b>: {shown(text)}</p>"


@exercise.misconception("HTML knows no backslash: it shows it, and the tag behind it is a tag.")
def _with_backslashes(name: str, text: str) -> str:
    return built(name, text, {"<": r"\\<", ">": r"\\>"})


@exercise.misconception("A name is shown as it was written, capitals or none.")
def _as_title(name: str, text: str) -> str:
    return f"<p><b>{escape(name.title())}</b>: {escape(text)}</p>"


@exercise.misconception("Letters outside ASCII are letters, too: HTML shows them as they are.")
def _ascii_only(name: str, text: str) -> str:
    return f"<p><b>{escape(name)}</b>: {escape(text)}</p>".encode("ascii", "ignore").decode()


last_step = exercise.misconception(
    "What people wrote is filled in once more: a sign of theirs is taken for your placeholder."
)


@last_step
def _formatted(name: str, text: str) -> str:
    return ("<p><b>{name}</b>: " + escape(text) + "</p>").format(name=escape(name))


@last_step
def _by_percent(name: str, text: str) -> str:
    return ("<p><b>%s</b>: " + escape(text) + "</p>") % escape(name)


@last_step
def _by_template(name: str, text: str) -> str:
    return Template(f"<p><b>$name</b>: {escape(text)}</p>").safe_substitute(name=escape(name))


@last_step
def _replaced(name: str, text: str) -> str:
    page = "<p><b>NAME</b>: TEXT</p>"
    return page.replace("NAME", escape(name)).replace("TEXT", escape(text))
