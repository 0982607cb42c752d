"""The criteria, a module a topic. Importing them fills the rubric, in the order of the card."""

# isort: off
from exercises.capstone.criteria import accounts
from exercises.capstone.criteria import protected_page
from exercises.capstone.criteria import cookies_and_headers
from exercises.capstone.criteria import sessions
from exercises.capstone.criteria import cross_site
from exercises.capstone.criteria import tokens
from exercises.capstone.criteria import rate_limit

# isort: on

__all__ = [
    "accounts",
    "cookies_and_headers",
    "cross_site",
    "protected_page",
    "rate_limit",
    "sessions",
    "tokens",
]
