"""Answers to the exercises of lesson 6, written from their texts alone."""

import binascii
import fnmatch
import functools
import hashlib
import hmac
import ipaddress
import re
import string
import unicodedata
from html import escape, unescape
from http.cookies import SimpleCookie
from urllib.parse import urlsplit
from xml.sax import saxutils


def _cookie(line, split=lambda line: line.split(";"), take=lambda part: part.partition("=")):
    """The right way, so that an answer may differ in one thing."""
    first, *rest = split(line)
    name, _, value = take(first)
    cookie = {"name": name.strip(), "value": value.strip()}
    for part in rest:
        if part.strip():
            key, middle, text = take(part)
            cookie[key.strip().lower()] = text.strip() if middle else True
    return cookie


def cookie_of__wrong_1(line: str) -> dict[str, str | bool]:
    """Wrong: splits at "; ", so "a=b;Path=/" stays whole ("Servers differ in how they write … spaces"; hint 1: at `;`)."""
    return _cookie(line, lambda line: line.split("; "))


def cookie_of__wrong_4(line: str) -> dict[str, str | bool]:
    """Wrong: rpartition takes the last equals sign ("splits at the first equals sign")."""
    return _cookie(line, take=lambda p: p.rpartition("=") if "=" in p else p.partition("="))


def cookie_of__wrong_7(line: str) -> dict[str, str | bool]:
    """Wrong: lower-cases the whole attributes, "Lax" becomes "lax" ("with its text")."""
    first, *rest = line.split(";")
    return _cookie(";".join([first, *(part.lower() for part in rest)]))


def cookie_of__wrong_9(line: str) -> dict[str, str | bool]:
    """Wrong: an attribute without text gets an empty text ("or `True` where it has none")."""
    first, *rest = line.split(";")
    name, _, value = first.partition("=")
    cookie = {"name": name.strip(), "value": value.strip()}
    for part in rest:
        if part.strip():
            key, _, text = part.partition("=")
            cookie[key.strip().lower()] = text.strip()
    return cookie


def cookie_of__wrong_11(line: str) -> dict[str, str | bool]:
    """Wrong: `if part` lets "; " at the end through: spaces "don't count", so this part has nothing in it."""
    first, *rest = line.split(";")
    name, _, value = first.partition("=")
    cookie = {"name": name.strip(), "value": value.strip()}
    for part in rest:
        if part:
            key, middle, text = part.partition("=")
            cookie[key.strip().lower()] = text.strip() if middle else True
    return cookie


def cookie_of__wrong_13(line: str) -> dict[str, str | bool]:
    """Wrong: takes every space out, those in a value and in a date too ("those *around* a name or a value don't count")."""
    return _cookie(line.replace(" ", ""))


def cookie_of__wrong_14(line: str) -> dict[str, str | bool]:
    """Wrong: SimpleCookie knows some attributes only and is strict ("each attribute under its name", "or True")."""
    cookie = SimpleCookie(line)
    name, morsel = next(iter(cookie.items()))
    attributes = {key: text for key, text in morsel.items() if text != ""}
    return {"name": name, "value": morsel.value} | attributes


def cookie_of__wrong_15(line: str) -> dict[str, str | bool]:
    """Wrong: only the attributes that the lesson shows ("each attribute"): Partitioned or Priority is lost."""
    known = {
        "name",
        "value",
        "path",
        "expires",
        "max-age",
        "httponly",
        "secure",
        "samesite",
        "domain",
    }
    return {key: text for key, text in _cookie(line).items() if key in known}


def cookie_of__wrong_18(line: str) -> dict[str, str | bool]:
    """Wrong: the cookie under its own name, {"mytoken": "abc"} ('Return one dictionary: "name", "value"')."""
    cookie = _cookie(line)
    return {cookie.pop("name"): cookie.pop("value")} | cookie


def cookie_of__wrong_21(line: str) -> dict[str, str | bool]:
    """Wrong: an empty value (the cookie that deletes) is left out of the dictionary ('"name", "value"')."""
    return {key: text for key, text in _cookie(line).items() if text}


def cookie_of__right_2(line: str) -> dict[str, str | bool]:
    """# right: regular expressions."""
    parts = [p for p in re.split(r"\s*;\s*", line.strip()) if p]
    name, value = re.split(r"\s*=\s*", parts[0], maxsplit=1)
    found = [re.fullmatch(r"([^=]*?)\s*(?:=\s*(.*))?", p, re.DOTALL) for p in parts[1:]]
    return {"name": name, "value": value} | {
        m[1].lower(): True if m[2] is None else m[2] for m in found
    }


def cookie_of__right_3(line: str) -> dict[str, str | bool]:
    """# right: recursion from the right-hand end."""
    rest, semicolon, part = line.rpartition(";")
    key, middle, text = (piece.strip() for piece in part.partition("="))
    if not semicolon:
        return {"name": key, "value": text}
    if not part.strip():
        return cookie_of__right_3(rest)
    return cookie_of__right_3(rest) | {key.lower(): text if middle else True}


# right: functools.partial of a function with more parameters
cookie_of__right_5 = functools.partial(_cookie, split=lambda line: line.rstrip("; ").split(";"))


def path_matches__wrong_3(cookie_path: str, request_path: str) -> bool:
    """Wrong: only "that path", not "everything below it"."""
    return cookie_path == request_path


def path_matches__wrong_4(cookie_path: str, request_path: str) -> bool:
    """Wrong: `in`: /again/refresh is not below /refresh ("sent to that path and to everything below it")."""
    return cookie_path in request_path


def path_matches__wrong_6(cookie_path: str, request_path: str) -> bool:
    """Wrong: the root is the only path that may end in a slash: /refresh/again is below /refresh/, too."""
    if cookie_path == "/":
        return True
    return request_path == cookie_path or request_path.startswith(cookie_path + "/")


def path_matches__wrong_8(cookie_path: str, request_path: str) -> bool:
    """Wrong: capitals don't count: /Refresh is neither "that path" nor below it."""
    return path_matches__right_1(cookie_path.lower(), request_path.lower())


def path_matches__wrong_9(cookie_path: str, request_path: str) -> bool:
    """Wrong: a pattern without re.escape: the cookie of /a.b goes to /axb ("sent to that path")."""
    return re.match(cookie_path.rstrip("/") + "(/|$)", request_path) is not None


def path_matches__wrong_10(cookie_path: str, request_path: str) -> bool:
    """Wrong: looks at the first folder only: /a/b goes to /a/c ("to that path and to everything below it")."""
    return cookie_path == "/" or cookie_path.split("/")[1] == request_path.split("/")[1]


def path_matches__wrong_11(cookie_path: str, request_path: str) -> bool:
    """Wrong: zip ends with the shorter one: the cookie of /a/b goes up to /a ("everything *below* it")."""
    pairs = zip(cookie_path.rstrip("/").split("/"), request_path.split("/"))
    return all(a == b for a, b in pairs)


def path_matches__wrong_12(cookie_path: str, request_path: str) -> bool:
    """Wrong: one floor down only: /refresh/again/later is below, too ("everything below it")."""
    folder = request_path.rpartition("/")[0] or "/"
    return cookie_path in (request_path, folder)


def path_matches__wrong_13(cookie_path: str, request_path: str) -> bool:
    """Wrong: any mark that is no letter ends the folder: the cookie goes to /refresh-token (hint 1: "begins with `/refresh/`")."""
    rest = request_path[len(cookie_path) :]
    return request_path.startswith(cookie_path) and (cookie_path == "/" or not rest[:1].isalnum())


def path_matches__wrong_17(cookie_path: str, request_path: str) -> bool:
    """Wrong: fnmatch: "*", "?" and "[" in a cookie's path match other paths ("sent to that path")."""
    folder = cookie_path.rstrip("/")
    return fnmatch.fnmatchcase(request_path, folder + "/*") or request_path == cookie_path


def path_matches__right_1(cookie_path: str, request_path: str) -> bool:
    """# right: RFC 6265 §5.1.4, word for word."""
    if cookie_path == request_path:
        return True
    if not request_path.startswith(cookie_path):
        return False
    return cookie_path.endswith("/") or request_path[len(cookie_path)] == "/"


def path_matches__right_3(cookie_path: str, request_path: str) -> bool:
    """# right: recursion, folder by folder upwards, with and without the slash."""
    if request_path == cookie_path:
        return True
    if not request_path:
        return False
    if request_path.endswith("/"):
        return path_matches__right_3(cookie_path, request_path[:-1])
    return path_matches__right_3(cookie_path, request_path[: request_path.rfind("/") + 1])


def _noted(answer):
    @functools.wraps(answer)
    def noting(*args, **options):
        return bool(answer(*args, **options))

    return noting


@_noted
def path_matches__right_5(cookie_path: str, request_path: str):
    """# right: decorated with functools.wraps, which makes a bool of what is found; removeprefix."""
    if cookie_path == "/":
        return request_path[:1] == "/"
    rest = request_path.removeprefix(cookie_path)
    if rest == request_path:
        return request_path == cookie_path
    return not rest or cookie_path[-1:] == "/" or rest[0] == "/"


def _is_numbers(host):
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _port(parts):
    return {"http": 80, "https": 443}.get(parts.scheme) if parts.port is None else parts.port


def _related(one, other, origin, site):
    if origin(one) == origin(other):
        return "same origin"
    return "same site" if site(one) == site(other) else "cross site"


def _origin(url):
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, _port(parts)


def _site(url):
    parts = urlsplit(url)
    if _is_numbers(parts.hostname):
        return parts.scheme, parts.hostname
    return parts.scheme, *parts.hostname.split(".")[-2:]


def relation__wrong_2(one: str, other: str) -> str:
    """Wrong: 80 for https as well ("80 or 443")."""

    def origin(url):
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, 80 if parts.port is None else parts.port

    return _related(one, other, origin, _site)


def relation__wrong_5(one: str, other: str) -> str:
    """Wrong: an origin without its scheme: http://a.example:443 is not https://a.example."""
    return _related(one, other, lambda u: _origin(u)[1:], _site)


def relation__wrong_8(one: str, other: str) -> str:
    """Wrong: one word: everything in .example is one site ("the last two words")."""

    def site(url):
        parts = urlsplit(url)
        return parts.scheme, parts.hostname if _is_numbers(
            parts.hostname
        ) else parts.hostname.split(".")[-1]

    return _related(one, other, _origin, site)


def relation__wrong_10(one: str, other: str) -> str:
    """Wrong: endswith: evilshop.example is not the site of shop.example ("the last two words")."""
    if _origin(one) == _origin(other):
        return "same origin"
    a, b = urlsplit(one), urlsplit(other)
    same = a.hostname.endswith(b.hostname) or b.hostname.endswith(a.hostname)
    return "same site" if a.scheme == b.scheme and same else "cross site"


def relation__wrong_15(one: str, other: str) -> str:
    """Wrong: a digit in front makes "an address of numbers": 4.shop.example is a name and the site of shop.example."""

    def site(url):
        parts = urlsplit(url)
        if parts.hostname[0].isdigit():
            return parts.scheme, parts.hostname
        return parts.scheme, *parts.hostname.split(".")[-2:]

    return _related(one, other, _origin, site)


def relation__wrong_17(one: str, other: str) -> str:
    """Wrong: goes by the machine: localhost and 127.0.0.1 are one ("An address of numbers is a site by itself")."""

    def mended(url):
        return url.replace("//localhost", "//127.0.0.1")

    return _related(mended(one), mended(other), _origin, _site)


def relation__wrong_19(one: str, other: str) -> str:
    """Wrong: only 127.0.0.1 is an address of numbers; 10.1.0.1 and 10.2.0.1 are one site."""

    def site(url):
        parts = urlsplit(url)
        if parts.hostname == "127.0.0.1":
            return parts.scheme, parts.hostname
        return parts.scheme, *parts.hostname.split(".")[-2:]

    return _related(one, other, _origin, site)


def relation__wrong_20(one: str, other: str) -> str:
    """Wrong: two numbers of one address block are one site, the first three alike ("a site by itself")."""

    def site(url):
        parts = urlsplit(url)
        words = parts.hostname.split(".")
        return (
            (parts.scheme, *words[:3])
            if _is_numbers(parts.hostname)
            else (parts.scheme, *words[-2:])
        )

    return _related(one, other, _origin, site)


def relation__wrong_21(one: str, other: str) -> str:
    """Wrong: the last two words in a set: example.shop is not shop.example."""
    return _related(one, other, _origin, lambda u: frozenset(_site(u)))


def relation__right_2(one: str, other: str) -> str:
    """# right: without urlsplit's port: the pattern of an address."""

    def take(url):
        found = re.match(
            r"([a-z]+)://(?:[^/?#@]*@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?", url.strip(), re.IGNORECASE
        )
        scheme, host = found[1].lower(), found[2].lower()
        port = int(found[3] or {"http": 80, "https": 443}[scheme])
        numbers = host.startswith("[") or re.fullmatch(r"[0-9.]+", host)
        return (scheme, host, port), (scheme, host if numbers else ".".join(host.split(".")[-2:]))

    (origin, site), (origin2, site2) = take(one), take(other)
    if origin == origin2:
        return "same origin"
    return "same site" if site == site2 else "cross site"


def relation__right_4(one: str, other: str) -> str:
    """# right: the answers in a row, chosen by a number."""
    a, b = urlsplit(one), urlsplit(other)
    last = [h if h.rsplit(".", 1)[-1].isdecimal() or ":" in h else ".".join(h.rsplit(".", 2)[-2:])
            for h in (a.hostname, b.hostname)]  # fmt: skip
    same_scheme = a.scheme == b.scheme
    same_site = same_scheme and last[0] == last[1]
    same_origin = same_scheme and a.hostname == b.hostname and _port(a) == _port(b)
    return ("cross site", "same site", "same origin")[same_site + same_origin]


_SAFE = ("GET", "HEAD", "OPTIONS")


def lets_through__wrong_2(method: str, headers: dict[str, str], own: str) -> bool:
    """Wrong: only POST is looked at: PUT, PATCH and DELETE pass from anywhere ("Safe methods … always may. Else")."""
    return method != "POST" or lets_through__right_1(method, headers, own)


def lets_through__wrong_4(method: str, headers: dict[str, str], own: str) -> bool:
    """Wrong: refuses only cross-site; same-site and unknown values pass ("no other value")."""
    if method in _SAFE:
        return True
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] != "cross-site"
    return headers.get("Origin", own) == own


def lets_through__wrong_9(method: str, headers: dict[str, str], own: str) -> bool:
    """Wrong: an empty Origin is taken for a missing one ("An empty header is not a missing one")."""
    if method in _SAFE:
        return True
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in ("same-origin", "none")
    return (headers.get("Origin") or own) == own


def lets_through__wrong_14(method: str, headers: dict[str, str], own: str) -> bool:
    """Wrong: where both are missing, Referer or Cookie decides ("whatever other headers it sends")."""
    if method in _SAFE:
        return True
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in ("same-origin", "none")
    if "Origin" in headers:
        return headers["Origin"] == own
    return "Cookie" not in headers and headers.get("Referer", own).startswith(own)


def lets_through__wrong_15(method: str, headers: dict[str, str], own: str) -> bool:
    """Wrong: `in` with a text for a tuple: "", "same" and "origin" pass ("no other value")."""
    if method in _SAFE:
        return True
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in "same-origin none"
    return headers.get("Origin", own) == own


def lets_through__wrong_16(method: str, headers: dict[str, str], own: str) -> bool:
    """Wrong: method in a text: "", "T" and "HEAD, OPT" are safe, too ("Safe methods (`GET`, `HEAD`, `OPTIONS`)")."""
    return method in "GET, HEAD, OPTIONS" or lets_through__right_1(method, headers, own)


def lets_through__wrong_19(method: str, headers: dict[str, str], own: str) -> bool:
    """Wrong: KeyError where Origin is missing ("Where both are missing, it is a program, and may pass")."""
    if method in _SAFE:
        return True
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in ("same-origin", "none")
    return headers["Origin"] == own


def lets_through__wrong_20(method: str, headers: dict[str, str], own: str) -> bool:
    """Wrong: compares the host without scheme: https://shop.example is not http://shop.example ("the server's `own`")."""
    if method in _SAFE:
        return True
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in ("same-origin", "none")
    return urlsplit(headers.get("Origin", own)).netloc == urlsplit(own).netloc


def lets_through__wrong_21(method: str, headers: dict[str, str], own: str) -> bool:
    """Wrong: another port of the same host passes ("`Origin` has to be the server's `own`")."""
    if method in _SAFE:
        return True
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in ("same-origin", "none")
    sent, right = urlsplit(headers.get("Origin", own)), urlsplit(own)
    return (sent.scheme, sent.hostname) == (right.scheme, right.hostname)


def lets_through__wrong_25(method: str, headers: dict[str, str], own: str) -> bool:
    """Wrong: strips and lower-cases the value: "Same-Origin" and " none" pass ("no other value")."""
    if method in _SAFE:
        return True
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"].strip().lower() in ("same-origin", "none")
    return headers.get("Origin", own) == own


def lets_through__right_1(method: str, headers: dict[str, str], own: str) -> bool:
    """# right: hints' way, a return for each rule."""
    if method in _SAFE:
        return True
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in ("same-origin", "none")
    return headers.get("Origin", own) == own


# right: lambda, one expression
lets_through__right_2 = lambda method, headers, own: (
    method in {"GET", "HEAD", "OPTIONS"}
    or headers.get("Sec-Fetch-Site", "none" if headers.get("Origin", own) == own else "")
    in {"same-origin", "none"}
)


def lets_through__right_4(method: str, headers: dict[str, str], own: str) -> bool:
    """# right: try and except for the missing ones."""
    if re.fullmatch("GET|HEAD|OPTIONS", method):
        return True
    try:
        return headers["Sec-Fetch-Site"] in ["same-origin", "none"]
    except KeyError:
        pass
    try:
        return headers["Origin"] == own
    except KeyError:
        return True


def comment_html__wrong_4(name: str, text: str) -> str:
    """Wrong: escapes the whole, tags and all: no paragraph and no bold ("a paragraph, the name in bold")."""
    return escape(f"<p><b>{name}</b>: {text}</p>")


def comment_html__wrong_7(name: str, text: str) -> str:
    """Wrong: takes tags out in place of showing them ("letter for letter")."""

    def shown(written):
        return escape(re.sub("<[^>]*>", "", written))

    return f"<p><b>{shown(name)}</b>: {shown(text)}</p>"


def comment_html__wrong_9(name: str, text: str) -> str:
    """Wrong: unescapes first "to avoid doing it twice": "&amp;lt;" and "&lt;" look alike ("letter for letter")."""
    return f"<p><b>{escape(unescape(name))}</b>: {escape(unescape(text))}</p>"


def comment_html__wrong_11(name: str, text: str) -> str:
    """Wrong: format on a text that holds the comment: braces in it raise or vanish ("letter for letter")."""
    return ("<p><b>{name}</b>: " + escape(text) + "</p>").format(name=escape(name))


def comment_html__wrong_12(name: str, text: str) -> str:
    """Wrong: replaces TEXT in a text that holds the name already: a name with TEXT in it is torn ("any name")."""
    page = "<p><b>NAME</b>: TEXT</p>"
    return page.replace("NAME", escape(name)).replace("TEXT", escape(text))


def comment_html__wrong_13(name: str, text: str) -> str:
    """Wrong: a % in the text is taken for a placeholder ("letter for letter")."""
    return ("<p><b>%s</b>: " + escape(text) + "</p>") % escape(name)


def comment_html__wrong_16(name: str, text: str) -> str:
    """Wrong: drops what is not ASCII: "Zoë" is shown as "Zo" ("letter for letter")."""
    html = f"<p><b>{escape(name)}</b>: {escape(text)}</p>"
    return html.encode("ascii", "ignore").decode()


def comment_html__wrong_20(name: str, text: str) -> str:
    """Wrong: cuts after escaping, in the midst of "&amp;" perhaps, and shows 80 letters at most ("Whatever people write is shown")."""
    return f"<p><b>{escape(name)[:80]}</b>: {escape(text)[:80]}</p>"


def comment_html__wrong_21(name: str, text: str) -> str:
    """Wrong: string.Template on a text that holds the comment: $name in a comment becomes the name ("letter for letter")."""
    page = f"<p><b>$name</b>: {escape(text)}</p>"
    return string.Template(page).safe_substitute(name=escape(name))


def comment_html__wrong_22(name: str, text: str) -> str:
    """Wrong: None for an empty comment ("Return the HTML that shows it")."""
    if name and text:
        return f"<p><b>{escape(name)}</b>: {escape(text)}</p>"


def comment_html__wrong_24(name: str, text: str) -> str:
    """Wrong: the first of each mark only, replace(…, 1) ("Whatever people write … does nothing")."""

    def shown(written):
        return written.replace("&", "&amp;", 1).replace("<", "&lt;", 1).replace(">", "&gt;", 1)

    return f"<p><b>{shown(name)}</b>: {shown(text)}</p>"


def comment_html__right_2(name: str, text: str) -> str:
    """# right: xml.sax.saxutils, which leaves quotes alone, and %."""
    return "<p><b>%s</b>: %s</p>" % (saxutils.escape(name), saxutils.escape(text))


def comment_html__right_3(name: str, text: str) -> str:
    """# right: str.translate."""
    table = str.maketrans({"&": "&amp;", "<": "&#60;", ">": "&#x3E;"})
    return "".join(["<p><b>", name.translate(table), "</b>: ", text.translate(table), "</p>"])


def _mac(session, key, how="sha256"):
    return hmac.new(key, session.encode("utf-8", "surrogatepass"), how).hexdigest()


def field_is_bound__wrong_1(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: compares the field with the cookie ("Somebody may have planted the cookie")."""
    return hmac.compare_digest(
        field.encode("utf-8", "surrogatepass"), cookie.encode("utf-8", "surrogatepass")
    )


def field_is_bound__wrong_6(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: strict UTF-8: an error for "\\ud800" (hint 2), where False is due ("whatever odd text")."""
    return hmac.compare_digest(field.encode(), _mac(session, key).encode())


def field_is_bound__wrong_7(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: surrogateescape knows only half of the surrogates: "\\ud800" raises (hint 2: surrogatepass)."""
    return hmac.compare_digest(
        field.encode("utf-8", "surrogateescape"), _mac(session, key).encode()
    )


def field_is_bound__wrong_8(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: "ignore" drops odd letters: the right field with "é" in it is True ("`False` to whatever odd text")."""
    return hmac.compare_digest(field.encode("ascii", "ignore"), _mac(session, key).encode())


def field_is_bound__wrong_9(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: "ignore" drops a lone surrogate only: the right field with "\\ud800" in it is True ("whatever odd text")."""
    return hmac.compare_digest(field.encode("utf-8", "ignore"), _mac(session, key).encode())


def field_is_bound__wrong_10(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: SHA-256 of key and name is no HMAC ("the HMAC-SHA256")."""
    right = hashlib.sha256(key + session.encode("utf-8", "surrogatepass")).hexdigest()
    return hmac.compare_digest(field.encode("utf-8", "surrogatepass"), right.encode())


def field_is_bound__wrong_16(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: fromhex skips spaces, so the right field in groups with spaces is True ("whatever odd text")."""
    try:
        return hmac.compare_digest(bytes.fromhex(field), bytes.fromhex(_mac(session, key)))
    except ValueError:
        return False


def field_is_bound__wrong_17(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: strip: the right field with a line end is True (the field then isn't "the HMAC-SHA256, in hexadecimal")."""
    sent = field.strip().encode("utf-8", "surrogatepass")
    return hmac.compare_digest(sent, _mac(session, key).encode())


def field_is_bound__wrong_19(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: cuts the field to 64: the right one with a tail is True ("whatever odd text stands in the field")."""
    sent = field.encode("utf-8", "surrogatepass")[:64]
    return hmac.compare_digest(sent, _mac(session, key).encode())


def field_is_bound__wrong_20(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: eight digits are enough, as in the docstring's example ("the HMAC-SHA256, in hexadecimal")."""
    sent = field.encode("utf-8", "surrogatepass")[:8]
    return hmac.compare_digest(sent, _mac(session, key)[:8].encode())


def field_is_bound__wrong_22(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: NFKC makes plain digits of wide ones: an odd text is True ("`False` to whatever odd text")."""
    sent = unicodedata.normalize("NFKC", field).encode("utf-8", "surrogatepass")
    return hmac.compare_digest(sent, _mac(session, key).encode())


def field_is_bound__wrong_23(session: str, field: str, cookie: str, key: bytes) -> bool:
    """Wrong: remembers the HMAC by session alone: another key later gets the old one's ("under the key")."""
    right = _known.setdefault(session, _mac(session, key))
    return hmac.compare_digest(field.encode("utf-8", "surrogatepass"), right.encode())


class _Bound:
    def __init__(self, errors):
        self.errors = errors

    def __call__(self, session: str, field: str, cookie: str, key: bytes) -> bool:
        right = binascii.hexlify(hmac.digest(key, session.encode(), "sha256"))
        return hmac.compare_digest(
            field.encode("utf-32-be", self.errors), right.decode().encode("utf-32-be")
        )


# right: a callable object, both texts in UTF-32
field_is_bound__right_4 = _Bound("surrogatepass")


def field_is_bound__right_5(session: str, field: str, cookie: str, key: bytes) -> bool:
    """# right: backslashreplace in ASCII; an odd letter never becomes a hexadecimal digit alone."""
    mac = hmac.new(key, digestmod="sha256")
    mac.update(session.encode())
    return hmac.compare_digest(field.encode("ascii", "backslashreplace"), mac.hexdigest().encode())
