"""Draw what the checks put into answers: the same for the same seed, else something new."""

from random import Random

NAMES = ["ann", "ben", "chloe", "dora", "emil", "fay", "gus", "hana", "ivo", "joan", "kim", "lee"]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !?-_éßñ水ж"


def random_text(random: Random, length: int = 12) -> str:
    """Return a text of so many characters, one of them at least outside ASCII."""
    drawn = [random.choice(LETTERS) for _ in range(length - 1)]
    drawn.insert(random.randrange(length), random.choice("éßñ水ж"))
    return "".join(drawn)


def random_names(random: Random, count: int) -> list[str]:
    """Return so many different names, in any order."""
    return random.sample(NAMES, count)
