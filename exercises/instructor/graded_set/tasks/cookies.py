"""Lesson 6: which cookies a browser sends along."""

from typing import NamedTuple

from exercises.instructor.graded_set.secret import Draw
from exercises.instructor.graded_set.task import Challenge, Task, assign, same_names

COUNT = 12


class Request(NamedTuple):
    """What a browser asks for, on whose page, and how long after the cookies were set (seconds)."""

    page: str
    does: str
    url: str
    seconds_later: int


class Cookie(NamedTuple):
    """A cookie as its browser keeps it: without Domain, and with all else written out."""

    name: str
    host: str
    path: str
    secure: bool
    same_site: str
    max_age: int


OTHER_SITE, OTHER_PORT = "https://mallory.example", "{}://{}:8443"
LINK, FORM = "a link is clicked (GET)", "a form is sent (POST)"
WAYS = (
    ("https", OTHER_SITE, LINK),
    ("https", OTHER_SITE, FORM),
    ("https", OTHER_PORT, FORM),
    ("http", OTHER_SITE, LINK),
)
SHOPS = ("shop", "books", "tea", "shoes", "bikes")
WORDS = ("account", "orders", "basket", "letters")


def _is_sent(cookie: Cookie, request: Request, host: str, path: str) -> bool:
    """Whether the browser sends a cookie along (RFC 6265 §5.4, RFC 6265bis §5.2)."""
    allowed = {"Strict", "Lax", "None"}
    if request.page == OTHER_SITE:
        allowed -= {"Strict"} if request.does == LINK else {"Strict", "Lax"}
    below = cookie.path if cookie.path.endswith("/") else f"{cookie.path}/"
    return (
        cookie.host == host
        and (path == cookie.path or path.startswith(below))
        and (not cookie.secure or request.url.startswith("https:"))
        and cookie.same_site in allowed
        and request.seconds_later < cookie.max_age
    )


def _request(draw: Draw) -> tuple[Request, str, str]:
    """Draw a request; return its host and its path, too."""
    scheme, page, does = draw.choice("way", WAYS)
    host = f"{draw.choice('shop', SHOPS)}.example"
    path = "/" + "/".join(draw.sample("path", WORDS, 2))
    url, later = f"{scheme}://{host}{path}", draw.between("later", 2, 60) * 60
    return Request(page.format(scheme, host), does, url, later), host, path


def _cookie(draw: Draw, n: int, request: Request, host: str, path: str, sent: bool) -> Cookie:
    """Draw cookies until one is sent, or is not, as wanted."""
    first = path.split("/")[1]
    paths = ("/", path, f"/{first}", f"/{first}/", f"{path}/", f"/{first[:-1]}", f"{path}s")
    turn = 0
    while True:
        where = f"{n} {turn}"
        same_site = draw.choice(f"same site {where}", ("Strict", "Lax", "None"))
        cookie = Cookie(
            f"c{draw.hex(f'name {n}', 10)}",
            draw.choice(f"host {where}", (host, host, host, f"www.{host}", f"my{host}")),
            draw.choice(f"path {where}", paths),
            same_site == "None" or draw.choice(f"secure {where}", (True, False)),
            same_site,
            request.seconds_later + draw.choice(f"age {where}", (-60, 60, 60, 3_600, 86_400)),
        )
        if _is_sent(cookie, request, host, path) is sent:
            return cookie
        turn += 1


def _challenge(draw: Draw) -> Challenge:
    request, host, path = _request(draw)
    count = draw.between("how many", 4, 7)
    made = [_cookie(draw, n, request, host, path, n < count) for n in range(COUNT)]
    sent = [cookie.name for cookie in made[:count]]
    shown = [cookie._asdict() for cookie in draw.sample("order", made, COUNT)]
    return Challenge(assign(request=request._asdict(), cookies=shown), sent, same_names(sent))


COOKIES = Task(
    "cookies",
    "What travels along?",
    "lesson 6",
    """A browser keeps twelve cookies, none with a `Domain`: each belongs to the host that set it,
and to no other. All were set at the same moment, with the `path`, `secure`, `same_site` and
`max_age` (seconds) that you see. `seconds_later`, somebody is on the `page`, and what `does` says
happens there. The browser asks for the `url`, in the same tab.

Write the names of the cookies that it sends along, as a list, in any order.""",
    "is_list(answer_5) and set(answer_5) <= {cookie['name'] for cookie in cookies}",
    "a list of texts, each the name of one of the cookies",
    _challenge,
)
