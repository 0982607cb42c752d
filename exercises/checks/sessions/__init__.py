"""Lesson 8, staying signed in: what its checks share."""

COUNT = 5
"""How many inputs a property tries."""
DAY = 86_400
"""Seconds."""
