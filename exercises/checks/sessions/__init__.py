"""Lesson 9, staying signed in: what its checks share."""

SAMPLES = 5
"""How many inputs a property tries."""
DAY = 86_400
"""Seconds."""
