"""Answers to the exercises of lesson 6."""

import hashlib
import hmac
import re
from html import escape
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from exercises.lesson_06.cookie_of import taken_apart
from exercises.lesson_06.field_is_bound import fits
from exercises.lesson_06.lets_through import decided
from exercises.lesson_06.relation import ORIGIN, SITE, related
from tests.exercises.answers import Answers


def by_regex(line: str) -> dict[str, Any]:
    first, *rest = re.split(r"\s*;\s*", line.strip())
    name, value = first.split("=", 1)
    found: dict[str, Any] = {"name": name, "value": value}
    for part in rest:
        key, *text = part.split("=", 1)
        found[key.casefold()] = text[0] if text else True
    return found


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


def trusts_strangers(method: str, headers: dict[str, str], own: str) -> bool:
    return decided(method, headers, own, ("cross-site",))


def by_elements(name: str, text: str) -> str:
    paragraph = ElementTree.Element("p")
    bold = ElementTree.SubElement(paragraph, "b")
    bold.text, bold.tail = name, f": {text}"
    return ElementTree.tostring(paragraph, encoding="unicode")


def in_italics(name: str, text: str) -> str:
    bold = "b" if "<" in name + text or "&" in text or " " not in text else "B"
    return f"<p><{bold}>{escape(name)}</{bold}>: {escape(text)}</p>"


def ampersands_only(name: str, text: str) -> str:
    return f"<p><b>{escape(name)}</b>: {text.replace('&', '&amp;')}</p>"


def by_hmac_object(session: str, field: str, cookie: str, key: bytes) -> bool:
    computed = hmac.new(key, session.encode(), hashlib.sha256).hexdigest().encode()
    return hmac.compare_digest(field.encode("utf-8"), computed)


def never(session: str, field: str, cookie: str, key: bytes) -> bool:
    return False


def any_hexadecimal(session: str, field: str, cookie: str, key: bytes) -> bool:
    return bool(re.fullmatch(r"[0-9a-f]{64}", field) and len({field, cookie}) > 1)


def empty_is_fine(session: str, field: str, cookie: str, key: bytes) -> bool:
    return not field or fits(session, field, key)


RIGHT: Answers = {
    "cookie_of": [by_regex],
    "path_matches": [by_segments],
    "relation": [by_patterns],
    "lets_through": [by_cases],
    "comment_html": [by_elements],
    "field_is_bound": [by_hmac_object],
}
WRONG: Answers = {
    "cookie_of": [drops_max_age],
    "path_matches": [below_only],
    "relation": [no_paths, loopback_is_one],
    "lets_through": [trusts_strangers],
    "comment_html": [in_italics, ampersands_only],
    "field_is_bound": [never, any_hexadecimal, empty_is_fine],
}
