"""Same origin, same site, or neither."""

from random import Random
from urllib.parse import urlsplit

from exercises.checks.cookies import HOSTS
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "relation",
    "An origin is scheme, host and port; a site leaves the port out and takes subdomains together. "
    "So another port is the same site, and gets the cookies; localhost and 127.0.0.1 are two "
    "sites.",
)
ORIGIN, SITE, CROSS = "same origin", "same site", "cross site"


@exercise.property("knows the same origin, whatever the path")
def _origin(answer: Answer, random: Random) -> None:
    host, port = random.choice(HOSTS), random.randrange(1_024, 65_000)
    expect_equal(answer(f"http://{host}:{port}/a", f"http://{host}:{port}/b?c"), ORIGIN)


@exercise.property("knows that 80 is the port of http, and 443 that of https")
def _default_ports(answer: Answer, random: Random) -> None:
    host = random.choice(HOSTS)
    pairs = [
        (f"http://{host}/", f"http://{host}:80/"),
        (f"https://{host}:443/", f"https://{host}/"),
    ]
    for pair in pairs:
        expect_equal(answer(*pair), ORIGIN)


@exercise.property("calls another port the same site")
def _ports(answer: Answer, random: Random) -> None:
    host = random.choice([*HOSTS, "127.0.0.1", "localhost"])
    one, other = random.sample(range(1_024, 65_000), 2)
    expect_equal(answer(f"http://{host}:{one}/", f"http://{host}:{other}/"), SITE)


@exercise.property("calls a subdomain the same site")
def _subdomains(answer: Answer, random: Random) -> None:
    host = random.choice(HOSTS)
    pairs = [
        (f"https://{host}/", f"https://pay.{host}/"),
        (f"https://a.{host}", f"https://b.{host}"),
        (f"https://a.b.{host}/", f"https://{host}/"),
    ]
    for pair in pairs:
        expect_equal(answer(*pair), SITE)


@exercise.property("calls another host another site, localhost and 127.0.0.1 as well")
def _hosts(answer: Answer, random: Random) -> None:
    one, other = random.sample(HOSTS, 2)
    pairs = [(f"http://{one}/", f"http://{other}/"), ("http://localhost:8000", "http://127.0.0.1:8000"),
             ("http://10.0.0.1/", "http://127.0.0.1/")]  # fmt: skip
    for pair in pairs:
        expect_equal(answer(*pair), CROSS)


@exercise.property("calls another scheme another site")
def _schemes(answer: Answer, random: Random) -> None:
    host = random.choice(HOSTS)
    expect_equal(answer(f"http://{host}/", f"https://{host}/"), CROSS)


PORTS = {"http": 80, "https": 443}


def site(url: str) -> tuple[str, str]:
    """Return scheme and registrable name; endings such as co.uk would need a list."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme, host if host[-1].isdigit() else ".".join(host.split(".")[-2:])


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Return scheme, host and port."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme]


def related(one: str, other: str) -> str:
    """Return the right answer."""
    return ORIGIN if origin(one) == origin(other) else SITE if site(one) == site(other) else CROSS


@exercise.misconception("A port that is not written is 80 for http and 443 for https.")
def _written_ports(one: str, other: str) -> str:
    first, second = (urlsplit(url) for url in (one, other))
    said = related(one, other)
    return SITE if said == ORIGIN and first.port != second.port else said


@exercise.misconception("Sites ignore ports: another port of the same host is the same site.")
def _ports_count(one: str, other: str) -> str:
    said = related(one, other)
    return CROSS if said == SITE and origin(one)[:2] == origin(other)[:2] else said


@exercise.misconception(
    "A subdomain belongs to the site: compare the last two labels of the names."
)
def _whole_hosts(one: str, other: str) -> str:
    said = related(one, other)
    return CROSS if said == SITE and origin(one)[1] != origin(other)[1] else said


@exercise.misconception(
    "However many labels a name has, its site is the last two: a.b.shop.example is shop's."
)
def _first_label(one: str, other: str) -> str:
    said = related(one, other)
    deep = any((urlsplit(url).hostname or "").count(".") > 2 for url in (one, other))
    return CROSS if said == SITE and deep and origin(one)[1] != origin(other)[1] else said


@exercise.misconception("The scheme belongs to the site today: http and https are two.")
def _schemeless(one: str, other: str) -> str:
    said = related(one, other)
    return SITE if said == CROSS and site(one)[1] == site(other)[1] else said


@exercise.misconception("An address of numbers has no subdomains: it is the whole site.")
def _numbers(one: str, other: str) -> str:
    ends = [".".join((urlsplit(url).hostname or "").split(".")[-2:]) for url in (one, other)]
    return SITE if ends[0] == ends[1] and related(one, other) == CROSS and ends[0][-1].isdigit() \
        else related(one, other)  # fmt: skip
