"""Where a cookie's Path lets it go."""

from random import Random

from exercises.checks import generators
from exercises.checks.answer import Given, expect
from exercises.checks.exercise import Exercise

exercise = Exercise(
    "path_matches",
    "RFC 6265 §5.1.4: the cookie's path is a folder, not the beginning of a word. And it is an "
    "order, not a wall: a page under another path can still make the browser ask there.",
)


@exercise.must("matches the path itself and what lies below it")
def _below(given: Given, random: Random) -> None:
    word, more = generators.names(random, 2)
    for path in (f"/{word}", f"/{word}/{more}", f"/{word}/"):
        expect(given(f"/{word}", path), True)


@exercise.must("does not match another path")
def _other(given: Given, random: Random) -> None:
    word, more = generators.names(random, 2)
    for path in ("/", f"/{more}", f"/{more}/{word}"):
        expect(given(f"/{word}", path), False)
    expect(given(f"/{word}/", f"/{word}"), False)


@exercise.must("does not match a longer word")
def _longer_word(given: Given, random: Random) -> None:
    word = random.choice(generators.NAMES)
    for end in ("ing", "-more", "2"):
        expect(given(f"/{word}", f"/{word}{end}"), False)


@exercise.must("matches below a path that ends in a slash, the root among them")
def _slash(given: Given, random: Random) -> None:
    word, more = generators.names(random, 2)
    for pair in [("/", f"/{word}"), ("/", "/"), (f"/{word}/", f"/{word}/{more}")]:
        expect(given(*pair), True)


@exercise.mistake(
    "/refreshing begins with /refresh and lies elsewhere: the next character must be a slash."
)
def _prefix(cookie_path: str, request_path: str) -> bool:
    return request_path.startswith(cookie_path)


@exercise.mistake("What lies below the cookie's path matches, too: /refresh/again for /refresh.")
def _equal(cookie_path: str, request_path: str) -> bool:
    ends = cookie_path.endswith("/")
    return request_path.startswith(cookie_path) if ends else cookie_path == request_path


@exercise.mistake("A path that ends in a slash needs no second one: / matches /temp.")
def _two_slashes(cookie_path: str, request_path: str) -> bool:
    return request_path == cookie_path or request_path.startswith(f"{cookie_path}/")
