"""A line of a log without the tokens in it."""

import re
from random import Random

import jwt

from demo_server.jose import base64url_encode
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "cut_tokens",
    "Names such as token= or Bearer are what today's lines have; the form is what every token has. "
    "So the form is cut, wherever it stands, and tomorrow's line needs no new rule.",
)
MARK = "[token]"


def _token(random: Random) -> str:
    claims = {
        "sub": random.choice(generators.NAMES),
        "note": random.choice(["who?????", "a>>>>", ""]),
    }
    return jwt.encode(claims, random.randbytes(32))


def _unsigned(random: Random) -> str:
    return f"{_token(random).rpartition('.')[0]}."


def _others_payload(random: Random) -> str:
    """Draw a token whose payload begins with a blank, and so not with eyJ."""
    header, _, signature = _token(random).split(".")
    payload = base64url_encode(b' {"sub": 1}')
    return f"{header}.{payload}.{signature}"


def _expect_cut(answer: Answer, line: str, *tokens: str) -> None:
    """Ask for a line whose ``{}`` hold tokens."""
    expect_equal(answer(line.format(*tokens)), line.format(*[MARK] * len(tokens)))


@exercise.property("puts [token] in a token's place, wherever it stands")
def _each_place(answer: Answer, random: Random) -> None:
    for line in (
        '"GET /temp?token={} HTTP/1.1" 302',
        "debug: headers Authorization: Bearer {}, Accept: */*",
        "cookies={{'mytoken': '{}'}} 200",
        "GET /temp/{}/more?x=1&y=2",
        "{} was refused",
        "refused: {}",
        "refused ({}).",
        "mytoken:{};path=/",
        "{}",
    ):
        for token in (_token(random), _others_payload(random), "eyJh.eyJp.c2ln", "eyJ-_0.e.-"):
            _expect_cut(answer, line, token)


@exercise.property("cuts every token of a line")
def _several(answer: Answer, random: Random) -> None:
    one, two, three = (_token(random) for _ in range(3))
    _expect_cut(answer, "old={} new={} 200", one, two)
    _expect_cut(answer, "kept '{}', '{}' and '{}'", one, two, three)
    _expect_cut(answer, "twice={} {}", one, one)
    _expect_cut(answer, "tried {}, then {}", one, f"{one}A")


@exercise.property("cuts a token without a signature as well")
def _no_signature(answer: Answer, random: Random) -> None:
    for line in ("token={} 302", "tried '{}', refused", "token={}"):
        _expect_cut(answer, line, _unsigned(random))


@exercise.property("leaves every other character as it was")
def _others(answer: Answer, random: Random) -> None:
    name = random.choice(generators.NAMES)
    for line in (
        "",
        f"127.0.0.1 - www.{name}.example python-requests/2.32.5 200",
        f"eyJournal opened by {name}: eyJa.b, eye.see.you, EYJA.BC.DE, eyja.b.c",
        "a\rb\x0cc\u2028d\x85e",
        f"  two  blanks,\ta tab, {name} [token] é 水\n",
    ):
        expect_equal(answer(line), line)
    for line in ("로그인 {}을 거절", "a sentence ends with {}.", "  GET\t/temp?t={}  302\n",
                 "127.0.0.1 www.shop.example {}=, 2.32.5", "2.32.5 {}é", "\n({})\r\n",
                 "eyJournal opened by {}", "[{}]", "`{}`", "{}^2", "{}\\n",
                 "{}. And", "{}²"):  # fmt: skip
        _expect_cut(answer, line, _token(random))


FORM = r"eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"


@exercise.misconception(
    "Other lines are built otherwise: look for the form of a token, three parts and two dots."
)
def _after_token(line: str) -> str:
    return re.sub(rf"(?<=token=){FORM}", MARK, line)


@exercise.misconception("A line may begin with its token: nothing needs to stand before it.")
def _after_something(line: str) -> str:
    return re.sub(rf"(?<=[\s='\"/:(]){FORM}", MARK, line)


@exercise.misconception("A line may hold more tokens than one: go on after the first.")
def _first_only(line: str) -> str:
    return re.sub(FORM, MARK, line, count=1)


@exercise.misconception(
    "A token with alg none has nothing behind its second dot, and its claims are as readable: the "
    "last part may be empty."
)
def _signed_only(line: str) -> str:
    return re.sub(FORM[:-1] + "+", MARK, line)


@exercise.misconception("What follows in the line is not part of the token: it ends with its form.")
def _to_the_blank(line: str) -> str:
    return re.sub(r"eyJ\S+\.\S+\.\S*", MARK, line)


@exercise.misconception(
    "Addresses and versions have dots, too: a token's header is JSON and begins with eyJ."
)
def _any_dots(line: str) -> str:
    return re.sub(r"[\w-]+\.[\w-]+\.[\w-]*", MARK, line, flags=re.ASCII)


@exercise.misconception(
    "A token ends where A to Z, a to z, digits, - and _ end. In Python, \\w also means é and 을: "
    "write the letters down, or add flags=re.ASCII."
)
def _any_letter(line: str) -> str:
    return re.sub(r"eyJ[\w-]*\.[\w-]+\.[\w-]*", MARK, line)


@exercise.misconception("A word that begins with eyJ is no token yet: three parts, two dots.")
def _any_word(line: str) -> str:
    return re.sub(r"eyJ[A-Za-z0-9_.-]*[A-Za-z0-9_-]\.?(?=[\s'\"]|$)|eyJ[A-Za-z0-9_-]+", MARK, line)


@exercise.misconception(
    "Blanks and line ends are part of the line: replace in the text, without taking it apart."
)
def _word_by_word(line: str) -> str:
    return " ".join(re.sub(FORM, MARK, word) for word in line.split())


@exercise.misconception("Not the signature alone: header and payload tell who it was.")
def _signature_only(line: str) -> str:
    return re.sub(r"(eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.)[A-Za-z0-9_-]*", rf"\1{MARK}", line)


@exercise.misconception(r"A dot that stands for itself is written \. in a regular expression.")
def _any_dot(line: str) -> str:
    return re.sub(r"eyJ[\w-]+.[\w-]+.[\w-]*", MARK, line, flags=re.ASCII)


@exercise.misconception("Only the first part begins with eyJ always: the second need not.")
def _twice_ey(line: str) -> str:
    return re.sub(FORM.replace(r"\.", r"\.eyJ", 1), MARK, line)


@exercise.misconception("From A to z there are also [ ] ^ ` and a backslash: write A-Za-z.")
def _from_a_to_z(line: str) -> str:
    return re.sub(r"eyJ[A-z0-9-]+\.[A-z0-9-]+\.[A-z0-9-]*", MARK, line)


@exercise.misconception("Capitals count: a token begins with eyJ, and not with EYJ or eyj.")
def _any_case(line: str) -> str:
    return re.sub(FORM, MARK, line, flags=re.IGNORECASE)


@exercise.misconception("Parts of a token hold - as well as letters, digits and _.")
def _without_dash(line: str) -> str:
    return re.sub(FORM.replace("-]", "]"), MARK, line)


@exercise.misconception("A = behind the token is none of its letters: it stays.")
def _with_padding(line: str) -> str:
    return re.sub(f"{FORM}=*", MARK, line)


@exercise.misconception("The last part holds no dot: a dot behind it stays, and so does the rest.")
def _with_dots(line: str) -> str:
    return re.sub(r"eyJ[\w-]+\.[\w-]+\.[\w.-]*", MARK, line, flags=re.ASCII)


@exercise.misconception("A part of the token is left: take as many letters as there are.")
def _lazy(line: str) -> str:
    return re.sub(FORM.replace("*", "*?").replace("+", "+?"), MARK, line)


@exercise.misconception("One token can begin as another does: replace each where it stands.")
def _one_by_one(line: str) -> str:
    for token in re.findall(FORM, line):
        line = line.replace(token, MARK)
    return line


@exercise.misconception("Line ends and blanks belong to the line: take nothing off its ends.")
def _stripped(line: str) -> str:
    return re.sub(FORM, MARK, line).strip()


@exercise.misconception("Other letters end lines, too, and are lost here: leave the line in one.")
def _by_lines(line: str) -> str:
    return "\n".join(re.sub(FORM, MARK, part) for part in line.splitlines())


@exercise.misconception("A token begins with eyJ, and not with ey alone.")
def _ey(line: str) -> str:
    return re.sub(FORM.replace("eyJ", "ey"), MARK, line)


@exercise.misconception("A token may be short: no part has a least length but one letter.")
def _long_ones(line: str) -> str:
    return re.sub(r"eyJ[\w-]{7,}\.[\w-]{10,}\.[\w-]*", MARK, line, flags=re.ASCII)
