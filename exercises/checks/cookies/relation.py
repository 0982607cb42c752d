"""Same origin, same site, or neither."""

from collections.abc import Callable
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
        (f"https://{random.randint(1, 9)}.{host}/", f"https://{host}/"),
    ]
    for pair in pairs:
        expect_equal(answer(*pair), SITE)


@exercise.property("calls another host another site, localhost and 127.0.0.1 as well")
def _hosts(answer: Answer, random: Random) -> None:
    one, other = random.sample(HOSTS, 2)
    turned = ".".join(reversed(one.split(".")))
    pairs = [(f"http://{one}/", f"http://{near}/") for near in (other, f"evil{one}", turned)]
    pairs.append(("http://localhost:8000", "http://127.0.0.1:8000"))
    for pair in pairs:
        expect_equal(answer(*pair), CROSS)


@exercise.property("takes an address of numbers as a whole")
def _numbers(answer: Answer, random: Random) -> None:
    one, other = random.sample(range(2, 250), 2)
    for pair in ((f"10.0.0.{one}", f"127.0.0.{one}"), (f"10.{one}.0.1", f"10.{other}.0.1"),
                 (f"10.0.0.{one}", f"10.0.0.{other}")):  # fmt: skip
        expect_equal(answer(*(f"http://{host}/" for host in pair)), CROSS)


@exercise.property("calls another scheme another site")
def _schemes(answer: Answer, random: Random) -> None:
    host = random.choice(HOSTS)
    port = random.randrange(1_024, 65_000)
    for one, other in ((host, host), (f"{host}:443", host), (f"{host}:{port}", f"{host}:{port}"),
                       ("127.0.0.1", "127.0.0.1")):  # fmt: skip
        expect_equal(answer(f"http://{one}/", f"https://{other}/"), CROSS)


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


def by_sites(one: str, other: str, short: Callable[[str], str]) -> str:
    """Return what is right, where ``short`` makes the name of a site of a host."""
    sites = [(urlsplit(url).scheme, short(urlsplit(url).hostname or "")) for url in (one, other)]
    return ORIGIN if origin(one) == origin(other) else SITE if sites[0] == sites[1] else CROSS


def last(words: int, host: str) -> str:
    """Return the last words of a host's name."""
    return ".".join(host.split(".")[-words:])


whole_numbers = exercise.misconception(
    "An address of numbers has no subdomains: all four numbers are the site, whichever they are."
)


@whole_numbers
def _last_two_numbers(one: str, other: str) -> str:
    return by_sites(one, other, lambda host: last(2, host))


@whole_numbers
def _loopback_only(one: str, other: str) -> str:
    return by_sites(one, other, lambda host: host if host == "127.0.0.1" else last(2, host))


@whole_numbers
def _three_numbers(one: str, other: str) -> str:
    return by_sites(
        one, other, lambda host: last(2, host) if host[-1].isalpha() else host.rpartition(".")[0]
    )


@exercise.misconception("A name may begin with a number: look at its end, or at all of it.")
def _digit_in_front(one: str, other: str) -> str:
    return by_sites(one, other, lambda host: host if host[0].isdigit() else last(2, host))


@exercise.misconception("One word is too little: all names in .example would be one site.")
def _last_word(one: str, other: str) -> str:
    return by_sites(one, other, lambda host: last(1, host) if host[-1].isalpha() else host)


@exercise.misconception("Compare whole words: evilshop.example ends like shop.example.")
def _by_end(one: str, other: str) -> str:
    first, second = (urlsplit(url).hostname or "" for url in (one, other))
    same = first.endswith(second) or second.endswith(first)
    alike = same and urlsplit(one).scheme == urlsplit(other).scheme
    return ORIGIN if origin(one) == origin(other) else SITE if alike else CROSS


@exercise.misconception("The order of the words counts: example.shop is not shop.example.")
def _any_order(one: str, other: str) -> str:
    sorted_sites = [(scheme, sorted(host.split("."))) for scheme, host in (site(one), site(other))]
    return SITE if related(one, other) == CROSS and sorted_sites[0] == sorted_sites[1] \
        else related(one, other)  # fmt: skip


@exercise.misconception("An origin has a scheme, also where the port is the same.")
def _origin_without_scheme(one: str, other: str) -> str:
    return ORIGIN if origin(one)[1:] == origin(other)[1:] else related(one, other)


@exercise.misconception("The port that isn't written hangs on the scheme: 443 for https.")
def _always_80(one: str, other: str) -> str:
    said = related(one, other)
    ports = [urlsplit(url).port or 80 for url in (one, other)]
    return SITE if said == ORIGIN and ports[0] != ports[1] else said


@exercise.misconception("The words are same origin, same site and cross site, with a space.")
def _with_hyphens(one: str, other: str) -> str:
    return related(one, other).replace(" ", "-")


@exercise.misconception("localhost and 127.0.0.1 are two hosts, though one machine: two sites.")
def _one_machine(one: str, other: str) -> str:
    return related(*(url.replace("//localhost", "//127.0.0.1") for url in (one, other)))
