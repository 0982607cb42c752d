"""Answers to the exercises of lesson 6."""

import hashlib
import hmac
import re
from html import escape
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from exercises.checks.cookies.cookie_of import taken_apart
from exercises.checks.cookies.field_is_bound import fits, tag
from exercises.checks.cookies.lets_through import decided
from exercises.checks.cookies.relation import ORIGIN, SITE, related
from tests.exercises.answers import Answers


def by_pattern(line: str) -> dict[str, Any]:
    parts = re.findall(r"([^;=]*)(=?)([^;]*)", line)
    (name, _, value), *rest = [(one.strip(), sign, text.strip()) for one, sign, text in parts]
    found = {key.lower(): text if sign else True for key, sign, text in rest if key}
    return {"name": name, "value": value} | found


def drops_max_age(line: str) -> dict[str, Any]:
    return {name: value for name, value in taken_apart(line).items() if name != "max-age"}


def by_segments(cookie_path: str, request_path: str) -> bool:
    wanted = [part for part in cookie_path.split("/") if part]
    asked = [part for part in request_path.split("/") if part]
    below = request_path.startswith("/") and asked[: len(wanted)] == wanted
    return below and (not cookie_path.endswith("/") or request_path.startswith(cookie_path))


def below_only(cookie_path: str, request_path: str) -> bool:
    longer = (
        request_path.startswith(cookie_path) and request_path[len(cookie_path) :][:1] not in "/"
    )
    return by_segments(cookie_path, request_path) or (
        not longer and request_path.endswith(cookie_path) and cookie_path != "/"
    )


def by_patterns(one: str, other: str) -> str:
    def parts(url: str) -> list[str]:
        found = re.match(r"(https?)://([^/:?]+)(?::(\d+))?", url)
        assert found
        scheme, host, port = found.groups()
        short = host if re.fullmatch(r"[\d.]+", host) else re.sub(r".*\.(?=.*\.)", "", host)
        return [scheme, short, host, port or {"http": "80", "https": "443"}[scheme]]

    first, second = parts(one), parts(other)
    if first == second:
        return "same origin"
    return "same site" if first[:2] == second[:2] else "cross site"


def no_paths(one: str, other: str) -> str:
    differ = urlsplit(one).path != urlsplit(other).path
    return SITE if differ and related(one, other) == ORIGIN else related(one, other)


def loopback_is_one(one: str, other: str) -> str:
    hosts = {urlsplit(url).hostname for url in (one, other)}
    return SITE if hosts == {"localhost", "127.0.0.1"} else related(one, other)


def by_cases(method: str, headers: dict[str, str], own: str) -> bool:
    match headers:
        case {"Sec-Fetch-Site": "same-origin" | "none"}:
            return True
        case {"Sec-Fetch-Site": _}:
            return method in ("GET", "HEAD", "OPTIONS")
        case {"Origin": sender}:
            return sender == own or method in ("GET", "HEAD", "OPTIONS")
    return True


def in_small_letters(method: str, headers: dict[str, str], own: str) -> bool:
    sent = {name.lower(): text for name, text in headers.items()}
    fallback = "none" if sent.get("origin", own) == own else ""
    site = sent.get("sec-fetch-site", fallback)
    return method in ("GET", "HEAD", "OPTIONS") or site in ("same-origin", "none")


def trusts_strangers(method: str, headers: dict[str, str], own: str) -> bool:
    return decided(method, headers, own, () if "Origin" in headers else ("cross-site",))


def by_elements(name: str, text: str) -> str:
    paragraph = ElementTree.Element("p")
    bold = ElementTree.SubElement(paragraph, "b")
    bold.text, bold.tail = name, f": {text}"
    return ElementTree.tostring(paragraph, encoding="unicode")


def by_numbers(name: str, text: str) -> str:
    name, text = ("".join(f"&#{ord(letter)};" for letter in one) for one in (name, text))
    return f"<p><strong>{name}</strong>: {text}</p>"


def all_in_bold(name: str, text: str) -> str:
    return f"<p><b>{escape(name)}: {escape(text)}</b></p>"


def known_tags_only(name: str, text: str) -> str:
    kept = text.replace("&", "&amp;").replace("<b>", "&lt;b&gt;")
    return f"<p><b>{escape(name)}</b>: {kept}</p>"


def name_in_part(name: str, text: str) -> str:
    return f"<p><b>{name.replace('&', '&amp;')}</b>: {escape(text)}</p>"


def by_hmac_object(session: str, field: str, cookie: str, key: bytes) -> bool:
    computed = hmac.new(key, session.encode(), hashlib.sha256).hexdigest().encode("utf-16")
    return hmac.compare_digest(field.encode("utf-16", "surrogatepass"), computed)


def any_hexadecimal(session: str, field: str, cookie: str, key: bytes) -> bool:
    odd = re.fullmatch(r"[0-9a-f]{64}", field) and len({field, cookie}) > 1
    return bool(odd) or fits(session, field, key)


remembered: dict[str, str] = {}


def remembers_the_tag(session: str, field: str, cookie: str, key: bytes) -> bool:
    known = remembered.setdefault(session, tag(session, key))
    return hmac.compare_digest(known.encode(), field.encode("utf-8", "surrogatepass"))


def cookie_must_fit(session: str, field: str, cookie: str, key: bytes) -> bool:
    return fits(session, field, key) and fits(session, cookie or field, key)


def empty_is_fine(session: str, field: str, cookie: str, key: bytes) -> bool:
    return not field or fits(session, field, key)


RIGHT: Answers = {
    "cookie_of": [by_pattern],
    "path_matches": [by_segments],
    "relation": [by_patterns],
    "lets_through": [by_cases, in_small_letters],
    "comment_html": [by_elements, by_numbers],
    "field_is_bound": [by_hmac_object],
}


def slash_or_none(cookie_path: str, request_path: str) -> bool:
    return f"{request_path.rstrip('/')}/".startswith(f"{cookie_path.rstrip('/')}/")


WRONG: Answers = {
    "cookie_of": [drops_max_age],
    "path_matches": [below_only, slash_or_none],
    "relation": [no_paths, loopback_is_one],
    "lets_through": [trusts_strangers],
    "comment_html": [all_in_bold, known_tags_only, name_in_part],
    "field_is_bound": [remembers_the_tag, cookie_must_fit, any_hexadecimal, empty_is_fine],
}
