"""Where a cookie's Path lets it go."""

import re
from fnmatch import fnmatchcase
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
    word, more, last = generators.random_names(random, 3)
    for path in (f"/{word}", f"/{word}/{more}", f"/{word}/", f"/{word}/{more}/{last}"):
        expect_equal(answer(f"/{word}", path), True)
    expect_equal(answer(f"/{word}/{more}", f"/{word}/{more}/{last}"), True)


@exercise.property("does not match another path")
def _other(answer: Answer, random: Random) -> None:
    word, more = generators.random_names(random, 2)
    for path in ("/", f"/{more}", f"/{more}/{word}"):
        expect_equal(answer(f"/{word}", path), False)
    for path in (f"/{word}", f"/{word}/", f"/{word}/{word}"):
        expect_equal(answer(f"/{word}/{more}", path), False)


@exercise.property("takes a path that ends in a slash as it is: the same without it lies above")
def _above(answer: Answer, random: Random) -> None:
    word = random.choice(generators.NAMES)
    expect_equal(answer(f"/{word}/", f"/{word}"), False)
    expect_equal(answer(f"/{word}/", f"/{word}/"), True)


@exercise.property("takes every letter and every sign for itself, capitals too")
def _signs(answer: Answer, random: Random) -> None:
    word = random.choice(generators.NAMES)
    for path, other in ((word, word.capitalize()), (word.upper(), word), (f"{word}.x", f"{word}-x"),
                        ("*", word), (f"{word[:-1]}?", word), (f"[{word}]", word[0])):  # fmt: skip
        expect_equal(answer(f"/{path}", f"/{other}/a"), False)
        expect_equal(answer(f"/{path}", f"/{path}/a"), True)


@exercise.property("does not match a longer word")
def _longer_word(answer: Answer, random: Random) -> None:
    word = random.choice(generators.NAMES)
    for end in ("ing", "-more", "2"):
        expect_equal(answer(f"/{word}", f"/{word}{end}"), False)


@exercise.property("matches below a path that ends in a slash, the root among them")
def _slash(answer: Answer, random: Random) -> None:
    word, more = generators.random_names(random, 2)
    for pair in [(f"/{word}/", f"/{word}/{more}"), ("/", f"/{word}"), ("/", "/")]:
        expect_equal(answer(*pair), True)


def matches(cookie_path: str, request_path: str) -> bool:
    """Return the right answer."""
    folder = cookie_path if cookie_path.endswith("/") else f"{cookie_path}/"
    return request_path == cookie_path or request_path.startswith(folder)


next_is_slash = exercise.misconception(
    "/refreshing and /refresh-token begin with /refresh and lie elsewhere: the next character must "
    "be a slash."
)


@next_is_slash
def _prefix(cookie_path: str, request_path: str) -> bool:
    return request_path.startswith(cookie_path)


@next_is_slash
def _no_letter_next(cookie_path: str, request_path: str) -> bool:
    follows = request_path[len(cookie_path) :][:1]
    return request_path.startswith(cookie_path) and (cookie_path == "/" or not follows.isalnum())


below = exercise.misconception(
    "What lies below the cookie's path matches, too: /refresh/again for /refresh."
)


@below
def _same_only(cookie_path: str, request_path: str) -> bool:
    return cookie_path == request_path


@below
def _same_or_slash(cookie_path: str, request_path: str) -> bool:
    ends = cookie_path.endswith("/")
    return request_path.startswith(cookie_path) if ends else cookie_path == request_path


@below
def _root_alone(cookie_path: str, request_path: str) -> bool:
    root = "/" in (cookie_path, request_path)
    return cookie_path == request_path if root else matches(cookie_path, request_path)


slash_at_end = exercise.misconception(
    "A path that ends in a slash needs no second one: / matches /temp, and /a/ matches /a/b."
)


@slash_at_end
def _two_slashes(cookie_path: str, request_path: str) -> bool:
    return request_path == cookie_path or request_path.startswith(f"{cookie_path}/")


@slash_at_end
def _but_for_the_root(cookie_path: str, request_path: str) -> bool:
    return cookie_path == "/" or _two_slashes(cookie_path, request_path)


@exercise.misconception("The path itself matches, and not only what lies below it.")
def _below_only(cookie_path: str, request_path: str) -> bool:
    return request_path != cookie_path and matches(cookie_path, request_path)


@exercise.misconception("The path of the cookie comes first, that of the request second.")
def _turned_round(cookie_path: str, request_path: str) -> bool:
    return matches(request_path, cookie_path)


from_the_left = exercise.misconception(
    "A path is read from its beginning: /temp/refresh does not lie below /refresh."
)


@from_the_left
def _anywhere(cookie_path: str, request_path: str) -> bool:
    return cookie_path in request_path


@from_the_left
def _any_folder(cookie_path: str, request_path: str) -> bool:
    return cookie_path == "/" or cookie_path.strip("/") in request_path.split("/")


every_folder = exercise.misconception(
    "Compare every folder of the cookie's path: /a/b goes neither to /a nor to /a/c."
)


@every_folder
def _first_folder(cookie_path: str, request_path: str) -> bool:
    return cookie_path == "/" or cookie_path.split("/")[1] == request_path.split("/")[1]


@every_folder
def _shorter_one(cookie_path: str, request_path: str) -> bool:
    pairs = zip(cookie_path.rstrip("/").split("/"), request_path.split("/"), strict=False)
    return all(one == other for one, other in pairs)


@exercise.misconception("Below is also what lies further below: /refresh/again/later.")
def _one_floor(cookie_path: str, request_path: str) -> bool:
    return cookie_path in (request_path, request_path.rpartition("/")[0] or "/")


@exercise.misconception("Capitals count in a path: /Refresh is another one.")
def _no_capitals(cookie_path: str, request_path: str) -> bool:
    return matches(cookie_path.lower(), request_path.lower())


@exercise.misconception("/a/ goes to what begins with it, and /a does not.")
def _slash_dropped(cookie_path: str, request_path: str) -> bool:
    return matches(cookie_path.rstrip("/"), request_path)


@exercise.misconception(
    "Where both paths are the same, no next character is there: see to that first."
)
def _next_character(cookie_path: str, request_path: str) -> bool:
    ends = cookie_path.endswith("/")
    begins = request_path.startswith(cookie_path)
    return begins and (ends or request_path[len(cookie_path)] == "/")


as_patterns = exercise.misconception(
    "A dot, a star, a question mark or a bracket in a path is no pattern: it stands for itself."
)


@as_patterns
def _as_pattern(cookie_path: str, request_path: str) -> bool:
    return bool(re.match(f"{cookie_path.rstrip('/')}(/|$)", request_path))


@as_patterns
def _with_stars(cookie_path: str, request_path: str) -> bool:
    folder = f"{cookie_path.rstrip('/')}/*"
    return fnmatchcase(request_path, folder) or cookie_path == request_path
