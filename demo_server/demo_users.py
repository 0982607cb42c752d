"""Who is signed up already where a lesson starts a server."""

DEMO_USERS = {"alice": "correct horse", "bob": "wooden teapot", "carol": "wooden teapot"}
"""Who is signed up already in a temporary database, with their passwords."""
