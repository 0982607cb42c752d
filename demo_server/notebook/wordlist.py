"""A thousand passwords that people choose, made by a rule: what a guesser tries first."""

WORDS = """
    password sunshine dragon football monkey welcome master shadow princess coffee
    chocolate flower cheese banana orange summer winter october london seoul
    jordan daniel jessica andrea charlie computer internet server secret letmein
    trustno whatever iloveyou freedom baseball hockey soccer pokemon starwars batman
    superman samsung google rollingdev changeme forever family mother
""".split()  # noqa: SIM905 - a page of words reads better than a list
PHRASES = ["correct horse", "wooden teapot"]
ENDINGS = ("", "1", "123", "!", "2026")
LEET = str.maketrans("aeo", "430")


def words() -> list[str]:
    """Return 1,000 different candidates: 50 words in four spellings, with five endings each."""
    spelled = [
        spelling
        for word in WORDS + PHRASES
        for spelling in (word, word.capitalize(), word.upper(), word.translate(LEET))
    ]
    return [spelling + ending for spelling in spelled for ending in ENDINGS]
