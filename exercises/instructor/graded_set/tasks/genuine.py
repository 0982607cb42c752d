"""Lesson 4: which of twelve tokens a verifier may believe."""

from collections.abc import Callable

from demo_server.jose import encode_part
from exercises.instructor.graded_set.secret import Draw
from exercises.instructor.graded_set.task import (
    DAY,
    MINUTE,
    Challenge,
    Task,
    assign,
    moment,
    same_names,
)
from exercises.instructor.graded_set.tasks.tokens import Part, sign

HEADER = {"alg": "HS256", "typ": "JWT"}
COUNT = 12

Maker = Callable[[Part, bytes, Draw], str]
"""It makes a token from good claims and the right key."""


def _with(**changed: object) -> Maker:
    return lambda claims, key, draw: sign(HEADER, claims | changed, key)


def _stolen_signature(claims: Part, key: bytes, draw: Draw) -> str:
    signature = sign(HEADER, claims | {"sub": "bob"}, key).rpartition(".")[2]
    return f"{encode_part(HEADER)}.{encode_part(claims)}.{signature}"


def _makers(now: int, shop: str) -> tuple[list[Maker], list[Maker]]:
    """Return what makes genuine tokens, and what makes others; each pair of kinds is alike."""
    good: list[Maker] = [
        _with(),
        _with(aud=["bank", shop]),
        _with(exp=now + 1),
        _with(aud=[shop], exp=now + 30 * DAY),
        lambda claims, key, draw: sign({"alg": "HS256"}, claims, key),
    ]
    bad: list[Maker] = [
        _with(aud="bank"),
        _with(aud=["bank", f"{shop}0"]),
        _with(aud=f"book{shop}"),
        _with(exp=now),
        _with(exp=now - 1),
        _stolen_signature,
        lambda claims, key, draw: sign(HEADER, claims, draw.digest("another key")),
        lambda claims, key, draw: sign(HEADER, claims, key.hex().encode()),
        lambda claims, key, draw: sign({"alg": "HS512", "typ": "JWT"}, claims, key, "sha512"),
        lambda claims, key, draw: sign(HEADER, claims, key, "sha512"),
        lambda claims, key, draw: f"{encode_part({'alg': 'none'})}.{encode_part(claims)}.",
    ]
    return good, bad


def _challenge(draw: Draw) -> Challenge:
    key, now = draw.digest("key"), moment(draw, "now")
    shop = f"shop-{draw.between('shop', 100, 999)}"
    good, bad = _makers(now, shop)
    count = draw.between("how many", 4, 7)
    makers = [draw.choice(f"good {n}", good) for n in range(count)]
    makers += draw.sample("bad", bad, COUNT - count)
    tokens, genuine = [], list[str]()
    for n, maker in enumerate(makers):
        ends = now + draw.between(f"minutes {n}", 2, 15) * MINUTE
        name = draw.hex(f"jti {n}", 12)
        claims = {"sub": "alice", "aud": shop, "exp": ends, "jti": name}
        tokens.append(maker(claims, key, draw))
        genuine += [name] if n < count else []
    tokens = draw.sample("order", tokens, COUNT)
    given = assign(shop_key=key.hex(), audience=shop, now=now, tokens=tokens)
    return Challenge(given, genuine, same_names(genuine))


GENUINE = Task(
    "genuine tokens",
    "Which are genuine?",
    "lesson 4",
    """Twelve tokens came to a shop. It believes a token that was signed by HS256 with `shop_key`
(here in hexadecimal), whose `aud` is its own name, `audience`, or a list with it, and whose `exp`
is later than `now`. It asks no other clock. All twelve have the form of a token, and a `jti`.

Write the `jti` of each token that the shop believes, as a list, in any order.""",
    "is_list(answer_3) and all(len(name) == 12 for name in answer_3)",
    "a list of texts, each the jti of one of the tokens",
    _challenge,
)
