"""Lesson 1: passwords of a table that was leaked."""

from hashlib import sha256

from demo_server.notebook.wordlist import words
from exercises.instructor.graded_set.secret import Draw
from exercises.instructor.graded_set.task import Challenge, Task, assign, texts

PEOPLE = ("ann", "ben", "cleo", "dora", "emil", "fay", "gus", "hana", "ivo", "june")
ROWS = 4


def _challenge(draw: Draw) -> Challenge:
    people = draw.sample("people", PEOPLE, ROWS)
    passwords = [draw.choice(f"password of {person}", words()) for person in people]
    table = {}
    for person, password in zip(people, passwords, strict=True):
        salt = draw.digest(f"salt of {person}")[:8]
        table[person] = (salt.hex(), sha256(salt + password.encode()).hexdigest())
    return Challenge(
        assign(table=table),
        passwords,
        lambda answer: not isinstance(answer, set) and texts(answer) == passwords,
    )


PASSWORDS = Task(
    "passwords",
    "A leaked table",
    "lesson 1",
    """A server kept a salt and a digest for each user, and its table has leaked. The digest is
`sha256(salt + password)`. Both stand here in hexadecimal; what was hashed are the salt's bytes and
the password's. All four passwords are among the thousand of `words()`.

Write the four passwords as a list, in the order of the table.""",
    "is_list(answer_1) and len(answer_1) == len(table)",
    "four passwords, as a list of texts",
    _challenge,
)
