"""Look at the sender."""

from random import Random

from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_06 import HOSTS

exercise = Exercise(
    "lets_through",
    "Sec-Fetch-Site is written by the browser and by no script, so it goes first. Origin serves "
    "older browsers. Whoever sends neither is no browser, and carries nobody's cookies by "
    "accident.",
)
UNSAFE = ["POST", "PUT", "DELETE", "PATCH"]
Headers = dict[str, str]


@exercise.must("lets safe methods through, whoever sends them")
def _safe(given: Given, random: Random) -> None:
    own = f"http://{random.choice(HOSTS)}"
    tried = [
        given(method, {"Sec-Fetch-Site": "cross-site"}, own)
        for method in ("GET", "HEAD", "OPTIONS")
    ]
    expect(tried, [True] * 3)


@exercise.must("lets its own page and the address bar through")
def _own(given: Given, random: Random) -> None:
    own, method = f"http://{random.choice(HOSTS)}", random.choice(UNSAFE)
    expect(
        [given(method, {"Sec-Fetch-Site": site}, own) for site in ("same-origin", "none")],
        [True] * 2,
    )


@exercise.must("refuses other sites")
def _cross(given: Given, random: Random) -> None:
    own = f"http://{random.choice(HOSTS)}"
    expect([given(method, {"Sec-Fetch-Site": "cross-site"}, own) for method in UNSAFE], [False] * 4)


@exercise.must("refuses its neighbours of the same site")
def _neighbours(given: Given, random: Random) -> None:
    own, method = f"http://{random.choice(HOSTS)}:5000", random.choice(UNSAFE)
    expect(given(method, {"Sec-Fetch-Site": "same-site"}, own), False)


@exercise.must("goes by Origin where an older browser sends no Sec-Fetch-Site")
def _older(given: Given, random: Random) -> None:
    one, other = random.sample(HOSTS, 2)
    tried = [given("POST", {"Origin": f"http://{host}"}, f"http://{one}") for host in (one, other)]
    expect(tried, [True, False])


@exercise.must("lets a program through that sends neither")
def _program(given: Given, random: Random) -> None:
    expect(given(random.choice(UNSAFE), {}, f"http://{random.choice(HOSTS)}"), True)


def decided(method: str, headers: Headers, own: str, welcome: tuple[str, ...] = ()) -> bool:
    """Return the right answer; ``welcome`` adds senders that are none."""
    if method in {"GET", "HEAD", "OPTIONS", "TRACE"}:
        return True
    site = headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none", *welcome}
    return headers.get("Origin", own) == own


@exercise.mistake("Another port is the same site, and not your page: refuse same-site as well.")
def _trusts_neighbours(method: str, headers: Headers, own: str) -> bool:
    return decided(method, headers, own, ("same-site",))


@exercise.mistake(
    "none is what a browser sends for its address bar and its bookmarks: let it through."
)
def _no_bookmarks(method: str, headers: Headers, own: str) -> bool:
    return decided(method, headers, own) and headers.get("Sec-Fetch-Site") != "none"


@exercise.mistake("A link from another site has to work: safe methods change nothing.")
def _no_links(_method: str, headers: Headers, own: str) -> bool:
    return decided("POST", headers, own)


@exercise.mistake("An older browser sends only Origin: compare it with your own.")
def _new_browsers(method: str, headers: Headers, own: str) -> bool:
    return decided(method, {k: v for k, v in headers.items() if k != "Origin"}, own)


@exercise.mistake(
    "A program sends neither header, and no cookies that it was not given: let it through."
)
def _browsers_only(method: str, headers: Headers, own: str) -> bool:
    return decided(method, headers, own) and (bool(headers) or method == "GET")
