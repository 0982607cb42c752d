"""Lesson 8, stolen tokens and guessed passwords."""
