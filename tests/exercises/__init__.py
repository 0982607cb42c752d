"""The exercises: what is right passes, what is wrong is refused with the sentence meant for it."""
