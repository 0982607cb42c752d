"""Look at the sender."""

from collections.abc import Callable
from random import Random
from urllib.parse import urlsplit

from exercises.checks.cookies import HOSTS
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "lets_through",
    "Sec-Fetch-Site is written by the browser and by no script, so it goes first: our own form "
    "sends the Origin null, since the server's Referrer-Policy is no-referrer. Origin serves older "
    "browsers. Whoever sends neither is no browser, and carries nobody's cookies by accident.",
)
SAFE = ["GET", "HEAD", "OPTIONS"]
UNSAFE = ["POST", "PUT", "DELETE", "PATCH"]
ODD_SITES = ["Same-Origin", "same-origin ", " none", "same", "origin", "nonesuch", "null"]
"""Values of Sec-Fetch-Site that no browser sends."""
Headers = dict[str, str]


@exercise.property("lets safe methods through, whoever sends them")
def _safe(answer: Answer, random: Random) -> None:
    own = f"http://{random.choice(HOSTS)}"
    for method in SAFE:
        expect_equal(answer(method, {"Sec-Fetch-Site": "cross-site"}, own), True)


@exercise.property("lets its own page and the address bar through")
def _own(answer: Answer, random: Random) -> None:
    own, method = f"http://{random.choice(HOSTS)}", random.choice(UNSAFE)
    for site in ("same-origin", "none"):
        expect_equal(answer(method, {"Sec-Fetch-Site": site}, own), True)


@exercise.property("refuses other sites")
def _cross(answer: Answer, random: Random) -> None:
    own = f"http://{random.choice(HOSTS)}"
    for method in (*UNSAFE, "OPTION"):
        expect_equal(answer(method, {"Sec-Fetch-Site": "cross-site"}, own), False)


@exercise.property("refuses any other value of Sec-Fetch-Site")
def _odd(answer: Answer, random: Random) -> None:
    own, method = f"http://{random.choice(HOSTS)}", random.choice(UNSAFE)
    for site in ODD_SITES:
        expect_equal(answer(method, {"Sec-Fetch-Site": site}, own), False)


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
    others = {"Cookie": "access_token=abc", "Referer": "https://evil.example/", "Host": "a.example"}
    for headers in ({}, {"User-Agent": "curl/8.5.0", "Accept": "*/*"}, others):
        expect_equal(answer(method, headers, own), True)


def decided(method: str, headers: Headers, own: str, welcome: tuple[str, ...] = ()) -> bool:
    """Return the right answer; ``welcome`` adds senders that are none."""
    if method in SAFE:
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


safe = exercise.misconception(
    "A link from another site has to work: safe methods change nothing, and there are three."
)


@safe
def _no_links(_method: str, headers: Headers, own: str) -> bool:
    return decided("POST", headers, own)


@safe
def _get_only(method: str, headers: Headers, own: str) -> bool:
    return decided(method if method == "GET" else "POST", headers, own)


unsafe = exercise.misconception(
    "Not only POST changes something, PUT and DELETE do: all but the three safe ones are looked at."
)


@unsafe
def _post_only(method: str, headers: Headers, own: str) -> bool:
    return method != "POST" or decided(method, headers, own)


@unsafe
def _part_of_a_name(method: str, headers: Headers, own: str) -> bool:
    return method in "GET, HEAD, OPTIONS" or decided(method, headers, own)


two_values = exercise.misconception(
    "Two values of Sec-Fetch-Site may pass, whole and as they are written: all others may not."
)


@two_values
def _not_cross_site(method: str, headers: Headers, own: str) -> bool:
    odd = headers.get("Sec-Fetch-Site", "cross-site") != "cross-site"
    return odd or decided(method, headers, own)


@two_values
def _part_of_a_value(method: str, headers: Headers, own: str) -> bool:
    part = headers.get("Sec-Fetch-Site", "?") in "same-origin none"
    return part or decided(method, headers, own)


@two_values
def _in_small_letters(method: str, headers: Headers, own: str) -> bool:
    site = headers.get("Sec-Fetch-Site", "").strip().lower()
    return decided(method, headers | ({"Sec-Fetch-Site": site} if site else {}), own)


@exercise.misconception("An older browser sends only Origin: compare it with your own.")
def _new_browsers(method: str, headers: Headers, own: str) -> bool:
    return decided(method, {k: v for k, v in headers.items() if k != "Origin"}, own)


letter_for_letter = exercise.misconception(
    "Compare the whole Origin with ==: others begin with your name, end in it, or are part of it."
)


def taken_for_own(sent: Headers, own: str, is_like: Callable[[str, str], bool]) -> bool:
    """Return whether the Origin, which decides here, ``is_like`` the own one."""
    return "Sec-Fetch-Site" not in sent and "Origin" in sent and is_like(sent["Origin"], own)


@letter_for_letter
def _begins_like_own(method: str, headers: Headers, own: str) -> bool:
    return taken_for_own(headers, own, str.startswith) or decided(method, headers, own)


@letter_for_letter
def _ends_like_own(method: str, headers: Headers, own: str) -> bool:
    host = own.removeprefix("http://")
    return taken_for_own(headers, host, str.endswith) or decided(method, headers, own)


@letter_for_letter
def _part_of_own(method: str, headers: Headers, own: str) -> bool:
    return taken_for_own(headers, own, lambda sent, all_: sent in all_) or decided(
        method, headers, own
    )


@letter_for_letter
def _without_scheme(method: str, headers: Headers, own: str) -> bool:
    def alike(sent: str, own: str) -> bool:
        return urlsplit(sent).netloc == urlsplit(own).netloc

    return taken_for_own(headers, own, alike) or decided(method, headers, own)


@letter_for_letter
def _without_port(method: str, headers: Headers, own: str) -> bool:
    def alike(sent: str, own: str) -> bool:
        one, other = urlsplit(sent), urlsplit(own)
        return (one.scheme, one.hostname) == (other.scheme, other.hostname)

    return taken_for_own(headers, own, alike) or decided(method, headers, own)


@exercise.misconception(
    "null is what anybody's page sends from a sandboxed frame: it is not your own."
)
def _null_is_own(method: str, headers: Headers, own: str) -> bool:
    return taken_for_own(headers, "null", str.__eq__) or decided(method, headers, own)


one_decides = exercise.misconception(
    "Where Sec-Fetch-Site is sent, it decides, and Origin doesn't."
)


@one_decides
def _either(method: str, headers: Headers, own: str) -> bool:
    return decided(method, headers, own) or headers.get("Origin") == own


@one_decides
def _both_must(method: str, headers: Headers, own: str) -> bool:
    same = method in SAFE or headers.get("Origin", own) == own
    return same and decided(method, headers, own)


def without_empty(headers: Headers, *names: str) -> Headers:
    """Return the headers but for empty ones of these names."""
    return {name: text for name, text in headers.items() if text or name not in names}


empty = exercise.misconception(
    "An empty header was sent: ask whether it is there, with is None or with in."
)


@empty
def _empty_origin_is_none(method: str, headers: Headers, own: str) -> bool:
    return decided(method, without_empty(headers, "Origin"), own)


@empty
def _empty_site_is_none(method: str, headers: Headers, own: str) -> bool:
    return decided(method, without_empty(headers, "Sec-Fetch-Site"), own)


@empty
def _empty_is_none(method: str, headers: Headers, own: str) -> bool:
    return decided(method, without_empty(headers, "Origin", "Sec-Fetch-Site"), own)


of_its_own = exercise.misconception(
    "A program sends headers of its own, such as User-Agent: look for these two only."
)


@of_its_own
def _by_referer(method: str, headers: Headers, own: str) -> bool:
    strange = not {"Sec-Fetch-Site", "Origin"} & {*headers} and "Referer" in headers
    return not strange and decided(method, headers, own)


@of_its_own
def _bare(method: str, headers: Headers, own: str) -> bool:
    return decided(method, {"Origin": "", **headers} if headers else headers, own)


program = exercise.misconception(
    "A program sends neither header, and no cookies by accident: let it through."
)


@program
def _origin_needed(method: str, headers: Headers, own: str) -> bool:
    if method in SAFE or "Sec-Fetch-Site" in headers:
        return decided(method, headers, own)
    return headers["Origin"] == own


@program
def _missing_is_strange(method: str, headers: Headers, own: str) -> bool:
    known = method in SAFE or "Sec-Fetch-Site" in headers
    return decided(method, headers, own) and (known or "Origin" in headers)


@program
def _browsers_only(method: str, headers: Headers, own: str) -> bool:
    return decided(method, headers, own) and (bool(headers) or method == "GET")
