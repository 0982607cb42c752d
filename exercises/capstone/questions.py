"""What a server has to be asked in another way."""

UNSEEN = "Not graded, since no request shows it:"
QUESTIONS = (
    "how are passwords hashed? (weakness 1, lesson 1)",
    "where is the key kept? (weakness 2, lesson 3)",
    "does TLS stand in front? (weakness 7, lesson 6)",
    "what does the log say of a refusal? (weakness 12, lesson 4)",
    "does a deleted user's token die? (weakness 15, lesson 8)",
    "which clock sets exp? (weakness 16, lesson 2)",
    "is an expired token refused? (lesson 4)",
    "does an unknown id take as long as a known one? (lesson 7)",
    "would a session on the server do? (weakness 18, lesson 8)",
)
