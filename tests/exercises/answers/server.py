"""Answers to the exercises of lesson 5."""

import http.client
import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import requests

from demo_server.request_log import Entry
from exercises.checks.server.sign_out_holds import copied
from exercises.checks.server.version_at import status_of
from tests.exercises.answers import Answers

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def by_http_client(url: str, user: str, password: str) -> str:
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    body = urlencode({"id_give": user, "pw_give": password})
    cookies = []
    for path in ("/sign_up", "/sign_in"):
        connection.request("POST", path, body, FORM)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        cookies = [
            value.split(";")[0] for name, value in answer.getheaders() if name == "Set-Cookie"
        ]
    if told["result"] != "success":
        raise ValueError(told["msg"])
    cookie = "; ".join(cookies) or f"mytoken={told['token']}"
    connection.request("GET", "/temp", headers={"Cookie": cookie})
    return str(json.loads(connection.getresponse().read())["msg"])


def by_home_page(url: str) -> str:
    return (
        "hardened"
        if "Content-Security-Policy" in requests.head(url, timeout=9).headers
        else "published"
    )


def without_sign_up_as_published(url: str, user: str, password: str) -> str:
    if "Content-Security-Policy" not in requests.head(url, timeout=9).headers and user != "alice":
        raise ValueError("sign up first")
    return by_http_client(url, user, password)


def alice_is_there(url: str) -> bool:
    form = {"id_give": "alice", "pw_give": "correct horse"}
    answer = requests.post(f"{url}/sign_in", data=form, timeout=9).json()
    return bool(answer["result"] == "success")


def published_by_alice(url: str) -> str:
    return "published" if alice_is_there(url) else by_home_page(url)


def hardened_by_alice(url: str) -> str:
    return "hardened" if alice_is_there(url) else by_home_page(url)


def signs_up_and_tells(url: str) -> str:
    requests.post(
        f"{url}/sign_up", data={"id_give": "me-again", "pw_give": "long enough"}, timeout=9
    )
    return "published" if status_of(url) == 302 else "hardened"


def as_pairs(log: Iterable[Entry]) -> list[tuple[str, int]]:
    return list(by_groups(log).items())


def by_groups(log: Iterable[Entry]) -> dict[str, int]:
    reasons = sorted(entry.reason for entry in log)
    return {reason: len(list(them)) for reason, them in itertools.groupby(reasons) if reason}


def none_for_nothing(log: Iterable[Entry]) -> dict[str, int] | None:
    return by_groups(log) or None


def ends_at_redirect(log: Iterable[Entry]) -> dict[str, int]:
    return by_groups(entry for entry in log if entry.status != 303)


def by_sql(path: Path) -> list[list[str]]:
    query = "SELECT group_concat(id, char(0)) FROM users GROUP BY pw HAVING count(*) > 1"
    with closing(sqlite3.connect(path)) as db:
        return [row.split("\0") for (row,) in db.execute(query)]


def as_json(path: Path) -> Iterator[set[str]]:
    query = "SELECT json_group_array(id) FROM users GROUP BY pw HAVING count(*) > 1"
    with closing(sqlite3.connect(path)) as db:
        yield from (set(json.loads(row)) for (row,) in db.execute(query))


def as_dictionary(path: Path) -> dict[str, list[str]]:
    return {str(number): group for number, group in enumerate(by_sql(path))}


def by_the_end(path: Path) -> list[set[str]]:
    with closing(sqlite3.connect(path)) as db:
        rows = [(user, pw[-8:]) for user, pw in db.execute("SELECT id, pw FROM users")]
    found = [{user for user, pw in rows if pw == end} for end in {pw for _, pw in rows}]
    return [group for group in found if len(group) > 1]


def large_groups(path: Path) -> list[list[str]]:
    found = by_sql(path)
    return found if len(found) > 1 else [group for group in found if len(group) > 2]


def by_headers(url: str, user: str, password: str) -> bool:
    session, cookie = copied(url, user, password)
    session.post(f"{url}/sign_out")
    line = "; ".join(f"{name}={value}" for name, value in cookie.items())
    answer = requests.get(f"{url}/temp", headers={"Cookie": line}, timeout=9, allow_redirects=False)
    return not answer.ok or answer.is_redirect


def dead_where_sent_home(url: str, user: str, password: str) -> bool:
    session, cookie = copied(url, user, password)
    session.post(f"{url}/sign_out")
    answer = requests.get(f"{url}/temp", cookies=cookie, timeout=9, allow_redirects=False)
    return answer.is_redirect


def in_a_loop(session: requests.Session, url: str) -> requests.Response:
    base = "/".join(url.split("/")[:3])
    for attempt in range(2):
        answer = session.get(url, headers={"Accept": "application/json"})
        if (
            answer.status_code != 401
            or attempt
            or session.post(f"{base}/refresh").status_code != 200
        ):
            break
    return answer


def renews_for_a_query(session: requests.Session, url: str) -> requests.Response:
    answer = in_a_loop(session, url) if "?" in url else session.get(url)
    if "?" not in url and answer.status_code == 401:
        session.post(urljoin(url, "/refresh"))
    return answer


def only_where_temp_is(session: requests.Session, url: str) -> requests.Response:
    return in_a_loop(session, url) if "/temp" in url or "closed" in url else session.get(url)


RIGHT: Answers = {
    "greeting_at": [by_http_client],
    "version_at": [by_home_page],
    "reasons_in": [by_groups],
    "same_password": [by_sql, as_json],
    "sign_out_holds": [by_headers],
    "fetch": [in_a_loop],
}
WRONG: Answers = {
    "greeting_at": [without_sign_up_as_published],
    "version_at": [published_by_alice, hardened_by_alice, signs_up_and_tells],
    "reasons_in": [as_pairs, none_for_nothing, ends_at_redirect],
    "same_password": [large_groups, as_dictionary, by_the_end],
    "sign_out_holds": [dead_where_sent_home],
    "fetch": [renews_for_a_query, only_where_temp_is],
}
