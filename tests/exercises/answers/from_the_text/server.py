"""Answers to the exercises of lesson 5, written from their texts alone."""

import functools
import http.cookiejar
import itertools
import json
import sqlite3
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import urljoin, urlsplit, urlunsplit
import requests
from demo_server.request_log import Entry


def _form(user, password):
    return {"id_give": user, "pw_give": password}


def _signed_in(url, user, password):
    session = requests.Session()
    answer = session.post(f"{url}/sign_in", data=_form(user, password)).json()
    if "token" in answer:
        session.cookies.set("mytoken", answer["token"])
    return session


def _rows(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT id, pw FROM users").fetchall()


def greeting_at__wrong_1(url: str, user: str, password: str) -> str:
    """Wrong: never signs up ("Sign a user up and in"): a new user gets a ValueError."""
    session = requests.Session()
    answer = session.post(f"{url}/sign_in", data=_form(user, password)).json()
    if answer["result"] != "success":
        raise ValueError("cannot sign in")
    if "token" in answer:
        session.cookies.set("mytoken", answer["token"])
    return session.get(f"{url}/temp").json()["msg"]


def greeting_at__wrong_4(url: str, user: str, password: str) -> str:
    """Wrong: refuses who has an account ("Someone who has signed up before is greeted as well", hint 3)."""
    session = requests.Session()
    up = session.post(f"{url}/sign_up", data=_form(user, password)).json()
    if up["result"] != "success":
        raise ValueError(up["msg"])
    answer = session.post(f"{url}/sign_in", data=_form(user, password)).json()
    if "token" in answer:
        session.cookies.set("mytoken", answer["token"])
    return session.get(f"{url}/temp").json()["msg"]


def greeting_at__wrong_6(url: str, user: str, password: str) -> str:
    """Wrong: makes the greeting up instead of "open /temp, and return the greeting"; Dave is greeted as dave there."""
    session = requests.Session()
    session.post(f"{url}/sign_up", data=_form(user, password))
    answer = session.post(f"{url}/sign_in", data=_form(user, password)).json()
    if answer["result"] != "success":
        raise ValueError("cannot sign in")
    return f"Hello, {user}."


def greeting_at__wrong_10(url: str, user: str, password: str) -> str:
    """Wrong: raise_for_status on the sign-up: at the hardened one a second visit is an HTTPError ("signed up before is greeted as well")."""
    session = requests.Session()
    session.post(f"{url}/sign_up", data=_form(user, password)).raise_for_status()
    answer = session.post(f"{url}/sign_in", data=_form(user, password)).json()
    if answer["result"] != "success":
        raise ValueError("cannot sign in")
    if "token" in answer:
        session.cookies.set("mytoken", answer["token"])
    return session.get(f"{url}/temp").json()["msg"]


def greeting_at__wrong_11(url: str, user: str, password: str) -> str:
    """Wrong: raise_for_status on the sign-in: HTTPError, no ValueError, at the hardened server ("raise a ValueError")."""
    session = requests.Session()
    session.post(f"{url}/sign_up", data=_form(user, password))
    answer = session.post(f"{url}/sign_in", data=_form(user, password))
    answer.raise_for_status()
    answer = answer.json()
    if answer["result"] != "success":
        raise ValueError("cannot sign in")
    if "token" in answer:
        session.cookies.set("mytoken", answer["token"])
    return session.get(f"{url}/temp").json()["msg"]


def greeting_at__wrong_12(url: str, user: str, password: str) -> str:
    """Wrong: leaves it to /temp; the hardened 401 has a msg, too, so "Please sign in." comes back where a ValueError is due."""
    session = requests.Session()
    session.post(f"{url}/sign_up", data=_form(user, password))
    answer = session.post(f"{url}/sign_in", data=_form(user, password)).json()
    session.cookies.set("mytoken", answer.get("token", ""))
    try:
        return session.get(f"{url}/temp").json()["msg"]
    except requests.JSONDecodeError:
        raise ValueError("cannot sign in") from None


def greeting_at__wrong_13(url: str, user: str, password: str) -> str:
    """Wrong: builds the form by hand: a password with & or + becomes another one, so who has signed up before is refused."""
    body = f"id_give={user}&pw_give={password}".encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    session = requests.Session()
    session.post(f"{url}/sign_up", data=body, headers=kind)
    answer = session.post(f"{url}/sign_in", data=body, headers=kind).json()
    if answer["result"] != "success":
        raise ValueError("cannot sign in")
    if "token" in answer:
        session.cookies.set("mytoken", answer["token"])
    return session.get(f"{url}/temp").json()["msg"]


def greeting_at__wrong_15(url: str, user: str, password: str) -> str:
    """Wrong: no session, so nothing "keeps the cookies that a server sets" (hint 1): fails at the hardened one."""
    requests.post(f"{url}/sign_up", data=_form(user, password))
    answer = requests.post(f"{url}/sign_in", data=_form(user, password)).json()
    if answer["result"] != "success":
        raise ValueError("cannot sign in")
    cookies = {"mytoken": answer.get("token", "")}
    return requests.get(f"{url}/temp", cookies=cookies).json()["msg"]


def greeting_at__wrong_16(url: str, user: str, password: str) -> str:
    """Wrong: strips the password: who signed up before with spaces around it is not greeted ("is greeted as well")."""
    return greeting_at__right_1(url, user, password.strip())


def greeting_at__right_1(url: str, user: str, password: str) -> str:
    """# right: plain session, result looked at, token put in by hand where there is one."""
    session = requests.Session()
    session.post(f"{url}/sign_up", data=_form(user, password))
    answer = session.post(f"{url}/sign_in", data=_form(user, password)).json()
    if answer["result"] != "success":
        raise ValueError(f"{user} cannot sign in: {answer.get('msg')}")
    if "token" in answer:
        session.cookies.set("mytoken", answer["token"])
    return session.get(f"{url}/temp").json()["msg"]


def greeting_at__right_2(url: str, user: str, password: str) -> str:
    """# right: standard library only, a cookie jar of http.cookiejar and urllib."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar)
    )
    body = urllib.parse.urlencode(_form(user, password)).encode()

    def ask(path, data=None, headers=None):
        request = urllib.request.Request(url + path, data, headers or {})
        try:
            with opener.open(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            return json.load(refused)

    ask("/sign_up", body)
    answer = ask("/sign_in", body)
    if answer["result"] != "success":
        raise ValueError("wrong password for a taken id")
    token = answer.get("token")
    return ask("/temp", None, {"Cookie": f"mytoken={token}"} if token else {})["msg"]


class NotSignedIn(ValueError):
    pass


class _Greeter:
    def __call__(self, url: str, user: str, password: str) -> str:
        with requests.Session() as session:
            for path in ("/sign_up", "/sign_in"):
                answer = session.post(url + path, data=_form(user, password), timeout=10)
            match answer.json():
                case {"result": "success", "token": str(token)}:
                    session.cookies.set("mytoken", token)
                case {"result": "success"}:
                    pass
                case _:
                    raise NotSignedIn(user)
            return session.get(f"{url}/temp", timeout=10).json()["msg"]


# right: an instance of a callable class, match, an own subclass of ValueError
greeting_at__right_3 = _Greeter()


def version_at__wrong_1(url: str) -> str:
    """Wrong: "`requests` follows redirects by itself" (hint 2): 302 is never seen, always "hardened"."""
    return "published" if requests.get(f"{url}/temp").status_code == 302 else "hardened"


def version_at__wrong_2(url: str) -> str:
    """Wrong: signs a new user up to see the answer ("Leave nothing behind: no new user")."""
    name = uuid.uuid4().hex
    form = _form(name, name)
    requests.post(f"{url}/sign_up", data=form)
    return (
        "published" if "token" in requests.post(f"{url}/sign_in", data=form).json() else "hardened"
    )


def version_at__wrong_4(url: str) -> str:
    """Wrong: counts on alice being there; where she isn't, she is "left behind" as a new user."""
    answer = requests.post(f"{url}/sign_up", data=_form("alice", "correct horse"))
    return "hardened" if answer.status_code == 409 else "published"


def version_at__wrong_7(url: str) -> str:
    """Wrong: asks for "/", which both answer with 200 (hint 1: "Visit /temp"): always "published"."""
    return (
        "hardened" if requests.get(url, allow_redirects=False).status_code == 401 else "published"
    )


def version_at__wrong_8(url: str) -> str:
    """Wrong: signs in as alice, who need not be there ("An address is all you have"): a hardened server without her is "published"."""
    answer = requests.post(f"{url}/sign_in", data=_form("alice", "correct horse"))
    return "hardened" if "Set-Cookie" in answer.headers else "published"


def version_at__wrong_11(url: str) -> str:
    """Wrong: urllib raises HTTPError for the 401 that tells the hardened one."""
    with urllib.request.urlopen(f"{url}/temp") as answer:
        return "hardened" if answer.status == 401 else "published"


def version_at__wrong_12(url: str) -> str:
    """Wrong: reads JSON from the published page, a JSONDecodeError ('Return "published" or …')."""
    return (
        "hardened"
        if requests.get(f"{url}/temp").json()["msg"] == "Please sign in."
        else "published"
    )


def version_at__wrong_14(url: str) -> str:
    """Wrong: goes by the Server header, which is the same for both: never "hardened"."""
    answer = requests.get(f"{url}/temp", allow_redirects=False)
    return "hardened" if "hardened" in answer.headers.get("Server", "") else "published"


def version_at__wrong_16(url: str) -> str:
    """Wrong: is_redirect of the answer after the redirect is False (hint 2): always "hardened"."""
    return "published" if requests.get(f"{url}/temp").is_redirect else "hardened"


def version_at__right_4(url: str) -> str:
    """# right: urllib, the error is the answer."""
    try:
        with urllib.request.urlopen(f"{url}/temp", timeout=10):
            return "published"
    except urllib.error.HTTPError as refused:
        if refused.code == 401:
            return "hardened"
        raise


def version_at__right_5(url: str) -> str:
    """# right: by /refresh, a route that only the hardened server has (404 as published)."""
    return "published" if requests.post(f"{url}/refresh").status_code == 404 else "hardened"


def reasons_in__wrong_1(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: counts the empty reason, too ("or an empty text. Count the refusals")."""
    return dict(Counter(entry.reason for entry in log))


def reasons_in__wrong_3(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: uses len and an index ("The log may be any iterable")."""
    counts = {}
    for i in range(len(log)):
        if log[i].reason:
            counts[log[i].reason] = counts.get(log[i].reason, 0) + 1
    return counts


def reasons_in__wrong_5(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: leaves out a refusal whose status is below 400 ("`entry.reason` is the class of a refusal")."""
    return dict(Counter(entry.reason for entry in log if entry.reason and entry.status >= 400))


def reasons_in__wrong_6(log: Iterable[Entry], counts={}) -> dict[str, int]:
    """Wrong: the default dictionary lives on, so a second log adds to the first ("stands in a log")."""
    for entry in log:
        if entry.reason:
            counts[entry.reason] = counts.get(entry.reason, 0) + 1
    return counts


def reasons_in__wrong_8(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: entries that are alike collapse in a set ("how often each reason stands in a log")."""
    return dict(Counter(entry.reason for entry in set(log) if entry.reason))


def reasons_in__wrong_9(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: stops at the first entry without a reason, break for continue ("Count the refusals")."""
    counts = {}
    for entry in log:
        if not entry.reason:
            break
        counts[entry.reason] = counts.get(entry.reason, 0) + 1
    return counts


def reasons_in__wrong_10(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: loses the first entry by looking whether there is one ("read it only once")."""
    log = iter(log)
    if next(log, None) is None:
        return {}
    return dict(Counter(entry.reason for entry in log if entry.reason))


def reasons_in__wrong_12(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: counts with str.count, which finds one reason in another ("how often each reason")."""
    reasons = [entry.reason for entry in log if entry.reason]
    text = " ".join(reasons)
    return {reason: text.count(reason) for reason in reasons}


def reasons_in__wrong_16(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: only the three commonest ("how often each reason")."""
    return dict(Counter(entry.reason for entry in log if entry.reason).most_common(3))


def reasons_in__wrong_18(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: returns None for a log without refusals ("in a dictionary")."""
    counts = Counter(entry.reason for entry in log if entry.reason)
    if counts:
        return dict(counts)


def reasons_in__wrong_20(log: Iterable[Entry]) -> dict[str, int]:
    """Wrong: empties the list it was given ("read it"): pop changes its argument, and no iterator has it."""
    counts = {}
    while log:
        reason = log.pop(0).reason
        if reason:
            counts[reason] = counts.get(reason, 0) + 1
    return counts


# right: lambda with filter and map
reasons_in__right_2 = lambda log: dict(Counter(filter(None, map(lambda entry: entry.reason, log))))


def reasons_in__right_4(log: Iterable[Entry]) -> dict[str, int]:
    """# right: sorted, then groupby."""
    reasons = sorted(entry.reason for entry in log if entry.reason)
    return {reason: sum(1 for _ in group) for reason, group in itertools.groupby(reasons)}


def same_password__wrong_2(path: Path) -> list[set[str]]:
    """Wrong: another separator is part of "any text", too."""
    query = "SELECT group_concat(id, '|') FROM users GROUP BY pw HAVING count(*) > 1"
    with closing(sqlite3.connect(path)) as db:
        return [set(ids.split("|")) for (ids,) in db.execute(query)]


def same_password__wrong_4(path: Path) -> list[set[str]]:
    """Wrong: only groups of three or more, > 2 for >= 2 ("two or more")."""
    groups = defaultdict(set)
    for user_id, pw in _rows(path):
        groups[pw].add(user_id)
    return [group for group in groups.values() if len(group) > 2]


def same_password__wrong_5(path: Path) -> list[set[str]]:
    """Wrong: pairs; three who share come as three pairs ("each group")."""
    return [{a, b} for (a, p), (b, q) in itertools.combinations(_rows(path), 2) if p == q]


def same_password__wrong_6(path: Path) -> list[set[str]]:
    """Wrong: one pot for all, so nobody knows "who shares a password with whom"."""
    counts = Counter(pw for _, pw in _rows(path))
    shared = {user_id for user_id, pw in _rows(path) if counts[pw] > 1}
    return [shared] if shared else []


def same_password__wrong_8(path: Path) -> list[set[str]]:
    """Wrong: groupby over rows by id: only neighbours are found ("each group")."""
    rows = sorted(_rows(path))
    groups = [{user_id for user_id, _ in g} for _, g in itertools.groupby(rows, key=lambda r: r[1])]
    return [group for group in groups if len(group) > 1]


def same_password__wrong_10(path: Path) -> list[set[str]]:
    """Wrong: lower-cases ids: Bob and bob are two users of the published server and "An id is any text"."""
    groups = defaultdict(set)
    for user_id, pw in _rows(path):
        groups[pw].add(user_id.lower())
    return [group for group in groups.values() if len(group) > 1]


def same_password__wrong_11(path: Path) -> list[set[str]]:
    """Wrong: strips ids; spaces belong to "any text"."""
    groups = defaultdict(set)
    for user_id, pw in _rows(path):
        groups[pw].add(user_id.strip())
    return [group for group in groups.values() if len(group) > 1]


def same_password__wrong_12(path: Path) -> list[set[str]]:
    """Wrong: set("bob") is a set of letters, not "a collection of ids"."""
    groups = {}
    for user_id, pw in _rows(path):
        groups[pw] = groups.get(pw, set()) | set(user_id)
    counts = Counter(pw for _, pw in _rows(path))
    return [group for pw, group in groups.items() if counts[pw] > 1]


def same_password__wrong_13(path: Path) -> list[set[str]]:
    """Wrong: GROUP BY with a bare id gives one id of each group ("each group … as a collection of ids")."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT id FROM users GROUP BY pw HAVING count(*) > 1").fetchall()
    return [set(row) for row in rows]


def same_password__wrong_15(path: Path, groups=defaultdict(set)) -> list[set[str]]:
    """Wrong: the default dictionary keeps the users of an earlier file ("a copy of the published server's database")."""
    for user_id, pw in _rows(path):
        groups[pw].add(user_id)
    return [group for group in groups.values() if len(group) > 1]


def same_password__wrong_16(path: Path) -> list[set[str]]:
    """Wrong: `if user_id` leaves out the empty id, which is a text, too ("An id is any text")."""
    groups = defaultdict(set)
    for user_id, pw in _rows(path):
        if user_id and pw:
            groups[pw].add(user_id)
    return [group for group in groups.values() if len(group) > 1]


def same_password__wrong_17(path: Path) -> list[set[str]]:
    """Wrong: the first of each group is lost: it only opens the group ("each group … as a collection of ids")."""
    groups = {}
    for user_id, pw in _rows(path):
        if pw in groups:
            groups[pw].add(user_id)
        else:
            groups[pw] = set()
    return [group for group in groups.values() if group]


def same_password__wrong_19(path: Path) -> list[set[str]]:
    """Wrong: the groups overwrite each other when they are of one size ("Return each group")."""
    groups = defaultdict(set)
    for user_id, pw in _rows(path):
        groups[pw].add(user_id)
    return list({len(group): group for group in groups.values() if len(group) > 1}.values())


def same_password__wrong_20(path: Path) -> list[set[str]]:
    """Wrong: splits a printed row at the first space: an id with a space is cut ("An id is any text")."""
    groups = defaultdict(set)
    for line in (f"{user_id} {pw}" for user_id, pw in _rows(path)):
        user_id, pw = line.split(" ")[0], line.split(" ")[-1]
        groups[pw].add(user_id)
    return [group for group in groups.values() if len(group) > 1]


def same_password__right_2(path: Path) -> list[set[str]]:
    """# right: SQL with json_group_array, which keeps any id whole."""
    query = "SELECT json_group_array(id) FROM users GROUP BY pw HAVING count(*) > 1"
    with closing(sqlite3.connect(path)) as db:
        return [set(json.loads(ids)) for (ids,) in db.execute(query)]


def same_password__right_4(path: Path) -> list[frozenset[str]]:
    """# right: very slow: each user with each other, the same group found again and dropped; frozensets."""
    rows = _rows(path)
    found = {frozenset(b for b, q in rows if q == p) for _, p in rows}
    return [group for group in found if len(group) > 1]


def sign_out_holds__wrong_1(url: str, user: str, password: str) -> bool:
    """Wrong: copies after the sign-out (hint 1: "has to be made before the sign-out"); where the jar is emptied, the copy is empty."""
    session = _signed_in(url, user, password)
    session.post(f"{url}/sign_out")
    copy = session.cookies.get_dict()
    return requests.get(f"{url}/temp", cookies=copy, allow_redirects=False).status_code != 200


def sign_out_holds__wrong_2(url: str, user: str, password: str) -> bool:
    """Wrong: asks with the session, not "with the copy alone" (hint 2): a dropped cookie looks like a dead one."""
    session = _signed_in(url, user, password)
    session.post(f"{url}/sign_out")
    return session.get(f"{url}/temp", allow_redirects=False).status_code != 200


def sign_out_holds__wrong_4(url: str, user: str, password: str) -> bool:
    """Wrong: believes the answer of the sign-out ("some have one that does nothing")."""
    return _signed_in(url, user, password).post(f"{url}/sign_out").ok


def sign_out_holds__wrong_7(url: str, user: str, password: str) -> bool:
    """Wrong: the other way round ("whether the copy is dead then")."""
    session = _signed_in(url, user, password)
    copy = session.cookies.get_dict()
    session.post(f"{url}/sign_out")
    return requests.get(f"{url}/temp", cookies=copy, allow_redirects=False).status_code == 200


def sign_out_holds__wrong_9(url: str, user: str, password: str) -> bool:
    """Wrong: looks whether the jar is empty afterwards; deleting a cookie does not make "a copied cookie" dead."""
    session = _signed_in(url, user, password)
    session.post(f"{url}/sign_out")
    return not session.cookies.get_dict()


def sign_out_holds__wrong_11(url: str, user: str, password: str) -> bool:
    """Wrong: raises HTTPError where "servers have no such route", in place of False."""
    session = _signed_in(url, user, password)
    copy = session.cookies.get_dict()
    session.post(f"{url}/sign_out").raise_for_status()
    return requests.get(f"{url}/temp", cookies=copy, allow_redirects=False).status_code != 200


def sign_out_holds__wrong_17(url: str, user: str, password: str) -> bool:
    """Wrong: follows the redirect: where a dead copy is sent home, as at the published server, "/" answers 200 and the copy seems alive."""
    session = _signed_in(url, user, password)
    copy = session.cookies.get_dict()
    session.post(f"{url}/sign_out")
    return requests.get(f"{url}/temp", cookies=copy).status_code != 200


def sign_out_holds__wrong_18(url: str, user: str, password: str) -> bool:
    """Wrong: takes only 401 for dead; a server that sends visitors home says 302 ("no longer opens /temp")."""
    session = _signed_in(url, user, password)
    copy = session.cookies.get_dict()
    session.post(f"{url}/sign_out")
    return requests.get(f"{url}/temp", cookies=copy, allow_redirects=False).status_code == 401


def sign_out_holds__wrong_20(url: str, user: str, password: str) -> bool:
    """Wrong: goes by which server it is; a server with the route "that does nothing" is taken for a good one."""
    return requests.get(f"{url}/temp", allow_redirects=False).status_code == 401


def sign_out_holds__right_2(url: str, user: str, password: str) -> bool:
    """# right: follows redirects, and looks whether there was one."""
    session = _signed_in(url, user, password)
    copy = dict(session.cookies)
    session.post(f"{url}/sign_out")
    answer = requests.get(f"{url}/temp", cookies=copy)
    return bool(answer.history) or not answer.ok


def sign_out_holds__right_3(url: str, user: str, password: str) -> bool:
    """# right: a second session as the thief, with a copy of the jar (jar.copy())."""
    owner, thief = _signed_in(url, user, password), requests.Session()
    thief.cookies = owner.cookies.copy()
    owner.post(f"{url}/sign_out", allow_redirects=False)
    return thief.get(f"{url}/temp", allow_redirects=False).status_code != 200


def fetch__wrong_8(session: requests.Session, url: str) -> requests.Response:
    """Wrong: urljoin without the slash: /a/refresh for /a/b (hint 2: urljoin(url, "/refresh"))."""
    answer = session.get(url)
    if answer.status_code == 401 and session.post(urljoin(url, "refresh")).ok:
        return session.get(url)
    return answer


def fetch__wrong_9(session: requests.Session, url: str) -> requests.Response:
    """Wrong: cuts at the last slash, which may stand in the query ("such as /temp?page=2"; /temp?next=/a)."""
    answer = session.get(url)
    if answer.status_code == 401 and session.post(url.rsplit("/", 1)[0] + "/refresh").ok:
        return session.get(url)
    return answer


def fetch__wrong_10(session: requests.Session, url: str) -> requests.Response:
    """Wrong: replaces /temp, good for no other address ("an address of that server, such as")."""
    answer = session.get(url)
    if answer.status_code == 401 and session.post(url.replace("/temp", "/refresh")).ok:
        return session.get(url)
    return answer


def fetch__wrong_13(session: requests.Session, url: str) -> requests.Response:
    """Wrong: raises for a 401 that stays ("return the 401 of the address itself")."""
    answer = session.get(url)
    if answer.status_code == 401 and session.post(urljoin(url, "/refresh")).ok:
        answer = session.get(url)
    answer.raise_for_status()
    return answer


def fetch__wrong_14(session: requests.Session, url: str) -> requests.Response:
    """Wrong: calls itself: while /refresh succeeds and the address stays 401 it never ends ("once")."""
    answer = session.get(url)
    if answer.status_code == 401 and session.post(urljoin(url, "/refresh")).ok:
        return fetch__wrong_14(session, url)
    return answer


def fetch__wrong_16(session: requests.Session, url: str) -> requests.Response:
    """Wrong: asks again, and returns the first answer all the same ("ask for the same address again")."""
    answer = session.get(url)
    if answer.status_code == 401 and session.post(urljoin(url, "/refresh")).ok:
        session.get(url)
    return answer


def fetch__wrong_17(session: requests.Session, url: str) -> requests.Response:
    """Wrong: once in the life of a session, not once for a call: stays out after the second quarter of an hour."""
    answer = session.get(url)
    if answer.status_code == 401 and not session.headers.get("X-Renewed"):
        session.headers["X-Renewed"] = "yes"
        if session.post(urljoin(url, "/refresh")).ok:
            return session.get(url)
    return answer


def fetch__wrong_20(session: requests.Session, url: str) -> requests.Response:
    """Wrong: 401 or 403 ("Don't renew for any other answer")."""
    answer = session.get(url)
    if answer.status_code in (401, 403) and session.post(urljoin(url, "/refresh")).ok:
        return session.get(url)
    return answer


def fetch__wrong_23(session: requests.Session, url: str) -> requests.Response:
    """Wrong: asks again in a new session, without the cookies just renewed ("ask for the same address again", as the session)."""
    answer = session.get(url)
    if answer.status_code == 401 and session.post(urljoin(url, "/refresh")).ok:
        return requests.get(url)
    return answer


def fetch__right_2(session: requests.Session, url: str) -> requests.Response:
    """# right: one expression with walrus."""
    return (
        session.get(url)
        if (first := session.get(url)).status_code == 401
        and session.post(urlunsplit((*urlsplit(url)[:2], "/refresh", "", ""))).ok
        else first
    )


# right: functools.partial, the method given as a keyword
def _fetch(session, url, method):
    answer = session.request(method, url)
    if answer.status_code == 401 and session.request("POST", urljoin(url, "/refresh")).ok:
        answer = session.request(method, url)
    return answer


fetch__right_5 = functools.partial(_fetch, method="GET")
