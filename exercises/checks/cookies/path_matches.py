"""Where a cookie's Path lets it go."""

from random import Random

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "path_matches",
    "RFC 6265 §5.1.4: the cookie's path is a folder, not the beginning of a word. And it is an "
    "order, not a wall: a page under another path can still make the browser ask there.",
)


@exercise.property("matches the path itself and what lies below it")
def _below(answer: Answer, random: Random) -> None:
    word, more = generators.random_names(random, 2)
    for path in (f"/{word}", f"/{word}/{more}", f"/{word}/"):
        expect_equal(answer(f"/{word}", path), True)


@exercise.property("does not match another path")
def _other(answer: Answer, random: Random) -> None:
    word, more = generators.random_names(random, 2)
    for path in ("/", f"/{more}", f"/{more}/{word}"):
        expect_equal(answer(f"/{word}", path), False)
    expect_equal(answer(f"/{word}/", f"/{word}"), False)


@exercise.property("does not match a longer word")
def _longer_word(answer: Answer, random: Random) -> None:
    word = random.choice(generators.NAMES)
    for end in ("ing", "-more", "2"):
        expect_equal(answer(f"/{word}", f"/{word}{end}"), False)


@exercise.property("matches below a path that ends in a slash, the root among them")
def _slash(answer: Answer, random: Random) -> None:
    word, more = generators.random_names(random, 2)
    for pair in [("/", f"/{word}"), ("/", "/"), (f"/{word}/", f"/{word}/{more}")]:
        expect_equal(answer(*pair), True)


@exercise.misconception(
    "/refreshing begins with /refresh and lies elsewhere: the next character must be a slash."
)
def _prefix(cookie_path: str, request_path: str) -> bool:
    return request_path.startswith(cookie_path)


@exercise.misconception(
    "What lies below the cookie's path matches, too: /refresh/again for /refresh."
)
def _equal(cookie_path: str, request_path: str) -> bool:
    ends = cookie_path.endswith("/")
    return request_path.startswith(cookie_path) if ends else cookie_path == request_path


@exercise.misconception("A path that ends in a slash needs no second one: / matches /temp.")
def _two_slashes(cookie_path: str, request_path: str) -> bool:
    return request_path == cookie_path or request_path.startswith(f"{cookie_path}/")
