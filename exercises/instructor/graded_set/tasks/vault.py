"""Lesson 8: a signature that is found letter by letter, since the verifier's time tells."""

from hashlib import sha256

from demo_server.jose import encode_part, hmac_sign
from exercises.instructor.graded_set.secret import Draw
from exercises.instructor.graded_set.task import Challenge, Task, assign

LETTERS = 43
"""So many letters of base64url has a signature of HS256."""
DIGITS = 12
"""Hexadecimal characters of each digest in the notebook."""
VAULT = '''

def vault(token: str) -> str:
    """Compare the signature letter by letter; say after how many the answer was no."""
    signature = token.removeprefix(f"{signing_input}.")[:43]
    for count in range(1, 44):
        start = hashlib.sha256((seal + signature[:count]).encode()).hexdigest()
        if start[:12] != starts[count - 1]:
            return f"no, after {count} letters"
    return "flag-" + hashlib.sha256(f"flag {seal}{signature}".encode()).hexdigest()[:16]'''


def _challenge(draw: Draw) -> Challenge:
    claims = {"sub": "keeper", "vault": draw.between("number", 100, 999)}
    signing_input = f"{encode_part({'alg': 'HS256', 'typ': 'JWT'})}.{encode_part(claims)}"
    signature = hmac_sign(signing_input, draw.digest("key"), "sha256").rpartition(".")[2]
    seal = draw.hex("seal", 16)
    starts = [
        sha256(f"{seal}{signature[:count]}".encode()).hexdigest()[:DIGITS]
        for count in range(1, LETTERS + 1)
    ]
    flag = f"flag-{sha256(f'flag {seal}{signature}'.encode()).hexdigest()[:16]}"
    given = assign(signing_input=signing_input, seal=seal, starts=" ".join(starts))
    given = f"{given}.split()\n{VAULT}"
    return Challenge(
        given, flag, lambda answer: isinstance(answer, str) and answer.strip().lower() == flag
    )


FLAG = Task(
    "flag",
    "A flag to catch",
    "lessons 1 and 8",
    """A vault opens to one token, the keeper's. Its verifier compares the token's signature with
the right one letter by letter, from the first on, and says no at the first letter that differs. So
the time that it takes tells how far it came; here it is counted for you.

You have the keeper's signing input and no key. The right signature is not in this notebook, only
digests of its beginnings. `vault(token)` answers as often as you ask. Write the flag that it gives
away.""",
    're.fullmatch("flag-[0-9a-f]{16}", str(answer_7))',
    "a text, flag- with 16 hexadecimal characters behind it",
    _challenge,
)
