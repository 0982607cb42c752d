"""Look at the sender."""

from collections.abc import Callable
from random import Random

from exercises.checks.cookies import HOSTS
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "lets_through",
    "Sec-Fetch-Site is written by the browser and by no script, so it goes first: our own form "
    "sends the Origin null, since the server's Referrer-Policy is no-referrer. Origin serves older "
    "browsers. Whoever sends neither is no browser, and carries nobody's cookies by accident.",
)
UNSAFE = ["POST", "PUT", "DELETE", "PATCH"]
Headers = dict[str, str]


@exercise.property("lets safe methods through, whoever sends them")
def _safe(answer: Answer, random: Random) -> None:
    own = f"http://{random.choice(HOSTS)}"
    for method in ("GET", "HEAD", "OPTIONS"):
        expect_equal(answer(method, {"Sec-Fetch-Site": "cross-site"}, own), True)


@exercise.property("lets its own page and the address bar through")
def _own(answer: Answer, random: Random) -> None:
    own, method = f"http://{random.choice(HOSTS)}", random.choice(UNSAFE)
    for site in ("same-origin", "none"):
        expect_equal(answer(method, {"Sec-Fetch-Site": site}, own), True)


@exercise.property("refuses other sites")
def _cross(answer: Answer, random: Random) -> None:
    own = f"http://{random.choice(HOSTS)}"
    for method in UNSAFE:
        expect_equal(answer(method, {"Sec-Fetch-Site": "cross-site"}, own), False)


@exercise.property("refuses its neighbours of the same site")
def _neighbours(answer: Answer, random: Random) -> None:
    own, method = f"http://{random.choice(HOSTS)}:8000", random.choice(UNSAFE)
    expect_equal(answer(method, {"Sec-Fetch-Site": "same-site"}, own), False)


@exercise.property("goes by Origin where an older browser sends no Sec-Fetch-Site")
def _older(answer: Answer, random: Random) -> None:
    host, other = random.sample(HOSTS, 2)
    own = f"http://{host}"
    expect_equal(answer("POST", {"Origin": own}, own), True)
    near = [f"{own}.evil.example", f"http://evil-{host}", own[:11], f"{own}:81", f"https://{host}"]
    for sender in [f"http://{other}", *near, "null"]:
        expect_equal(answer("POST", {"Origin": sender}, own), False)


@exercise.property("believes Sec-Fetch-Site, whatever Origin says")
def _both(answer: Answer, random: Random) -> None:
    own, method = f"http://{random.choice(HOSTS)}", random.choice(UNSAFE)
    for sender in ("null", "https://evil.example"):
        expect_equal(answer(method, {"Sec-Fetch-Site": "same-origin", "Origin": sender}, own), True)
    expect_equal(answer(method, {"Sec-Fetch-Site": "cross-site", "Origin": own}, own), False)


@exercise.property("takes an empty header for a wrong one, not for a missing one")
def _empty(answer: Answer, random: Random) -> None:
    own, method = f"http://{random.choice(HOSTS)}", random.choice(UNSAFE)
    for name in ("Sec-Fetch-Site", "Origin"):
        expect_equal(answer(method, {name: ""}, own), False)


@exercise.property("lets a program through that sends neither")
def _program(answer: Answer, random: Random) -> None:
    own, method = f"http://{random.choice(HOSTS)}", random.choice(UNSAFE)
    for headers in ({}, {"User-Agent": "curl/8.5.0", "Accept": "*/*"}):
        expect_equal(answer(method, headers, own), True)


def decided(method: str, headers: Headers, own: str, welcome: tuple[str, ...] = ()) -> bool:
    """Return the right answer; ``welcome`` adds senders that are none."""
    if method in {"GET", "HEAD", "OPTIONS", "TRACE"}:
        return True
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none", *welcome}
    return headers.get("Origin", own) == own


@exercise.misconception(
    "Another port is the same site, and not your page: refuse same-site as well."
)
def _trusts_neighbours(method: str, headers: Headers, own: str) -> bool:
    return decided(method, headers, own, ("same-site",))


@exercise.misconception(
    "none is what a browser sends for address bar and bookmarks: let it through."
)
def _no_bookmarks(method: str, headers: Headers, own: str) -> bool:
    return decided(method, headers, own) and headers.get("Sec-Fetch-Site") != "none"


@exercise.misconception("A link from another site has to work: safe methods change nothing.")
def _no_links(_method: str, headers: Headers, own: str) -> bool:
    return decided("POST", headers, own)


@exercise.misconception("An older browser sends only Origin: compare it with your own.")
def _new_browsers(method: str, headers: Headers, own: str) -> bool:
    return decided(method, {k: v for k, v in headers.items() if k != "Origin"}, own)


letter_for_letter = exercise.misconception(
    "Compare the whole Origin with ==: others begin with your name, end in it, or are part of it."
)


def taken_for_own(is_like: Callable[[str, str], bool]) -> Answer:
    """Return an answer that takes an Origin for its own where it ``is_like`` it."""
    return lambda method, headers, own: (
        decided(method, headers, own)
        or ("Sec-Fetch-Site" not in headers and is_like(headers["Origin"], own))
    )


letter_for_letter(taken_for_own(str.startswith))
letter_for_letter(taken_for_own(lambda sent, own: sent.endswith(own.removeprefix("http://"))))
letter_for_letter(taken_for_own(lambda sent, own: sent in own))
exercise.misconception(
    "null is what anybody's page sends from a sandboxed frame: it is not your own."
)(taken_for_own(lambda sent, _own: sent == "null"))


one_decides = exercise.misconception(
    "Where Sec-Fetch-Site is sent, it decides, and Origin doesn't."
)
one_decides(lambda way, sent, own: decided(way, sent, own) or sent.get("Origin") == own)
one_decides(lambda way, sent, own: decided(way, sent, own) and sent.get("Origin", own) == own)


@exercise.misconception(
    "An empty header was sent: ask whether it is there, with is None or with in."
)
def _empty_is_none(method: str, headers: Headers, own: str) -> bool:
    return decided(method, {name: text for name, text in headers.items() if text}, own)


@exercise.misconception(
    "A program sends headers of its own, such as User-Agent: look for these two only."
)
def _bare(method: str, headers: Headers, own: str) -> bool:
    return decided(method, {"Origin": "", **headers} if headers else headers, own)


@exercise.misconception(
    "A program sends neither header, and no cookies by accident: let it through."
)
def _browsers_only(method: str, headers: Headers, own: str) -> bool:
    return decided(method, headers, own) and (bool(headers) or method == "GET")
